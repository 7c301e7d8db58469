"""Finds the page of hits that is asked for, in an order that is the same at every page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import tantivy

from search.engines.base import MAX_WINDOW
from search.engines.embedded.query import Candidates, Compiler
from search.language import can_score
from search.values import Hit, Query, Sort

#: How many hits to fetch beyond the page at first: a few more cost nothing, and a second search does.
_SPARE = 100

#: A score and the address of its document.
_Scored = tuple[float, tantivy.DocAddress]


def found(searcher: tantivy.Searcher, compiler: Compiler, query: Query) -> tuple[int, tuple[Hit, ...]]:
    """Return how many documents match and the hits of the page, one or more, scored when sorted by relevance."""
    candidates = compiler.candidates(Candidates.of(query))
    if query.sort is Sort.RELEVANCE and can_score(query.node):
        total, page = _by_score(searcher, candidates, query)
    else:
        field = "confirmed" if query.sort is Sort.CONFIRMED else "newest"
        answer = searcher.search(candidates, limit=query.limit, offset=query.offset, order_by_field=field)
        total, page = answer.count, [(0.0, address) for _, address in answer.hits]
    return total, tuple(_hit(searcher, score, address) for score, address in page)


def _by_score(searcher: tantivy.Searcher, candidates: tantivy.Query, query: Query) -> tuple[int, list[_Scored]]:
    """Return the page by score, and among equal scores by the newest.

    tantivy orders equal scores by where they stand in its files. So whole groups of equal scores are fetched, until the
    last group that reaches into the page is complete (or the deepest page is), and sorted here.
    """
    end = query.offset + query.limit
    most = max(MAX_WINDOW, end) + 1
    wanted = min(end + _SPARE, most)
    while True:
        answer = searcher.search(candidates, limit=wanted, weight_by_field="weight")
        hits: list[_Scored] = answer.hits
        if len(hits) < wanted or hits[-1][0] < hits[end - 1][0] or wanted == most:
            break
        wanted = min(wanted * 8, most)
    return answer.count, _newest_first(searcher, hits, query.offset, end)


def _newest_first(searcher: tantivy.Searcher, hits: Sequence[_Scored], start: int, end: int) -> list[_Scored]:
    ordered: list[_Scored] = []
    at = 0
    for _, group in groupby(hits, key=lambda hit: hit[0]):
        equal = list(group)
        at += len(equal)
        if len(equal) > 1 and at > start:
            moments = searcher.fast_field_values("newest", [address for _, address in equal])
            newest = sorted(zip(moments, equal, strict=True), key=lambda pair: pair[0], reverse=True)
            equal = [hit for _, hit in newest]
        ordered += equal
        if at >= end:
            break
    return ordered[start:end]


def _hit(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress) -> Hit:
    stored = searcher.doc(address)
    return Hit(stored["key"][0], score, stored["stamp"][0].decode(), stored["shown_body"][0].decode())
