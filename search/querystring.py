"""The address of a search: the same parameters on the site, in the feed, in the API and in what people save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from search.language import clean
from search.schema import Schema
from search.sources import get_source
from search.values import Sort

MAX_VALUES = 1_000
MAX_LENGTH = 500
#: The value of `letterlijk` that asks for the words as they stand.
LITERAL = "1"
#: The value of `weergave` that shows results on the map; any other shows the list.
ON_MAP = "kaart"


class PageNotANumber(ValueError):
    """The page in the address is below 1 or not a number."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What was asked for.

    text: the words, at most MAX_LENGTH characters
    chosen: values per facet, in the order of the schema and then of the address; no facet without values
    on_map: show where the results are instead of a list of them (`weergave=kaart`)
    literal: what not to understand: LITERAL for everything, or the facets whose names are ordinary words
    text_was_cut, too_many_values: the address asked for more than we answer
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    on_map: bool = False
    literal: tuple[str, ...] = ()
    text_was_cut: bool = False
    too_many_values: bool = False

    @property
    def is_literal(self) -> bool:
        """Search for the words as they stand: nothing is understood, corrected or left out."""
        return LITERAL in self.literal

    @property
    def filters(self) -> dict[str, frozenset[str]]:
        """The chosen values as an engine wants them."""
        return {facet: frozenset(values) for facet, values in self.chosen.items()}

    def with_value(self, facet: str, value: str) -> SearchRequest:
        """Return the first page of the same search with one value more."""
        values = (*self.chosen.get(facet, ()), value)
        return replace(self, chosen={**self.chosen, facet: tuple(dict.fromkeys(values))}, page=1)

    def without_value(self, facet: str, value: str) -> SearchRequest:
        """Return the first page of the same search with one value less."""
        values = tuple(other for other in self.chosen.get(facet, ()) if other != value)
        chosen = {name: old for name, old in self.chosen.items() if name != facet}
        return replace(self, chosen={**chosen, facet: values} if values else chosen, page=1)

    def only_with(self, facet: str, value: str) -> SearchRequest:
        """Return the first page of the list of the same search with this one value of the facet."""
        return replace(self, chosen={**self.chosen, facet: (value,)}, page=1, on_map=False)

    def shown(self, *, on_map: bool) -> SearchRequest:
        """Return the first page of the same search, on the map or as a list."""
        return replace(self, page=1, on_map=on_map)

    def without_filters(self) -> SearchRequest:
        """Return the first page of the same words without any filter."""
        return replace(self, chosen={}, page=1)

    def without_order(self) -> SearchRequest:
        """Return the first page of the same search, in no order of one's own: what a feed or an alert asks."""
        return replace(self, sort=Sort.RELEVANCE, page=1, on_map=False)

    def without_words(self) -> SearchRequest:
        """Return the first page of the same filters without any words."""
        return replace(self, text="", page=1)

    def literally(self, *facets: str) -> SearchRequest:
        """Return the first page of the same words as they stand, or without understanding the names of some facets."""
        return replace(self, literal=tuple(sorted({*self.literal, *facets})) if facets else (LITERAL,), page=1)

    def freely(self) -> SearchRequest:
        """Return the first page of the same words, read as people mean them."""
        return replace(self, literal=(), page=1)

    def with_text(self, text: str) -> SearchRequest:
        """Return the first page of other words with the same filters."""
        return replace(self, text=text, page=1)

    def at_page(self, page: int) -> SearchRequest:
        """Return another page of the same search."""
        return replace(self, page=page)


def read(parameters: Mapping[str, Sequence[str]]) -> SearchRequest:
    """Read a search of this site as `parse` does; values that have another value now are taken for that."""
    source = get_source()
    asked = parse(parameters, source.schema)
    led_on = {facet: values for facet, values in source.led_on(asked.chosen).items() if values}
    if not led_on:
        return asked
    chosen = {
        facet: tuple(dict.fromkeys(led_on.get(facet, {}).get(value, value) for value in values))
        for facet, values in asked.chosen.items()
    }
    return replace(asked, chosen=chosen)


def parse(parameters: Mapping[str, Sequence[str]], schema: Schema) -> SearchRequest:
    """Read a search from the parameters of an address, each with all its values.

    Unknown parameters are left out; raises PageNotANumber.
    """
    text = clean(_last(parameters.get("q", ()))).strip()
    chosen = {}
    for name in schema.names:
        values = (_value(value) for value in parameters.get(name, ()))
        if unique := tuple(dict.fromkeys(value for value in values if value)):
            chosen[name] = unique
    too_many = sum(len(values) for values in chosen.values()) > MAX_VALUES
    return SearchRequest(
        text=text[:MAX_LENGTH].strip(),
        chosen={} if too_many else chosen,
        sort=_sort(_last(parameters.get("sorteer", ()))),
        literal=_literal(parameters.get("letterlijk", ()), schema),
        page=parse_page(_last(parameters.get("pagina", ())) or "1"),
        on_map=_last(parameters.get("weergave", ())) == ON_MAP,
        text_was_cut=len(text) > MAX_LENGTH,
        too_many_values=too_many,
    )


def parse_page(value: str) -> int:
    """Return the number of a page, from 1; raises PageNotANumber for anything else."""
    value = value.strip()
    if not (value.isascii() and value.isdigit()) or len(value) > 20 or int(value) < 1:
        raise PageNotANumber(value[:20])
    return int(value)


def encode(request: SearchRequest, schema: Schema) -> str:
    """Return the shortest address of a search, without a question mark: no empty or default parameters."""
    pairs: list[tuple[str, str]] = [("q", request.text)] if request.text else []
    pairs += [(name, value) for name in schema.names for value in request.chosen.get(name, ())]
    if request.sort != Sort.RELEVANCE:
        pairs.append(("sorteer", request.sort.value))
    if request.on_map:
        pairs.append(("weergave", ON_MAP))
    pairs += [("letterlijk", value) for value in request.literal]
    if request.page > 1:
        pairs.append(("pagina", str(request.page)))
    return urlencode(pairs)


def is_sort(value: str) -> bool:
    """Tell whether the value names an order."""
    return value in set(Sort)


def _literal(values: Sequence[str], schema: Schema) -> tuple[str, ...]:
    known = {value for value in values if value == LITERAL or value in schema}
    return (LITERAL,) if LITERAL in known else tuple(sorted(known))


def _sort(value: str) -> Sort:
    return Sort(value) if is_sort(value) else Sort.RELEVANCE


def _value(value: str) -> str:
    # A plus that was not written as %2B arrives as a space; no value holds a space.
    return clean(value).strip().replace(" ", "+")[:200]


def _last(values: Sequence[str] | Iterable[str]) -> str:
    return next(reversed(list(values)), "")
