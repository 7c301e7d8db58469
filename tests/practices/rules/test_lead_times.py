"""Lead times, what a practice waits for, the phase in which it was shared, and the log as a way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.choices import LogKind, MilestoneKind, Phase
from practices.rules.durations import between, length
from practices.rules.history import phase_when_shared
from practices.rules.lead_times import ENOUGH, GOING_ON, PAIRS, ROAD, lead_times, reached, spread, waits_for
from practices.rules.steps import BACK, walk

DAY = date(2024, 3, 1)
AT = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)


def test_the_rules_know_every_milestone_phase_and_kind_by_its_name() -> None:
    assert list(ROAD) == MilestoneKind.values
    assert set(Phase.values) >= GOING_ON
    assert set(LogKind.values) >= BACK


def test_a_lead_time_is_told_from_the_signing_to_each_and_from_each_to_the_next() -> None:
    days = {kind: DAY + timedelta(days=10 * number) for number, kind in enumerate(ROAD)}
    found = lead_times(days)
    assert set(found) == set(PAIRS)
    assert found["getekend", "budget"] == 30
    assert found["projectleider", "budget"] == 10


def test_the_first_date_of_a_milestone_counts_and_one_without_a_date_is_reached() -> None:
    told = [("budget", None), ("budget", DAY), ("budget", DAY - timedelta(days=1)), ("getekend", None)]
    assert reached(told) == {"budget": DAY - timedelta(days=1), "getekend": None}


def test_a_budget_before_the_signing_was_not_waited_for() -> None:
    assert lead_times({"getekend": DAY, "budget": DAY - timedelta(days=1)}) == {}
    assert lead_times({"getekend": DAY, "budget": DAY}) == {("getekend", "budget"): 0}
    assert lead_times({"getekend": None, "budget": DAY}) == {}


def test_the_median_and_the_quartiles_come_from_five_on() -> None:
    assert spread([1, 2, 3, 4]) is None
    found = spread([30, 10, 50, 20, 40])
    assert found is not None
    assert (found.number, found.lower, found.median, found.upper) == (5, 20, 30, 40)


@given(st.lists(st.integers(0, 4_000), min_size=ENOUGH, max_size=60))
def test_a_quarter_lies_outside_each_quartile_in_any_order(days: list[int]) -> None:
    found = spread(days)
    assert found == spread(sorted(days, reverse=True))
    assert found is not None
    assert min(days) <= found.lower <= found.median <= found.upper <= max(days)
    assert sum(number <= found.lower for number in days) * 4 >= len(days)
    assert sum(number >= found.upper for number in days) * 4 >= len(days)
    assert sum(number < found.median for number in days) * 2 <= len(days)


@pytest.mark.parametrize(
    ("phase", "passed", "awaited"),
    [
        ("voorbereiding", ["getekend", "plan-klaar", "projectleider"], "budget"),
        ("uitvoering", ["getekend", "eerste-casus"], "eerste-resultaat"),
        ("idee", ["getekend"], "plan-klaar"),
        ("idee", [], ""),
        ("gestopt", ["getekend"], ""),
        ("geborgd", ["getekend"], ""),
        ("uitvoering", ["borging"], ""),
    ],
)
def test_a_practice_waits_for_what_comes_after_the_furthest(phase: str, passed: list[str], awaited: str) -> None:
    assert waits_for(phase, dict.fromkeys(passed, DAY)) == awaited


def test_the_phase_when_shared_is_the_last_that_was_told_before() -> None:
    history = [("idee", AT - timedelta(days=9)), ("voorbereiding", AT), ("uitvoering", AT + timedelta(days=9))]
    assert phase_when_shared(history, AT, now="gestopt") == "voorbereiding"
    assert phase_when_shared(history, AT - timedelta(days=99), now="gestopt") == "idee"
    assert phase_when_shared(history, None, now="gestopt") == "idee"
    assert phase_when_shared([], AT, now="gestopt") == "gestopt"


def test_what_is_told_in_the_deed_of_sharing_counts() -> None:
    history = [("idee", AT - timedelta(days=9)), ("afgerond", AT + timedelta(milliseconds=20))]
    assert phase_when_shared(history, AT, now="gestopt") == "afgerond"


def test_the_log_goes_forward_and_back_in_the_order_of_time() -> None:
    told = [(DAY + timedelta(days=3), "tegenslag"), (DAY, "voortgang"), (DAY + timedelta(days=1), "mijlpaal")]
    assert [(step.forward, step.level) for step in walk(told)] == [(True, 1), (True, 2), (False, 1)]


def test_a_change_of_course_that_the_log_tells_is_one_step() -> None:
    told = [(DAY, "voortgang"), (DAY + timedelta(days=1), "bijstelling")]
    assert [step.level for step in walk(told, [DAY + timedelta(days=1)])] == [1, 0]
    assert [step.level for step in walk(told, [DAY + timedelta(days=2)])] == [1, 0, -1]


@given(st.lists(st.tuples(st.dates(), st.sampled_from(LogKind.values)), max_size=30))
def test_every_step_is_one_forward_or_one_back(told: list[tuple[date, str]]) -> None:
    steps = walk(told)
    assert len(steps) == len(told)
    assert all(abs(after - before) == 1 for before, after in pairwise([0, *(step.level for step in steps)]))


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "0 dagen"), (1.4, "1 dag"), (13, "13 dagen"), (28, "4 weken"), (152, "5 maanden"), (761, "2 jaar en 1 maand")],
)
def test_a_number_of_days_is_said_as_people_say_it(days: float, said: str) -> None:
    assert length(days) == said


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (92, 183, "3 tot 6 maanden"),
        (40, 92, "6 weken tot 3 maanden"),
        (1, 5, "1 tot 5 dagen"),
        (92, 93, "3 maanden"),
        (700, 761, "23 maanden tot 2 jaar en 1 maand"),
        (731, 1096, "2 tot 3 jaar"),
    ],
)
def test_a_range_says_its_unit_once(lower: float, upper: float, said: str) -> None:
    assert between(lower, upper) == said
