"""Puts counts per municipality on the map of tiles; where each tile is, the list of municipalities says."""

from __future__ import annotations

from collections.abc import Iterable
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
    def count(self) -> int: ...
    @property
    def chosen(self) -> bool: ...
    @property
    def url(self) -> str: ...


@register.simple_tag
def tile_map(counted: Iterable[Counted], label: str, one: str, many: str, small: str = "") -> SafeString:
    """Return the map as SVG: a link where there is something, and every other municipality as a tile without.

    label: names the map; one, many: what is counted ("resultaat", "resultaten"); small: without the names of the others
    """
    found = {place.value: place for place in counted}
    tiles = []
    for slug, (name, column, row) in tile_places().items():
        place = found.get(slug)
        count = place.count if place else 0
        tiles.append(
            Tile(
                column=column,
                row=row,
                text=f"{name}: {count} {one if count == 1 else many}",
                count=count,
                url=place.url if place else "",
                marked=bool(place and place.chosen),
            )
        )
    return mark_safe(draw(tiles, label=label, small=bool(small)))  # noqa: S308 (`draw` escapes every text and address)


@register.simple_tag
def tile_legend(counted: Iterable[Counted]) -> list[Step]:
    """Return the colours of the map with their counts; nothing is always one of them."""
    return legend([0, *(place.count for place in counted)])
