"""The page of a network: what it is for, who can be called, when one meets, and how to join."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from practices.choices import NetworkAccess
from practices.models import NetworkPage
from practices.rules.visibility import VISITOR, Role
from practices.views.presenting import present
from practices.views.presenting.words import ACCESS, JOIN
from tests.factories import make_user
from tests.practices.pages.conftest import Look, Record, put, words

PATH = "/netwerken/kring/"


def network(**fields: Any) -> Record:
    return {"soort": "netwerk", "id": "n1", "titel": "Kring", "zichtbaarheid": "openbaar", **fields}


@pytest.mark.parametrize("access", NetworkAccess.values)
def test_every_kind_of_access_says_how_to_join(look: Look, access: str) -> None:
    put(network(toegang=access, beheerder={"rol": "Voorzitter", "mailbox": "kring@voorbeeld.nl"}))
    page = look(PATH)
    assert ACCESS[access] in words(page)
    assert JOIN[access] in words(page)
    assert 'class="nl-button nl-button--primary" href="mailto:kring@voorbeeld.nl?subject=' in page


def test_meetings_to_come_stand_first_and_past_ones_behind_a_line(db: None) -> None:
    meetings = [
        {"datum": "2026-12-10", "titel": "Later"},
        {
            "datum": "2026-12-03",
            "tijd": "14:30",
            "titel": "Eerst",
            "plaats": "Utrecht",
            "online": "https://x.example/a",
        },
        {"datum": "2026-06-04", "titel": "Geweest"},
    ]
    put(network(bijeenkomsten=meetings))
    page = NetworkPage.objects.get()
    around = present(page, VISITOR, today=date(2026, 12, 3))["around"]
    shown = around.before[0].data
    assert [meeting.title for meeting in shown["coming"]] == ["Eerst", "Later"]
    assert [meeting.title for meeting in shown["past"]] == ["Geweest"]


def test_a_meeting_says_when_where_and_how_to_join_from_a_distance(look: Look) -> None:
    put(
        network(
            bijeenkomsten=[
                {
                    "datum": "2099-12-03",
                    "tijd": "14:30",
                    "titel": "Eén plan",
                    "plaats": "Utrecht",
                    "online": "https://x.example/a",
                }
            ]
        )
    )
    page = look(PATH)
    assert "Eén plan donderdag 3 december 2099, 14.30 uur Utrecht Doe online mee op 3 december 2099" in words(page)
    assert 'href="https://x.example/a" rel="noreferrer"' in page


def test_people_show_as_far_as_the_reader_may_see_them(look: Look, organisation: Callable[[str], Any]) -> None:
    member = {"naam": "Puck Paars", "rol": "Adviseur", "domeinen": ["zorg"], "belMijOver": "schulden"}
    put(network(leden=[member], beheerder={"naam": "Wil Wit", "rol": "Voorzitter"}))
    colleague = words(look(PATH, make_user(Role.MEMBER, organisation("breda"))))
    visitor = words(look(PATH))
    assert "Adviseur Zorg Bel mij over: schulden" in visitor
    assert "Puck Paars" not in visitor
    assert "Wil Wit" not in visitor
    assert "Namen ziet u als u bent ingelogd" in visitor
    assert "Puck Paars" in colleague
    assert "Wil Wit" in colleague


def test_its_area_and_what_belongs_to_it(look: Look) -> None:
    about = {"themas": ["schulden"], "zichtbaarheid": "openbaar"}
    asked = [{"vraag": text, "status": "open"} for text in ("Wie belt er?", "En daarna?")]
    put(
        {"soort": "praktijk", "id": "p1", "titel": "Genoemd", "leervragen": asked, **about},
        {"soort": "praktijk", "id": "p2", "titel": "Zelfde thema", **about},
        {"soort": "praktijk", "id": "p3", "titel": "Besloten", **about, "zichtbaarheid": "gemeenten"},
        network(gemeenten=["zaanstad"], themas=["schulden"], praktijken=["p1"], openVragen=["Wat doet u dan?"]),
    )
    text = words(look(PATH))
    assert "Veiligheidsregio Zaanstreek-Waterland" in text
    assert "Waar wij nu mee zitten Wat doet u dan?" in text
    assert "Praktijken Genoemd Idee Praktijken over hetzelfde thema Zelfde thema Idee" in text
    assert "Wie belt er? Leervraag van Genoemd" in text
    assert "En daarna?" not in text
    assert "Besloten" not in text
