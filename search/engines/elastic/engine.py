"""The engine on Elasticsearch: one request for one question, no retries, every failure an `EngineUnavailable`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from elasticsearch import Elasticsearch

from search import language
from search.engines.base import Engine, EngineUnavailable, RejectedDocuments
from search.engines.elastic import answers
from search.engines.elastic.aliases import Indices
from search.engines.elastic.connection import Connection, unavailable
from search.engines.elastic.query import request, suggestions
from search.engines.elastic.writer import PATIENCE, ElasticRebuild, Writer
from search.engines.prepared import indexable
from search.schema import Schema
from search.values import Change, IndexEntry, Query, Results, Suggestion

#: Entries in one page of `entries`, and how long the server keeps the state of the walk between two pages.
PAGE = 2_000
KEEP = "2m"


class ElasticEngine(Engine):
    """Finds documents with Elasticsearch.

    url: where it answers, with user and password when it wants them: "https://user:password@host:9200"
    prefix: the beginning of the names of its indices; nothing else is ever touched
    timeout: seconds that a question may take; a page promises an answer within two, and the database needs its share
    ca_certs: file with the certificate of the authority that signed the server's, when no public one did
    """

    name = "elasticsearch"

    def __init__(
        self,
        url: str,
        schema: Schema,
        *,
        prefix: str = "praktijkplein",
        timeout: float = 1.0,
        ca_certs: str | None = None,
    ) -> None:
        self._schema = schema
        self._timeout = timeout
        self._connection = Connection(url, timeout=timeout, ca_certs=ca_certs)
        self._indices = Indices(prefix, schema, str(language.VERSION))
        self._writer = Writer(self._connection, schema)

    def search(self, query: Query) -> Results:
        """Answer a query in one request; raises ValueError for a facet that the schema does not have.

        Where only some of the shards answer, theirs is the answer, marked as partial.
        """
        if unknown := {*query.facets, *query.filters} - set(self._schema.names):
            raise ValueError(f"facets that the schema does not have: {', '.join(sorted(unknown))}")
        body = request(query, self._schema.boosts)
        with unavailable("searching"):
            return answers.results(self._ask(body), query)

    def suggest(self, words: Sequence[str], *, tokens: frozenset[str], limit: int) -> tuple[Suggestion, ...]:
        """Return titles that complete the words; no words, no titles."""
        if not words or limit < 1 or not all(indexable(word) for word in words):
            return ()
        body = suggestions(words, tokens, limit)
        with unavailable("suggesting"):
            return answers.suggestions(self._ask(body))

    def ping(self) -> None:
        """Ask for nothing, which succeeds only with a whole index of this version."""
        with unavailable("asking whether it answers"):
            answers.whole(self._ask({"size": 0, "track_total_hits": False}))

    def apply(self, changes: Sequence[Change]) -> None:
        """Write the changes; they are on disk and visible when this returns."""
        refused = self._writer.apply(self._indices.alias, changes, refresh=True)
        if refused:
            raise RejectedDocuments(refused)

    @contextmanager
    def rebuild(self) -> Iterator[ElasticRebuild]:
        """Start an empty index. When the server is away at the end, the next rebuild removes what is left of it."""
        with unavailable("starting a new index"):
            name = self._indices.begin(self._patient())
        rebuild = ElasticRebuild(self._connection, self._indices, self._writer, name)
        try:
            yield rebuild
        finally:
            if not rebuild.published:
                with suppress(EngineUnavailable), unavailable("removing an unfinished index"):
                    self._indices.discard(self._patient(), name)

    def entries(self) -> Iterator[IndexEntry]:
        """Walk over one state of the index: what is written meanwhile is not seen."""
        client = self._patient()
        with unavailable("opening the index for a walk"):
            point = client.open_point_in_time(index=self._indices.alias, keep_alive=KEEP)["id"]
        try:
            after: list[Any] = []
            while True:
                with unavailable("walking over the index"):
                    page, after = self._page(client, point, after)
                yield from page
                if not page:
                    return
        finally:
            with suppress(EngineUnavailable), unavailable("ending a walk"):
                client.close_point_in_time(id=point)

    def destroy(self) -> None:
        """Remove every index of the prefix."""
        with unavailable("removing the indices"):
            self._indices.remove_all(self._patient())

    def _page(self, client: Elasticsearch, point: str, after: list[Any]) -> tuple[tuple[IndexEntry, ...], list[Any]]:
        body: dict[str, Any] = {
            "pit": {"id": point, "keep_alive": KEEP},
            "size": PAGE,
            "sort": ["_shard_doc"],
            "_source": ["stored.key", "stored.digest"],
            "track_total_hits": False,
        }
        if after:
            body["search_after"] = after
        return answers.entries(client.search(body=body, allow_partial_search_results=False).body)

    def _ask(self, body: dict[str, Any]) -> answers.Answer:
        answer = self._connection.client().search(
            index=self._indices.alias,
            body={**body, "timeout": f"{int(self._timeout * 1000)}ms"},
            allow_partial_search_results=True,  # the answer says so, and whoever asked decides
        )
        found: answers.Answer = answer.body
        return found

    def _patient(self) -> Elasticsearch:
        with unavailable("connecting"):
            return self._connection.client(timeout=PATIENCE)
