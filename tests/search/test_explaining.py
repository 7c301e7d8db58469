"""Why a result stands where it stands, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.models import PracticePage, Theme, ThemeChoice
from practices.rules.visibility import VISITOR
from search.explaining import explain
from search.querystring import SearchRequest

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def practice(organisation: Callable[[str], Any]) -> Callable[..., PracticePage]:
    def make(title: str, *, visibility: str = "openbaar", **fields: Any) -> PracticePage:
        home = organisation("zaanstad")
        page = PracticePage(title=title, visibility=visibility, **fields)
        page.municipalities = [home.municipality]
        page.theme_choices = [ThemeChoice(theme=Theme.objects.get(slug="wonen"))]
        return share(page, organisation=home, by=SYSTEM, at=NOW)

    return make


def test_it_says_which_words_stand_where(practice: Any, search_index: Any) -> None:
    page = practice("Wijkteams helpen", summary="Het wijkteam in de buurt.", body="Over gegevensdeling.")
    search_index.refresh()
    found = explain(SearchRequest(text="wijkteam delen Zaanstad"), page.key, VISITOR)
    assert found is not None
    told = {(match.piece, match.text): match.how for match in found.matches}
    assert told["wijkteam", "de titel"] == "in een andere vorm of met een ander woord"
    assert told["wijkteam", "de samenvatting"] == "precies zo"
    assert told["delen", "de tekst"] == "als deel van een lang woord"
    assert told["Zaanstad", "de labels"] == "precies zo"
    assert found.named == ("Zaanstad",)
    assert found.missing == ()
    assert found.weight >= 1
    assert any("U noemt Zaanstad" in sentence for sentence in found.sentences)


def test_it_says_what_is_missing_and_what_stands_together(practice: Any, search_index: Any) -> None:
    page = practice("Een warme overdracht van zorg")
    search_index.refresh()
    found = explain(SearchRequest(text="warme overdracht politie"), page.key, VISITOR)
    assert found is not None
    assert found.missing == ("politie",)
    assert found.phrases == ("warme overdracht",)
    assert "‘politie’ staat er niet in." in found.sentences


def test_it_explains_nothing_that_the_viewer_may_not_see(practice: Any, search_index: Any) -> None:
    page = practice("Besloten", visibility="organisatie")
    search_index.refresh()
    assert explain(SearchRequest(text="besloten"), page.key, VISITOR) is None
    assert explain(SearchRequest(text="besloten"), "praktijk-999999", VISITOR) is None
