"""What changed in an index since it was filled, kept in the index itself: by it readers bring their sets up to date.

A changed document carries its facts and the number of its batch. One that went leaves an entry without tokens, which no
search finds. Both are written in the commit of the change, so that no reader sees the one without the other, and an
entry goes when its key changes again: there are never more than keys that changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import tantivy
from tantivy import FieldType, Occur, Order

from search.engines.embedded.index import GONE, tantivy_document
from search.engines.embedded.sets import Facts
from search.engines.prepared import ORDINALS, Prepared
from search.values import Document

Q = tantivy.Query


@dataclass(frozen=True, slots=True)
class Entry:
    """A change: the numbers that its key had before, and the facts of its document, or None when it went."""

    batch: int
    gone: tuple[int, ...]
    facts: Facts | None


class Journal:
    """Writes the entries of one batch; only for who holds the lock of the writers."""

    def __init__(self, index: tantivy.Index) -> None:
        self._searcher = index.searcher()
        self._fields = index.schema
        self._batch = _last_batch(self._searcher) + 1

    def document(self, document: Document, prepared: Prepared) -> tantivy.Document:
        """Return a document as the index takes it, with its entry."""
        facts = Facts.of(prepared, document.ordinal)
        made = tantivy_document(document, prepared, self._fields)
        made.extend(self._entry(self._gone(document.key), facts), self._fields)
        return made

    def removal(self, key: str) -> tantivy.Document | None:
        """Return what takes the place of a document that goes; None when the key never was in the index."""
        gone = self._gone(key)
        if not gone:
            return None
        return tantivy.Document.from_dict({"key": key, GONE: "yes", **self._entry(gone, None)}, self._fields)

    def _entry(self, gone: tuple[int, ...], facts: Facts | None) -> dict[str, object]:
        content: dict[str, object] = {"gone": gone}
        if facts is not None:
            held = [facts.ordinal, sorted(facts.words), facts.tokens, dict(facts.facets)]
            content["facts"] = held
        return {"batch": self._batch, "entry": json.dumps(content).encode()}

    def _gone(self, key: str) -> tuple[int, ...]:
        """Return every number that a key had since the index was filled."""
        gone: set[int] = set()
        for _, address in self._searcher.search(Q.term_query(self._fields, "key", key, "basic"), limit=10).hits:
            held = self._searcher.doc(address)
            gone.update(*(json.loads(entry)["gone"] for entry in held["entry"]))
            (newest,) = self._searcher.fast_field_values("newest", [address])
            if newest is not None:
                gone.add(int(newest) % ORDINALS)
        return tuple(sorted(gone))


def entries_after(searcher: tantivy.Searcher, fields: tantivy.Schema, batch: int) -> Iterator[Entry]:
    """Yield the changes of later batches, the earliest first."""
    later = Q.range_query(fields, "batch", FieldType.Integer, lower_bound=batch, include_lower=False)
    limit = max(1, searcher.num_docs)
    answer = searcher.search(later, limit=limit, count=False, order_by_field="batch", order=Order.Asc)
    for number, address in answer.hits:
        content = json.loads(searcher.doc(address)["entry"][0])
        facts = None
        if held := content.get("facts"):
            ordinal, words, tokens, facets = held
            facts = Facts(ordinal, frozenset(words), tuple(tokens), facets)
        yield Entry(int(number), tuple(content["gone"]), facts)


def present(fields: tantivy.Schema) -> tantivy.Query:
    """Return what matches every document, and none of the entries of those that went."""
    gone = Q.term_query(fields, GONE, "yes", "basic")
    return Q.boolean_query([(Occur.Must, Q.all_query()), (Occur.MustNot, gone)])


def _last_batch(searcher: tantivy.Searcher) -> int:
    found = searcher.search(Q.all_query(), limit=1, count=False, order_by_field="batch").hits
    return int(found[0][0]) if found and found[0][0] is not None else 0
