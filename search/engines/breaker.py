"""Keeps a sick engine from eating workers: after failures it is left alone, and a slow one holds only a few."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from search.engines.base import EngineUnavailable

T = TypeVar("T")


class CircuitBreaker:
    """Lets calls through until enough in a row fail; then refuses them for a while, and tries one again.

    While enough calls wait for a slow answer it refuses the others too: a process has few threads, and an engine that
    hangs must not hold them all until its time is over.

    clock: returns seconds that only go up, such as time.monotonic
    failures: so many in a row, and the engine is left alone for `pause` seconds
    waiting: so many calls may wait for longer than `slow` seconds before the next ones are refused
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        failures: int = 2,
        pause: float = 3.0,
        slow: float = 0.5,
        waiting: int = 2,
    ) -> None:
        self._clock = clock
        self._allowed_failures = failures
        self._pause = pause
        self._slow = slow
        self._allowed_waiting = waiting
        self._failures = 0
        self._open_until = 0.0
        self._under_way: dict[object, float] = {}
        self._lock = threading.Lock()

    def call(self, question: Callable[[], T]) -> T:
        """Return the answer; raises EngineUnavailable at once while the engine is being left alone."""
        with self._let_through():
            try:
                answer = question()
            except EngineUnavailable:
                self._note_failure()
                raise
        with self._lock:
            self._failures = 0
            self._open_until = 0.0
        return answer

    @contextmanager
    def _let_through(self) -> Iterator[None]:
        """Hold a place among the calls under way; raises EngineUnavailable when there is none now."""
        call = object()
        with self._lock:
            now = self._clock()
            if now < self._open_until:
                raise EngineUnavailable("the engine failed a moment ago and is left alone")
            if sum(now - started > self._slow for started in self._under_way.values()) >= self._allowed_waiting:
                raise EngineUnavailable("the engine is slow, and enough others wait for it")
            if self._failures >= self._allowed_failures:
                self._open_until = now + self._pause  # this call is the one that tries; others wait for its outcome
            self._under_way[call] = now
        try:
            yield
        finally:
            with self._lock:
                del self._under_way[call]

    def _note_failure(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= self._allowed_failures:
                self._open_until = self._clock() + self._pause
