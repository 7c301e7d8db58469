"""What is written is there for every reader, whole, once, and as it was last."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from search.engines.base import Engine, EngineUnavailable, RejectedDocuments
from search.values import Change, Document, Phrase, Query
from tests.search.contract.conftest import Place, with_empty_index
from tests.search.contract.corpus import EVERYONE, corpus, document


def keys(engine: Engine) -> set[str]:
    return {hit.key for hit in engine.search(Query(tokens=EVERYONE, limit=1000)).hits}


def digests(engine: Engine) -> dict[str, str]:
    return {entry.key: entry.digest for entry in engine.entries()}


def test_every_reader_sees_a_change_when_apply_returns(place: Place) -> None:
    writer, reader = with_empty_index(place), place.make()
    for number in range(1, 21):
        writer.apply([Change(f"stuk-{number}", document(number))])
        assert reader.search(Query(tokens=EVERYONE)).total == number


def test_a_change_replaces_what_the_key_held(engine: Engine) -> None:
    engine.apply([Change("stuk-1", document(1, title="oud", stamp="1"))])
    engine.apply([Change("stuk-1", document(1, title="nieuw", stamp="2"))])
    assert engine.search(Query(tokens=EVERYONE, node=Phrase(("oud",)))).total == 0
    (hit,) = engine.search(Query(tokens=EVERYONE)).hits
    assert hit.stamp == "2"


def test_of_two_changes_of_one_key_in_a_call_the_last_counts(engine: Engine) -> None:
    first, last = document(1, stamp="1"), document(1, stamp="2")
    engine.apply([Change("stuk-1", first), Change("stuk-1", None), Change("stuk-1", last), Change("stuk-2", None)])
    assert [hit.stamp for hit in engine.search(Query(tokens=EVERYONE)).hits] == ["2"]
    engine.apply([Change("stuk-1", first), Change("stuk-1", None)])
    assert keys(engine) == set()


def test_removing_what_is_not_there_is_fine_and_so_is_repeating(engine: Engine) -> None:
    changes = [Change("stuk-1", document(1)), Change("stuk-2", None)]
    for _ in range(3):
        engine.apply(changes)
    assert keys(engine) == {"stuk-1"}


def test_no_changes_change_nothing(engine: Engine) -> None:
    engine.apply([])
    assert keys(engine) == set()


def test_entries_name_every_key_with_a_digest_of_all_its_content(engine: Engine) -> None:
    original = document(1, title="a", summary="b", labels="c", body="d", facets={"thema": ("jeugd",)})
    engine.apply([Change("stuk-1", original)])
    seen = {digests(engine)["stuk-1"]}
    variants: list[Document] = [
        replace(original, title="x"),
        replace(original, summary="x"),
        replace(original, labels="x"),
        replace(original, body="x"),
        replace(original, title="ab", summary=""),
        replace(original, stamp="x"),
        replace(original, ordinal=2),
        replace(original, tokens=frozenset({"member"})),
        replace(original, facets={"fase": ("jeugd",)}),
        replace(original, newest=original.newest.replace(year=2020)),
        replace(original, confirmed=original.confirmed.replace(year=2020)),
    ]
    for variant in variants:
        engine.apply([Change("stuk-1", variant)])
        seen.add(digests(engine)["stuk-1"])
    assert len(seen) == 1 + len(variants)
    engine.apply([Change("stuk-1", replace(original, facets={"thema": ("jeugd",), "fase": ()}))])
    assert digests(engine)["stuk-1"] in seen


def test_entries_walk_over_thousands(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add(document(number) for number in range(1, 5001))
        rebuild.publish()
    assert sorted(entry.key for entry in engine.entries()) == sorted(f"stuk-{number}" for number in range(1, 5001))


def test_a_walk_does_not_see_what_is_written_meanwhile(engine: Engine) -> None:
    engine.apply([Change(each.key, each) for each in (document(1), document(2))])
    walk = engine.entries()
    seen = {next(walk).key}
    engine.apply([Change("stuk-1", None), Change("stuk-2", None), Change("stuk-3", document(3))])
    assert seen | {entry.key for entry in walk} == {"stuk-1", "stuk-2"}


HALF = "half \ud800 teken"


@pytest.mark.parametrize(
    "bad",
    [
        document(2, facets={"kleur": ("rood",)}),
        document(2, facets={"thema": ("x" * 40_000,)}),
        document(2, facets={"thema": ("",)}),
        document(2, facets={"thema": (HALF,)}),
        document(2, title=HALF),
        document(2, body=HALF),
        document(2, stamp=HALF),
        document(2, tokens=frozenset({HALF})),
        document(2, newest=datetime(2026, 1, 1)),
        replace(document(2), ordinal=2**24),
        replace(document(2), ordinal=0),
        replace(document(3), ordinal=2),
    ],
    ids=lambda bad: "",
)
def test_a_document_that_cannot_be_indexed_is_named_and_the_others_are_in(engine: Engine, bad: Document) -> None:
    former = document(2, title="vorige")
    engine.apply([Change("stuk-2", former)])
    with pytest.raises(RejectedDocuments) as refused:
        engine.apply([Change("stuk-1", document(1)), Change("stuk-2", bad), Change("stuk-4", document(4))])
    assert list(refused.value.reasons) == ["stuk-2"]
    assert refused.value.reasons["stuk-2"]
    assert keys(engine) == {"stuk-1", "stuk-2", "stuk-4"}
    assert engine.search(Query(tokens=EVERYONE, node=Phrase(("vorige",)))).total == 1


@pytest.mark.parametrize("key", ["", "x" * 600, HALF])
def test_a_key_that_no_document_can_have_is_named(engine: Engine, key: str) -> None:
    with pytest.raises(RejectedDocuments) as refused:
        engine.apply([Change(key, None), Change("stuk-1", document(1))])
    assert list(refused.value.reasons) == [key]
    assert keys(engine) == {"stuk-1"}


def test_keys_are_whole_names(engine: Engine) -> None:
    names = ("stuk 1", "stuk", "1", "Stuk 1", "stuk/1?x=#y", "stük", "a" * 512)
    documents = [replace(document(number), key=name) for number, name in enumerate(names, 1)]
    engine.apply([Change(each.key, each) for each in documents])
    engine.apply([Change("stuk", None)])
    assert keys(engine) == set(names) - {"stuk"}


def test_many_small_changes_add_up(engine: Engine) -> None:
    documents = corpus(60, seed=11)
    for each in documents:
        engine.apply([Change(each.key, each)])
    for each in documents[::2]:
        engine.apply([Change(each.key, None)])
    assert set(digests(engine)) == {each.key for each in documents[1::2] if each.tokens}


def test_without_an_index_everything_says_so(place: Place) -> None:
    engine = place.make()
    for ask in (
        engine.ping,
        lambda: engine.search(Query(tokens=EVERYONE)),
        lambda: engine.suggest(["w"], tokens=EVERYONE, limit=1),
        lambda: list(engine.entries()),
        lambda: engine.apply([Change("stuk-1", document(1))]),
    ):
        with pytest.raises(EngineUnavailable):
            ask()


def test_after_destroying_nothing_is_left_and_one_can_start_again(place: Place) -> None:
    engine = with_empty_index(place)
    engine.ping()
    engine.destroy()
    engine.destroy()
    with pytest.raises(EngineUnavailable):
        engine.ping()
    assert keys(with_empty_index(place)) == set()
