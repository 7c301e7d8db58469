"""The fields of an index: the tantivy schema, how a prepared document fills it, and the stamp that names it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search import language
from search.engines.base import EngineUnavailable
from search.engines.prepared import TEXTS, Prepared
from search.schema import Schema
from search.values import Document

#: Raise this when the fields below change: an index of another format is not read, but rebuilt.
FORMAT = 4

#: Where a stem may be found, each with its own weight under its name in `Boosts`.
STEMMED = (*TEXTS, "parts")

#: Words arrive analysed, joined by spaces: tantivy only cuts them apart again.
_CUT = "whitespace"

#: Kept beside the searched fields, as bytes, because a text field would be indexed as well.
_STORED = ("shown_title", "shown_body", "stamp", "digest", "entry")

#: Marks what a document that went left behind in the journal.
GONE = "gone"


def facet_field(name: str) -> str:
    """Return the field of a facet; the prefix keeps a facet called "body" apart from the text."""
    return f"facet_{name}"


def tantivy_schema(schema: Schema) -> tantivy.Schema:
    """Declare the fields.

    title, summary, labels, body: stems; parts: those of compounds
    exact: the unstemmed words of all texts with their positions, one value a text; title_exact: those of the title
    batch, entry, gone: the journal; an index that was just filled has none, and batch 0 everywhere
    weight: what log2(2 + weight) makes the document's weight of: that is how tantivy multiplies a score by a field
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("tokens", tokenizer_name="raw", index_option="basic")
    for text in STEMMED:
        builder.add_text_field(text, tokenizer_name=_CUT, index_option="freq")
    builder.add_text_field("exact", tokenizer_name=_CUT, index_option="position")
    builder.add_text_field("title_exact", tokenizer_name=_CUT, index_option="basic")
    builder.add_text_field("title_order", tokenizer_name="raw", index_option="basic", fast=True)
    for name in schema.names:
        builder.add_text_field(facet_field(name), tokenizer_name="raw", index_option="basic", fast=True)
    for moment in ("newest", "confirmed"):
        builder.add_integer_field(moment, fast=True)
    builder.add_integer_field("batch", fast=True)
    builder.add_text_field(GONE, tokenizer_name="raw", index_option="basic")
    builder.add_float_field("weight", fast=True)
    for name in _STORED:
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def tantivy_document(document: Document, prepared: Prepared, fields: tantivy.Schema) -> tantivy.Document:
    """Fill the fields with a document."""
    streams = {**prepared.stems, "parts": prepared.parts}
    values: dict[str, object] = {name: " ".join(stream) for name, stream in streams.items()}
    values |= {facet_field(name): list(chosen) for name, chosen in prepared.facets.items() if chosen}
    values |= {
        "key": prepared.key,
        "tokens": list(prepared.tokens),
        "exact": [" ".join(text) for text in prepared.exact if text],
        "title_exact": " ".join(prepared.title_exact),
        "title_order": prepared.title_order,
        "newest": prepared.newest,
        "confirmed": prepared.confirmed,
        "weight": 2.0**document.weight - 2.0,
        "shown_title": document.title.encode(),
        "shown_body": document.body.encode(),
        "stamp": document.stamp.encode(),
        "digest": prepared.digest.encode(),
    }
    return tantivy.Document.from_dict(values, fields)


def stamp(schema: Schema) -> str:
    """Name the format of an index: another schema or another analysis of the language gives another stamp."""
    content = "\n".join((str(FORMAT), str(language.VERSION), *schema.names))
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def opened(folder: Path) -> tantivy.Index:
    """Open the index in a folder; by default tantivy reloads in a thread: late, and never in a forked child."""
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return index


@contextmanager
def reported(doing: str) -> Iterator[None]:
    """Turn what tantivy and the file system raise into `EngineUnavailable`.

    On damaged files the Rust code may panic; that arrives as a class that can not be imported and that derives
    from BaseException, so that it passes every `except Exception` up to the server.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineUnavailable(f"{doing}: {error}") from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise EngineUnavailable(f"{doing}: the index is damaged ({error})") from error
