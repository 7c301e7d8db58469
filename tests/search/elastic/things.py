"""Documents and a schema for the tests of the Elasticsearch engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from search.engines.elastic import ElasticEngine
from search.schema import Facet, Schema
from search.values import Document

SCHEMA = Schema((Facet("thema", "Thema"), Facet("gemeente", "Gemeente"), Facet("fase", "Fase")))
PUBLIC = frozenset({"public"})
START = datetime(2026, 1, 1, tzinfo=UTC)


def document(number: int, **other: Any) -> Document:
    """Return the public document "praktijk-<number>"; a higher number is newer, and was confirmed longer ago."""
    values: dict[str, Any] = {
        "key": f"praktijk-{number}",
        "title": f"Samen tegen schulden {number}",
        "body": "De gemeente belt inwoners met een achterstand bij de huur.",
        "tokens": PUBLIC,
        "newest": START + timedelta(days=number),
        "confirmed": START - timedelta(days=number),
        "ordinal": number + 1,
        "stamp": f"v{number}",
        "facets": {"thema": ("schulden",), "gemeente": ("zaanstad",)},
    }
    return Document(**{**values, **other})


def fill(engine: ElasticEngine, *documents: Document) -> None:
    """Make an index of the documents, in place of the one in use."""
    with engine.rebuild() as rebuild:
        rebuild.add(documents)
        rebuild.publish()
