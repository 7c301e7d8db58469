"""The page of a practice: everything that is known of it, for whoever may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practices.models import PracticePage, SharedPage
from practices.rules.visibility import Role
from practices.views.presenting import draw
from tests.factories import make_user
from tests.practices.pages.conftest import Look, Record, put, words

PATH = "/praktijken/samen-rond-het-gezin/"


def practice(**fields: Any) -> Record:
    return {
        "soort": "praktijk",
        "id": "p1",
        "titel": "Samen rond het gezin",
        "gemeenten": ["zaanstad"],
        "themas": ["huiselijk-geweld"],
        "zichtbaarheid": "openbaar",
        **fields,
    }


def test_the_line_of_phases_tells_since_when_and_how_long(look: Look) -> None:
    history = [("idee", "2025-01-10"), ("voorbereiding", "2025-06-10"), ("uitvoering", "2026-03-10")]
    put(
        practice(
            fase="uitvoering",
            faseSinds="2026-03-10",
            faseVerloop=[{"fase": phase, "sinds": day, "vastgelegdOp": f"{day}T09:00:00Z"} for phase, day in history],
        )
    )
    text = words(look(PATH))
    assert "Idee, geweest sinds januari 2025 duurde 5 maanden" in text
    assert "Voorbereiding, geweest sinds juni 2025 duurde 9 maanden" in text
    assert "Uitvoering, huidige fase sinds maart 2026" in text
    assert "Afgerond, nog niet begonnen" in text


def test_a_stop_tells_at_once_what_it_taught(look: Look) -> None:
    stop = {
        "datum": "2026-03-01",
        "soort": "gestopt",
        "wat": "Alles.",
        "geleerd": "Vraag het eerst.",
        "besluitDoor": "B",
    }
    put(practice(fase="gestopt", faseSinds="2026-03-01", gestartOp="2024-03-01", bijstellingen=[stop]))
    text = words(look(PATH))
    assert "Begonnen, geweest sinds maart 2024 duurde 2 jaar Gestopt, gestopt sinds maart 2026" in text
    assert "Dit stopte. Wat dat leerde: Vraag het eerst. Lees waarom" in text
    assert "Besloten door B" in text


def test_the_first_facts_lead_to_their_sections(look: Look) -> None:
    put(
        practice(
            gestartOp="2025-03-01",
            leervragen=[
                {"vraag": "Helpt het?", "type": "doelgroep", "status": "beantwoord", "antwoord": "Ja."},
                {"vraag": "Wie betaalt?", "type": "weg", "status": "open"},
            ],
            resultaten="Minder meldingen.",
            bewijs="geteld",
            logboek=[
                {"datum": "2025-05-01", "soort": "voortgang", "tekst": "Begonnen."},
                {"datum": "2025-09-01", "soort": "tegenslag", "tekst": "Gewacht."},
            ],
            bijstellingen=[{"datum": "2025-10-01", "soort": "aangepast", "wat": "Kleiner."}],
            overgenomenDoor=[
                {"gemeente": "breda", "stap": "verkennen"},
                {"gemeente": "tilburg", "stap": "gestopt"},
            ],
        )
    )
    page = look(PATH)
    text = words(page)
    assert "Begonnen maart 2025 Leervragen 2, waarvan 1 open Resultaten Geteld Bijgestuurd 1 keer" in text
    assert "Logboek 2 berichten, laatste september 2025 Doen dit ook 1 gemeente" in text
    for section in ("leervragen", "resultaten", "bijgestuurd", "logboek", "overgenomen"):
        assert f'<dd><a href="#{section}">' in page
        assert f'id="{section}"' in page


def test_a_practice_of_which_little_is_known_has_no_first_facts(look: Look) -> None:
    put(practice())
    assert "glance" not in look(PATH)


def test_learning_questions_show_their_type_their_state_and_their_answer(look: Look) -> None:
    put(
        practice(
            leervragen=[
                {"vraag": "Helpt het?", "type": "doelgroep", "status": "beantwoord", "antwoord": "Ja, vaak."},
                {"vraag": "Wie betaalt?", "type": "weg", "status": "open"},
            ]
        )
    )
    text = words(look(PATH))
    assert "1 open, 1 beantwoord" in text
    assert "Over het resultaat voor de doelgroep Helpt het? Beantwoord Ja, vaak." in text
    assert "Over de weg ernaartoe Wie betaalt? Open Nog geen antwoord." in text


def test_the_log_names_every_kind_and_calls_a_setback_normal(look: Look) -> None:
    kinds = ("voortgang", "tegenslag", "bijstelling", "mijlpaal", "resultaat")
    put(practice(logboek=[{"datum": f"2026-01-0{n}", "soort": kind, "tekst": kind} for n, kind in enumerate(kinds, 1)]))
    page = look(PATH)
    assert "1 keer voortgang, 1 keer tegenslag" in words(page)
    assert "Tegenslag hoort erbij" in words(page)
    assert "5 januari 2026 Resultaat resultaat 4 januari 2026 Mijlpaal mijlpaal" in words(page)
    for kind in kinds:
        assert f"timeline__entry--{kind}" in page


def test_a_long_log_keeps_its_older_entries_behind_a_line(look: Look) -> None:
    put(practice(logboek=[{"datum": f"2026-01-{day:02}", "tekst": f"Dag {day}"} for day in range(1, 16)]))
    page = look(PATH)
    open_part, _, older = page.partition("Bekijk 5 oudere berichten")
    assert "Dag 6" in open_part
    assert "Dag 5<" not in open_part
    assert "Dag 5<" in older


def test_milestones_tell_the_time_between_them_and_since_the_signing(look: Look) -> None:
    dates = [("projectleider", "2025-07-01"), ("getekend", "2025-02-03"), ("budget", "2025-06-03")]
    put(practice(mijlpalen=[*({"soort": kind, "datum": day} for kind, day in dates), {"soort": "plan-klaar"}]))
    text = words(look(PATH))
    assert "Van handtekening tot budget 4 maanden" in text
    assert "Van handtekening tot projectleider 5 maanden" in text
    assert "Getekend 3 februari 2025 Daarna duurde het 4 maanden Budget rond 3 juni 2025" in text
    assert "Daarna duurde het 4 weken Projectleider gevonden 1 juli 2025, 5 maanden na het begin" in text
    assert "Ook bereikt, zonder datum: plan klaar." in text


def test_partners_stand_side_by_side_in_one_chart_with_its_table(look: Look) -> None:
    photo = {
        "datum": "2024-01-01",
        "scores": {"snelheid": 2, "verbinding": 1, "eigen-stelling": 5},
        "vrijgegeven": True,
    }
    again = {**photo, "datum": "2025-01-01", "scores": {"snelheid": 4, "verbinding": 3}}
    put(
        practice(
            startfotos=[
                *({**photo, "partner": name} for name in ("politie", "OM", "school")),
                {**photo, "partner": "school", "datum": "2024-06-01", "scores": {"snelheid": 3}},
                {**again, "partner": "school"},
                {**photo, "partner": "de kerk", "vrijgegeven": False},
            ]
        )
    )
    page = look(PATH)
    text = words(page)
    assert page.count('class="score-chart"') == page.count("Bekijk als tabel") == 1
    assert "kerk" not in text
    assert (
        text.index("Wij zijn goed verbonden") < text.index("Wij besluiten en handelen") < text.index("Eigen stelling")
    )
    assert "Politie en OM: januari 2024 2 van 5" in text
    assert "School: januari 2024 2, juni 2024 3 en januari 2025 4 van 5" in text
    assert "Stelling Partner januari 2024 juni 2024 januari 2025" in text
    assert "Wij besluiten en handelen snel genoeg School 2 3 4" in text
    assert "Wij besluiten en handelen snel genoeg Politie en OM 2 – –" in text


def test_one_partner_has_a_line_per_statement_and_what_it_said_stands_below(look: Look) -> None:
    photo = {
        "datum": "2024-01-01",
        "partner": "school",
        "scores": {"snelheid": 2, "verbinding": 1},
        "toelichting": "Wij wachten lang.",
        "watMerktHetGezin": "Minder loketten, zeggen zij.",
        "vrijgegeven": True,
    }
    put(practice(startfotos=[photo]))
    text = words(look(PATH))
    assert "Wij besluiten en handelen snel genoeg: januari 2024 2 van 5" in text
    assert "Stelling januari 2024 Wij zijn" in text
    assert "Wat de partners erbij zeggen Wij wachten lang. School, januari 2024" in text
    assert "en hoe weet u dat? Minder loketten, zeggen zij. School, januari 2024" in text


def test_a_result_explains_how_sure_it_is(look: Look) -> None:
    put(practice(resultaten="Minder uitval.", bewijs="geteld", hoeGemeten="In een lijst.", watMerktHetGezin="Rust."))
    text = words(look(PATH))
    assert "Hoe zeker is dit? Indruk Geteld Gemeten Onderzocht Er zijn aantallen bijgehouden." in text
    assert "Hoe weten wij dat? In een lijst." in text
    assert "Wat merkt het gezin ervan? Rust." in text


def test_partners_stand_by_role_with_what_they_bring(look: Look) -> None:
    put(
        practice(
            partners=[
                {"naam": "Wijkagent", "soort": "politie", "rol": "uitvoering", "inbreng": "Kent de straat."},
                {"naam": "Gemeente, team jeugd", "soort": "gemeente", "rol": "regie"},
            ]
        )
    )
    assert "Regie Gemeente, team jeugd Uitvoering Wijkagent Politie Kent de straat." in words(look(PATH))


def test_who_does_this_too_shows_the_steps(look: Look) -> None:
    adoption = {
        "gemeente": "breda",
        "stap": "verkennen",
        "sinds": "2026-02-01",
        "watIsAnders": "Kleiner.",
        "urenBespaard": 8,
    }
    put(practice(overgenomenDoor=[adoption, {"gemeente": "tilburg", "stap": "gestopt"}]))
    text = words(look(PATH))
    assert "Breda Interesse, ja Verkennen, ja Aangepast overgenomen, nog niet Sinds februari 2026" in text
    assert "Wat zij anders doen: Kleiner." in text
    assert "8 uur werk" in text
    assert "Tilburg Gestopt" in text


def test_what_belongs_to_it_shows_only_as_far_as_one_may_see_it(look: Look, organisation: Callable[[str], Any]) -> None:
    put(
        {"soort": "casus", "id": "c1", "titel": "Mag dit?", "zichtbaarheid": "openbaar", "antwoord": "mag"},
        {"soort": "casus", "id": "c2", "titel": "Besloten vraag", "zichtbaarheid": "gemeenten"},
        {"soort": "begrip", "id": "b1", "titel": "opschalen (proef)", "zichtbaarheid": "concept"},
        practice(casussen=["c1", "c2"], begrippen=["b1"]),
        {"soort": "netwerk", "id": "n1", "titel": "Kring", "praktijken": ["p1"], "zichtbaarheid": "openbaar"},
        {"soort": "netwerk", "id": "n2", "titel": "Ver weg", "zichtbaarheid": "openbaar"},
    )
    visitor = words(look(PATH))
    member = words(look(PATH, make_user(Role.MEMBER, organisation("breda"))))
    assert "Juridische vragen Mag dit? Mag" in visitor
    assert "Netwerken Kring" in visitor
    assert "Ver weg" not in visitor
    assert "Besloten vraag" not in visitor
    assert "Besloten vraag" in member
    assert "opschalen" not in member


def test_without_a_network_of_its_own_those_about_the_theme_stand_there(look: Look) -> None:
    put(
        practice(),
        {"soort": "netwerk", "id": "n1", "titel": "Kring", "themas": ["huiselijk-geweld"], "zichtbaarheid": "openbaar"},
        {"soort": "netwerk", "id": "n2", "titel": "Elders", "themas": ["schulden"], "zichtbaarheid": "openbaar"},
    )
    text = words(look(PATH))
    assert "Netwerken over hetzelfde thema Kring" in text
    assert "Elders" not in text


def test_documents_lead_to_their_address(look: Look) -> None:
    put(practice(documenten=[{"titel": "Plan", "adres": "https://voorbeeld.nl/plan.pdf"}]))
    assert '<a href="https://voorbeeld.nl/plan.pdf" rel="noreferrer">Plan</a>' in look(PATH)


CONTACT = {"rol": "projectleider", "mailbox": "team@voorbeeld.nl", "naam": "Wil Wit", "vervanger": "Jo Jong"}


def test_everybody_can_reach_somebody_and_colleagues_see_who(look: Look, organisation: Callable[[str], Any]) -> None:
    put(practice(contact=CONTACT))
    colleague = look(PATH, make_user(Role.MEMBER, organisation("breda")))
    visitor = look(PATH)  # after the colleague: nothing of what one person sees may be kept for another
    for page in (visitor, colleague):
        assert 'href="mailto:team@voorbeeld.nl?subject=Vraag%20over%3A%20Samen%20rond%20het%20gezin"' in page
        assert '<a class="nl-button nl-button--primary" href="#contact">' in page
    assert "Wil Wit" in colleague
    assert "Jo Jong" in colleague
    assert "Wil Wit" not in visitor
    assert "Jo Jong" not in visitor
    assert "/account/login/?next=%2Fpraktijken%2Fsamen-rond-het-gezin%2F" in visitor


def test_without_a_contact_the_organisation_stands_there(look: Look, organisation: Callable[[str], Any]) -> None:
    town = organisation("zaanstad")
    put(practice())
    assert "Naar Gemeente Zaanstad" in words(look(PATH))
    town.mailbox = "info@zaanstad.example"
    town.save()
    assert "mailto:info@zaanstad.example" in look(PATH)
    assert "Neem contact op" in words(look(PATH))


def test_only_the_owner_sees_what_is_missing_and_how_to_change_it(
    look: Look, organisation: Callable[[str], Any]
) -> None:
    put(practice(samenvatting="Kort.", aanleiding="Daarom.", leervragen=[{"vraag": "Werkt het?"}]))
    own = look(PATH, make_user(Role.MEMBER, organisation("zaanstad")))
    assert "Nog 2 dingen voor een volledige beschrijving" in words(own)
    assert "sinds wanneer u in deze fase bent een contact: rol en gezamenlijk mailadres" in words(own)
    assert f"/delen/{SharedPage.objects.get().key}/wijzigen/" in own
    for user in (None, make_user(Role.MEMBER, organisation("breda"))):
        page = look(PATH, user)
        assert "volledige beschrijving" not in page
        assert "/wijzigen/" not in page


def test_a_card_that_was_confirmed_long_ago_asks_to_check(look: Look) -> None:
    put(practice(bevestigdOp="2020-04-24", contact=CONTACT))
    text = words(look(PATH))
    assert "Voor het laatst bevestigd op 24 april 2020" in text
    assert "Vraag na of het nog klopt." in text


def test_a_save_shows_at_once(look: Look) -> None:
    put(practice(doel="Eerst dit."))
    assert "Eerst dit." in look(PATH)
    put(practice(doel="Dan dat."))
    assert "Dan dat." in look(PATH)
    assert "Eerst dit." not in look(PATH)


def test_a_page_that_was_never_saved_can_be_drawn_for_a_preview(db: None) -> None:
    page = PracticePage(title="Nieuw", background="Nog niet bewaard.")
    assert "Nog niet bewaard." in "".join(map(str, draw(page).main))


def test_the_title_and_the_description_say_what_the_page_is(look: Look) -> None:
    put(practice(samenvatting="Eén regisseur voor gezinnen. " * 12))
    page = look(PATH)
    assert "<title>Samen rond het gezin: praktijk | Praktijkplein</title>" in page
    description = page.partition('<meta name="description" content="')[2].partition('"')[0]
    assert description.startswith("Eén regisseur")
    assert len(description) <= 160
