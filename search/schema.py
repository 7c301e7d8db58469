"""Which texts and facets a site searches, declared once: engines, form, addresses and API derive from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    name: the parameter in the address and the key in `Document.facets`
    label: what stands above it on the screen
    open: stands open on the page at the first look
    mapped: its values are places, which the site can show on a map
    alike: what shares a value of it is alike
    """

    name: str
    label: str
    open: bool = False
    mapped: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facets that belong together, under one heading on the screen.

    names: its facets, from wide to narrow
    shown_with: a facet and a value; the group stands among the open ones while that value is among the results, else
    its facets are under "Meer filters". Without it, the group always stands there.
    """

    label: str
    names: tuple[str, ...]
    shown_with: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Boosts:
    """How much a word counts per text, and what more counts; all may be tuned, and both engines follow.

    parts: the parts of compounds, in any of the texts
    exact: a word that stands in the text as it was typed; phrase: two words that stand beside each other as typed
    named: the value of a facet that the query names, as a fixed number of points
    """

    title: float = 2.0
    summary: float = 1.5
    labels: float = 2.5
    body: float = 1.0
    parts: float = 1.0
    exact: float = 0.5
    phrase: float = 1.5
    named: float = 5.0


@dataclass(frozen=True)
class Schema:
    """The facets of a site in the order of the screen, the boosts of its texts, and which facets belong together."""

    facets: tuple[Facet, ...]
    boosts: Boosts = Boosts()
    groups: tuple[FacetGroup, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(facet.name for facet in self.facets)

    @property
    def alike(self) -> tuple[str, ...]:
        """The names of the facets that make things alike."""
        return tuple(facet.name for facet in self.facets if facet.alike)

    def __iter__(self) -> Iterator[Facet]:
        return iter(self.facets)

    def __contains__(self, name: object) -> bool:
        return name in self.names
