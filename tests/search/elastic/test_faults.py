"""Whatever a server does, the engine answers rightly or raises `EngineUnavailable`."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Callable
from itertools import product

import pytest

from search.engines.base import EngineUnavailable, RejectedDocuments
from search.engines.elastic import ElasticEngine
from search.values import Change, Query, Results
from tests.search.elastic.faults import FaultyServer, answer, http, refusal
from tests.search.elastic.things import PUBLIC, SCHEMA, document

QUERY = Query(PUBLIC, facets=("thema",))

FAULTS: dict[str, bytes] = {
    "no such index": refusal(404, "index_not_found_exception"),
    "no such page": http(404, b"not here"),
    "unknown user": refusal(401, "security_exception"),
    "no right": refusal(403, "security_exception"),
    "overloaded": refusal(429, "circuit_breaking_exception"),
    "red": refusal(503, "no_shard_available_action_exception"),
    "broken": refusal(500),
    "gateway": http(502, b"<h1>Bad gateway</h1>", product=""),
    "not HTTP": b"220 mail.voorbeeld.nl ESMTP\r\n",
    "another product": http(200, answer(), product="Sleutelkast"),
    "no JSON": http(200, b"<h1>Welkom</h1>"),
    "half of its JSON": http(200, b'{"hits": {"total": {"val'),
    "no UTF-8": http(200, b'{"hits": "\xff\xfe"}'),
    "bottomless JSON": http(200, b"[" * 200_000),
    "cut off": http(200, b'{"hits": {}', length=5_000),
    "an empty body": http(200, b""),
    "an empty object": http(200, {}),
    "a list": http(200, []),
    "null": http(200, b"null"),
    "wrong types": http(200, dict.fromkeys(answer(), "tekst")),
}

# To "which indices are there?" these two say, rightly for all we know: none of yours.
NO_INDICES = {("destroy", "an empty object"), ("destroy", "wrong types")}

# Nobody knows what these have seen.
UNFINISHED = {
    "out of time": answer(timed_out=True),
    "every shard failed": answer(_shards={"total": 2, "successful": 0, "skipped": 0, "failed": 2}),
    "no shard at all": answer(_shards={"total": 0, "successful": 0, "skipped": 0, "failed": 0}),
    "hits not all counted": answer(hits={"total": {"value": 10_000, "relation": "gte"}, "hits": []}),
    "values not all counted": answer(aggregations={"thema": {"sum_other_doc_count": 3, "buckets": []}}),
    "no counts": {name: part for name, part in answer().items() if name != "aggregations"},
    "a hit without its document": answer(hits={"total": {"value": 1, "relation": "eq"}, "hits": [{"_id": "a"}]}),
}

# These are exact answers, of less than the whole index.
PARTIAL = {
    "a shard failed": {"total": 2, "successful": 1, "skipped": 0, "failed": 1},
    "a shard is missing": {"total": 2, "successful": 1, "skipped": 0, "failed": 0},
}

QUESTIONS: dict[str, Callable[[ElasticEngine], object]] = {
    "search": lambda engine: engine.search(QUERY),
    "suggest": lambda engine: engine.suggest(("sch",), tokens=PUBLIC, limit=5),
    "ping": lambda engine: engine.ping(),
    "apply": lambda engine: engine.apply([Change("praktijk-1", document(1)), Change("praktijk-2", None)]),
    "rebuild": lambda engine: engine.rebuild().__enter__(),
    "entries": lambda engine: list(engine.entries()),
    "destroy": lambda engine: engine.destroy(),
}


@pytest.mark.parametrize(("question", "fault"), sorted(set(product(QUESTIONS, FAULTS)) - NO_INDICES))
def test_every_fault_of_a_server_is_one_error(
    server: FaultyServer, asking: ElasticEngine, question: str, fault: str
) -> None:
    server.answer = FAULTS[fault]
    with pytest.raises(EngineUnavailable, match="Elasticsearch"):
        QUESTIONS[question](asking)


@pytest.mark.parametrize("question", ["search", "suggest", "ping"])
def test_a_server_that_says_nothing_is_not_waited_for(
    server: FaultyServer, asking: ElasticEngine, question: str
) -> None:
    server.answer = []
    with pytest.raises(EngineUnavailable, match="no answer in time"):
        QUESTIONS[question](asking)


@pytest.mark.parametrize("unfinished", UNFINISHED)
def test_a_part_of_an_answer_is_no_answer(server: FaultyServer, asking: ElasticEngine, unfinished: str) -> None:
    server.answer = http(200, UNFINISHED[unfinished])
    with pytest.raises(EngineUnavailable):
        asking.search(QUERY)


@pytest.mark.parametrize("partial", PARTIAL)
def test_the_answer_of_some_of_the_shards_says_that_it_is_partial(
    server: FaultyServer, asking: ElasticEngine, partial: str
) -> None:
    server.answer = http(200, answer(_shards=PARTIAL[partial]))
    assert asking.search(QUERY) == Results(0, (), {"thema": ()}, partial=True)


@pytest.mark.parametrize("partial", PARTIAL)
@pytest.mark.parametrize("question", ["ping", "entries"])
def test_what_must_know_the_whole_index_takes_no_part_of_it(
    server: FaultyServer, asking: ElasticEngine, partial: str, question: str
) -> None:
    server.answer = http(200, answer(_shards=PARTIAL[partial], id="a walk"))
    with pytest.raises(EngineUnavailable, match="part of the index"):
        QUESTIONS[question](asking)


def test_the_engine_is_well_as_soon_as_its_server_is(server: FaultyServer, asking: ElasticEngine) -> None:
    server.answer = http(200, b"[", length=500)
    with pytest.raises(EngineUnavailable):
        asking.search(QUERY)
    server.answer = http(200, answer())
    assert asking.search(QUERY) == Results(0, (), {"thema": ()})


def test_nobody_listens() -> None:
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        ElasticEngine(f"http://127.0.0.1:{free_port()}", SCHEMA).search(QUERY)


def test_an_answer_that_drips_in_is_too_late(server: FaultyServer, asking: ElasticEngine) -> None:
    head, _, body = http(200, answer()).partition(b"\r\n\r\n")
    # Each piece comes in time; together they take far longer than the half second that the engine has.
    server.answer = [head + b"\r\n\r\n", *(body[at : at + 10] for at in range(0, len(body), 10))]
    with pytest.raises(EngineUnavailable, match="no answer in time"):
        asking.search(QUERY)


def test_more_late_answers_than_connections_do_not_block_the_next_question(
    server: FaultyServer, asking: ElasticEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.elastic.connection.CONNECTIONS", 2)
    server.answer = http(200, b"{", length=500)
    for _ in range(3):
        with pytest.raises(EngineUnavailable):
            asking.search(QUERY)
    server.answer = http(200, answer())
    assert asking.search(QUERY).total == 0


def test_an_answer_without_end_is_not_read_to_its_end(
    server: FaultyServer, asking: ElasticEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer = http(200, {**answer(), "more": "x" * 2_000_000})
    assert asking.search(QUERY).total == 0
    monkeypatch.setattr("search.engines.elastic.connection.LARGEST_ANSWER", 1_000_000)
    with pytest.raises(EngineUnavailable, match="larger than 1000000 bytes"):
        asking.search(QUERY)


def test_a_password_never_shows_in_an_error() -> None:
    engine = ElasticEngine(f"http://elastic:geheim%40woord@127.0.0.1:{free_port()}", SCHEMA)
    with pytest.raises(EngineUnavailable) as caught:
        engine.search(QUERY)
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1", "http://", "ftp://127.0.0.1:9200", "http://[::1", "http://elastic:geheim@[::1:99999/"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="its address") as caught:
        ElasticEngine(url, SCHEMA).search(QUERY)
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_a_document_that_the_server_refuses_is_named(server: FaultyServer, asking: ElasticEngine) -> None:
    error = {"type": "document_parsing_exception", "reason": "failed to parse"}
    items = [
        {"index": {"_id": "praktijk-1", "status": 400, "error": error}},
        {"index": {"_id": "praktijk-2", "status": 201}},
        {"delete": {"_id": "praktijk-3", "status": 404}},
    ]
    server.answer = http(200, {"errors": True, "items": items})
    changes = [Change("praktijk-1", document(1)), Change("praktijk-2", document(2)), Change("praktijk-3", None)]
    with pytest.raises(RejectedDocuments) as caught:
        asking.apply(changes)
    assert caught.value.reasons == {"praktijk-1": "document_parsing_exception: failed to parse"}


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_a_reason_outside_the_document_refuses_the_whole_batch(
    server: FaultyServer, asking: ElasticEngine, status: int
) -> None:
    item = {"index": {"_id": "praktijk-1", "status": status, "error": {"type": "away", "reason": "away"}}}
    server.answer = http(200, {"errors": True, "items": [item]})
    with pytest.raises(EngineUnavailable):
        asking.apply([Change("praktijk-1", document(1))])


def test_fewer_answers_than_changes_is_a_failure(server: FaultyServer, asking: ElasticEngine) -> None:
    server.answer = http(200, {"errors": False, "items": [{"index": {"_id": "praktijk-1", "status": 201}}]})
    with pytest.raises(EngineUnavailable, match="1 answers to 2 changes"):
        asking.apply([Change("praktijk-1", document(1)), Change("praktijk-2", document(2))])


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
