"""Questions in the words of Elasticsearch: a `Query` as one request with hits, total and every facet's counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.aggs import AggBase
from elasticsearch.dsl.query import Query as Clause

from search.engines.elastic.mapping import STEMMED
from search.engines.prepared import SUBJECT, indexable
from search.language import can_score
from search.schema import Boosts
from search.values import (
    About,
    AllOf,
    AnyOf,
    AtLeast,
    Boosted,
    Keyed,
    Node,
    Not,
    Phrase,
    Preferring,
    Query,
    Sort,
    Tagged,
    Term,
)

#: More values than any facet has, and what the server is willing to count in one answer.
ALL_VALUES = 65_000

#: The aggregation of the facets without a choice: they are all counted under the same filters. No facet has this name.
SHARED = "(shared)"

_ORDERS: Mapping[Sort, Sequence[Any]] = {
    Sort.RELEVANCE: ({"_score": "desc"}, {"newest": "desc"}),
    Sort.NEWEST: ({"newest": "desc"},),
    Sort.CONFIRMED: ({"confirmed": "desc"},),
}

Choices = Mapping[str, frozenset[str]]


def request(query: Query, boosts: Boosts) -> dict[str, Any]:
    """Return the one request that answers a query. Its aggregations lie where `facet_path` says."""
    counted = _choices(query)
    always = [
        _any(f"facets.{name}", values) for name, values in query.filters.items() if values and name not in counted
    ]
    visible = [_any("tokens", query.tokens), *always]
    if query.keys is not None:
        visible.append(_keyed(query.keys))
    words = [] if query.node is None else [clause(query.node, boosts)]
    by_score = query.sort is Sort.RELEVANCE and can_score(query.node)
    sort = Sort.NEWEST if query.sort is Sort.RELEVANCE and not by_score else query.sort
    matching = Q("bool", must=words, filter=visible)
    search = (
        Search()
        .query(_weighted(matching) if by_score else matching)
        .sort(*_ORDERS[sort])
        .source(["stored.key", "stored.stamp", "stored.body"])
        .extra(**{"from": query.offset, "size": query.limit, "track_total_hits": True})
    )
    if counted:
        # Hits and total obey every choice; the counts below each leave out their own.
        search = search.post_filter(_all(counted))
    _count(search, query)
    body: dict[str, Any] = search.to_dict()
    return body


def facet_path(name: str, query: Query) -> tuple[str, ...]:
    """Return where the buckets of a facet lie in the aggregations of `request`."""
    counted = _choices(query)
    if name in counted and len(counted) > 1:
        return (name, "values")
    return (SHARED, name) if counted and name not in counted else (name,)


def suggestions(words: Sequence[str], tokens: frozenset[str], limit: int) -> dict[str, Any]:
    """Return the request for titles that hold the words, the last of them as a beginning."""
    *whole, begun = words
    matching = [Q("term", title_exact=word) for word in whole]
    search = (
        Search()
        .query(Q("bool", filter=[_any("tokens", tokens), *matching, Q("prefix", title_exact=begun)]))
        .sort("title_order")
        .source(["stored.key", "stored.title"])
        .extra(size=limit, track_total_hits=False)
    )
    body: dict[str, Any] = search.to_dict()
    return body


def clause(node: Node, boosts: Boosts) -> Clause:
    """Return the clause that matches what a node of the query tree matches, and scores it."""
    match node:
        case Term(stem):
            return _term(stem, boosts)
        case About(stem):
            return _about(stem)
        case Phrase(words):
            return _phrase(words)
        case AllOf(nodes):
            wanted = [clause(child, boosts) for child in nodes if not isinstance(child, Not)]
            unwanted = [clause(child.node, boosts) for child in nodes if isinstance(child, Not)]
            return Q("bool", must=wanted, must_not=unwanted) if nodes else Q("match_all")
        case AnyOf(nodes):
            return Q("dis_max", queries=[clause(child, boosts) for child in nodes]) if nodes else Q("match_none")
        case AtLeast(count, nodes):
            return _at_least(count, [clause(child, boosts) for child in nodes])
        case Not(child):
            return Q("bool", must_not=[clause(child, boosts)])
        case Tagged(facet, values):
            return Q("constant_score", filter=_any(f"facets.{facet}", values))
        case Keyed(keys):
            return Q("constant_score", filter=_keyed(keys))
        case _:
            return _scored(node, boosts)


def _keyed(keys: frozenset[str]) -> Clause:
    return Q("ids", values=sorted(key for key in keys if indexable(key)))


def _scored(node: Boosted | Preferring, boosts: Boosts) -> Clause:
    match node:
        case Boosted(child, factor):
            return Q("bool", must=[clause(child, boosts)], boost=factor)
        case Preferring(child, better):
            return Q("bool", must=[clause(child, boosts)], should=[clause(each, boosts) for each in better])


def _term(stem: str, boosts: Boosts) -> Clause:
    if not indexable(stem):
        return Q("match_none")
    fields = [Q("term", **{name: {"value": stem, "boost": getattr(boosts, name)}}) for name in STEMMED]
    return Q("bool", should=fields, minimum_should_match=1)


def _about(stem: str) -> Clause:
    if not indexable(stem):
        return Q("match_none")
    return Q("constant_score", filter=Q("bool", should=[Q("term", **{name: stem}) for name in SUBJECT]), boost=0)


def _phrase(words: tuple[str, ...]) -> Clause:
    # A word with a space in it would become two words on the server; no document holds such a word.
    if not words or any(word.split() != [word] or not indexable(word) for word in words):
        return Q("match_none")
    if len(words) == 1:
        return Q("term", exact=words[0])
    return Q("match_phrase", exact=" ".join(words))


def _at_least(count: int, clauses: Sequence[Clause]) -> Clause:
    if count < 1:
        return Q("constant_score", filter=Q("match_all"), boost=0)
    return Q("bool", should=clauses, minimum_should_match=count) if count <= len(clauses) else Q("match_none")


def _weighted(matching: Clause) -> Clause:
    """Multiply every score by the weight of its document."""
    return Q("function_score", query=matching, functions=[{"field_value_factor": {"field": "weight"}}])


def _choices(query: Query) -> Choices:
    """Return the choices in facets that are counted; they narrow the hits, but not the counts of their own facet."""
    return {name: values for name, values in query.filters.items() if values and name in query.facets}


def _count(search: Search, query: Query) -> None:
    """Add the aggregations: one for each facet, in a filter of the choices in all other facets."""
    choices = _choices(query)
    free: AggBase[Any] = search.aggs
    if choices:
        free = search.aggs.bucket(SHARED, A("filter", filter=_all(choices)))
    for name in query.facets:
        values = A("terms", field=f"facets.{name}", size=ALL_VALUES)
        others = {other: chosen for other, chosen in choices.items() if other != name}
        if name not in choices:
            free.bucket(name, values)
        elif others:
            search.aggs.bucket(name, A("filter", filter=_all(others))).bucket("values", values)
        else:
            search.aggs.bucket(name, values)


def _all(choices: Choices) -> Clause:
    return Q("bool", filter=[_any(f"facets.{name}", values) for name, values in choices.items()])


def _any(field: str, values: frozenset[str]) -> Clause:
    """Match any of the values; those that no document can hold are left out, as the server refuses some of them."""
    return Q("terms", **{field: sorted(value for value in values if indexable(value))})
