"""The map of tiles: numbers in, a drawing out in which every municipality has its name."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.tilemap import STEPS, Tile, draw, legend, step_of

counts = st.integers(0, 100_000)


def drawing(html: str) -> Any:
    """Return the element that the map is; raises when it is no valid HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html)[0]


def links(drawn: Any) -> list[Any]:
    return [element for element in drawn.iter() if str(element.tag).endswith("}a")]


@given(counts, counts)
def test_more_is_never_lighter(one: int, other: int) -> None:
    highest = max(one, other)
    assert (step_of(one, highest) <= step_of(other, highest)) == (one <= other) or step_of(one, highest) == step_of(
        other, highest
    )


@given(counts)
def test_only_nothing_has_the_colour_of_nothing(count: int) -> None:
    assert (step_of(count, count) == 0) == (count == 0)


@pytest.mark.parametrize("highest", [2, 3, 10, 5_000])
def test_the_scale_runs_from_one_to_the_highest(highest: int) -> None:
    assert (step_of(1, highest), step_of(highest, highest)) == (1, STEPS)


@given(st.lists(counts, min_size=1, max_size=40))
def test_every_count_is_in_the_legend_once(numbers: list[int]) -> None:
    spans = [[int(word) for word in re.findall(r"\d+", step.label)] for step in legend(numbers)]
    for number in numbers:
        assert sum(span[0] <= number <= span[-1] for span in spans) == 1


def test_a_tile_with_something_is_a_link_with_a_name() -> None:
    drawn = drawing(draw([Tile(2, 3, "Zaanstad: 4 resultaten", 4, "/?a=1&b=2")], label="Kaart"))
    (link,) = links(drawn)
    assert (link.get("href"), link.get("aria-label")) == ("/?a=1&b=2", "Zaanstad: 4 resultaten")
    assert "".join(link.itertext()) == "Zaanstad: 4 resultaten"


def test_a_tile_without_address_is_no_stop_for_the_keyboard() -> None:
    drawn = drawing(draw([Tile(2, 3, "Aalten: 0 resultaten")], label="Kaart"))
    assert links(drawn) == []
    assert "".join(drawn.itertext()) == "Aalten: 0 resultaten"


def test_links_come_in_reading_order() -> None:
    tiles = [Tile(5, 9, "onder", 1, "/o"), Tile(9, 1, "rechtsboven", 1, "/r"), Tile(1, 1, "linksboven", 1, "/l")]
    drawn = drawing(draw(tiles, label="Kaart"))
    assert [link.get("href") for link in links(drawn)] == ["/l", "/r", "/o"]


def test_what_looks_like_markup_stays_text() -> None:
    assert "<b>" not in draw([Tile(0, 0, '<b>"x"</b>', 1, '"><b>')], label='"><b>')


def test_a_map_of_nothing_is_nothing() -> None:
    assert draw([], label="Kaart") == ""
