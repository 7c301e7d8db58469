"""Counts the values of facets: OR within a facet, AND between facets, a facet's own choice left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import tantivy

from search.engines.embedded.index import facet_field
from search.engines.embedded.query import Compiler
from search.values import Bucket, Query

#: More values than a facet ever has, so that every one is returned and every count is exact.
_EVERY = 1_000_000


def count(searcher: tantivy.Searcher, compiler: Compiler, query: Query) -> Mapping[str, tuple[Bucket, ...]]:
    """Return the buckets of every facet that is asked for.

    Facets without a choice share one pass over the hits; each of the others needs a pass over more than the hits.
    """
    chosen = {name for name in query.facets if query.filters.get(name)}
    free = [name for name in query.facets if name not in chosen]
    counted = _pass(searcher, compiler.candidates(query), free) if free else {}
    for name in chosen:
        counted |= _pass(searcher, compiler.candidates(query, without=name), [name])
    return {name: counted[name] for name in query.facets}


def _pass(searcher: tantivy.Searcher, candidates: tantivy.Query, names: Sequence[str]) -> dict[str, tuple[Bucket, ...]]:
    wanted = {name: {"terms": {"field": facet_field(name), "size": _EVERY}} for name in names}
    try:
        answer = searcher.aggregate(candidates, wanted)
    except ValueError:
        if len(names) == 1:
            raise
        # tantivy stops at 65,000 buckets in one request; facets with very many values are counted one by one.
        return {name: _pass(searcher, candidates, [name])[name] for name in names}
    return {name: _buckets(answer[name]["buckets"]) for name in names}


def _buckets(found: Sequence[Mapping[str, object]]) -> tuple[Bucket, ...]:
    buckets = [Bucket(str(bucket["key"]), int(str(bucket["doc_count"]))) for bucket in found]
    return tuple(sorted(buckets, key=lambda bucket: (-bucket.count, bucket.value)))
