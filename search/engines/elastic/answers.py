"""The server's answers as values of ours; an answer that is not whole is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.engines.base import EngineUnavailable
from search.engines.elastic.query import facet_path
from search.values import Bucket, Hit, IndexEntry, Query, Results, Suggestion

Answer = Mapping[str, Any]


def results(answer: Answer, query: Query) -> Results:
    """Return hits, total and counts; raises `EngineUnavailable` for half of one, `LookupError` or such for none.

    The answer of some of the shards is one, and is marked as partial: each of them counted all it holds.
    """
    finished(answer)
    hits = answer["hits"]
    if hits["total"]["relation"] != "eq":
        raise EngineUnavailable("Elasticsearch did not count every hit")
    return Results(
        total=_number(hits["total"]["value"]),
        hits=tuple(_hit(hit) for hit in hits["hits"]),
        facets={name: _buckets(answer, name, query) for name in query.facets},
        partial=not is_whole(answer),
    )


def suggestions(answer: Answer) -> tuple[Suggestion, ...]:
    """Return the suggested titles in the order of the answer; a few are as good as all."""
    finished(answer)
    stored = [hit["_source"]["stored"] for hit in answer["hits"]["hits"]]
    return tuple(Suggestion(_text(each["key"]), _text(each["title"])) for each in stored)


def entries(answer: Answer) -> tuple[tuple[IndexEntry, ...], list[Any]]:
    """Return a page of what an index holds, and where the next page begins; nothing of either at the end."""
    whole(answer)
    hits = answer["hits"]["hits"]
    stored = [hit["_source"]["stored"] for hit in hits]
    page = tuple(IndexEntry(_text(each["key"]), _text(each["digest"])) for each in stored)
    return page, hits[-1]["sort"] if hits else []


def finished(answer: Answer) -> None:
    """Refuse an answer that ran out of time, so that nobody knows what it saw, or that no shard gave."""
    if answer["timed_out"]:
        raise EngineUnavailable("Elasticsearch ran out of time before it had seen every document")
    if not answer["_shards"]["successful"]:
        raise EngineUnavailable("Elasticsearch answers without any shard of the index")


def is_whole(answer: Answer) -> bool:
    """Tell whether every shard of the index had its say."""
    shards = answer["_shards"]
    return shards["failed"] == 0 and shards["successful"] == shards["total"]


def whole(answer: Answer) -> None:
    """Refuse an answer that ran out of time or misses a shard."""
    finished(answer)
    if not is_whole(answer):
        raise EngineUnavailable(f"Elasticsearch answers from part of the index: shards {dict(answer['_shards'])}"[:300])


def _hit(hit: Answer) -> Hit:
    stored = hit["_source"]["stored"]
    score = hit["_score"]  # absent when the order asks for no score
    return Hit(_text(stored["key"]), float(score or 0.0), _text(stored["stamp"]), _text(stored["body"]))


def _buckets(answer: Answer, name: str, query: Query) -> tuple[Bucket, ...]:
    if query.facets and "aggregations" not in answer:
        raise EngineUnavailable("Elasticsearch sent no counts")
    found: Any = answer["aggregations"]
    for step in facet_path(name, query):
        found = found[step]
    if found["sum_other_doc_count"]:
        raise EngineUnavailable(f"Elasticsearch did not count every value of {name}")
    # The order is the server's: by count, then by value.
    return tuple(Bucket(_text(bucket["key"]), _number(bucket["doc_count"])) for bucket in found["buckets"])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a text, not {value!r:.80}")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"expected a number, not {value!r:.80}")
    return value
