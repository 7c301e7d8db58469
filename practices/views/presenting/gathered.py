"""What the page of a theme, a pair of domains or a municipality shows of what is gathered there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from practices.choices import Kind, QuestionStatus
from practices.models import Municipality
from practices.queries import Gathered
from practices.views.presenting.shared import Link
from search.service import Counted


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with a number, for the map of tiles and the list beside it; `value` is its slug."""

    value: str
    label: str
    count: int
    url: str
    chosen: bool = False


def gathered_context(gathered: Gathered, counted: Counted | None, **chosen: str) -> dict[str, Any]:
    """Return what `practices/gathered.html` shows; `chosen` is the filter that finds all of it in the search."""
    return {
        "gathered": gathered,
        "figures": figures(counted, **chosen),
        "all_urls": {kind.value: address(soort=kind.value, **chosen) for kind in Kind},
        "open_questions_url": address(leervraag=QuestionStatus.OPEN.value, **chosen),
        "search_url": address(**chosen),
        "map_url": address(**chosen, weergave="kaart"),
        "newest_url": address(**chosen, sorteer="nieuwste"),
        "feed_url": "/zoeken/feed/?" + urlencode(chosen),
    }


def address(**chosen: str) -> str:
    """Return the address of the search with these parameters."""
    return "/zoeken/?" + urlencode(chosen)


def figures(counted: Counted | None, **chosen: str) -> list[Link]:
    """Return how much there is of each kind, each with the search for it; nothing while the engine is away."""
    if counted is None:
        return []
    found = counted.by_value("soort")
    return [
        Link(how_many(kind, found[kind.value]), address(soort=kind.value, **chosen))
        for kind in Kind
        if found.get(kind.value)
    ]


def how_many(kind: Kind, number: int) -> str:
    """Return a number of items of a kind in words: "1 praktijk", "5 juridische vragen"."""
    return f"{number} {str(kind.label if number == 1 else kind.plural_label).lower()}"


def places(counted: Counted | None, **chosen: str) -> list[Place]:
    """Return the municipalities of what was counted, each with the search for it there."""
    if counted is None:
        return []
    before = f"{address(**chosen)}&gemeente="  # there are hundreds of them
    return [
        Place(choice.value, choice.label, choice.count, before + quote_plus(choice.value))
        for choice in counted.facets["gemeente"].choices
        if choice.known and choice.count
    ]


def municipality_links(counted: Counted | None) -> list[Place]:
    """Return the municipalities where something is shared, each with its own page."""
    return [
        Place(choice.value, choice.label, choice.count, f"/gemeenten/{choice.value}/")
        for choice in (counted.facets["gemeente"].choices if counted else ())
        if choice.known and choice.count
    ]


def municipality_places(municipalities: Iterable[Municipality], counted: Counted | None) -> list[Place]:
    """Return these municipalities with how much is shared there, each with its own page."""
    found = counted.by_value("gemeente") if counted else {}
    return [
        Place(entry.slug, entry.name, found.get(entry.slug, 0), entry.get_absolute_url()) for entry in municipalities
    ]
