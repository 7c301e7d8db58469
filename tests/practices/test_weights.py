"""How much a page weighs in the order of results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.models import Adjustment, LearningQuestion, PracticePage, Theme, ThemeChoice
from practices.queries import weight_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def practice(organisation: Callable[[str], Any]) -> Callable[..., PracticePage]:
    def make(**fields: Any) -> PracticePage:
        home = organisation("zaanstad")
        page = PracticePage(title=fields.pop("title", "Een proef"), visibility="openbaar")
        page.questions = [LearningQuestion(question="Werkt het?", status=fields.pop("question", "beantwoord"))]
        page.adjustments = [Adjustment(adjustment_kind="gestopt", what=text) for text in fields.pop("stops", [])]
        for name, value in fields.items():
            setattr(page, name, value)
        page.municipalities = [home.municipality]
        page.theme_choices = [ThemeChoice(theme=Theme.objects.get(slug="wonen"))]
        return share(page, organisation=home, by=SYSTEM, at=NOW)

    return make


def test_a_weight_is_mild_and_never_below_one(practice: Any) -> None:
    old = practice(confirmed_on=date(1999, 1, 1))
    new = practice(confirmed_on=date(2026, 11, 1), question="open", summary="Kort.", background="Daarom.")
    assert 1 <= weight_of(old) < weight_of(new) < 1.3


def test_what_was_confirmed_later_weighs_more(practice: Any) -> None:
    before, after = practice(confirmed_on=date(2024, 5, 1)), practice(confirmed_on=date(2026, 5, 1))
    assert 0.01 < weight_of(after) - weight_of(before) < 0.03


def test_an_open_question_and_more_of_what_the_phase_asks_weigh_more(practice: Any) -> None:
    plain = weight_of(practice())
    assert weight_of(practice(question="open")) > plain
    assert weight_of(practice(background="Daarom.", summary="Kort.")) > plain


def test_a_stopped_practice_weighs_no_less_than_a_finished_one(practice: Any) -> None:
    fields = {"summary": "Kort.", "background": "Daarom.", "phase_since": date(2026, 1, 1)}
    finished = practice(phase="afgerond", **fields)
    stopped = practice(phase="gestopt", stops=["Te weinig mensen."], **fields)
    assert weight_of(stopped) >= weight_of(finished)


def test_a_weight_does_not_change_by_itself(practice: Any, django_assert_num_queries: Any) -> None:
    page = practice(confirmed_on=date(2026, 11, 1))
    assert weight_of(page) == weight_of(PracticePage.objects.get(pk=page.pk))
