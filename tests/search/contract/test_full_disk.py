"""The embedded engine on a disk that is full: what is there stays as it was, and goes on as soon as there is room.

A limit on the size of files stands for the disk: to a program that writes, both are an error in the middle of a file.
"""

from __future__ import annotations

import random
import resource
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from search.engines.base import EngineUnavailable
from search.values import Change, Document
from tests.search.contract.corpus import document
from tests.search.contract.test_embedded_files import EVERYTHING, indexes, keys, make, rebuild

#: Bytes that a file may have: enough for a lock, not for a segment of `LARGE`.
ROOM = 50_000

LARGE = document(2, title="titel", body=random.Random(1).randbytes(200_000).hex())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index of one document."""
    rebuild(make(tmp_path / "index"), 1)
    return tmp_path / "index"


def on_a_full_disk(work: Callable[[Path], None], folder: Path) -> str:
    """Do the work in a process that finds no room; return what the engine says of it."""
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_without_room, args=(work, folder, sending))
    process.start()
    sending.close()
    try:
        said: str = receiving.recv()
    finally:
        process.join()
    assert process.exitcode == 0
    return said


def _without_room(work: Callable[[Path], None], folder: Path, sending: Connection) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
    try:
        work(folder)
    except EngineUnavailable as error:
        sending.send(str(error))
    else:
        sending.send("")
    # The engine of this process is still usable when there is room again.
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    make(folder).apply([Change("stuk-3", document(3))])


def change(folder: Path) -> None:
    engine = make(folder, patience=0.0)
    assert engine.search(EVERYTHING).total == 1
    engine.apply([Change("stuk-1", None), Change("stuk-2", LARGE)])


def make_anew(folder: Path) -> None:
    with make(folder, patience=0.0).rebuild() as new:
        new.add([LARGE, *_many()])
        new.publish()


def _many() -> list[Document]:
    return [document(number, title="titel") for number in range(10, 40)]


@pytest.mark.parametrize("work", [change, make_anew])
def test_a_full_disk_changes_nothing_and_blocks_nothing_afterwards(folder: Path, work: Callable[[Path], None]) -> None:
    said = on_a_full_disk(work, folder)

    assert "File too large" in said
    assert keys(make(folder)) == {"stuk-1", "stuk-3"}
    assert len(indexes(folder)) == 1, "nothing of a rebuild stays"
    work(folder) if work is make_anew else make(folder).apply([Change("stuk-2", LARGE)])
    assert "stuk-2" in keys(make(folder))
