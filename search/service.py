"""Answers searches: understands the words, asks the engine, checks every hit in the database, and never fails.

While the engine is away the database answers, in a simple way, and the answer says so.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString, mark_safe

from search.asking import Relaxed, ask, understood
from search.current import complete, get_engine, search
from search.editorial import edited
from search.engines.base import MAX_WINDOW, EngineUnavailable
from search.language import Meaning, Parsed, fragment, highlight, parse, prefix_words
from search.querystring import SearchRequest
from search.sources import Card, Viewer, get_source
from search.values import Bucket, Hit, Query, Results, Sort

logger = logging.getLogger(__name__)

SUGGESTIONS = 8
#: Keys of which one question asks whether a search finds them.
_AT_ONCE = 1_000


class SearchAway(Exception):
    """The engine cannot answer now, or only in part."""


class NoSuchPage(Exception):
    """The page lies beyond the last one; `too_deep` when there are more results than one may page through."""

    def __init__(self, *, too_deep: bool) -> None:
        super().__init__("beyond the last page")
        self.too_deep = too_deep


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with how many results it would give."""

    value: str
    label: str
    count: int
    chosen: bool
    known: bool


@dataclass(frozen=True, slots=True)
class CountedFacet:
    """A facet with its values: by count, then by label."""

    name: str
    label: str
    is_open: bool
    choices: tuple[Choice, ...]

    @property
    def chosen_count(self) -> int:
        return sum(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as it is shown: its card, and title and text with the found words marked (safe HTML)."""

    card: Card
    title: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search.

    answered_by: "database" while the engine is away
    partial: a part of the index did not answer: results may lack, and the numbers may be too low
    meanings: what names in the words were taken for
    corrected: the words that were asked instead, when what was typed finds nothing; meant: words that find more
    relaxed: how the words were loosened, when nothing has them all
    """

    request: SearchRequest
    total: int
    page_size: int
    results: tuple[Result, ...]
    facets: tuple[CountedFacet, ...]
    answered_by: Literal["index", "database"]
    partial: bool = False
    meanings: tuple[Meaning, ...] = ()
    corrected: str = ""
    meant: str = ""
    relaxed: Relaxed | None = None

    @property
    def last_page(self) -> int:
        """The last page that one may visit, at least 1."""
        reachable = min(self.total, MAX_WINDOW)
        return max(1, -(-reachable // self.page_size))

    @property
    def unknown_values(self) -> tuple[str, ...]:
        """Chosen values that no list knows."""
        return tuple(
            choice.value for facet in self.facets for choice in facet.choices if choice.chosen and not choice.known
        )


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest that a search finds: cards, and who answered (see `Found`)."""

    cards: tuple[Card, ...]
    answered_by: Literal["index", "database"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How much a search finds, and how much per value of the facets that were asked for."""

    total: int
    facets: Mapping[str, CountedFacet]

    def by_value(self, facet: str) -> dict[str, int]:
        """Return the counts of a facet by value, the highest first."""
        return {choice.value: choice.count for choice in self.facets[facet].choices}


def find(request: SearchRequest, viewer: Viewer, *, page_size: int = 20) -> Found:
    """Answer a search for this viewer; raises NoSuchPage beyond the last page (the first page always exists)."""
    source = get_source()
    offset = (request.page - 1) * page_size
    shape = Query(
        tokens=viewer.tokens,
        filters=request.filters,
        facets=source.schema.names,
        sort=request.sort,
        offset=min(offset, MAX_WINDOW),
        limit=max(0, min(page_size, MAX_WINDOW - offset)),
    )
    try:
        asked = ask(request, shape)
    except EngineUnavailable as error:
        logger.warning("search engine away, the database answers: %s", error)
        found = _from_database(request, shape, viewer, page_size)
    else:
        hits = asked.results.hits
        cards = source.cards([hit.key for hit in hits], viewer)
        shown = tuple(_result(cards[hit.key], hit, asked.parsed) for hit in hits if hit.key in cards)
        found = Found(
            request=request,
            # A hit that the viewer may no longer see is not shown, nor counted.
            total=asked.results.total - (len(hits) - len(shown)),
            page_size=page_size,
            results=shown,
            facets=_facets(request, asked.results),
            answered_by="index",
            partial=asked.results.partial,
            meanings=asked.parsed.meanings,
            corrected=asked.corrected,
            meant=asked.meant,
            relaxed=asked.relaxed,
        )
    if request.page > 1 and (offset >= found.total or offset >= MAX_WINDOW):
        raise NoSuchPage(too_deep=offset < found.total)
    return found


def newest(request: SearchRequest, viewer: Viewer, *, limit: int) -> Newest:
    """Return the newest of what a search finds for this viewer, without counts."""
    shape = Query(tokens=viewer.tokens, filters=request.filters, sort=Sort.NEWEST, limit=min(limit, MAX_WINDOW))
    answered_by: Literal["index", "database"] = "index"
    try:
        keys: Sequence[str] = [hit.key for hit in ask(request, shape).results.hits]
    except EngineUnavailable as error:
        logger.warning("search engine away, the database answers: %s", error)
        keys, answered_by = get_source().answer_from_database(request.text, shape, viewer).keys, "database"
    cards = get_source().cards(keys, viewer)
    return Newest(tuple(cards[key] for key in keys if key in cards), answered_by)


def matching(request: SearchRequest, viewer: Viewer, *, among: Collection[str]) -> frozenset[str]:
    """Return which of these keys a search finds for this viewer: the same words and filters as on its page.

    Only what matches all of it: what the page shows when nothing does is not asked. Raises SearchAway.
    """
    node = edited(request.text, understood(request).node)
    found: set[str] = set()
    wanted = sorted(among)
    for start in range(0, len(wanted), _AT_ONCE):
        keys = frozenset(wanted[start : start + _AT_ONCE])
        query = Query(
            tokens=viewer.tokens, node=node, filters=request.filters, keys=keys, limit=_AT_ONCE, sort=Sort.NEWEST
        )
        try:
            results = search(query)
        except EngineUnavailable as error:
            raise SearchAway(str(error)) from error
        if results.partial:
            raise SearchAway("a part of the index does not answer")
        found |= {hit.key for hit in results.hits}
    return frozenset(found)


def count(request: SearchRequest, viewer: Viewer, *, facets: Sequence[str]) -> Counted | None:
    """Count what this viewer would find, per value of these facets; None while the engine, or a part, is away.

    The same counts as on the search page, for pages that only show figures: no hit is read.
    """
    shape = Query(tokens=viewer.tokens, filters=request.filters, facets=tuple(facets), limit=0)
    try:
        results = ask(request, shape).results
    except EngineUnavailable as error:
        logger.warning("search engine away, no figures: %s", error)
        return None
    if results.partial:
        logger.warning("a part of the index does not answer: no figures")
        return None
    counted = _facets(request, results, names=frozenset(facets))
    return Counted(total=results.total, facets={facet.name: facet for facet in counted})


def _from_database(request: SearchRequest, shape: Query, viewer: Viewer, page_size: int) -> Found:
    source = get_source()
    parsed = parse(request.text)
    answer = source.answer_from_database(request.text, shape, viewer)
    cards = source.cards(answer.keys, viewer)
    empty = Results(total=answer.total, hits=(), facets={})
    return Found(
        request=request,
        total=answer.total,
        page_size=page_size,
        results=tuple(_result(cards[key], None, parsed) for key in answer.keys if key in cards),
        facets=_facets(request, empty),
        answered_by="database",
    )


def _result(card: Card, hit: Hit | None, parsed: Parsed) -> Result:
    """Mark the found words. The indexed text is shown only when it is still what the database holds."""
    text = highlight(card.text, parsed)
    if parsed.node is not None and hit is not None and hit.stamp == card.stamp and "<mark>" not in text:
        inside = fragment(hit.body, parsed)
        text = inside if "<mark>" in inside or not card.text else text
    # Both functions escape everything but their own marks.
    return Result(card=card, title=mark_safe(highlight(card.title, parsed)), text=mark_safe(text))  # noqa: S308


def _facets(
    request: SearchRequest, results: Results, *, names: frozenset[str] | None = None
) -> tuple[CountedFacet, ...]:
    source = get_source()
    counted = []
    for facet in source.schema:
        if names is not None and facet.name not in names:
            continue
        buckets = _with_chosen(results.facets.get(facet.name, ()), request.chosen.get(facet.name, ()))
        labels = source.labels(facet.name, [bucket.value for bucket in buckets]) if buckets else {}
        chosen = set(request.chosen.get(facet.name, ()))
        choices = [
            Choice(
                value=bucket.value,
                label=labels.get(bucket.value, bucket.value),
                count=bucket.count,
                chosen=bucket.value in chosen,
                known=bucket.value in labels,
            )
            for bucket in buckets
        ]
        choices.sort(key=lambda choice: (-choice.count, choice.label.casefold(), choice.value))
        counted.append(CountedFacet(name=facet.name, label=facet.label, is_open=facet.open, choices=tuple(choices)))
    return tuple(counted)


def _with_chosen(buckets: Sequence[Bucket], chosen: Sequence[str]) -> list[Bucket]:
    """Add the chosen values that have no results: a choice never disappears under the visitor's hand."""
    if not chosen:
        return list(buckets)
    present = {bucket.value for bucket in buckets}
    return [*buckets, *(Bucket(value, 0) for value in chosen if value not in present)]


def suggest(text: str, viewer: Viewer) -> tuple[Card, ...]:
    """Return cards whose title completes what was typed; none while the engine is away."""
    typed = prefix_words(text)
    if not typed:
        return ()
    try:
        found = complete(typed, tokens=viewer.tokens, limit=SUGGESTIONS)
    except EngineUnavailable as error:
        logger.warning("search engine away, no suggestions: %s", error)
        return ()
    cards = get_source().cards([suggestion.key for suggestion in found], viewer)
    return tuple(cards[suggestion.key] for suggestion in found if suggestion.key in cards)


def engine_answers() -> bool:
    """Tell whether the engine can answer now, for the health page."""
    try:
        get_engine().ping()
    except EngineUnavailable:
        return False
    return True


__all__ = [
    "Choice",
    "Counted",
    "CountedFacet",
    "Found",
    "Newest",
    "NoSuchPage",
    "Relaxed",
    "Result",
    "SearchAway",
    "count",
    "engine_answers",
    "find",
    "get_engine",
    "matching",
    "newest",
    "suggest",
]
