"""The folder of the embedded engine: numbered indexes, the pointer to the one in use, and the locks."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.engines.base import EngineUnavailable

POINTER = "current"
LOCK = "write.lock"
STAMP = "stamp"
BUILDING = "building"

#: Seconds between two tries for a lock that somebody else holds.
_PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Place:
    """Where the indexes stand.

    root/current      two lines: the folder in use, and the one before it (empty at first)
    root/000002/      an index: tantivy's files, `stamp` (its format) and, while it is filled, `building` under a lock
    root/write.lock   held by whoever writes in the index in use, or moves the pointer

    patience: how many seconds to wait for that lock
    """

    root: Path
    stamp: str
    patience: float = 30.0

    def pointer(self) -> tuple[str, str]:
        """Return the names of the folder in use and of the one before it; raises `EngineUnavailable`."""
        try:
            lines = (self.root / POINTER).read_bytes().decode("ascii").split("\n")
        except FileNotFoundError as error:
            raise EngineUnavailable("there is no index yet: run search_rebuild") from error
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"the pointer to the index cannot be read: {error}") from error
        current, previous = (*lines, "", "")[:2]
        if not current.isdigit():
            raise EngineUnavailable("the pointer to the index is damaged: run search_rebuild")
        return current, previous

    def check(self, name: str) -> Path:
        """Return the folder of an index that this version of the software reads; raises `EngineUnavailable`."""
        folder = self.root / name
        try:
            found = (folder / STAMP).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"the index has no readable stamp: {error}") from error
        if found != self.stamp:
            raise EngineUnavailable("the index was made with another schema or language: run search_rebuild")
        return folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the writers; raises `EngineUnavailable` when another one keeps it too long.

        tantivy has a lock of its own, but fails at once when it is taken. The system frees this one with its process.
        """
        with (self.root / LOCK).open("a") as file:
            deadline = time.monotonic() + self.patience
            while not _taken(file.fileno()):
                if time.monotonic() > deadline:
                    raise EngineUnavailable(f"another process has been writing for over {self.patience} seconds")
                time.sleep(_PAUSE)
            yield

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Make a folder for a new index, and remove it afterwards when the pointer does not name it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self.locked():
            self._sweep()
            taken = [int(path.name) for path in self._folders()]
            folder = self.root / f"{max(taken, default=0) + 1:06d}"
            folder.mkdir()
            mark = (folder / BUILDING).open("w")
            fcntl.flock(mark, fcntl.LOCK_EX)
        with mark:
            try:
                _write(folder / STAMP, self.stamp)
                yield folder
            finally:
                if folder.name not in self._kept():
                    shutil.rmtree(folder, ignore_errors=True)

    def publish(self, folder: Path) -> None:
        """Point at a filled folder from now on, and remove those of before the last one."""
        with self.locked():
            before = self._kept()
            _write(self.root / POINTER, f"{folder.name}\n{before[0] if before else ''}\n")
            self._sweep()

    def destroy(self) -> None:
        """Remove the pointer and every index."""
        (self.root / POINTER).unlink(missing_ok=True)
        for folder in self._folders():
            shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return sorted(path for path in self.root.iterdir() if path.name.isdigit())

    def _kept(self) -> tuple[str, ...]:
        """Return what the pointer names: the index before the present one stays, somebody may be opening it.

        Nothing is named by a pointer that is not there or damaged. One that cannot be read just now is something else:
        then nobody may conclude that an index is not in use.
        """
        try:
            return tuple(name for name in self.pointer() if name)
        except EngineUnavailable as error:
            if isinstance(error.__cause__, OSError) and not isinstance(error.__cause__, FileNotFoundError):
                raise
            return ()

    def _sweep(self) -> None:
        """Remove what is neither kept nor being filled: older indexes, and what a killed rebuild left behind."""
        kept = self._kept()
        if not kept:
            return
        for folder in self._folders():
            if folder.name not in kept and not _being_filled(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _being_filled(folder: Path) -> bool:
    """Tell whether a living process fills this folder: only then its mark is locked."""
    try:
        with (folder / BUILDING).open("r+") as mark:
            return not _taken(mark.fileno())
    except FileNotFoundError:
        return False


def _taken(descriptor: int) -> bool:
    """Take a lock if nobody holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole, in such a way that it survives a power cut."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
