"""Counts the values of facets: OR within a facet, AND between facets, a facet's own choice left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import tantivy

from search.engines.embedded.index import facet_field
from search.engines.embedded.query import Candidates, Compiler
from search.values import Bucket, Query

#: More values than a facet ever has, so that every one is returned and every count is exact.
_EVERY = 1_000_000

#: How many passes to remember: the pages of one search, and what everybody sees first, are counted once.
_REMEMBERED = 128

Counts = Mapping[str, tuple[Bucket, ...]]


class Counter:
    """Counts on one state of the index, which does not change: a pass that was made before is remembered."""

    def __init__(self, searcher: tantivy.Searcher, fields: tantivy.Schema) -> None:
        self._searcher = searcher
        self._compiler = Compiler(fields)
        self._passed = lru_cache(maxsize=_REMEMBERED)(self._pass)

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

    def _pass(self, candidates: Candidates, names: tuple[str, ...]) -> Counts:
        wanted = {name: {"terms": {"field": facet_field(name), "size": _EVERY}} for name in names}
        try:
            answer = self._searcher.aggregate(self._compiler.candidates(candidates), wanted)
        except ValueError:
            if len(names) == 1:
                raise
            # tantivy stops at 65,000 buckets in one request; facets with very many values are counted one by one.
            return {name: buckets for each in names for name, buckets in self._pass(candidates, (each,)).items()}
        return {name: _buckets(answer[name]["buckets"]) for name in names}


def _buckets(found: Sequence[Mapping[str, object]]) -> tuple[Bucket, ...]:
    buckets = [Bucket(str(bucket["key"]), int(str(bucket["doc_count"]))) for bucket in found]
    return tuple(sorted(buckets, key=lambda bucket: (-bucket.count, bucket.value)))
