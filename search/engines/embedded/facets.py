"""Counts the values of facets: OR within a facet, AND between facets, a facet's own choice left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import tantivy
from pyroaring import BitMap

from search.engines.embedded.index import facet_field
from search.engines.embedded.matching import Matching
from search.engines.embedded.query import Candidates, Compiler
from search.engines.embedded.sets import Named, Sets
from search.values import Bucket, Query

#: More values than a facet ever has, so that every one is returned and every count is exact.
_EVERY = 1_000_000

#: How many passes to remember: the pages of one search, and what everybody sees first, are counted once. A total is
#: only a number, and most are of one word: many are remembered.
_REMEMBERED, _TOTALS = 128, 1024

Counts = Mapping[str, tuple[Bucket, ...]]


class Counter:
    """Counts on one state of the index, which does not change: a pass that was made before is remembered.

    sets: those of this state, with which many documents are counted much quicker; None where they are not to be had
    """

    def __init__(self, searcher: tantivy.Searcher, compiler: Compiler, sets: Sets | None) -> None:
        self._searcher = searcher
        self._compiler = compiler
        self._sets = sets
        self._matching = Matching(sets, searcher, self._compiler) if sets is not None else None
        self._passed = lru_cache(maxsize=_REMEMBERED)(self._pass)
        self._totalled = lru_cache(maxsize=_TOTALS)(self._total)

    def count(self, query: Query) -> Counts:
        """Return the buckets of every facet that is asked for.

        Facets without a choice share one pass over the hits; each of the others needs a pass over more than the hits.
        """
        chosen = [name for name in query.facets if query.filters.get(name)]
        free = tuple(name for name in query.facets if name not in chosen)
        counted = dict(self._passed(Candidates.of(query).uncounted, free)) if free else {}
        for name in chosen:
            counted |= self._passed(Candidates.of(query, without=name).uncounted, (name,))
        return {name: counted[name] for name in query.facets}

    def total(self, query: Query) -> int:
        """Return how many documents match, without looking at any of them."""
        return self._totalled(Candidates.of(query).uncounted)

    def _total(self, candidates: Candidates) -> int:
        documents = self._matching.candidates(candidates) if self._matching is not None else None
        if documents is not None:
            return len(documents)
        return self._searcher.search(self._compiler.candidates(candidates), limit=1).count

    def _pass(self, candidates: Candidates, names: tuple[str, ...]) -> Counts:
        documents = self._matching.candidates(candidates) if self._matching is not None else None
        if documents is None or self._sets is None:
            return self._by_tantivy(candidates, names)
        return {name: _overlaps(self._sets.facets[name], documents) for name in names}

    def _by_tantivy(self, candidates: Candidates, names: tuple[str, ...]) -> Counts:
        wanted = {name: {"terms": {"field": facet_field(name), "size": _EVERY}} for name in names}
        try:
            answer = self._searcher.aggregate(self._compiler.candidates(candidates), wanted)
        except ValueError:
            if len(names) == 1:
                raise
            # tantivy stops at 65,000 buckets in one request; facets with very many values are counted one by one.
            return {name: buckets for each in names for name, buckets in self._by_tantivy(candidates, (each,)).items()}
        return {name: _buckets(answer[name]["buckets"]) for name in names}


def _overlaps(values: Named, documents: BitMap) -> tuple[Bucket, ...]:
    counts = map(documents.intersection_cardinality, values.values())
    return _sorted((-count, value) for value, count in zip(values, counts, strict=True) if count)


def _buckets(found: Sequence[Mapping[str, object]]) -> tuple[Bucket, ...]:
    return _sorted((-int(str(bucket["doc_count"])), str(bucket["key"])) for bucket in found)


def _sorted(counted: Iterable[tuple[int, str]]) -> tuple[Bucket, ...]:
    """Return the buckets by count (here below zero, as plain pairs sort quickest), then by value."""
    return tuple([Bucket(value, -count) for count, value in sorted(counted)])
