"""What an import takes, refuses and says, field by field."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from practices.choices import Kind
from practices.exchange.importer import OPERATOR, Importer, Result, UnknownOwner
from practices.exchange.lines import read_lines
from practices.models import (
    AuditEntry,
    FormerAddress,
    LegalCasePage,
    OrganisationPage,
    PracticePage,
    SharedPage,
    Theme,
)
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import VISITOR
from tests.conftest import NOW
from tests.practices.exchange.conftest import Imported, Record, case, dossier, network, practice, term

One = Callable[[str], Record]


def reasons(outcome: Any) -> str:
    return " | ".join(map(str, outcome.problems))


def warnings(outcome: Any) -> str:
    return " | ".join(map(str, outcome.warnings))


@pytest.mark.parametrize("field", ["soort", "id", "titel"])
@pytest.mark.parametrize("value", [None, "", "   "])
def test_what_is_required_and_missing_refuses_the_line(imported: Imported, field: str, value: Any) -> None:
    (outcome,) = imported(practice(**{field: value}))
    assert outcome.result == Result.REFUSED
    assert field in reasons(outcome)


def test_a_record_with_only_what_is_required_is_taken_with_defaults_and_a_warning(
    imported: Imported, exported_one: One
) -> None:
    (outcome,) = imported({"soort": "praktijk", "id": "kaal", "titel": "Kaal"})
    record = exported_one("kaal")
    assert outcome.result == Result.ADDED
    assert "nog leeg" in warnings(outcome)
    assert (record["fase"], record["zichtbaarheid"], record["trekker"]) == ("idee", "gemeenten", "VNG")


@pytest.mark.parametrize(
    ("record", "path", "allowed"),
    [
        (practice(soort="artikel"), "soort", "praktijk, casus"),
        (practice(fase="klaar"), "fase", "idee, voorbereiding"),
        (practice(zichtbaarheid="geheim"), "zichtbaarheid", "openbaar, gemeenten, organisatie, concept"),
        (practice(bewijs="bewezen"), "bewijs", "indruk, geteld"),
        (practice(leervragen=[{"vraag": "?", "type": "x"}]), "leervragen[1].type", "doelgroep, weg"),
        (practice(leervragen=[{"vraag": "?", "status": "x"}]), "leervragen[1].status", "open, voorlopig"),
        (practice(logboek=[{"tekst": "x"}, {"tekst": "x", "soort": "x"}]), "logboek[2].soort", "voortgang, tegenslag"),
        (practice(mijlpalen=[{"soort": "x"}]), "mijlpalen[1].soort", "getekend, plan-klaar"),
        (practice(bijstellingen=[{"soort": "x"}]), "bijstellingen[1].soort", "aangepast, deel-gestopt"),
        (practice(partners=[{"naam": "x", "rol": "x"}]), "partners[1].rol", "opdrachtgever, regie"),
        (practice(overgenomenDoor=[{"gemeente": "breda", "stap": "x"}]), "overgenomenDoor[1].stap", "interesse"),
        (case(status="nieuw"), "status", "vraag, in-behandeling"),
        (case(antwoord="ja"), "antwoord", "mag, mag-onder-voorwaarden"),
        (case(belemmering="geld"), "belemmering", "wet, uitleg"),
        (case(rijen=[{"gegevens": "x", "oordeel": "ja"}]), "rijen[1].oordeel", "mag, mag-onder-voorwaarden"),
        (case(standpunten=[{"rol": "burger"}]), "standpunten[1].rol", "jurist, privacy-officer"),
        (network(netwerksoort="club"), "netwerksoort", "vakgroep, regio"),
        (network(toegang="dicht"), "toegang", "open, op-verzoek"),
        (dossier(items=[{"soort": "x", "id": "y"}]), "items[1].soort", "praktijk, casus"),
    ],
)
def test_a_closed_value_that_is_wrong_is_refused_with_the_allowed_ones(
    imported: Imported, record: Record, path: str, allowed: str
) -> None:
    (outcome,) = imported(record)
    assert outcome.result == Result.REFUSED
    assert f"{path}: " in reasons(outcome)
    assert f"toegestaan: {allowed}" in reasons(outcome)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"titel": 5}, "titel"),
        ({"titel": ["x"]}, "titel"),
        ({"samenvatting": 5}, "samenvatting"),
        ({"samenvatting": "x" * 501}, "samenvatting"),
        ({"titel": "x" * 256}, "titel"),
        ({"id": "x" * 201}, "id"),
        ({"aanleiding": "x" * 100_001}, "aanleiding"),
        ({"gemeenten": "zaanstad"}, "gemeenten"),
        ({"gemeenten": [5]}, "gemeenten[1]"),
        ({"themas": {"jeugd": True}}, "themas"),
        ({"aanpak": "eerst dit"}, "aanpak"),
        ({"aanpak": [{}]}, "aanpak"),
        ({"aanpak": ["x"] * 1001}, "aanpak"),
        ({"leervragen": ["Werkt het?"]}, "leervragen[1]"),
        ({"leervragen": {"vraag": "?"}}, "leervragen"),
        ({"contact": "Jan"}, "contact"),
        ({"contact": {"mailbox": "geen adres"}}, "contact.mailbox"),
        ({"contact": {"rol": 3}}, "contact.rol"),
        ({"jaar": "tweeduizend"}, "jaar"),
        ({"jaar": 20.5}, "jaar"),
        ({"jaar": True}, "jaar"),
        ({"jaar": 3000}, "jaar"),
        ({"faseSinds": "2026-02-30"}, "faseSinds"),
        ({"faseSinds": "20260201"}, "faseSinds"),
        ({"faseSinds": "1-2-2026"}, "faseSinds"),
        ({"faseSinds": 2026}, "faseSinds"),
        ({"faseSinds": "0001-01-01"}, "faseSinds"),
        ({"startfotos": [{"scores": {"snelheid": 6}}]}, "startfotos[1].scores"),
        ({"startfotos": [{"scores": {"snelheid": True}}]}, "startfotos[1].scores"),
        ({"startfotos": [{"scores": [1]}]}, "startfotos[1].scores"),
        ({"startfotos": [{"vrijgegeven": "ja"}]}, "startfotos[1].vrijgegeven"),
        ({"overgenomenDoor": [{"gemeente": "breda", "urenBespaard": -1}]}, "overgenomenDoor[1].urenBespaard"),
        ({"overgenomenDoor": [{"gemeente": "breda", "urenBespaard": 10**9}]}, "overgenomenDoor[1].urenBespaard"),
        ({"overgenomenDoor": [{"gemeente": "breda", "urenBespaard": 1.25}]}, "overgenomenDoor[1].urenBespaard"),
        ({"financiering": [{"bedrag": 10**20}]}, "financiering[1].bedrag"),
        ({"trefwoorden": ["!!!"]}, "trefwoorden[1]"),
        ({"trefwoorden": ["x" * 101]}, "trefwoorden[1]"),
        ({"adres": "Met Hoofdletters"}, "adres"),
        ({"gepubliceerdOp": "2026-11-01"}, "gepubliceerdOp"),
        ({"begrippen": "opschalen"}, "begrippen"),
        ({"trekker": ["zaanstad"]}, "trekker"),
    ],
)
def test_a_value_of_the_wrong_kind_refuses_the_line_with_its_field(
    imported: Imported, fields: Record, path: str
) -> None:
    (outcome,) = imported(practice(**fields))
    assert outcome.result == Result.REFUSED
    assert [problem.path for problem in outcome.problems] == [path]
    assert not SharedPage.objects.exists()


def test_all_that_is_wrong_with_a_line_is_said_at_once(imported: Imported) -> None:
    (outcome,) = imported(practice(fase="x", jaar="x", gemeenten=["Atlantis", "Zaanstad", "Utopia"]))
    assert {problem.path for problem in outcome.problems} == {"fase", "jaar", "gemeenten[1]", "gemeenten[3]"}


def test_good_lines_are_kept_beside_bad_ones(imported: Imported) -> None:
    outcomes = imported(practice(id="a"), practice(id="b", fase="x"), practice(id="c"))
    assert [outcome.result for outcome in outcomes] == [Result.ADDED, Result.REFUSED, Result.ADDED]
    assert set(SharedPage.objects.values_list("source_id", flat=True)) == {"a", "c"}


def test_numbers_are_taken_as_text_where_people_write_numbers(imported: Imported, exported_one: One) -> None:
    imported(
        practice(id=17, uren=120, kosten=1500.5, jaar="2024", financiering=[{"bron": "GGU", "bedrag": 5000}]),
        case(citaten=[{"wet": "avg", "artikel": 6, "lid": 1}]),
    )
    record = exported_one("17")
    assert (record["uren"], record["kosten"], record["jaar"]) == ("120", "1500.5", 2024)
    assert record["financiering"] == [{"bron": "GGU", "bedrag": 5000}]
    assert exported_one("c1")["citaten"] == [{"wet": "avg", "artikel": "6", "lid": "1"}]


def test_unknown_fields_are_a_warning(imported: Imported) -> None:
    (outcome,) = imported(practice(kleur="rood", contact={"telefoon": "x", "rol": "projectleider"}))
    assert outcome.result == Result.ADDED
    assert "kleur: onbekend veld" in warnings(outcome)
    assert "contact.telefoon: onbekend veld" in warnings(outcome)


def test_rows_that_say_nothing_are_left_out_with_a_warning(imported: Imported, exported_one: One) -> None:
    (outcome,) = imported(
        practice(
            leervragen=[{"antwoord": "Ja"}, {"vraag": "Werkt het?"}, {}],
            mijlpalen=[{"datum": "2026-01-01"}],
            partners=[{"inbreng": "geld"}],
            overgenomenDoor=[{"gemeente": "breda"}, {"gemeente": "Breda", "stap": "verkennen"}],
        )
    )
    record = exported_one("p1")
    assert outcome.result == Result.ADDED
    assert [row["vraag"] for row in record["leervragen"]] == ["Werkt het?"]
    assert [row["stap"] for row in record["overgenomenDoor"]] == ["interesse"]
    assert not {"mijlpalen", "partners"} & set(record)
    assert warnings(outcome).count("weggelaten") == 5


def test_an_adjusted_practice_goes_on_with_an_adjustment(imported: Imported, exported_one: One) -> None:
    record = practice(fase="bijgestuurd", faseSinds="2026-03-01")
    imported(record)
    found = exported_one("p1")
    assert found["fase"] == "uitvoering"
    assert found["bijstellingen"] == [{"datum": "2026-03-01", "soort": "aangepast"}]
    (again,) = imported(record)
    assert again.result == Result.UNCHANGED


def test_an_adjusted_practice_keeps_the_adjustments_it_names(imported: Imported, exported_one: One) -> None:
    imported(practice(fase="bijgestuurd", bijstellingen=[{"soort": "gepauzeerd", "wat": "Even stil"}]))
    assert exported_one("p1")["bijstellingen"] == [{"soort": "gepauzeerd", "wat": "Even stil"}]


def test_a_draft_is_no_live_page_and_keeps_who_may_see_it_later(imported: Imported, exported_one: One) -> None:
    imported(practice(zichtbaarheid="concept", zichtbaarNaDelen="openbaar"))
    page = PracticePage.objects.get()
    assert (page.live, page.visibility, page.first_published_at) == (False, "openbaar", None)
    assert exported_one("p1")["zichtbaarheid"] == "concept"


def test_a_live_item_becomes_a_draft_and_live_again_as_its_record_says(imported: Imported, exported_one: One) -> None:
    imported(practice(zichtbaarheid="openbaar"))
    imported(practice(zichtbaarheid="concept"))
    assert not PracticePage.objects.get().live
    assert exported_one("p1")["zichtbaarNaDelen"] == "openbaar"
    imported(practice(zichtbaarheid="openbaar"))
    assert PracticePage.objects.get().live


def test_a_case_goes_live_whatever_its_status_and_that_is_audited(imported: Imported) -> None:
    imported(case(status="vraag", zichtbaarheid="openbaar"))
    page = LegalCasePage.objects.get()
    entry = AuditEntry.objects.get(key=page.key)
    assert page.live
    assert (entry.deed, entry.by_name, entry.details["visibility"]) == ("geïmporteerd", OPERATOR.name, "openbaar")


@pytest.mark.parametrize(
    ("fields", "owner", "code"),
    [
        ({"trekker": "Breda"}, "", "GM0758"),
        ({"trekker": "gm0758"}, "", "GM0758"),
        ({"trekker": "VNG"}, "", "VNG"),
        ({"trekker": "VR11"}, "", "VR11"),
        ({"trekker": "Regio Zaanstreek-Waterland"}, "", "VR11"),
        ({"trekker": "Beemster"}, "", "GM0439"),
        ({}, "breda", "GM0479"),
        ({"gemeenten": ["Tilburg", "Breda"]}, "", "GM0855"),
        ({"gemeenten": []}, "breda", "GM0758"),
        ({"gemeenten": []}, "VR20", "VR20"),
        ({"gemeenten": []}, "", "VNG"),
    ],
)
def test_the_owner_is_the_lead_else_the_first_municipality_else_the_option_else_vng(
    imported: Imported, fields: Record, owner: str, code: str
) -> None:
    imported(practice(**fields), owner=owner)
    assert PracticePage.objects.get().organisation.code == code


def test_an_unknown_lead_refuses_the_line_and_with_create_terms_becomes_a_partner(
    imported: Imported, exported_one: One
) -> None:
    record = practice(trekker="Stichting Samen Sterk")
    assert imported(record)[0].result == Result.REFUSED
    assert imported(record, create_terms=True)[0].result == Result.ADDED
    assert OrganisationPage.objects.get(organisation_kind="partner").title == "Stichting Samen Sterk"
    assert exported_one("p1")["trekker"] == "Stichting Samen Sterk"
    assert imported(record)[0].result == Result.UNCHANGED


def test_an_unknown_owner_option_stops_the_run(imported: Imported) -> None:
    with pytest.raises(UnknownOwner):
        imported(practice(), owner="Atlantis")


def test_another_lead_moves_the_item(imported: Imported) -> None:
    imported(practice(trekker="zaanstad"))
    (outcome,) = imported(practice(trekker="breda"))
    assert outcome.result == Result.CHANGED
    assert PracticePage.objects.get().organisation.code == "GM0758"


def test_only_whoever_may_import_can(imported: Imported) -> None:
    with pytest.raises(NotAllowed):
        imported(practice(), by=VISITOR)


def test_the_kind_of_a_partner_follows_from_its_name_and_its_organisation(
    imported: Imported, exported_one: One
) -> None:
    imported(practice(partners=[{"naam": "BMC"}, {"naam": "Wijkclub De Linde"}, {"naam": "x", "soort": "Politie"}]))
    assert [row.get("soort") for row in exported_one("p1")["partners"]] == ["adviesbureau", None, "politie"]
    assert set(PracticePage.objects.get().partner_kinds.values_list("slug", flat=True)) == {"adviesbureau", "politie"}


def test_partners_of_a_case_and_a_network_are_kinds_or_organisations(imported: Imported, exported_one: One) -> None:
    outcomes = imported(case(partners=["OM", "BMC"]), network(partners=["Politie", "Club X"]))
    assert exported_one("c1")["partners"] == ["adviesbureau", "om"]
    assert "BMC" in warnings(outcomes[0])
    assert outcomes[1].result == Result.REFUSED


def test_a_partner_that_is_an_organisation_here_sees_what_is_shared_with_partners(
    imported: Imported, exported_one: One
) -> None:
    imported(practice(id="van-hen", trekker="Stichting Samen Sterk"), create_terms=True)
    imported(practice(partners=[{"naam": "stichting samen sterk"}], zichtbaarheid="organisatie"))
    assert exported_one("p1")["partnerorganisaties"] == ["stichting-samen-sterk"]


def test_giver_and_receiver_are_kinds_where_they_can_be(imported: Imported, exported_one: One) -> None:
    (outcome,) = imported(
        case(
            rijen=[
                {"verstrekker": "Openbaar Ministerie", "ontvanger": "Nationale Politie"},
                {"verstrekker": "de buurvrouw", "ontvanger": "wijkteam", "ontvangerSoort": "wijkteam"},
            ]
        )
    )
    assert exported_one("c1")["rijen"] == [
        {"verstrekker": "om", "ontvanger": "Nationale Politie", "ontvangerSoort": "politie"},
        {"verstrekker": "de buurvrouw", "ontvanger": "wijkteam"},
    ]
    assert "de buurvrouw" in warnings(outcome)


def test_a_position_is_a_short_answer_or_a_text(imported: Imported, exported_one: One) -> None:
    positions = [
        {"rol": "jurist", "standpunt": "mag", "standpuntTekst": "Ja, mits", "criteria": ["noodzaak", "ernst"]},
        {"rol": "fg", "standpunt": "Ik aarzel", "datum": "2026-01-02"},
    ]
    imported(case(standpunten=[*positions, {"rol": "bron", "criteria": "een\ntwee"}]))
    assert exported_one("c1")["standpunten"] == [*positions, {"rol": "bron", "criteria": ["een", "twee"]}]


def test_cited_laws_are_laws_of_the_case(imported: Imported, exported_one: One) -> None:
    imported(case(wetten=["avg"], citaten=[{"wet": "Wmo 2015", "artikel": "5.2.6"}]))
    assert exported_one("c1")["wetten"] == ["avg", "wmo-2015"]


def test_an_address_that_is_taken_is_replaced_with_a_warning(imported: Imported, exported_one: One) -> None:
    outcomes = imported(practice(id="a", adres="samen"), practice(id="b", adres="samen"), practice(id="c"))
    assert exported_one("a")["adres"] == "samen"
    assert exported_one("b")["adres"] == "samen-rond-het-gezin"
    assert exported_one("c")["adres"] == "samen-rond-het-gezin-2"
    assert "“samen” is al van een ander item" in warnings(outcomes[1])


def test_a_new_address_leads_on_from_the_old_one(imported: Imported) -> None:
    imported(practice(adres="oud"))
    imported(practice(adres="nieuw"))
    assert FormerAddress.objects.get().address == "oud"


def test_an_absent_field_empties_and_what_the_portal_keeps_stays(imported: Imported, exported_one: One) -> None:
    imported(practice(aanleiding="Te laat", vngLabel=True, gepubliceerdOp="2025-01-01T10:00:00+02:00"))
    imported(practice())
    record = exported_one("p1")
    assert "aanleiding" not in record
    assert record["vngLabel"] is True
    assert record["gepubliceerdOp"] == "2025-01-01T08:00:00Z"


def test_the_history_of_the_phase_goes_on(imported: Imported, exported_one: One) -> None:
    imported(practice(fase="idee", faseSinds="2026-01-01"))
    imported(practice(fase="uitvoering", faseSinds="2026-02-01"))
    imported(practice(fase="uitvoering", faseSinds="2026-02-01", aanleiding="Nieuw"))
    history = exported_one("p1")["faseVerloop"]
    assert [(step["fase"], step["sinds"]) for step in history] == [
        ("idee", "2026-01-01"),
        ("uitvoering", "2026-02-01"),
    ]


def test_keywords_keep_the_spelling_that_is_there(imported: Imported, exported_one: One) -> None:
    imported(practice(id="a", trefwoorden=["Jeugdhulp"]))
    imported(practice(id="b", trefwoorden=["jeugdhulp", "JEUGDHULP", "één gezin"]))
    assert exported_one("b")["trefwoorden"] == ["Jeugdhulp", "één gezin"]


def test_the_same_key_twice_in_a_file_refuses_the_later_line(imported: Imported) -> None:
    outcomes = imported(practice(), case(id="p1"), practice(titel="Anders"))
    assert [outcome.result for outcome in outcomes] == [Result.ADDED, Result.ADDED, Result.REFUSED]
    assert "regel 1" in reasons(outcomes[2])


def test_references_may_come_later_in_the_file_and_by_other_names(imported: Imported, exported_one: One) -> None:
    imported(
        dossier(items=[{"soort": "casus", "id": "c1"}, {"soort": "praktijk", "id": "Samen rond het gezin"}]),
        practice(begrippen=["opgeschaald", "b2"], casussen=["Mag ik dit delen?"]),
        case(),
        term(id="b1", synoniemen=["opgeschaald"]),
        term(id="b2", titel="afschalen (proef)"),
    )
    record = exported_one("p1")
    assert (record["begrippen"], record["casussen"]) == (["b1", "b2"], ["c1"])
    assert exported_one("d1")["items"] == [{"soort": "casus", "id": "c1"}, {"soort": "praktijk", "id": "p1"}]


def test_a_reference_that_leads_nowhere_is_a_warning_and_the_rest_is_kept(
    imported: Imported, exported_one: One
) -> None:
    record = practice(begrippen=["b1", "bestaat-niet"])
    outcomes = imported(record, term())
    assert [outcome.result for outcome in outcomes] == [Result.ADDED, Result.ADDED, Result.LINKED]
    assert "bestaat-niet" in warnings(outcomes[2])
    assert exported_one("p1")["begrippen"] == ["b1"]
    assert [outcome.result for outcome in imported(record)] == [Result.UNCHANGED, Result.REMARK]


def test_a_title_that_two_items_share_is_no_reference(imported: Imported, exported_one: One) -> None:
    outcomes = imported(practice(casussen=["Mag ik dit delen?"]), case(id="c1"), case(id="c2"))
    assert "casussen" not in exported_one("p1")
    assert "2 items" in warnings(outcomes[-1])


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"aanleiding": "Het gaat om BSN 111222333."}, "bsn"),
        ({"logboek": [{"tekst": "Betaald op NL91 ABNA 0417 1643 00."}]}, "iban"),
        ({"titel": "Cliënt 111222333"}, "bsn"),
    ],
)
def test_a_hard_find_of_personal_data_refuses_the_line_without_repeating_it(
    imported: Imported, fields: Record, word: str
) -> None:
    (outcome,) = imported(practice(**fields))
    assert outcome.result == Result.REFUSED
    assert word in reasons(outcome)
    assert "111222333" not in reasons(outcome)
    assert "0417" not in reasons(outcome)


def test_a_soft_find_is_a_warning_and_shared_mailboxes_are_none(imported: Imported) -> None:
    (outcome,) = imported(
        practice(aanleiding="Mail jan@voorbeeld.nl of bel 06-12345678.", contact={"mailbox": "team@zaanstad.example"})
    )
    assert outcome.result == Result.ADDED
    assert "mailadres" in warnings(outcome)
    assert "telefoonnummer" in warnings(outcome)
    assert "example" not in warnings(outcome)


def test_the_name_of_a_client_is_a_warning_and_that_of_a_contact_is_none(imported: Imported) -> None:
    (outcome,) = imported(practice(aanleiding="Fatima durft niet naar huis.", contact={"naam": "Sanne Bakker"}))
    assert outcome.result == Result.ADDED
    assert "aanleiding: naam van een persoon gevonden: F•••••" in warnings(outcome)
    assert "contact.naam" not in warnings(outcome)


def test_create_terms_adds_to_every_list_but_the_municipalities(imported: Imported, exported_one: One) -> None:
    record = practice(
        themas=["Nieuw thema"],
        domeinen=["Ruimte"],
        doelgroepen=["Zeevarenden"],
        wetten=["Wet op de zeevaart"],
        partners=[{"naam": "Havenmeester", "soort": "Haven"}],
    )
    (refused,) = imported(record)
    assert len(refused.problems) == 5
    (added,) = imported(record, create_terms=True)
    assert added.result == Result.ADDED
    assert exported_one("p1")["themas"] == ["nieuw-thema"]
    assert Theme.objects.get(slug="nieuw-thema").name == "Nieuw thema"
    assert AuditEntry.objects.filter(deed="term toegevoegd").count() == 5
    (again,) = imported(record, create_terms=True)
    assert again.result == Result.UNCHANGED
    (outcome,) = imported(practice(id="p2", gemeenten=["Atlantis"]), create_terms=True)
    assert outcome.result == Result.REFUSED


def test_a_refused_line_adds_no_terms(imported: Imported) -> None:
    imported(practice(themas=["Nieuw thema"], fase="x"), create_terms=True)
    assert not Theme.objects.filter(slug="nieuw-thema").exists()


def test_the_same_file_again_writes_nothing(imported: Imported, django_assert_num_queries: Any) -> None:
    lines = (practice(begrippen=["b1"], leervragen=[{"vraag": "?"}], trefwoorden=["x"]), term(), case(), network())
    imported(*lines, dossier(items=[{"soort": "begrip", "id": "b1"}]))
    before = _traces()
    outcomes = imported(*lines, dossier(items=[{"soort": "begrip", "id": "b1"}]))
    assert {outcome.result for outcome in outcomes} == {Result.UNCHANGED}
    assert _traces() == before


def _traces() -> tuple[Any, ...]:
    """Return everything that a write would change."""
    from wagtail.models import Revision

    return (
        Revision.objects.count(),
        AuditEntry.objects.count(),
        sorted(SharedPage.objects.values_list("pk", "changed_at", "latest_revision")),
        _outbox(),
    )


def _outbox() -> list[Any]:
    from search.models import OutboxRow

    return sorted(OutboxRow.objects.values_list("key", "revision"))


def test_a_change_writes_one_revision_one_audit_line_and_one_outbox_row(imported: Imported) -> None:
    imported(practice(aanleiding="Eerst"))
    revisions, audits, _, rows = _traces()
    (outcome,) = imported(practice(aanleiding="Daarna"))
    after = _traces()
    assert outcome.result == Result.CHANGED
    assert (after[0] - revisions, after[1] - audits) == (1, 1)
    assert [key for key, _ in after[3]] == [key for key, _ in rows]
    assert after[3] != rows


def test_a_revision_holds_the_whole_item(imported: Imported) -> None:
    imported(practice(leervragen=[{"vraag": "Werkt het?"}], themas=["schulden"], trefwoorden=["x"], wetten=["avg"]))
    page = PracticePage.objects.get()
    again = page.latest_revision.as_object()
    assert [question.question for question in again.questions.all()] == ["Werkt het?"]
    assert [choice.theme.slug for choice in again.theme_choices.all()] == ["schulden"]
    assert [tag.name for tag in again.tags.all()] == ["x"]
    assert [law.slug for law in again.laws.all()] == ["avg"]
    assert page.live_revision == page.latest_revision


def test_a_dry_run_tells_the_same_and_writes_nothing(imported: Imported) -> None:
    lines = (
        practice(themas=["Nieuw thema"], begrippen=["b1", "weg"], trekker="Stichting X"),
        practice(id="p2", fase="x"),
        practice(id="p2"),
        practice(id="p2"),
        term(),
    )
    before = (_traces(), OrganisationPage.objects.count(), Theme.objects.count())
    trial = imported(*lines, create_terms=True, dry_run=True)
    assert (_traces(), OrganisationPage.objects.count(), Theme.objects.count()) == before
    real = imported(*lines, create_terms=True)
    assert [(one.line, one.problems, one.warnings) for one in trial] == [
        (one.line, one.problems, one.warnings) for one in real
    ]
    assert [one.result for one in trial][:5] == [one.result for one in real][:5]


def test_only_new_leaves_what_is_there_as_it_is(imported: Imported, exported_one: One) -> None:
    imported(practice(titel="Eerst"))
    (outcome,) = imported(practice(titel="Anders"), only_new=True)
    assert outcome.result == Result.UNCHANGED
    assert exported_one("p1")["titel"] == "Eerst"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_found_at_its_address(imported: Imported, kind: Kind) -> None:
    imported({"soort": kind.value, "id": "x", "titel": "Titel van dit item"})
    page = SharedPage.objects.get()
    assert page.get_absolute_url() == f"/{kind.plural}/titel-van-dit-item/"
    assert page.first_published_at == NOW
    assert page.specific.confirmed_on is None or isinstance(page.confirmed_on, date)


def test_what_changed_after_it_was_looked_up_is_not_overwritten_with_the_old_text(
    imported: Imported, exported_one: One
) -> None:
    imported(practice(id="a"), practice(id="b", vngLabel=False))

    def lines() -> Any:
        """Give the first line, and let an editor label the second page before its line is dealt with."""
        yield from read_lines(io.BytesIO(json.dumps(practice(id="a", aanleiding="Nieuw")).encode()))
        yield from read_lines(io.BytesIO(json.dumps(practice(id="b", aanleiding="Nieuw")).encode()))

    run = Importer(by=OPERATOR, at=NOW).lines(lines())
    next(run)
    SharedPage.objects.filter(source_id="b").update(vng_label=True)
    next(run)
    assert exported_one("b")["vngLabel"] is True
    assert exported_one("b")["aanleiding"] == "Nieuw"
