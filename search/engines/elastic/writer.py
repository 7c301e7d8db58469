"""Writes documents in bulk, each answer counted, and fills a new index beside the one in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

from elasticsearch import helpers

from search.engines.base import EngineUnavailable, Rebuild, RejectedDocuments
from search.engines.elastic.aliases import Indices, building
from search.engines.elastic.connection import Connection, unavailable
from search.engines.elastic.mapping import source
from search.engines.prepared import indexable, prepare
from search.schema import Schema
from search.values import Change, Document

#: Documents in one request; more make it hardly faster (measured: 100 give 3,500 a second, 500 4,900, 2,000 5,300).
BATCH = 500

#: Bytes in one request, well below what the server takes.
BATCH_BYTES = 16 * 1024 * 1024

#: Seconds that a request for writing may take.
PATIENCE = 60.0


class Writer:
    """Puts the state of keys into an alias. Deleting what is not there is as good as deleting what is."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema

    def apply(self, alias: str, changes: Sequence[Change], *, refresh: bool) -> dict[str, str]:
        """Write changes and return the refused keys with the reason; with `refresh` every reader sees the others.

        Documents that cannot be prepared are refused before anything is sent; of two changes of a key the last counts.
        """
        actions, refused = self.prepared(changes)
        return refused | self.send(alias, actions, refresh=refresh)

    def prepared(self, changes: Sequence[Change]) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """Return what to send for the changes, and the keys of those that cannot be sent with the reason."""
        actions: list[dict[str, Any]] = []
        refused: dict[str, str] = {}
        for key, document in {change.key: change.document for change in changes}.items():
            try:
                actions.append(self._action(key, document))
            except ValueError as error:
                refused[key] = str(error)
        return actions, refused

    def _action(self, key: str, document: Document | None) -> dict[str, Any]:
        if document is None or not document.tokens:
            if not indexable(key):
                raise ValueError("no document can have this key")
            return {"_op_type": "delete", "_id": key}
        if document.key != key:
            raise ValueError(f"the document is that of {document.key}")
        return {"_op_type": "index", "_id": key, "_source": source(document, prepare(document, self._schema))}

    def send(self, alias: str, actions: Sequence[dict[str, Any]], *, refresh: bool) -> dict[str, str]:
        """Send prepared changes and return the keys that the server refuses, with its reason."""
        refused: dict[str, str] = {}
        answered = 0
        with unavailable("writing"):
            for _ok, outcome in helpers.streaming_bulk(
                self._connection.client(timeout=PATIENCE),
                actions,
                index=alias,
                chunk_size=BATCH,
                max_chunk_bytes=BATCH_BYTES,
                raise_on_error=False,
                refresh=refresh,
                require_alias=True,
            ):
                answered += 1
                refused |= _refused(outcome)
        if answered != len(actions):
            raise EngineUnavailable(f"Elasticsearch, writing: {answered} answers to {len(actions)} changes")
        return refused


def _refused(outcome: Mapping[str, Any]) -> dict[str, str]:
    """Return the reason when the server refuses this one document; raises for what concerns the whole server."""
    ((operation, item),) = outcome.items()
    status, error = item["status"], item.get("error")
    if error is None and (200 <= status < 300 or (operation == "delete" and status == 404)):
        return {}
    reason = f"{error['type']}: {error['reason']}"[:500] if isinstance(error, Mapping) else f"status {status}"
    if status == 400:
        return {item["_id"]: reason}
    if status == 404:
        raise EngineUnavailable("Elasticsearch, writing: there is no index for this version; run search_rebuild")
    raise EngineUnavailable(f"Elasticsearch, writing: {reason}")


class ElasticRebuild(Rebuild):
    """Fills a new index; `publish` swaps the alias."""

    def __init__(self, connection: Connection, indices: Indices, writer: Writer, name: str) -> None:
        self._connection = connection
        self._indices = indices
        self._writer = writer
        self._name = name
        self.published = False

    def add(self, documents: Iterable[Document]) -> int:
        """Index the documents in batches; those refused are left out, and named when all others are in."""
        count = 0
        refused: dict[str, str] = {}
        findable = (Change(document.key, document) for document in documents if document.tokens)
        # The server indexes one batch while the next is read (in this thread, which has the database) and analysed.
        with ThreadPoolExecutor(max_workers=1) as sender:
            sent: Future[dict[str, str]] | None = None
            for batch in _batches(findable):
                actions, unfit = self._writer.prepared(batch)
                refused |= unfit | (sent.result() if sent else {})
                count += len(actions)
                sent = sender.submit(self._writer.send, building(self._name), actions, refresh=False)
            refused |= sent.result() if sent else {}
        if refused:
            raise RejectedDocuments(refused)
        return count

    def apply(self, changes: Sequence[Change]) -> None:
        """Bring the new index up to date."""
        refused = self._writer.apply(building(self._name), changes, refresh=False)
        if refused:
            raise RejectedDocuments(refused)

    def publish(self) -> None:
        """Make everything visible in the new index, then swap."""
        client = self._connection.client(timeout=PATIENCE)
        with unavailable("publishing a new index"):
            client.indices.refresh(index=self._name)
            self._indices.publish(client, self._name)
        self.published = True


def _batches(changes: Iterator[Change]) -> Iterator[list[Change]]:
    while batch := list(islice(changes, BATCH)):
        yield batch
