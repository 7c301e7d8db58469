"""The filters of the search page: which stand open, what belongs together, and how much of a long list is drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.querystring import SearchRequest
from search.schema import FacetGroup
from search.service import Choice, CountedFacet, Found
from search.sources import get_source

#: Of a longer list so many values are drawn, and a link to the whole list; shorter lists are drawn as they are.
DRAWN = 30
#: Of the lists under "Meer filters" fewer: they are closed at first.
DRAWN_CLOSED = 12
#: Of the chosen values so many are drawn; beyond them, hidden fields keep what was chosen.
CHOSEN_DRAWN = 100
#: However much was chosen, so many others can still be chosen.
ALWAYS_TO_CHOOSE = 10
#: Chosen filters that are shown above the results, each with the search without it.
CHIPS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the choices of a facet, under a heading of their own or none."""

    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet as it is drawn.

    total: how many values it has; kept: chosen values that are not drawn
    all_url: the page with the whole list, or nothing when it is drawn; is_whole: drawn because that was asked for
    """

    name: str
    label: str
    is_open: bool
    chosen_count: int
    total: int
    parts: Sequence[Part]
    kept: Sequence[str] = ()
    all_url: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the panel: one facet, or several under a heading (`label`)."""

    facets: Sequence[ShownFacet]
    label: str = ""
    name: str = ""
    is_open: bool = True

    @property
    def chosen_count(self) -> int:
        return sum(facet.chosen_count for facet in self.facets)


@dataclass(frozen=True, slots=True)
class Panel:
    """The filters that stand in the panel, and those under "Meer filters"."""

    entries: Sequence[Entry]
    more: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter, and the search without it."""

    facet_label: str
    label: str
    url: str


def panel(found: Found, *, whole: Collection[str], address: Callable[[SearchRequest], str]) -> Panel:
    """Return the filters of an answer; of the facets in `whole` every value is drawn."""
    schema = get_source().schema
    inside = get_source().inside(found.request.chosen)
    facets = {facet.name: facet for facet in found.facets}
    grouped = {name: group for group in schema.groups if _stands(group, found) for name in group.names}
    entries: list[Entry] = []
    more: list[Entry] = []
    for name, facet in facets.items():
        group = grouped.get(name)
        if group is None:
            stands = facet.is_open or facet.chosen_count > 0
            if facet.choices or (stands and found.total):
                shown = _shown(facet, found, inside, whole, address, closed=not stands)
                (entries if stands else more).append(Entry((shown,)))
        elif name == _first_open(group, facets):
            members = [facets[member] for member in group.names if facets[member].choices]
            drawn = [_shown(member, found, inside, whole, address, closed=not member.is_open) for member in members]
            if drawn:
                entries.append(Entry(tuple(drawn), label=group.label, name=f"groep-{group.names[0]}"))
    return Panel(tuple(entries), tuple(more))


def chips(found: Found, address: Callable[[SearchRequest], str]) -> list[Chip]:
    """Return the first chosen filters, each with the search without it."""
    chosen = [(facet, choice) for facet in found.facets for choice in facet.choices if choice.chosen]
    return [
        Chip(facet.label, choice.label, address(found.request.without_value(facet.name, choice.value)))
        for facet, choice in chosen[:CHIPS]
    ]


def _stands(group: FacetGroup, found: Found) -> bool:
    if group.shown_with is None:
        return True
    name, value = group.shown_with
    chosen = found.request.chosen.get(name, ())
    counts = {choice.value: choice.count for facet in found.facets if facet.name == name for choice in facet.choices}
    # The counts of a facet ignore its own choice: what was not chosen is not among the results.
    return counts.get(value, 0) > 0 and (not chosen or value in chosen)


def _first_open(group: FacetGroup, facets: Mapping[str, CountedFacet]) -> str:
    """Return the facet at whose place the group stands."""
    return next((name for name in group.names if facets[name].is_open), group.names[0])


def _shown(
    facet: CountedFacet,
    found: Found,
    inside: Mapping[str, frozenset[str]],
    whole: Collection[str],
    address: Callable[[SearchRequest], str],
    *,
    closed: bool,
) -> ShownFacet:
    parts = _parts(facet, inside.get(facet.name))
    is_whole = facet.name in whole
    limit = (DRAWN_CLOSED if closed and not facet.chosen_count else DRAWN) // max(1, len(parts))
    drawn = parts if is_whole else [Part(part.label, _some(part.choices, limit)) for part in parts]
    on_screen = {choice.value for part in drawn for choice in part.choices}
    url = address(found.request) if len(on_screen) < len(facet.choices) else ""
    return ShownFacet(
        name=facet.name,
        label=facet.label,
        is_open=facet.is_open or facet.chosen_count > 0 or is_whole,
        chosen_count=facet.chosen_count,
        total=len(facet.choices),
        parts=drawn,
        kept=[choice.value for choice in facet.choices if choice.chosen and choice.value not in on_screen],
        all_url=url and f"{url}{'&' if '?' in url else '?'}toon={facet.name}#facet-{facet.name}",
        is_whole=is_whole and len(facet.choices) > limit,
    )


def _parts(facet: CountedFacet, inside: frozenset[str] | None) -> list[Part]:
    """Split the choices: pairs apart from single values, places inside the chosen ones apart from those outside."""
    pairs = [choice for choice in facet.choices if "+" in choice.value]
    single = [choice for choice in facet.choices if "+" not in choice.value]
    if inside is None:
        parts = [Part("", _chosen_first(single)), Part("Combinaties", _chosen_first(pairs))]
    else:
        within = [choice for choice in single if choice.value in inside]
        outside = [choice for choice in single if choice.value not in inside]
        parts = [Part("", _chosen_first(within)), Part("Ook, maar buiten dit gebied", _chosen_first(outside))]
    return [part for part in parts if part.choices]


def _chosen_first(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: not choice.chosen)  # stable: the rest keeps its order


def _some(choices: Sequence[Choice], limit: int) -> Sequence[Choice]:
    """Return the chosen ones and the first of the others; all when the list is hardly longer."""
    if len(choices) <= limit + 3:
        return choices
    chosen = [choice for choice in choices if choice.chosen][:CHOSEN_DRAWN]
    others = [choice for choice in choices if not choice.chosen]
    return [*chosen, *others[: max(ALWAYS_TO_CHOOSE, limit - len(chosen))]]
