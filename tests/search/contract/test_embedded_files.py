"""The embedded engine and its files: killed writers, two writers, forks, broken and foreign files, leftovers."""

from __future__ import annotations

import fcntl
import importlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import Engine, EngineUnavailable
from search.schema import Facet, Schema
from search.values import Bucket, Change, Query, Sort, Term
from tests.search.contract.corpus import EVERYONE, SCHEMA, corpus, document

ROOT = Path(__file__).parents[3]

EVERYTHING = Query(tokens=EVERYONE, facets=SCHEMA.names, limit=100)


def make(folder: Path, schema: Schema = SCHEMA, **options: Any) -> Engine:
    engine: Engine = importlib.import_module("search.engines.embedded").EmbeddedEngine(folder, schema, **options)
    return engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index of one document."""
    rebuild(make(tmp_path / "index"), 1)
    return tmp_path / "index"


def rebuild(engine: Engine, *ordinals: int) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add(document(ordinal, title="titel", body="tekst over titel") for ordinal in ordinals)
        rebuild.publish()


def keys(engine: Engine) -> set[str]:
    return {entry.key for entry in engine.entries()}


def indexes(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.isdigit())


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a process that runs this code with `make`, `document` and the arguments at hand."""
    beginning = "import sys\nfrom tests.search.contract.test_embedded_files import *\n"
    command = [sys.executable, "-c", beginning + code, *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


WRITE = """
engine, first, last = make(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
for ordinal in range(first, last):
    engine.apply([Change(f"stuk-{ordinal}", document(ordinal))])
    print(ordinal, flush=True)
"""


def test_killing_a_writer_loses_nothing_and_frees_the_lock(folder: Path) -> None:
    written: set[str] = set()
    for turn in range(4):
        first = 1000 * (turn + 1)
        with python(WRITE, folder, first, first + 1000) as writer:
            assert writer.stdout is not None
            for _ in range(3 + turn):
                written.add(f"stuk-{int(writer.stdout.readline())}")
            writer.kill()
            written |= {f"stuk-{int(line)}" for line in writer.stdout if line.strip().isdigit()}
        assert writer.returncode == -signal.SIGKILL
        assert written <= keys(make(folder))
    survivor = make(folder, patience=0.0)
    survivor.apply([Change("stuk-2", document(2))])
    assert written | {"stuk-2"} <= keys(survivor)


def test_two_writing_processes_wait_for_each_other(folder: Path) -> None:
    with python(WRITE, folder, 100, 115) as one, python(WRITE, folder, 200, 215) as other:
        make(folder).apply([Change("stuk-2", document(2))])
        for process in (one, other):
            process.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    wanted = {"stuk-1", "stuk-2", *(f"stuk-{n}" for n in range(100, 115)), *(f"stuk-{n}" for n in range(200, 215))}
    assert keys(make(folder)) == wanted


def test_a_writer_that_waits_too_long_says_so_while_readers_read_on(folder: Path) -> None:
    engine = make(folder, patience=0.05)
    with (folder / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(EngineUnavailable, match="another process"):
            engine.apply([Change("stuk-2", document(2))])
        with pytest.raises(EngineUnavailable, match="another process"), engine.rebuild():
            pass
        assert engine.search(EVERYTHING).total == 1
    engine.apply([Change("stuk-2", document(2))])
    assert engine.search(EVERYTHING).total == 2


def test_a_failing_write_gives_the_lock_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make(folder, patience=0.0)
    journal = importlib.import_module("search.engines.embedded.journal")
    with monkeypatch.context() as broken:
        broken.setattr(journal, "tantivy_document", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            engine.apply([Change("stuk-2", None), Change("stuk-3", document(3))])
    assert keys(engine) == {"stuk-1"}
    engine.apply([Change("stuk-2", document(2))])
    assert keys(engine) == {"stuk-1", "stuk-2"}


def test_a_process_that_forks_while_a_thread_opens_the_index_can_search_in_its_child(folder: Path) -> None:
    engine: Any = make(folder)
    assert engine.search(EVERYTHING).total == 1
    make(folder).apply([Change("stuk-2", document(2))])
    with engine._reader._lock:  # as a thread would hold it, of which the child has no copy
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            signal.alarm(30)
            os._exit(engine.search(EVERYTHING).total)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    assert engine.search(EVERYTHING).total == 2


# --- rebuilds and what they leave behind ----------------------------------------------------------------------------


def test_the_index_before_the_present_one_stays_and_older_ones_go(folder: Path) -> None:
    engine = make(folder)
    for _ in range(3):
        rebuild(engine, 1, 2)
    assert indexes(folder) == ["000003", "000004"]
    assert (folder / "current").read_text().split() == ["000004", "000003"]


def test_the_next_rebuild_clears_what_a_killed_one_left(folder: Path) -> None:
    code = """
with make(Path(sys.argv[1])).rebuild() as rebuild:
    rebuild.add([document(7)])
    print("filling", flush=True)
    sys.stdin.read()
"""
    with python(code, folder) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "filling\n"
        with make(folder).rebuild() as other:
            assert indexes(folder) == ["000001", "000002", "000003"], "one that is being filled must be left alone"
            other.add([document(8)])
            other.publish()
        assert indexes(folder) == ["000001", "000002", "000003"]
        process.kill()
    rebuild(make(folder), 9)
    assert indexes(folder) == ["000003", "000004"]
    assert keys(make(folder)) == {"stuk-9"}


def test_a_pointer_that_cannot_be_read_makes_no_rebuild_clear_the_index(folder: Path) -> None:
    pointer = (folder / "current").read_text()
    (folder / "current").unlink()
    (folder / "current").mkdir()
    with pytest.raises(EngineUnavailable), make(folder).rebuild():
        pass
    (folder / "current").rmdir()
    (folder / "current").write_text(pointer)
    assert keys(make(folder)) == {"stuk-1"}


def test_a_reader_holds_on_to_an_index_that_is_removed(folder: Path) -> None:
    engine = make(folder)
    rebuild(engine, 1, 2)
    walk = engine.entries()
    seen = {next(walk).key}
    for _ in range(3):
        rebuild(make(folder), 3)
    assert "000002" not in indexes(folder)
    assert seen | {entry.key for entry in walk} == {"stuk-1", "stuk-2"}
    assert keys(engine) == {"stuk-3"}


def test_an_index_of_another_schema_is_not_read_but_can_be_rebuilt(folder: Path) -> None:
    other = make(folder, Schema((Facet("kleur", "Kleur"),)))
    for ask in (other.ping, lambda: list(other.entries()), lambda: other.apply([Change("stuk-1", None)])):
        with pytest.raises(EngineUnavailable, match="search_rebuild"):
            ask()
    rebuild(other, 4)
    assert keys(other) == {"stuk-4"}
    with pytest.raises(EngineUnavailable, match="search_rebuild"):
        make(folder).ping()


# --- broken files ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of two segments and a deletion."""
    folder = tmp_path_factory.mktemp("larger") / "index"
    engine = make(folder)
    documents = corpus(200, seed=2)
    with engine.rebuild() as rebuild:
        rebuild.add(documents[:150])
        rebuild.publish()
    engine.apply([Change(each.key, each) for each in documents[140:]])
    return folder


def questions(engine: Engine) -> Iterator[object]:
    yield engine.ping()
    for sort in Sort:
        yield engine.search(Query(tokens=EVERYONE, node=Term("titel"), facets=SCHEMA.names, sort=sort))
        yield engine.search(Query(tokens=EVERYONE, facets=SCHEMA.names, sort=sort, limit=200))
    yield engine.suggest(["w"], tokens=EVERYONE, limit=5)
    yield list(engine.entries())


DAMAGES = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "noise": lambda path: path.write_bytes(b"\xf0\x9f\x92\xa9" * (path.stat().st_size // 4 + 1)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", ["current", "stamp", "meta.json", "*.idx", "*.fast", "*.store", "*.term", "*.del"])
def test_a_broken_file_makes_the_engine_unavailable_and_nothing_worse(
    larger: Path, tmp_path: Path, kind: str, damage: str
) -> None:
    folder = Path(shutil.copytree(larger, tmp_path / "index"))
    (path, *_) = sorted(folder.rglob(kind))
    DAMAGES[damage](path)
    engine = make(folder)
    with pytest.raises(EngineUnavailable):
        list(questions(engine))
    rebuild(engine, 5)
    assert keys(engine) == {"stuk-5"}


@pytest.mark.parametrize("kind", ["*.idx", "*.fast", "*.store", "*.term"])
def test_damage_inside_a_file_never_passes_the_engine_as_another_error(larger: Path, tmp_path: Path, kind: str) -> None:
    """tantivy checks the ends of its files; what is wrong in the middle it meets later, some of it as a panic."""
    for turn in range(12):
        folder = Path(shutil.copytree(larger, tmp_path / f"{turn}"))
        (path, *_) = sorted(folder.rglob(kind))
        content = bytearray(path.read_bytes())
        at = turn * (len(content) - 400) // 12
        content[at : at + 200] = bytes((turn * 37 + place * 101) % 256 for place in range(200))
        path.write_bytes(content)
        try:
            list(questions(make(folder)))
        except EngineUnavailable as error:
            assert str(error)  # noqa: PT017 - some damage is not noticed, but nothing else may be raised


def test_a_folder_that_is_a_file_makes_the_engine_unavailable(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("geen map")
    engine = make(tmp_path / "index")
    for ask in (engine.ping, lambda: engine.apply([Change("stuk-1", None)])):
        with pytest.raises(EngineUnavailable):
            ask()
    with pytest.raises(EngineUnavailable), engine.rebuild():
        pass


def test_facets_with_more_values_than_tantivy_counts_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    engine = make(tmp_path / "index")
    values = [f"waarde-{number:05}" for number in range(40_000)]
    with engine.rebuild() as rebuild:
        for ordinal in range(40):
            portion = tuple(values[ordinal * 1000 : (ordinal + 1) * 1000])
            rebuild.add([document(ordinal + 1, facets={"thema": portion, "gemeente": portion, "fase": ("idee",)})])
        rebuild.publish()
    found = engine.search(EVERYTHING).facets
    assert found["thema"] == found["gemeente"] == tuple(Bucket(value, 1) for value in values)
    assert found["fase"] == (Bucket("idee", 40),)
