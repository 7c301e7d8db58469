"""How documents lie in Elasticsearch: its mapping, derived from the schema, and a document in that shape."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from elasticsearch.dsl import Double, Index, Keyword, Long, Mapping, Object, Text, analyzer

from search.engines.prepared import TEXTS, Prepared
from search.schema import Schema
from search.values import Document

#: Where a stem may be found, under the names of `Boosts`.
STEMMED = (*TEXTS, "parts")

#: Raise this when the shape stays the same but the content of a field changes; every index is then built anew.
REVISION = 2

# Texts arrive as analysed tokens with spaces between them; the server must not touch them. Its whitespace tokenizer
# cuts at 255 UTF-16 units, more than two for each of the 100 characters that `search.language` leaves of a token.
_tokens = analyzer("tokens", tokenizer="whitespace")


def index_body(schema: Schema) -> dict[str, Any]:
    """Return settings and mapping of a new index, as Elasticsearch takes them."""
    index = Index("new")
    index.settings(
        number_of_shards=1,  # facet counts are exact and scores comparable on one shard; 200,000 documents fit easily
        auto_expand_replicas="0-1",  # a copy wherever there is a second server
        refresh_interval="-1",  # every write of ours refreshes by itself, and no search ever waits for a refresh
    )
    index.mapping(_mapping(schema))
    body: dict[str, Any] = index.to_dict()
    return body


def _mapping(schema: Schema) -> Mapping:
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", {"includes": ["stored.*"]})  # the rest is only ever searched; the database is the source
    for name in STEMMED:
        mapping.field(name, Text(analyzer=_tokens, index_options="freqs"))
    # The gap keeps a phrase from running from one text into the next.
    mapping.field("exact", Text(analyzer=_tokens, position_increment_gap=100))
    mapping.field("title_exact", Text(analyzer=_tokens, index_options="docs", norms=False))
    mapping.field("title_order", Keyword(index=False))
    mapping.field("facets", Object(dynamic="strict", properties={name: Keyword() for name in schema.names}))
    mapping.field("tokens", Keyword())
    mapping.field("newest", Long(index=False))
    mapping.field("confirmed", Long(index=False))
    mapping.field("weight", Double(index=False))
    mapping.field("stored", Object(enabled=False))
    return mapping


def version(schema: Schema, language: str) -> str:
    """Return a short name for everything that makes an index unfit for other code: its shape and its language."""
    shape = json.dumps([REVISION, language, index_body(schema)], sort_keys=True)
    return hashlib.sha256(shape.encode()).hexdigest()[:12]


def source(document: Document, prepared: Prepared) -> dict[str, Any]:
    """Return a document as the mapping wants it."""
    return {
        **{name: " ".join(stems) for name, stems in prepared.stems.items()},
        "parts": " ".join(prepared.parts),
        "exact": [" ".join(text) for text in prepared.exact],
        "title_exact": " ".join(prepared.title_exact),
        "title_order": prepared.title_order,
        "facets": prepared.facets,
        "tokens": prepared.tokens,
        "newest": prepared.newest,
        "confirmed": prepared.confirmed,
        "weight": document.weight,
        "stored": {
            "key": prepared.key,
            "stamp": document.stamp,
            "title": document.title,
            "body": document.body,
            "digest": prepared.digest,
        },
    }
