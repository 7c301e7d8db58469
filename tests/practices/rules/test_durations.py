"""How people say how long something took."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.rules.durations import elapsed, months_between


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 2, 3), date(2025, 2, 3), "op dezelfde dag"),
        (date(2025, 2, 3), date(2025, 2, 4), "1 dag"),
        (date(2025, 2, 3), date(2025, 2, 16), "13 dagen"),
        (date(2025, 2, 3), date(2025, 2, 17), "2 weken"),
        (date(2025, 2, 3), date(2025, 3, 30), "8 weken"),
        (date(2025, 2, 3), date(2025, 3, 31), "2 maanden"),
        (date(2025, 2, 3), date(2025, 7, 1), "5 maanden"),
        (date(2025, 2, 3), date(2027, 1, 3), "23 maanden"),
        (date(2025, 2, 3), date(2027, 2, 3), "2 jaar"),
        (date(2025, 2, 3), date(2027, 3, 3), "2 jaar en 1 maand"),
        (date(2020, 4, 24), date(2026, 11, 23), "6 jaar en 7 maanden"),
    ],
)
def test_the_time_between_two_days_is_said_as_people_say_it(first: date, last: date, said: str) -> None:
    assert elapsed(first, last) == said


def test_a_day_before_the_first_is_refused() -> None:
    with pytest.raises(ValueError, match="is before"):
        elapsed(date(2025, 2, 3), date(2025, 2, 2))


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 5_000))
def test_months_are_near_the_days(first: date, days: int) -> None:
    months = months_between(first, first + timedelta(days=days))
    assert abs(months - days / 30.44) < 1
    assert elapsed(first, first + timedelta(days=days))
