"""Brings the index up to date with the outbox: the work of one process of its own, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event

import structlog
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Q

from search.engines.base import Engine, EngineUnavailable
from search.outbox.leases import Claim, claim, complete, forget_the_gone, give_back, waiting
from search.outbox.present import read_changes, reasons_in_words, write_changes
from search.outbox.processes import own_name
from search.outbox.words import learn
from search.sources import Source

logger = structlog.get_logger(__name__)

#: Keys in one batch: well within the lease, also one by one.
BATCH = 200
#: Seconds between two looks at an empty outbox.
POLL = 0.2
#: Seconds to rest after a failure, doubled after each next one.
FIRST_REST, LONGEST_REST = 0.5, 30.0
#: Seconds between two questions whether the engine is back.
ASK_AGAIN = 1.0
#: How often the site is asked to do what time asks of it.
CHORE_EVERY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch, in numbers of keys."""

    claimed: int
    refused: int


class Relay:
    """Works on the outbox for one process. Any number of them may run: each row is leased to one.

    clock: the time, in UTC; leases and rests are counted with it
    chore: what the site does now and then at a moment, such as publishing what was planned; it may do nothing
    """

    def __init__(
        self,
        source: Source,
        engine: Engine,
        *,
        clock: Callable[[], datetime],
        batch: int = BATCH,
        chore: Callable[[datetime], object] | None = None,
    ) -> None:
        self._source = source
        self._chore, self._chore_done = chore, datetime.min.replace(tzinfo=UTC)
        self._engine = engine
        self._clock = clock
        self._batch = batch
        self._owner = own_name()
        self._uncompleted: tuple[list[Claim], dict[str, str]] = ([], {})

    def start(self) -> None:
        """Free what processes of this host left when they were killed."""
        forget_the_gone(self._clock())

    def do_chore(self) -> None:
        """Let the site do what time asks of it, when that is some time ago. Its own trouble does not stop the relay."""
        now = self._clock()
        if self._chore is None or now - self._chore_done < CHORE_EVERY:
            return
        self._chore_done = now
        try:
            self._chore(now)
        except (DatabaseError, InterfaceError):
            raise
        except Exception:
            logger.exception("search_chore_failed")

    def run_batch(self) -> Outcome:
        """Work on the rows that wait longest. Raises `EngineUnavailable` when they are given back, or DatabaseError."""
        if self._uncompleted[0]:
            self._complete(*self._uncompleted)
        claims = claim(self._owner, self._clock(), limit=self._batch)
        if not claims:
            return Outcome(0, 0)
        started = time.monotonic()
        changes, unread = read_changes(self._source, [claim.key for claim in claims])
        try:
            refused = unread | write_changes(self._engine, changes)
            learn([change.document for change in changes if change.document], self._source.public)
        except EngineUnavailable as error:
            give_back(self._owner, claims, str(error))
            raise
        self._complete(claims, refused)
        took = round((time.monotonic() - started) * 1000)
        logger.info("search_batch", keys=len(claims), refused=len(refused), milliseconds=took)
        return Outcome(len(claims), len(refused))

    def _complete(self, claims: list[Claim], refused: dict[str, str]) -> None:
        """Complete the claims; what cannot be completed now is kept for the next time."""
        self._uncompleted = (claims, refused)
        left, parked = complete(self._owner, claims, refused, self._clock())
        self._uncompleted = (left, {claim.key: refused[claim.key] for claim in left if claim.key in refused})
        if refused:
            logger.warning("search_documents_refused", count=len(refused), reasons=reasons_in_words(refused))
        if parked:
            logger.error("search_rows_parked", keys=parked, remedy="search_audit --explain KEY")

    def drain(self, *, stop: Event) -> int:
        """Work until nothing is left to do now, and return the number of keys done.

        Waits for what other processes hold. Rows that rest after a refusal are left alone. Raises `EngineUnavailable`.
        """
        self.start()
        self.do_chore()
        done = 0
        while not stop.is_set() and (self._uncompleted[0] or self._open()):
            outcome = self.run_batch()
            done += outcome.claimed
            if not outcome.claimed:
                stop.wait(POLL)
        return done

    def _open(self) -> bool:
        now = self._clock()
        return waiting().filter(Q(not_before=None) | Q(not_before__lte=now)).exists()

    def run(self, *, stop: Event) -> None:
        """Work until asked to stop; survive an engine or a database that goes away. Ends with the batch in hand."""
        logger.info("search_relay_started", owner=self._owner, engine=self._engine.name)
        rest = FIRST_REST
        fresh = True
        while not stop.is_set():
            try:
                if fresh:
                    self.start()
                    fresh = False
                self.do_chore()
                if not self.run_batch().claimed:
                    stop.wait(POLL)
                rest = FIRST_REST
            except EngineUnavailable as error:
                logger.warning("search_engine_away", reason=str(error))
                self._wait_for_engine(rest, stop)
                rest = min(LONGEST_REST, rest * 2)
            except (DatabaseError, InterfaceError) as error:
                logger.warning("search_database_away", reason=str(error).strip())
                connection.close()  # the next query opens a new one
                stop.wait(rest)
                rest = min(LONGEST_REST, rest * 2)
        logger.info("search_relay_stopped", owner=self._owner)

    def _wait_for_engine(self, rest: float, stop: Event) -> None:
        """Wait until the engine answers again, or, when it never stopped answering, for the rest that was given.

        An engine that is back is put to work within a second, however long it was away.
        """
        was_silent = False
        until = time.monotonic() + rest
        while not stop.is_set() and (was_silent or time.monotonic() < until):
            try:
                self._engine.ping()
            except EngineUnavailable:
                was_silent = True
            else:
                if was_silent:
                    logger.info("search_engine_back")
                    return
            stop.wait(min(ASK_AGAIN, rest))
