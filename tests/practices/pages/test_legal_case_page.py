"""The page of a legal question: the answer first, who says what, and where the law stands."""

from __future__ import annotations

from typing import Any

import pytest

from practices.choices import CaseStatus, Verdict
from practices.views.presenting.words import STATUS, VERDICT, VERDICT_ICONS, VERDICT_TONES
from tests.practices.pages.conftest import Look, Record, put, words

PATH = "/casussen/mag-ik-dit-delen/"
NO_ADVICE = "Geen juridisch advies. Vraag advies aan uw FG of privacy officer; uw organisatie beslist."


def case(**fields: Any) -> Record:
    return {"soort": "casus", "id": "c1", "titel": "Mag ik dit delen?", "zichtbaarheid": "openbaar", **fields}


def position(role: str, stance: str, **fields: Any) -> Record:
    return {"rol": role, "standpunt": stance, **fields}


@pytest.mark.parametrize("status", CaseStatus.values)
def test_every_status_is_explained_and_no_answer_is_advice(look: Look, status: str) -> None:
    put(case(status=status))
    text = words(look(PATH))
    assert STATUS[status] in text
    assert NO_ADVICE in text


@pytest.mark.parametrize("verdict", Verdict.values)
def test_every_short_answer_has_words_and_an_icon_of_its_own(look: Look, verdict: str) -> None:
    put(case(antwoord=verdict, uitleg="Zo zit het.", beoordeeldDoor="Een jurist"))
    page = look(PATH)
    assert f"verdict verdict--{VERDICT_TONES[verdict]}" in page
    assert f"{Verdict(verdict).label} {VERDICT[verdict]} Zo zit het." in words(page)
    assert "Nagekeken door Een jurist" in words(page)
    assert len(set(VERDICT_ICONS.values())) == len(Verdict)


def test_an_answer_that_nobody_signed_says_so(look: Look) -> None:
    put(case(antwoord="mag", geldigOp="2025-06-02"))
    text = words(look(PATH))
    assert "Nagekeken door Dat staat er niet bij." in text
    assert "Klopte op 2 juni 2025." in text


def test_the_matrix_is_a_table_whose_cells_say_what_they_are(look: Look) -> None:
    row = {
        "verstrekker": "politie",
        "ontvanger": "wijkteam",
        "gegevens": "Meldingen",
        "doel": "Helpen",
        "grondslagVerstrekker": "Wpg",
        "oordeel": "mag",
    }
    put(case(rijen=[row, {"verstrekker": "huisarts", "ontvanger": "wijkteam", "geheimhouding": "Zwijgplicht"}]))
    page = look(PATH)
    text = words(page)
    assert "Politie → geeft aan Wijkteam of sociaal team Mag Gegevens: Meldingen Waarvoor: Helpen Gever: Wpg –" in text
    assert (
        "Huisarts en eerste lijn → geeft aan Wijkteam of sociaal team Geen oordeel – – Geheimhouding: Zwijgplicht"
        in text
    )
    assert page.count('role="rowheader"') == 2
    assert page.count('role="columnheader"') == 5


def test_the_page_says_where_the_positions_differ(look: Look) -> None:
    put(
        case(
            standpunten=[
                position("jurist", "mag", datum="2026-03-10", criteria=["noodzaak"]),
                position("politiejurist", "mag"),
                position("fg", "niet-uitgemaakt"),
                position("bron", "Het hangt af van de gemeente", bron="Rapport"),
            ]
        )
    )
    text = words(look(PATH))
    assert "Hier verschillen de standpunten De jurist en de politiejurist: mag" in text
    assert "De functionaris gegevensbescherming: niet uitgemaakt" in text
    assert "De gepubliceerde bron: Het hangt af van de gemeente" in text
    assert "Jurist Mag Woog mee noodzaak 10 maart 2026" in text
    assert "Bron: Rapport" in text


def test_positions_that_agree_do_not_differ(look: Look) -> None:
    put(case(standpunten=[position("jurist", "mag-niet"), position("fg", "mag-niet")]))
    text = words(look(PATH))
    assert "verschillen" not in text
    assert "Alle 2 standpunten zeggen hetzelfde: mag niet." in text


def test_a_law_leads_to_its_article(look: Look) -> None:
    put(
        case(
            citaten=[
                {"wet": "wmo-2015", "artikel": "5.2.6"},
                {"wet": "wgbo", "artikel": "7:457", "lid": "1"},
                {"wet": "avg", "artikel": "6", "lid": "1"},
                {"wet": "wgs-samenwerkingsverbanden", "artikel": "hoofdstuk 2"},
            ],
            wetten=["wams"],
        )
    )
    page = look(PATH)
    assert 'href="https://wetten.overheid.nl/jci1.3:c:BWBR0035362&amp;artikel=5.2.6"' in page
    assert 'href="https://wetten.overheid.nl/jci1.3:c:BWBR0005290&amp;boek=7&amp;artikel=457&amp;lid=1"' in page
    assert 'href="https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=CELEX:32016R0679#art_6"' in page
    assert "<li>hoofdstuk 2</li>" in page
    assert "wetsvoorstel: geldt nog niet" in words(page)


def test_the_next_steps_are_the_next_step(look: Look) -> None:
    put(case(vervolgstappen="1. Bel uw FG.", belemmering="cultuur", haast="Vandaag nog."))
    page = look(PATH)
    assert '<a class="nl-button nl-button--primary" href="#vervolg">' in page
    assert "Wat u nu kunt doen Bel uw FG." in words(page)
    assert "De cultuur: het mag, maar men durft niet of is het niet gewend." in words(page)


def test_practices_that_met_the_question_stand_there(look: Look) -> None:
    put(
        case(),
        {"soort": "praktijk", "id": "p1", "titel": "Open", "casussen": ["c1"], "zichtbaarheid": "openbaar"},
        {"soort": "praktijk", "id": "p2", "titel": "Dicht", "casussen": ["c1"], "zichtbaarheid": "gemeenten"},
    )
    text = words(look(PATH))
    assert "Praktijken die deze vraag tegenkwamen Open Idee" in text
    assert "Dicht" not in text
