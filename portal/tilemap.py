"""Draws the municipalities as tiles of one size, darker where there is more: numbers in, SVG out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

#: Steps of colour above zero.
STEPS = 4
#: Sides of a tile and of its place, in units of the drawing.
TILE, PLACE = 9, 10


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality on the map.

    column, row: its place, counted from the top left
    text: what it says to who points at it or hears it: "Zaanstad: 3 resultaten"
    url: where it leads; empty for a tile that leads nowhere
    """

    column: int
    row: int
    text: str
    count: int = 0
    url: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A colour of the legend, from 0 for nothing, and the counts that have it: "2 tot 5"."""

    number: int
    label: str


def step_of(count: int, highest: int) -> int:
    """Return the step of colour of a count: 0 for nothing, 1 for one, STEPS for the highest; a step is a factor."""
    if count < 1 or highest < 2:
        return min(1, max(0, count))
    return 1 + round((STEPS - 1) * math.log(count) / math.log(highest))


def legend(counts: Iterable[int]) -> list[Step]:
    """Return the colours that a map of these counts has, with their counts."""
    present = sorted(set(counts))
    highest = present[-1] if present else 0
    found: dict[int, list[int]] = {}
    for count in present:
        found.setdefault(step_of(count, highest), []).append(count)
    return [Step(number, _range(values[0], values[-1])) for number, values in sorted(found.items())]


def _range(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest} tot en met {highest}"


def draw(tiles: Sequence[Tile], *, label: str, small: bool = False) -> str:
    """Return the tiles as an SVG element; tiles that lead somewhere come last, in reading order.

    label: names the map; small: draws the tiles that lead nowhere as one shape without names
    """
    if not tiles:
        return ""
    left, top = min(tile.column for tile in tiles), min(tile.row for tile in tiles)
    width = (max(tile.column for tile in tiles) - left + 1) * PLACE
    height = (max(tile.row for tile in tiles) - top + 1) * PLACE
    highest = max(tile.count for tile in tiles)
    ordered = sorted(tiles, key=lambda tile: (bool(tile.url), tile.row, tile.column))
    shapes = ""
    if small:
        shapes = _ground([tile for tile in ordered if not tile.url], left, top)
        ordered = [tile for tile in ordered if tile.url]
    shapes += "".join(_shape(tile, left, top, highest) for tile in ordered)
    return (
        f'<svg class="tile-map__graph" viewBox="0 0 {width} {height}">'
        f'<g role="group" aria-label="{escape(label)}">{shapes}</g></svg>'
    )


def _ground(tiles: Sequence[Tile], left: int, top: int) -> str:
    squares = "".join(
        f"M{(tile.column - left) * PLACE} {(tile.row - top) * PLACE}h{TILE}v{TILE}h-{TILE}z" for tile in tiles
    )
    return f'<path class="tile tile--0" d="{squares}"/>'


def _shape(tile: Tile, left: int, top: int, highest: int) -> str:
    x, y = (tile.column - left) * PLACE, (tile.row - top) * PLACE
    names = f"tile tile--{step_of(tile.count, highest)}{' tile--marked' if tile.marked else ''}"
    text = escape(tile.text)
    rectangle = f'<rect class="{names}" x="{x}" y="{y}" width="{TILE}" height="{TILE}" rx="1.5">'
    rectangle += f"<title>{text}</title></rect>"
    return f'<a href="{escape(tile.url)}" aria-label="{text}">{rectangle}</a>' if tile.url else rectangle
