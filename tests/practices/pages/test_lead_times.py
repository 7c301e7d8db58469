"""Lead times beside the own milestones and in the form: only of practices that the reader may see."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.actions.practice import start_draft
from practices.rules.visibility import Role
from tests.conftest import NOW
from tests.factories import make_user, viewer_for
from tests.practices.pages.conftest import Look, Record, put, words

PATH = "/praktijken/onze-weg/"
SIGNED = date(2020, 1, 1)


def road(name: str, town: str, days: dict[str, int], **fields: Any) -> Record:
    """Return a practice that reached milestones so many days after the signing."""
    return {
        "soort": "praktijk",
        "id": name,
        "titel": name,
        "gemeenten": [town],
        "fase": "uitvoering",
        "zichtbaarheid": "openbaar",
        "mijlpalen": [
            {"soort": kind, "datum": (SIGNED + timedelta(days=number)).isoformat()}
            for kind, number in {"getekend": 0, **days}.items()
        ],
        **fields,
    }


def milestones(page: str) -> str:
    return words("<main>" + page.partition('id="mijlpalen"')[2].partition('id="mijlpalen-titel"')[2] + "</main>")


def test_from_five_practices_on_the_median_stands_beside_the_own_time(look: Look) -> None:
    put(road("Onze weg", "zaanstad", {"projectleider": 122}))
    put(*(road(f"Elders {n}", "breda", {"projectleider": n}) for n in (92, 152, 183, 214)))
    text = milestones(look(PATH))
    assert "Van handtekening tot projectleider 4 maanden bij deze praktijk" in text
    assert "Mediaan: 5 maanden, 5 praktijken. De helft zit op 4 tot 6 maanden." in text
    assert "/zoeken/?soort=praktijk&amp;mijlpaal=getekend%2Bprojectleider" in look(PATH)


def test_below_five_the_single_cases_stand_there(look: Look) -> None:
    put(road("Onze weg", "zaanstad", {"projectleider": 122}))
    put(*(road(f"Elders {n}", "breda", {"projectleider": n}) for n in (92, 152, 183)))
    page = look(PATH)
    assert "Mediaan" not in milestones(page)
    assert "3 maanden: Elders 92 5 maanden: Elders 152 6 maanden: Elders 183" in milestones(page)
    assert 'href="/praktijken/elders-92/"' in page


def test_what_one_may_not_see_does_not_count(look: Look, organisation: Callable[[str], Any]) -> None:
    put(road("Onze weg", "zaanstad", {"projectleider": 122}))
    put(*(road(f"Elders {n}", "breda", {"projectleider": n}, zichtbaarheid="gemeenten") for n in (92, 152, 183, 214)))
    put(road("Wacht ook", "aalten", {"projectleider": 30}, zichtbaarheid="gemeenten"))
    visitor = milestones(look(PATH))
    assert "Elders" not in visitor
    assert "Mediaan" not in visitor
    assert "Wachtmaatjes" not in visitor
    colleague = milestones(look(PATH, make_user(Role.MEMBER, organisation("heerlen"))))
    assert "Mediaan: 5 maanden, 6 praktijken." in colleague
    assert "Twee gemeenten wachten nu ook op budget." in colleague


def test_those_who_wait_for_the_same_are_named_by_municipality(look: Look) -> None:
    put(road("Onze weg", "zaanstad", {"plan-klaar": 20, "projectleider": 122}))
    put(*(road(f"Samen {town}", town, {"projectleider": 50}) for town in ("breda", "aalten", "heerlen", "zwolle")))
    put(road("Zelfde gemeente", "zaanstad", {"projectleider": 50}))
    put(road("Al verder", "assen", {"projectleider": 50, "budget": 60}))
    put(road("Gestopt", "venlo", {"projectleider": 50}, fase="gestopt"))
    page = look(PATH)
    text = milestones(page)
    assert "Vier gemeenten wachten nu ook op budget." in text
    assert "Van handtekening tot budget nog niet bij deze praktijk" in text
    shown = re.findall(
        r'href="/praktijken/([^"]+)/"', page.partition("wachtmaatjes-titel")[2].partition("</section>")[0]
    )
    assert sorted(shown) == ["samen-aalten", "samen-breda", "samen-heerlen", "samen-zwolle", "zelfde-gemeente"]


def test_a_finished_practice_waits_for_nothing(look: Look) -> None:
    put(road("Onze weg", "zaanstad", {"projectleider": 122}, fase="afgerond"))
    put(road("Wacht", "breda", {"projectleider": 50}))
    assert "Wachtmaatjes" not in look(PATH)


def test_the_owner_reads_his_own_time_as_his(look: Look, organisation: Callable[[str], Any]) -> None:
    put(road("Onze weg", "zaanstad", {"projectleider": 122}))
    assert "4 maanden bij u" in milestones(look(PATH, make_user(Role.MEMBER, organisation("zaanstad"))))


def test_the_queries_of_a_page_do_not_grow_with_the_practices(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # else it is asked again after half a second
    put(road("Onze weg", "zaanstad", {"projectleider": 122}), *(road(f"Een {n}", "breda", {}) for n in range(2)))
    put(*(road(f"Wacht {n}", "breda", {"projectleider": n}) for n in range(2)))
    look(PATH)
    with CaptureQueriesContext(connection) as before:
        look(PATH)
    put(*(road(f"Nog een {n}", "breda", {"projectleider": n}) for n in range(9)))
    look(PATH)
    with CaptureQueriesContext(connection) as after:
        look(PATH)
    assert len(after) <= len(before)


def test_a_practice_without_a_signing_still_shows_its_milestones(look: Look) -> None:
    put({**road("Onze weg", "zaanstad", {}), "mijlpalen": [{"soort": "budget", "datum": "2020-02-01"}]})
    assert "Budget rond 1 februari 2020" in milestones(look(PATH))


@pytest.fixture
def plan(client: Client, organisation: Callable[[str], Any]) -> Callable[[], str]:
    """Return what who begins in Zaanstad reads at the step of the phase."""

    def read() -> str:
        viewer = viewer_for(Role.MEMBER, organisation("zaanstad"))
        draft = start_draft(by=viewer, at=NOW)
        client.force_login(draft.user, backend="portal.accounts.AccountBackend")
        return words(client.get(f"/delen/{draft.pk}/waarom/").content.decode())

    return read


def test_who_begins_reads_a_realistic_plan_with_median_and_spread(plan: Callable[[], str]) -> None:
    put(*(road(f"Elders {n}", "breda", {"projectleider": n}) for n in (92, 122, 152, 183, 214)))
    shown = plan()
    assert "Hoe lang duurt zoiets elders?" in shown
    assert "na 5 maanden (de helft na 4 tot 6 maanden; 5 praktijken)" in shown


def test_below_five_who_begins_reads_the_single_cases(plan: Callable[[], str]) -> None:
    put(*(road(f"Elders {n}", "breda", {"projectleider": n}) for n in (92, 152)))
    shown = plan()
    assert "Projectleider gevonden 3 maanden (Elders 92); 5 maanden (Elders 152)" in shown
    assert "na 5 maanden" not in shown


def test_without_any_case_there_is_no_plan(plan: Callable[[], str]) -> None:
    assert "Hoe lang duurt zoiets elders?" not in plan()


def test_the_log_is_drawn_as_a_way_with_its_steps_back(look: Look) -> None:
    kinds = ("voortgang", "mijlpaal", "tegenslag", "voortgang", "resultaat")
    log = [{"datum": f"2020-01-0{n}", "soort": kind, "tekst": kind} for n, kind in enumerate(kinds, 1)]
    adjusted = [{"datum": f"2020-02-0{n}", "soort": kind} for n, kind in ((1, "gepauzeerd"), (2, "hervat"))]
    put(road("Onze weg", "zaanstad", {}, logboek=log, bijstellingen=adjusted))
    page = look(PATH)
    assert "4 stappen heen, 2 terug. Dit hoort erbij." in words(page)
    own = page.partition('class="ways__own"')[2].partition("</svg>")[0]
    assert (own.count('class="way__forward"'), own.count('class="way__back"')) == (4, 2)


def test_a_short_log_is_a_list_only(look: Look) -> None:
    put(road("Onze weg", "zaanstad", {}, logboek=[{"datum": "2020-01-01", "soort": "voortgang", "tekst": "Begonnen"}]))
    page = look(PATH)
    assert "Begonnen" in page
    assert 'class="ways"' not in page
