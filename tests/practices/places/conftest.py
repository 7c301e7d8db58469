"""A small country: Zaanstad and Breda share, Aalten shares with colleagues only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices.choices import QuestionStatus, Visibility
from practices.models import Municipality
from practices.models.practice import Adoption
from tests.factories import share_practice


@pytest.fixture(autouse=True)
def _the_version_of_the_lists_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep it for the whole test: asked twice a second, it would make the number of queries depend on the time."""
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)


@pytest.fixture
def shared(organisation: Callable[[str], Any], search_index: Any) -> dict[str, Any]:
    """Return practices by the municipality that shares them; `hidden` is for colleagues only."""
    open_one = [("Werkt het?", QuestionStatus.OPEN), ("Wat kost het?", QuestionStatus.ANSWERED)]
    found = {
        "zaanstad": share_practice(
            organisation("zaanstad"),
            "Samen op huisbezoek",
            themes=["wonen"],
            domains=["zorg", "veiligheid"],
            questions=open_one,
        ),
        "breda": share_practice(organisation("breda"), "Samen op straat", themes=["jeugdhulp"], domains=["zorg"]),
        "hidden": share_practice(
            organisation("aalten"),
            "Samen binnenskamers",
            themes=["wonen"],
            domains=["zorg", "veiligheid"],
            questions=[("Wat mag niemand weten?", QuestionStatus.OPEN)],
            visibility=Visibility.MUNICIPALITIES,
        ),
    }
    Adoption.objects.create(practice=found["zaanstad"], municipality=Municipality.objects.get(slug="purmerend"))
    Adoption.objects.create(practice=found["hidden"], municipality=Municipality.objects.get(slug="purmerend"))
    search_index.refresh()
    return found
