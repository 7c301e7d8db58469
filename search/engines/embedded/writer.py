"""Writes changes into an index, and fills a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import tantivy

from search.engines.base import EngineUnavailable, Rebuild, RejectedDocuments
from search.engines.embedded.index import reported, tantivy_document, tantivy_schema
from search.engines.embedded.place import Place
from search.engines.prepared import RefusedError, indexable, prepare
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


def converted(document: Document, schema: Schema, fields: tantivy.Schema) -> tantivy.Document:
    """Return a document as tantivy takes it; raises `RefusedError`."""
    return tantivy_document(document, prepare(document, schema), fields)


def apply_changes(writer: tantivy.IndexWriter, changes: Sequence[Change], schema: Schema) -> dict[str, str]:
    """Delete and add; return the refused keys with the reason. Of two changes of a key the last one counts.

    Documents are converted before anything is deleted: a refused one leaves its former version as it was.
    """
    fields = tantivy_schema(schema)
    refused: dict[str, str] = {}
    for key, document in {change.key: change.document for change in changes}.items():
        try:
            if not indexable(key):
                raise RefusedError("no document has such a key")
            if document is not None and document.key != key:
                raise RefusedError(f"the document is that of {document.key}")
            added = converted(document, schema, fields) if document is not None and document.tokens else None
        except RefusedError as error:
            refused[key] = str(error)
            continue
        writer.delete_documents_by_term("key", key)
        if added is not None:
            writer.add_document(added)
    return refused


class EmbeddedRebuild(Rebuild):
    """Fills a new folder. Documents go to disk whenever the writer's memory is full, so any number of them will do."""

    def __init__(self, place: Place, folder: Path, schema: Schema) -> None:
        self._place = place
        self._folder = folder
        self._schema = schema
        self._fields = tantivy_schema(schema)
        self._seen: set[str] = set()
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
                added = converted(document, self._schema, self._fields)
            except RefusedError as error:
                refused[document.key] = str(error)
                continue
            with self._writing() as writer:
                if document.key in self._seen:
                    writer.delete_documents_by_term("key", document.key)
                writer.add_document(added)
            self._seen.add(document.key)
            count += 1
        if refused:
            raise RejectedDocuments(refused)
        return count

    def apply(self, changes: Sequence[Change]) -> None:
        """Bring the new index up to date with changes."""
        with self._writing() as writer:
            refused = apply_changes(writer, changes, self._schema)
        self._seen.update(change.key for change in changes)
        if refused:
            raise RejectedDocuments(refused)

    def publish(self) -> None:
        """Wait until everything is on disk, let go of the new index for the next writer, and move the pointer."""
        with self._writing() as writer:
            writer.commit()
            self.close()
            self._place.publish(self._folder)

    def close(self) -> None:
        """Stop writing; what was not committed is dropped."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()

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
