"""Puts counts per municipality on the map of tiles and in lists; where a tile is, the list of municipalities says.

There are hundreds of municipalities on a page: they are drawn as text, and a map of the same counts only once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.tilemap import Step, Tile, draw, legend
from practices.queries import tile_places

register = template.Library()


class Counted(Protocol):
    """A municipality with a number, as the search and the lists count it; `value` is its slug."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def chosen(self) -> bool: ...
    @property
    def url(self) -> str: ...


@register.simple_tag
def tile_map(counted: Iterable[Counted], label: str, one: str, many: str, small: str = "") -> SafeString:
    """Return the map as SVG: a link where there is something, and every other municipality as a tile without.

    label: names the map; one, many: what is counted ("resultaat", "resultaten"); small: without the names of the others
    A place with a `text` of its own says that instead of its number.
    """
    found = tuple((place.value, place.count, place.url, place.chosen, getattr(place, "text", "")) for place in counted)
    return _drawn(found, tuple(tile_places().items()), label, one, many, bool(small))


#: Maps that differ; each is some 50 KiB, and a new count makes a new one.
_MAPS = 40


@lru_cache(maxsize=_MAPS)
def _drawn(
    counted: tuple[tuple[str, int, str, bool, str], ...],
    places: tuple[tuple[str, tuple[str, int, int]], ...],
    label: str,
    one: str,
    many: str,
    small: bool,
) -> SafeString:
    found = {value: (count, url, chosen, text) for value, count, url, chosen, text in counted}
    tiles = []
    for slug, (name, column, row) in places:
        count, url, marked, own_text = found.get(slug, (0, "", False, ""))
        text = own_text or f"{name}: {count} {one if count == 1 else many}"
        tiles.append(Tile(column=column, row=row, text=text, count=count, url=url, marked=marked))
    return mark_safe(draw(tiles, label=label, small=small))  # noqa: S308 (`draw` escapes every text and address)


@register.simple_tag
def place_items(places: Iterable[Counted]) -> SafeString:
    """Return a list item per municipality, with its link and how much there is; nothing stands behind none."""
    return mark_safe("".join(_item(place) for place in places))  # noqa: S308 (each value is escaped)


def _item(place: Counted) -> str:
    count = f' <span class="quiet">{place.count}</span>' if place.count else ""
    return f'<li><a href="{escape(place.url)}">{escape(place.label)}</a>{count}</li>'


@register.simple_tag
def tile_legend(counted: Iterable[Counted]) -> list[Step]:
    """Return the colours of the map with their counts; nothing is always one of them."""
    return legend([0, *(place.count for place in counted)])
