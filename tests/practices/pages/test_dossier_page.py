"""The page of a dossier: what editors chose, and what the search finds now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices.rules.visibility import Role
from search import service
from search.engines.base import EngineUnavailable
from tests.factories import make_user
from tests.practices.pages.conftest import Look, Record, put, words

PATH = "/dossiers/veilig-thuis/"


def dossier(**fields: Any) -> Record:
    return {"soort": "dossier", "id": "d1", "titel": "Veilig thuis", "zichtbaarheid": "openbaar", **fields}


def practices() -> list[Record]:
    common = {"soort": "praktijk", "themas": ["schulden"], "gemeenten": ["breda"], "fase": "uitvoering"}
    return [
        {**common, "id": "p1", "titel": "Gekozen", "zichtbaarheid": "openbaar"},
        {**common, "id": "p2", "titel": "Gevonden", "zichtbaarheid": "openbaar"},
        {**common, "id": "p3", "titel": "Besloten", "zichtbaarheid": "gemeenten"},
    ]


def test_it_shows_the_chosen_and_what_the_search_finds_for_this_reader(
    look: Look, search_index: Any, organisation: Callable[[str], Any]
) -> None:
    chosen = [{"soort": "praktijk", "id": name} for name in ("p3", "p1")]
    put(*practices(), dossier(inhoud="Begin hier.", items=chosen, zoekvraag="thema=schulden"))
    search_index.refresh()
    text = words(look(PATH))
    assert "Begin hier." in text
    assert "Besloten" not in text
    assert text.index("Gekozen voor u") < text.index("Gekozen", text.index("Gekozen voor u") + 8)
    assert text.index("Ook over dit onderwerp") < text.index("Gevonden")
    assert "2 praktijken" in text
    assert "1 gemeenten doen mee" in text
    member = words(look(PATH, make_user(Role.MEMBER, organisation("breda"))))
    assert member.index("Besloten") < member.index("Ook over dit onderwerp")
    assert "3 praktijken" in member


def test_a_figure_leads_to_the_search_behind_it(look: Look, search_index: Any) -> None:
    put(*practices(), dossier(zoekvraag="thema=schulden"))
    search_index.refresh()
    page = look(PATH)
    assert '<a href="/zoeken/?soort=praktijk&amp;thema=schulden">praktijken</a>' in page
    assert '<a href="/zoeken/?thema=schulden&amp;fase=uitvoering">' in page


class _Gone:
    """An engine that is away."""

    def search(self, query: object) -> object:
        raise EngineUnavailable("away")


def test_a_search_engine_that_is_away_does_not_break_the_page(
    look: Look, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(*practices(), dossier(items=[{"soort": "praktijk", "id": "p1"}], zoekvraag="thema=schulden"))
    monkeypatch.setattr(service, "get_engine", _Gone)
    text = words(look(PATH))
    assert "Gekozen" in text
    assert "Gevonden" in text
    assert "In cijfers" not in text


@pytest.mark.parametrize(
    "query",
    ["pagina=99&thema=schulden", "pagina=x", "?q=%00", "&".join(["a"] * 240), "thema=bestaat-niet", "q=xqzvw"],
)
def test_a_search_that_makes_no_sense_does_not_break_the_page(look: Look, search_index: Any, query: str) -> None:
    put(*practices(), dossier(inhoud="Begin hier.", zoekvraag=query))
    search_index.refresh()
    assert "Begin hier." in look(PATH)
