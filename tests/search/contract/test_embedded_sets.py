"""The sets of the embedded engine: they follow every change of every process, and nobody counts with wrong ones."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from pyroaring import BitMap

from search.engines.base import Engine
from search.engines.embedded.facets import Counter
from search.engines.embedded.sets import SETS, Facts, Sets
from search.engines.prepared import prepare
from search.values import AllOf, Change, Not, Query, Term
from tests.search.contract.corpus import EVERYONE, SCHEMA, TOKEN_SETS, TOKENS, corpus, document
from tests.search.contract.reference import Reference
from tests.search.contract.test_embedded_files import DAMAGES, make

WIDE = frozenset(TOKENS)

QUERIES = (
    Query(tokens=WIDE, facets=SCHEMA.names),
    Query(tokens=EVERYONE, facets=SCHEMA.names, filters={"thema": frozenset({"wonen"})}),
    Query(tokens=WIDE, facets=SCHEMA.names, node=Term("jeugd"), filters={"fase": frozenset({"idee", "geborgd"})}),
    Query(tokens=WIDE, facets=SCHEMA.names, node=AllOf((Term("wijkteam"), Not(Term("jeugd"))))),
)


@pytest.fixture
def by_sets_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be counted by tantivy."""

    def refuse(*_: Any) -> None:
        raise AssertionError("counted without sets")

    monkeypatch.setattr(Counter, "_by_tantivy", refuse)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of many documents."""
    folder = tmp_path_factory.mktemp("sets") / "index"
    with make(folder).rebuild() as rebuild:
        rebuild.add(corpus(300, seed=3))
        rebuild.publish()
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "index"))


def assert_answers(engine: Engine, reference: Reference) -> None:
    for query in QUERIES:
        answer, expected = engine.search(query), reference.search(query)
        assert answer.facets == expected.facets
        assert answer.total == expected.total


@pytest.mark.usefixtures("by_sets_only")
@pytest.mark.parametrize("seed", range(3))
def test_the_sets_of_a_reader_follow_the_changes_of_others(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    reader, writers = make(folder), [make(folder), make(folder)]
    reference = Reference(corpus(300, seed=3))
    assert_answers(reader, reference)
    for number in range(12):
        changes = [_change(chance, number) for _ in range(chance.choice((1, 5, 40)))]
        chance.choice(writers).apply(changes)
        reference.apply(changes)
        if chance.random() < 0.6:  # often it misses some batches
            assert_answers(reader, reference)
    for engine in (reader, make(folder)):
        assert_answers(engine, reference)


def _change(chance: random.Random, number: int) -> Change:
    """Change, remove or add one of more keys than were there at first."""
    ordinal = chance.randint(1, 330)
    if chance.random() < 0.3:
        return Change(f"stuk-{ordinal}", None)
    words = " ".join(chance.sample(["jeugd", "wijkteam", "huisverbod", f"woord{number}"], 2))
    facets = {"thema": (chance.choice(("wonen", "nieuw")),), "fase": ("idee",)}
    tokens = chance.choice(TOKEN_SETS)
    return Change(f"stuk-{ordinal}", document(ordinal, title=words, tokens=tokens, facets=facets))


@pytest.mark.usefixtures("by_sets_only")
def test_what_is_replayed_into_a_rebuild_is_in_its_sets(tmp_path: Path) -> None:
    engine = make(tmp_path / "index")
    documents = corpus(200, seed=4)
    changed = document(7, title="jeugd wijkteam", facets={"thema": ("nieuw",)})
    with engine.rebuild() as rebuild:
        rebuild.add(documents[:150])
        rebuild.apply([Change("stuk-7", changed), Change("stuk-8", None)])
        rebuild.add(documents[145:])
        rebuild.publish()
    reference = Reference(documents)
    reference.apply([Change("stuk-7", changed), Change("stuk-8", None)])
    assert_answers(engine, reference)


def test_the_journal_never_holds_more_than_the_keys_that_changed(folder: Path) -> None:
    engine: Any = make(folder)
    for number in range(20):
        engine.apply([Change("stuk-1", document(1, title=f"versie {number}")), Change("stuk-2", None)])
        engine.apply([Change("stuk-1", None), Change("stuk-2", document(2)), Change("onbekend", None)])
    searcher = engine._reader.snapshot().searcher
    assert searcher.num_docs == len(list(engine.entries())) + 1, "beside the documents, one entry of a key that went"


# --- sets that cannot be trusted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_its_sets_an_index_counts_as_it_should(
    folder: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    (path,) = folder.rglob(SETS)
    DAMAGES[damage](path)
    reference = Reference(corpus(300, seed=3))
    engine = make(folder)
    assert_answers(engine, reference)
    assert "without sets" in caplog.text
    engine.apply([Change("stuk-1", None)])
    reference.apply([Change("stuk-1", None)])
    assert_answers(engine, reference)


def test_sets_that_lack_a_document_are_not_counted_with(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (path,) = folder.rglob(SETS)
    Sets.read(path.parent).changed([1], []).write(path.parent)
    assert_answers(make(folder), Reference(corpus(300, seed=3)))
    assert "counting without them" in caplog.text


def test_a_rebuild_makes_sets_again(folder: Path, request: pytest.FixtureRequest) -> None:
    (path,) = folder.rglob(SETS)
    path.unlink()
    engine = make(folder)
    documents = corpus(300, seed=3)
    assert_answers(engine, Reference(documents))
    with engine.rebuild() as rebuild:
        rebuild.add(documents)
        rebuild.publish()
    request.getfixturevalue("by_sets_only")
    assert_answers(engine, Reference(documents))


def test_sets_are_read_as_they_were_written(tmp_path: Path) -> None:
    facts = [Facts.of(prepare(each, SCHEMA), each.ordinal) for each in corpus(50, seed=5) if each.tokens]
    written = Sets(every=_empty(), words={"jeugd": _empty()}, tokens={}, facets={name: {} for name in SCHEMA.names})
    written = written.changed([], facts)
    written.write(tmp_path)
    assert Sets.read(tmp_path) == written


def _empty() -> BitMap:
    return BitMap()
