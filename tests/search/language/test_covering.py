"""The smallest groups of words that carry enough of a question."""

from hypothesis import given
from hypothesis import strategies as st

from search.language import covering

WEIGHTS = st.lists(st.floats(min_value=0.01, max_value=10), min_size=1, max_size=4)


def test_the_word_that_says_most_is_enough_alone() -> None:
    assert covering([4.0, 1.0], 0.5) == [(0,)]


def test_two_words_that_say_as_much_are_each_enough() -> None:
    assert covering([2.0, 2.0], 0.5) == [(0,), (1,)]


def test_a_group_that_holds_a_smaller_one_is_left_out() -> None:
    assert covering([3.0, 2.0, 2.0], 0.5) == [(0, 1), (0, 2), (1, 2)]


def test_one_word_has_nothing_to_leave_out() -> None:
    assert covering([1.0], 0.5) == []


@given(WEIGHTS, st.floats(min_value=0.1, max_value=0.9))
def test_every_group_is_enough_and_none_is_all(says: list[float], part: float) -> None:
    for group in covering(says, part):
        assert sum(says[place] for place in group) >= part * sum(says)
        assert len(group) < len(says)
