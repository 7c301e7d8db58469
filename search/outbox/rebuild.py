"""Fills a new index beside the one in use, catches up with what changed meanwhile, and swaps them.

Rows that the relay finishes while this is under way are kept (`applied`). At the end the relay pauses, all rows that
are there are replayed into the new index, it is published, and the relay goes on: no change can fall between the two.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Thread
from uuid import UUID, uuid4

import structlog
from django.db import DatabaseError, IntegrityError, connection, transaction

from search.engines.base import Engine, Rebuild
from search.models import IndexRebuild, OutboxRow, Stage
from search.outbox.audit import repair
from search.outbox.enqueue import enqueue
from search.outbox.leases import forget_the_gone, living_rebuilds
from search.outbox.present import add_documents, read_changes, write_changes
from search.outbox.processes import own_name
from search.outbox.words import Words, replace
from search.sources import Source

logger = structlog.get_logger(__name__)

#: Documents in memory at a time.
BATCH = 500
#: Seconds between two signs of life, and between two looks whether the relays are done.
BEAT, POLL = 2.0, 0.05


class RebuildRunning(Exception):
    """Another process rebuilds the index at this moment."""


class RebuildLost(Exception):
    """This rebuild was silent for so long that it was taken for dead; the index in use stays."""


@dataclass(slots=True)
class Rebuilt:
    """What a rebuild did: how many documents are in the new index, and why others are not."""

    documents: int = 0
    refused: dict[str, str] = field(default_factory=dict)


#: Called with the number of keys done and the number of all keys.
Progress = Callable[[int, int], None]


def rebuild_index(source: Source, engine: Engine, *, clock: Callable[[], datetime], progress: Progress) -> Rebuilt:
    """Make a new index and let everybody use it.

    Raises RebuildRunning when there is one under way, RebuildLost when this one was given up, `EngineUnavailable` when
    the engine is away; the index in use then stays as it was.
    """
    token = _begin(clock())
    rebuilt = Rebuilt()
    words = Words(source.public)
    published = False
    try:
        with _beating(token, clock), engine.rebuild() as new:
            _fill(new, source, rebuilt, words, progress)
            _switch(token, clock)
            _replay(new, source, rebuilt)
            _check(token, clock())
            new.publish()
            published = True
    finally:
        still_ours = _end(token)
    if published:
        replace(words)
    if published and not still_ours:
        # Whoever thought this one dead let the relay go on: what that wrote meanwhile went to the old index.
        logger.warning("search_rebuild_was_slow", remedy="comparing the new index with the database")
        repair(source, engine)
    enqueue(rebuilt.refused)  # the relay tries them again, and parks them with their reason
    return rebuilt


def _begin(now: datetime) -> UUID:
    """Say that a rebuild is under way, from before the first document is read; return its token."""
    forget_the_gone(now)
    token = uuid4()
    try:
        with transaction.atomic(durable=True):
            IndexRebuild.objects.exclude(pk__in=living_rebuilds(now).values("pk")).delete()
            IndexRebuild.objects.create(token=token, owner=own_name(), started_at=now, heartbeat_at=now)
    except IntegrityError as error:
        raise RebuildRunning from error
    return token


def _end(token: UUID) -> bool:
    """Say that the rebuild is over and remove the rows that were kept for it; return whether it was still ours."""
    with transaction.atomic(durable=True):
        if not IndexRebuild.objects.filter(token=token).delete()[0]:
            return False
        OutboxRow.objects.filter(applied=True).delete()
    return True


@contextmanager
def _beating(token: UUID, clock: Callable[[], datetime]) -> Iterator[None]:
    """Give signs of life from a thread: some steps of an engine take longer than the silence that is allowed."""
    over = Event()

    def beat() -> None:
        while not over.wait(BEAT):
            try:
                with transaction.atomic():  # the time is read when the wait for the database is over
                    IndexRebuild.objects.filter(token=token).update(heartbeat_at=clock())
            except DatabaseError as error:
                logger.warning("search_rebuild_heartbeat_failed", reason=str(error))
                connection.close()
        connection.close()

    thread = Thread(target=beat, name="search-rebuild-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _check(token: UUID, now: datetime) -> None:
    if not IndexRebuild.objects.filter(token=token).update(heartbeat_at=now):
        raise RebuildLost


def _fill(new: Rebuild, source: Source, rebuilt: Rebuilt, words: Words, progress: Progress) -> None:
    # All keys at once: a cursor that stays open would keep SQLite from writing in this process.
    keys = list(source.keys())
    progress(0, len(keys))
    for start in range(0, len(keys), BATCH):
        changes, unread = read_changes(source, keys[start : start + BATCH])
        documents = [change.document for change in changes if change.document and change.document.tokens]
        refused = add_documents(new, documents)
        words.add(documents)
        rebuilt.documents += len(documents) - len(refused)
        rebuilt.refused |= unread | refused
        progress(min(start + BATCH, len(keys)), len(keys))


def _switch(token: UUID, clock: Callable[[], datetime]) -> None:
    """Stop the relays from claiming, and wait until what they claimed before is done or its time has run out."""
    with transaction.atomic(durable=True):
        if not IndexRebuild.objects.filter(token=token).update(stage=Stage.SWITCHING, heartbeat_at=clock()):
            raise RebuildLost
    while OutboxRow.objects.filter(leased_until__gt=clock()).exists():
        time.sleep(POLL)


def _replay(new: Rebuild, source: Source, rebuilt: Rebuilt) -> None:
    """Bring the new index up to date with every row: what was done meanwhile and what waits."""
    keys = list(OutboxRow.objects.order_by("key").values_list("key", flat=True))
    for start in range(0, len(keys), BATCH):
        some: Sequence[str] = keys[start : start + BATCH]
        changes, unread = read_changes(source, some)
        refused = unread | write_changes(new, changes)
        for key in some:
            rebuilt.refused.pop(key, None)
        rebuilt.refused |= refused
