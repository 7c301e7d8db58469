"""Values with units on one scale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.rules.scales import scale_of


def test_minutes_and_days_stand_on_a_scale_that_multiplies() -> None:
    scale = scale_of([(3, "minuten"), (1, "dag"), (3, "dagen"), (None, "")])
    assert scale is not None
    assert scale.multiplies
    assert [tick.label for tick in scale.ticks] == ["1 minuut", "10 minuten", "1 uur", "1 dag", "1 week"]
    assert [tick.label for tick in scale.ticks if tick.main] == ["1 minuut", "1 uur", "1 week"]
    assert scale.positions[3] is None
    expected = 100 * math.log(3) / math.log(604_800 / 60)
    assert scale.positions[0] == pytest.approx(expected, abs=0.01)


def test_values_that_are_near_stand_on_a_scale_that_adds_up() -> None:
    scale = scale_of([(2, "weken"), (6, "weken")])
    assert scale is not None
    assert not scale.multiplies
    assert [tick.label for tick in scale.ticks] == ["0", "2", "4", "6 weken"]
    assert scale.positions == (33.33, 100.0)


def test_units_that_are_no_time_are_compared_with_their_own_kind_only() -> None:
    scale = scale_of([(10, "Procent"), (40, "procent"), (3, "dagen")])
    assert scale is not None
    assert scale.positions == (25.0, 100.0, None)


@pytest.mark.parametrize(
    "values", [[], [(3, "dagen")], [(3, "dagen"), (5, "keer")], [(None, "dagen"), (None, "dagen")]]
)
def test_what_cannot_be_compared_has_no_scale(values: list[tuple[float | None, str]]) -> None:
    assert scale_of(values) is None


units = st.sampled_from(["minuten", "dag", "weken", "jaar", "keer", "%", "", "sec."])
numbers = st.none() | st.decimals(-999_999_999, 999_999_999, places=3).map(float)


@given(st.lists(st.tuples(numbers, units), max_size=8))
def test_every_value_stands_between_the_ends_in_the_right_order(values: list[tuple[float | None, str]]) -> None:
    scale = scale_of(values)
    if scale is None:
        return
    assert len(scale.positions) == len(values)
    placed = [
        (value, unit, place) for (value, unit), place in zip(values, scale.positions, strict=True) if place is not None
    ]
    assert len(placed) >= 2
    assert all(0 <= place <= 100 for _, _, place in placed)
    for unit in {unit for _, unit, _ in placed}:
        of_unit = sorted((value, place) for value, other, place in placed if other == unit)
        assert [place for _, place in of_unit] == sorted(place for _, place in of_unit)
    assert [tick.position for tick in scale.ticks] == sorted(tick.position for tick in scale.ticks)
    assert scale.ticks[0].position == 0
    assert scale.ticks[-1].position == 100
