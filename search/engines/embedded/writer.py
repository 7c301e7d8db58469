"""Writes changes into an index, and fills a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import tantivy

from search.engines.base import EngineUnavailable, Rebuild, RejectedDocuments
from search.engines.embedded.gathering import Gathering
from search.engines.embedded.index import reported, tantivy_document, tantivy_schema
from search.engines.embedded.journal import Journal
from search.engines.embedded.place import Place
from search.engines.embedded.sets import Facts
from search.engines.prepared import Prepared, RefusedError, indexable, prepare
from search.schema import Schema
from search.values import Change, Document

#: Bytes for words that are not on disk yet. A rebuild gets more: fewer, larger segments are quicker to search.
CHANGES_HEAP = 32_000_000
REBUILD_HEAP = 256_000_000


@contextmanager
def writing(index: tantivy.Index, heap: int) -> Iterator[tantivy.IndexWriter]:
    """Open tantivy's writer with one thread (Python feeds it, more do not help) and always close it again.

    `wait_merging_threads` gives the lock back; waiting for the garbage collector would leave it taken after an error.
    """
    writer = index.writer(heap, 1)
    try:
        yield writer
    finally:
        writer.wait_merging_threads()


def apply_changes(index: tantivy.Index, changes: Sequence[Change], schema: Schema) -> dict[str, str]:
    """Delete, add and commit; return the refused keys with the reason. Of two changes of a key the last one counts.

    Documents are converted before anything is deleted: a refused one leaves its former version as it was.
    """
    prepared, refused = _prepared(changes, schema)
    with writing(index, CHANGES_HEAP) as writer:
        journal = Journal(index)
        for key, document, found in prepared:
            added = journal.document(document, found) if document is not None and found else journal.removal(key)
            writer.delete_documents_by_term("key", key)
            if added is not None:
                writer.add_document(added)
        writer.commit()
    return refused


def _prepared(
    changes: Sequence[Change], schema: Schema
) -> tuple[list[tuple[str, Document | None, Prepared | None]], dict[str, str]]:
    """Return each key with its document, prepared, or None twice when it must go; and why others are refused."""
    fit: list[tuple[str, Document | None, Prepared | None]] = []
    refused: dict[str, str] = {}
    for key, document in {change.key: change.document for change in changes}.items():
        try:
            if not indexable(key):
                raise RefusedError("no document has such a key")
            if document is not None and document.key != key:
                raise RefusedError(f"the document is that of {document.key}")
            findable = document if document is not None and document.tokens else None
            fit.append((key, findable, prepare(findable, schema) if findable else None))
        except RefusedError as error:
            refused[key] = str(error)
    return fit, refused


class EmbeddedRebuild(Rebuild):
    """Fills a new folder. Texts go to disk whenever the writer's memory is full; the sets are gathered in memory."""

    def __init__(self, place: Place, folder: Path, schema: Schema) -> None:
        self._place = place
        self._folder = folder
        self._schema = schema
        self._fields = tantivy_schema(schema)
        self._ordinals: dict[str, int] = {}
        self._gathering = Gathering(schema.names)
        index = tantivy.Index(self._fields, str(folder), reuse=False)
        self._writer: tantivy.IndexWriter | None = index.writer(REBUILD_HEAP, 1)

    def add(self, documents: Iterable[Document]) -> int:
        """Index the documents; of two with one key the last one counts."""
        count = 0
        refused: dict[str, str] = {}
        for document in documents:
            if not document.tokens:
                continue
            try:
                prepared = prepare(document, self._schema)
            except RefusedError as error:
                refused[document.key] = str(error)
                continue
            self._put(document.key, document, prepared)
            count += 1
        if refused:
            raise RejectedDocuments(refused)
        return count

    def apply(self, changes: Sequence[Change]) -> None:
        """Bring the new index up to date with changes."""
        prepared, refused = _prepared(changes, self._schema)
        for key, document, found in prepared:
            self._put(key, document, found)
        if refused:
            raise RejectedDocuments(refused)

    def publish(self) -> None:
        """Wait until everything is on disk, let go of the new index for the next writer, and move the pointer."""
        with self._writing() as writer:
            writer.commit()
            self.close()
            self._gathering.sets().write(self._folder)
            self._place.publish(self._folder)

    def close(self) -> None:
        """Stop writing; what was not committed is dropped."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()

    def _put(self, key: str, document: Document | None, prepared: Prepared | None) -> None:
        """Write the state of a key, in place of an earlier one."""
        before = self._ordinals.pop(key, None)
        with self._writing() as writer:
            if before is not None:
                writer.delete_documents_by_term("key", key)
                self._gathering.remove(before)
            if document is not None and prepared is not None:
                writer.add_document(tantivy_document(document, prepared, self._fields))
                self._gathering.add(Facts.of(prepared, document.ordinal))
                self._ordinals[key] = document.ordinal

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        if self._writer is None:
            raise EngineUnavailable("this rebuild has ended")
        with reported("the new index cannot be written"):
            yield self._writer


@contextmanager
def rebuilding(place: Place, schema: Schema) -> Iterator[EmbeddedRebuild]:
    """Make a new index beside the one in use; without `publish` nothing of it stays."""
    with ExitStack() as stack:
        with reported("a new index cannot be started"):
            rebuild = EmbeddedRebuild(place, stack.enter_context(place.building()), schema)
        stack.callback(rebuild.close)
        yield rebuild
