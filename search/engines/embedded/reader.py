"""A view on the index in use that follows the commits and rebuilds of other processes."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass

import tantivy

from search.engines.base import EngineUnavailable
from search.engines.embedded.facets import Counter
from search.engines.embedded.index import opened, reported
from search.engines.embedded.journal import entries_after, present
from search.engines.embedded.place import Place
from search.engines.embedded.query import Compiler, Holding, holding
from search.engines.embedded.sets import Sets, SetsDamaged

logger = logging.getLogger(__name__)

#: How often to look again when the pointer moved, and the folder went, between two steps.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index. It stays whole while others write, also when its folder is removed."""

    searcher: tantivy.Searcher
    fields: tantivy.Schema
    counter: Counter
    holding: Holding


@dataclass(frozen=True, slots=True)
class Counted:
    """The sets of an index after its changes up to a batch."""

    sets: Sets
    batch: int


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A snapshot and what was on disk when it was taken: the folder and the list of its segments."""

    name: str
    meta: bytes
    index: tantivy.Index
    snapshot: Snapshot
    counted: Counted | None


class Reader:
    """Gives the newest snapshot; safe between threads, and in a process that forked after its first use."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    def snapshot(self) -> Snapshot:
        """Return the state after the last commit of whichever process; raises `EngineUnavailable`.

        `meta.json` is compared by its content: it is small, and its times are too coarse for two quick commits.
        """
        if self._pid != os.getpid():
            # A lock that was held while the process forked is never released in the child.
            self._lock, self._loaded, self._pid = threading.Lock(), None, os.getpid()
        name, meta = self._look()
        loaded = self._loaded
        if loaded is None or (loaded.name, loaded.meta) != (name, meta):
            with self._lock:
                loaded = self._load()
        return loaded.snapshot

    def _look(self) -> tuple[str, bytes]:
        for _ in range(_TRIES):
            name, _previous = self._place.pointer()
            try:
                return name, (self._place.root / name / "meta.json").read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise EngineUnavailable(f"the index cannot be read: {error}") from error
        raise EngineUnavailable("the index that the pointer names is not there: run search_rebuild")

    def _load(self) -> _Loaded:
        # Looked at before loading: at worst a newer commit is loaded, and loaded once more at the next search.
        name, meta = self._look()
        loaded = self._loaded
        if loaded is not None and (loaded.name, loaded.meta) == (name, meta):
            return loaded  # another thread was first
        with reported("the index cannot be opened"):
            index = loaded.index if loaded is not None and loaded.name == name else opened(self._place.check(name))
            index.reload()
            searcher, fields = index.searcher(), index.schema
            former = loaded.counted if loaded is not None and loaded.name == name else self._filled(name)
            counted = _brought_up_to_date(former, searcher, fields)
            texts = holding(searcher)
            counter = Counter(searcher, Compiler(fields, holding=texts), counted.sets if counted else None)
            snapshot = Snapshot(searcher, fields, counter, texts)
            self._loaded = loaded = _Loaded(name, meta, index, snapshot, counted)
        return loaded

    def _filled(self, name: str) -> Counted | None:
        """Return the sets as the index was filled with them; None when they cannot be had."""
        try:
            return Counted(Sets.read(self._place.root / name), 0)
        except (OSError, SetsDamaged) as error:
            logger.warning("counting without sets, which is slower, until search_rebuild makes new ones: %s", error)
            return None


def _brought_up_to_date(former: Counted | None, searcher: tantivy.Searcher, fields: tantivy.Schema) -> Counted | None:
    """Return the sets of this state of the index; None when they would not agree with it.

    Counting goes on without them, more slowly: a wrong count is worse.
    """
    if former is None:
        return None
    entries = list(entries_after(searcher, fields, former.batch))
    gone = [ordinal for entry in entries for ordinal in entry.gone]
    sets = (
        former.sets.changed(gone, [entry.facts for entry in entries if entry.facts is not None])
        if entries
        else former.sets
    )
    held = searcher.search(present(fields), limit=1).count
    if len(sets.every) != held:
        logger.warning("the sets hold %d documents and the index %d: counting without them", len(sets.every), held)
        return None
    return Counted(sets, entries[-1].batch if entries else former.batch)
