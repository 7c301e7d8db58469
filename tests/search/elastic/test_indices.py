"""Indices of Elasticsearch: made beside the one in use, swapped at once, and removed when they are left over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable, RejectedDocuments
from search.engines.elastic import ElasticEngine
from search.schema import Facet, Schema
from search.values import Change, Document, Query
from tests.search.elastic.things import PUBLIC, SCHEMA, document, fill

pytestmark = pytest.mark.elasticsearch

EVERYTHING = Query(PUBLIC)
OTHER_SCHEMA = Schema((*SCHEMA.facets, Facet("wet", "Wet")))


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """A client of the test's own, to see and spoil what the engine made."""
    with Elasticsearch(elasticsearch_url, request_timeout=20) as client:
        yield client


def indices(client: Elasticsearch, prefix: str, *, replaced: bool = False) -> list[str]:
    """Return the names of the indices that were replaced, or those of the others."""
    found = client.indices.get_alias(index=f"{prefix}-*").body
    return sorted(name for name, index in found.items() if (f"{name}-replaced" in index["aliases"]) is replaced)


def test_without_an_index_every_question_says_what_to_do(engine: ElasticEngine) -> None:
    for ask in (
        lambda: engine.search(EVERYTHING),
        engine.ping,
        lambda: engine.apply([Change("praktijk-1", document(1))]),
    ):
        with pytest.raises(EngineUnavailable, match="run search_rebuild"):
            ask()


def test_writing_without_an_index_makes_none(engine: ElasticEngine, client: Elasticsearch, prefix: str) -> None:
    with pytest.raises(EngineUnavailable):
        engine.apply([Change("praktijk-1", document(1))])
    assert indices(client, prefix) == []


def test_nobody_sees_a_new_index_before_it_is_whole(engine: ElasticEngine) -> None:
    fill(engine, document(1))
    with engine.rebuild() as rebuild:
        assert rebuild.add([document(2), document(3), document(4, tokens=frozenset())]) == 2
        assert [hit.key for hit in engine.search(EVERYTHING).hits] == ["praktijk-1"]
        rebuild.apply([Change("praktijk-5", document(5)), Change("praktijk-2", None)])
        assert [hit.key for hit in engine.search(EVERYTHING).hits] == ["praktijk-1"]
        rebuild.publish()
        assert [hit.key for hit in engine.search(EVERYTHING).hits] == ["praktijk-5", "praktijk-3"]


def test_publishing_keeps_one_old_index_for_searches_under_way(
    engine: ElasticEngine, client: Elasticsearch, prefix: str
) -> None:
    seen: list[str] = []
    for _ in range(3):
        fill(engine, document(1))
        seen += indices(client, prefix)
    assert len(set(seen)) == 3
    assert indices(client, prefix, replaced=True) == [seen[1]]


def test_a_rebuild_that_is_given_up_leaves_nothing(engine: ElasticEngine, client: Elasticsearch, prefix: str) -> None:
    fill(engine, document(1))
    before = indices(client, prefix)

    def failing() -> Iterator[Document]:
        yield document(2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), engine.rebuild() as rebuild:
        rebuild.add(failing())
    assert indices(client, prefix) == before
    assert engine.search(EVERYTHING).total == 1


def test_the_next_rebuild_removes_what_a_killed_one_left(
    engine: ElasticEngine, client: Elasticsearch, prefix: str
) -> None:
    fill(engine, document(1))
    killed = engine.rebuild()  # never left, as after SIGKILL
    killed.__enter__().add([document(2)])
    assert len(indices(client, prefix)) == 2
    fill(engine, document(3))
    assert len(indices(client, prefix)) == 1
    assert [hit.key for hit in engine.search(EVERYTHING).hits] == ["praktijk-3"]


def test_a_rebuild_that_was_overtaken_fails_and_spoils_nothing(
    engine: ElasticEngine, client: Elasticsearch, prefix: str
) -> None:
    fill(engine, document(1))
    with engine.rebuild() as slow:
        slow.add([document(2)])
        fill(engine, document(3))
        with pytest.raises(EngineUnavailable):
            slow.add([document(4)])
        with pytest.raises(EngineUnavailable):
            slow.publish()
    assert [hit.key for hit in engine.search(EVERYTHING).hits] == ["praktijk-3"]
    assert len(indices(client, prefix)) == 1


def test_an_index_of_another_mapping_is_not_read_or_written(
    engine: ElasticEngine, client: Elasticsearch, elasticsearch_url: str, prefix: str
) -> None:
    fill(engine, document(1))
    newer = ElasticEngine(elasticsearch_url, OTHER_SCHEMA, prefix=prefix, timeout=20.0)
    with pytest.raises(EngineUnavailable, match="no index for this version"):
        newer.search(EVERYTHING)
    with pytest.raises(EngineUnavailable, match="no index for this version"):
        newer.apply([Change("praktijk-1", None)])
    fill(newer, document(2))
    assert newer.search(EVERYTHING).total == 1
    with pytest.raises(EngineUnavailable, match="no index for this version"):
        engine.search(EVERYTHING)
    assert len(indices(client, prefix)) == 1


def test_an_index_of_another_language_is_not_read(
    engine: ElasticEngine, elasticsearch_url: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, document(1))
    monkeypatch.setattr("search.language.VERSION", "another")
    with pytest.raises(EngineUnavailable, match="no index for this version"):
        ElasticEngine(elasticsearch_url, SCHEMA, prefix=prefix).search(EVERYTHING)


def test_the_order_of_facets_on_the_screen_asks_for_no_rebuild(
    engine: ElasticEngine, elasticsearch_url: str, prefix: str
) -> None:
    fill(engine, document(1))
    turned = ElasticEngine(elasticsearch_url, Schema(SCHEMA.facets[::-1]), prefix=prefix, timeout=20.0)
    assert turned.search(EVERYTHING).total == 1


def test_destroying_leaves_the_indices_of_others(engine: ElasticEngine, elasticsearch_url: str, prefix: str) -> None:
    other = ElasticEngine(elasticsearch_url, SCHEMA, prefix=f"{prefix}-other", timeout=20.0)
    try:
        fill(engine, document(1))
        fill(other, document(1))
        engine.destroy()
        assert other.search(EVERYTHING).total == 1
        with pytest.raises(EngineUnavailable):
            engine.search(EVERYTHING)
    finally:
        other.destroy()


def test_an_index_that_may_only_be_read_refuses_every_change(
    engine: ElasticEngine, client: Elasticsearch, prefix: str
) -> None:
    fill(engine, document(1))
    client.indices.put_settings(index=indices(client, prefix)[0], settings={"blocks.write": True})
    with pytest.raises(EngineUnavailable):
        engine.apply([Change("praktijk-1", None)])
    assert engine.search(EVERYTHING).total == 1


def test_a_closed_index_cannot_answer(engine: ElasticEngine, client: Elasticsearch, prefix: str) -> None:
    fill(engine, document(1))
    client.indices.close(index=indices(client, prefix)[0])
    for ask in (lambda: engine.search(EVERYTHING), engine.ping, lambda: list(engine.entries())):
        with pytest.raises(EngineUnavailable):
            ask()


def test_refused_documents_are_named_after_the_others_are_in(engine: ElasticEngine) -> None:
    with engine.rebuild() as rebuild:
        with pytest.raises(RejectedDocuments) as caught:
            rebuild.add([document(1), document(2, facets={"kleur": ("rood",)}), document(3, ordinal=0), document(4)])
        rebuild.publish()
    assert sorted(caught.value.reasons) == ["praktijk-2", "praktijk-3"]
    assert [hit.key for hit in engine.search(EVERYTHING).hits] == ["praktijk-4", "praktijk-1"]
