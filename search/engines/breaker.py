"""Keeps a sick engine from eating workers: after a failure it is left alone for a moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from search.engines.base import EngineUnavailable

T = TypeVar("T")


class CircuitBreaker:
    """Lets calls through until enough in a row fail; then refuses them for a while, and tries one again.

    clock: returns seconds that only go up, such as time.monotonic
    """

    def __init__(self, clock: Callable[[], float], *, failures: int = 2, pause: float = 3.0) -> None:
        self._clock = clock
        self._allowed_failures = failures
        self._pause = pause
        self._failures = 0
        self._open_until = 0.0
        self._lock = threading.Lock()

    def call(self, question: Callable[[], T]) -> T:
        """Return the answer; raises EngineUnavailable at once while the engine is being left alone."""
        with self._lock:
            now = self._clock()
            if now < self._open_until:
                raise EngineUnavailable("the engine failed a moment ago and is left alone")
            if self._failures >= self._allowed_failures:
                self._open_until = now + self._pause  # this call is the one that tries; others wait for its outcome
        try:
            answer = question()
        except EngineUnavailable:
            with self._lock:
                self._failures += 1
                if self._failures >= self._allowed_failures:
                    self._open_until = self._clock() + self._pause
            raise
        with self._lock:
            self._failures = 0
            self._open_until = 0.0
        return answer
