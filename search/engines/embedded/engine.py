"""The embedded engine: answers and writes, in the process that asks, from files under one folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import tantivy

from search.engines.base import Engine, Rebuild, RejectedDocuments
from search.engines.embedded.hits import found
from search.engines.embedded.index import opened, reported, stamp
from search.engines.embedded.journal import present
from search.engines.embedded.place import Place
from search.engines.embedded.query import Compiler
from search.engines.embedded.reader import Reader
from search.engines.embedded.writer import apply_changes, rebuilding
from search.schema import Schema
from search.values import Change, IndexEntry, Query, Results, Suggestion


class EmbeddedEngine(Engine):
    """Holds its indexes under `directory`; any number of processes may read while one at a time writes.

    patience: how many seconds `apply` waits while another process writes
    """

    name = "embedded"

    def __init__(self, directory: Path, schema: Schema, *, patience: float = 30.0) -> None:
        self._schema = schema
        self._place = Place(directory, stamp(schema), patience)
        self._reader = Reader(self._place)

    def search(self, query: Query) -> Results:
        """Answer a query; raises `EngineUnavailable`, and ValueError for a facet that the schema does not have."""
        if unknown := {*query.facets, *query.filters} - set(self._schema.names):
            raise ValueError(f"facets that the schema does not have: {', '.join(sorted(unknown))}")
        snapshot = self._reader.snapshot()
        with reported("the index cannot answer"):
            facets = snapshot.counter.count(query)
            if query.limit < 1:
                return Results(total=snapshot.counter.total(query), hits=(), facets=facets)
            compiler = Compiler(snapshot.fields, self._schema.boosts, snapshot.holding)
            total, hits = found(snapshot.searcher, compiler, query)
        return Results(total=total, hits=hits, facets=facets)

    def suggest(self, words: Sequence[str], *, tokens: frozenset[str], limit: int) -> tuple[Suggestion, ...]:
        """Return titles that complete the words, shortest first; raises `EngineUnavailable`."""
        snapshot = self._reader.snapshot()
        if not words or limit < 1:
            return ()
        with reported("the index cannot complete words"):
            searcher = snapshot.searcher
            titles = Compiler(snapshot.fields).completions(words, tokens=tokens)
            answer = searcher.search(
                titles, limit=limit, count=False, order_by_field="title_order", order=tantivy.Order.Asc
            )
            documents = [searcher.doc(address) for _, address in answer.hits]
            return tuple(Suggestion(each["key"][0], each["shown_title"][0].decode()) for each in documents)

    def apply(self, changes: Sequence[Change]) -> None:
        """Write the changes in one commit; raises `EngineUnavailable` or `RejectedDocuments`."""
        if not changes:
            return
        with reported("the index cannot be written"):
            self._place.pointer()  # without an index there is nothing to lock
            with self._place.locked():
                folder = self._place.check(self._place.pointer()[0])
                refused = apply_changes(opened(folder), changes, self._schema)
        if refused:
            raise RejectedDocuments(refused)

    def rebuild(self) -> AbstractContextManager[Rebuild]:
        """Start an empty index beside the one in use; raises `EngineUnavailable`."""
        return rebuilding(self._place, self._schema)

    def entries(self) -> Iterator[IndexEntry]:
        """Walk over one state of the index, whatever is written meanwhile; raises `EngineUnavailable`."""
        snapshot = self._reader.snapshot()
        searcher = snapshot.searcher
        with reported("the index cannot be walked over"):
            # In the order of the files: each block of stored documents is unpacked once.
            everything = searcher.search(present(snapshot.fields), limit=max(1, searcher.num_docs), count=False)
        for _, address in everything.hits:
            with reported("the index cannot be walked over"):
                document = searcher.doc(address)
                entry = IndexEntry(document["key"][0], document["digest"][0].decode())
            yield entry

    def ping(self) -> None:
        """Return when the index can be read; raises `EngineUnavailable`."""
        searcher = self._reader.snapshot().searcher
        with reported("the index cannot answer"):
            searcher.search(tantivy.Query.all_query(), limit=1)

    def destroy(self) -> None:
        """Remove every index under the folder."""
        with reported("the indexes cannot be removed"):
            self._place.destroy()
