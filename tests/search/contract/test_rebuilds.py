"""A new index comes as a whole, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines.base import Engine, EngineUnavailable, RejectedDocuments
from search.values import Change, Document, Query
from tests.search.contract.conftest import Place, with_empty_index
from tests.search.contract.corpus import EVERYONE, document


def total(engine: Engine) -> int:
    return engine.search(Query(tokens=EVERYONE)).total


def rebuilt(engine: Engine, *ordinals: int) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add(document(ordinal) for ordinal in ordinals)
        rebuild.publish()


def test_nobody_sees_a_rebuild_before_it_is_published(place: Place) -> None:
    engine, reader = with_empty_index(place), place.make()
    rebuilt(engine, 1)
    with engine.rebuild() as rebuild:
        assert rebuild.add(document(ordinal) for ordinal in (2, 3, 4)) == 3
        assert total(engine) == total(reader) == 1
        rebuild.publish()
        assert total(engine) == total(reader) == 3
    assert {entry.key for entry in reader.entries()} == {"stuk-2", "stuk-3", "stuk-4"}


def test_a_rebuild_that_fails_leaves_everything_as_it_was(engine: Engine) -> None:
    rebuilt(engine, 1)

    def failing() -> Iterator[Document]:
        yield document(2)
        raise KeyError

    with pytest.raises(KeyError), engine.rebuild() as rebuild:
        rebuild.add(failing())
    assert total(engine) == 1
    rebuilt(engine, 5, 6)
    assert total(engine) == 2


def test_a_rebuild_that_is_not_published_is_gone(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add([document(2)])
    assert total(engine) == 0


def test_nothing_can_be_added_to_an_ended_rebuild(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add([document(1)])
    with pytest.raises(EngineUnavailable):
        rebuild.add([document(2)])


def test_changes_during_a_rebuild_go_into_the_index_in_use(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add([document(1)])
        engine.apply([Change("stuk-2", document(2))])
        assert total(engine) == 1
        rebuild.publish()
    assert {entry.key for entry in engine.entries()} == {"stuk-1"}


def test_changes_can_be_replayed_into_the_new_index(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add([document(1), document(2), document(3)])
        rebuild.apply([Change("stuk-1", None), Change("stuk-2", document(2, stamp="2")), Change("stuk-4", document(4))])
        rebuild.apply([Change("stuk-4", document(4, stamp="2")), Change("stuk-3", document(3, tokens=frozenset()))])
        rebuild.publish()
    hits = engine.search(Query(tokens=EVERYONE)).hits
    assert {(hit.key, hit.stamp) for hit in hits} == {("stuk-2", "2"), ("stuk-4", "2")}


def test_documents_come_in_any_number_of_portions_and_without_doubles(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        for start in range(0, 900, 300):
            assert rebuild.add(document(number) for number in range(start + 1, start + 301)) == 300
        rebuild.add([document(1, stamp="2"), document(2, tokens=frozenset())])
        rebuild.publish()
    assert total(engine) == 900
    assert len(list(engine.entries())) == 900


def test_documents_that_nobody_may_see_are_left_out(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        assert rebuild.add([document(1, tokens=frozenset()), document(2)]) == 1
        rebuild.publish()
    assert {entry.key for entry in engine.entries()} == {"stuk-2"}


def test_a_refused_document_is_named_and_the_others_are_in(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        with pytest.raises(RejectedDocuments) as refused:
            rebuild.add([document(1), document(2, facets={"kleur": ("rood",)}), document(3)])
        with pytest.raises(RejectedDocuments) as refused_again:
            rebuild.apply([Change("stuk-4", document(4, body="\ud800")), Change("stuk-5", document(5))])
        rebuild.publish()
    assert list(refused.value.reasons) == ["stuk-2"]
    assert list(refused_again.value.reasons) == ["stuk-4"]
    assert {entry.key for entry in engine.entries()} == {"stuk-1", "stuk-3", "stuk-5"}


def test_readers_see_the_old_or_the_new_index_and_nothing_else(place: Place) -> None:
    writer = with_empty_index(place)
    rebuilt(writer, 1)
    shared = place.make()
    done = threading.Event()

    def read(engine: Engine) -> set[int]:
        seen: set[int] = set()
        while not done.is_set():
            seen.add(total(engine))
        return seen

    with ThreadPoolExecutor() as pool:
        readers = [pool.submit(read, engine) for engine in (shared, shared, place.make())]
        try:
            for size in (5, 7, 5, 7, 5):
                rebuilt(writer, *range(1, size + 1))
        finally:
            done.set()
        seen = [reader.result() for reader in readers]
    assert set().union(*seen) <= {1, 5, 7}
    assert total(shared) == 5
