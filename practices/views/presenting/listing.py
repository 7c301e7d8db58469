"""What the list of a kind shows beside its cards: the ways to narrow it, each a link into the search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practices.choices import Kind
from practices.views.presenting.gathered import address
from search.service import Counted

#: By what each kind can be narrowed, in the order of the screen; the municipalities are also those of the map.
NARROWED_BY: Mapping[Kind, tuple[str, ...]] = {
    Kind.PRACTICE: ("fase", "thema", "gemeente", "domein", "leervraag"),
    Kind.LEGAL_CASE: ("antwoord", "status", "wet", "thema", "verstrekker", "ontvanger"),
    Kind.NETWORK: ("thema", "domein", "regio", "gemeente"),
    Kind.TERM: ("domein", "thema"),
    Kind.DOSSIER: ("thema", "domein"),
}
#: So many values of each; the search has the others.
VALUES = 7


def facets_of(kind: Kind) -> tuple[str, ...]:
    """Return what is counted for the list of a kind."""
    return tuple(dict.fromkeys((*NARROWED_BY[kind], "gemeente")))


def narrowing(kind: Kind, counted: Counted | None) -> list[dict[str, Any]]:
    """Return the facets with their first values; nothing while the engine is away."""
    if counted is None:
        return []
    groups = []
    for name in NARROWED_BY[kind]:
        facet = counted.facets[name]
        known = [choice for choice in facet.choices if choice.known and choice.count]
        rows = [
            {
                "name": choice.label,
                "url": address(soort=kind.value, **{name: choice.value}),
                "count": choice.count,
            }
            for choice in known[:VALUES]
        ]
        if rows:
            groups.append({"name": name, "label": facet.label, "rows": rows, "more": len(known) > VALUES})
    return groups
