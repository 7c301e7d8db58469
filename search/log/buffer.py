"""Holds what pages tell the log until a thread of its own writes it, so that a search writes and waits for nothing."""

from __future__ import annotations

import atexit
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from search.log.events import LogEvent
from search.log.keeping import write

logger = structlog.get_logger(__name__)

#: Events that wait at most; when more come than can be written, the oldest are dropped.
MOST_WAITING = 2_000
#: How often something that happened with a search waits for the row of that search, which another process may hold.
MOST_TRIES = 5


E = TypeVar("E")


class Buffer(Generic[E]):
    """The waiting events of one process. What waits when a process is killed is lost: a log may miss a search.

    seconds: how long the thread waits for more; None: nothing is written but by `flush`
    """

    def __init__(self, write: Callable[[list[E]], list[E]], *, seconds: float | None) -> None:
        self._write = write
        self._seconds = seconds
        self._forget_parent()

    def _forget_parent(self) -> None:
        """Begin empty: in a process that forked, the parent writes what waited, and its thread is not here."""
        self._pid = os.getpid()
        self._waiting: deque[tuple[E, int]] = deque(maxlen=MOST_WAITING)
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, event: E) -> None:
        """Take an event; never fails and never waits for the database."""
        if self._pid != os.getpid():
            self._forget_parent()
        self._waiting.append((event, 0))
        if self._seconds is None:
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="search-log", daemon=True)
                self._thread.start()
                atexit.register(self.flush)
        self._wake.set()

    def flush(self) -> None:
        """Write what waits. What cannot be written now waits on."""
        with self._writing:
            taken = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if not taken:
                return
            try:
                left = self._write([event for event, _ in taken])
            except (DatabaseError, InterfaceError) as error:
                logger.warning("search_log_not_written", reason=str(error).strip(), waiting=len(taken))
                self._put_back(taken)
                return
            tries = {id(event): count for event, count in taken}
            self._put_back([(event, tries[id(event)]) for event in left])

    def _put_back(self, events: list[tuple[E, int]]) -> None:
        again = [(event, count + 1) for event, count in events if count + 1 < MOST_TRIES]
        room = MOST_WAITING - len(self._waiting)
        self._waiting.extendleft(reversed(again[-room:] if room else []))

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            threading.Event().wait(self._seconds)
            try:
                self.flush()
                if self._waiting:
                    self._wake.set()
            except Exception:  # a thread that ends writes nothing any more
                logger.exception("search_log_failed")
            finally:
                connection.close()


_buffer: Buffer[LogEvent] = Buffer(lambda events: write(events), seconds=settings.SEARCH_LOG_SECONDS)


def tell(event: LogEvent) -> None:
    """Give an event to the log of this process."""
    _buffer.add(event)


def flush() -> None:
    """Write what waits in this process now."""
    _buffer.flush()
