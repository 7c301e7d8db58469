"""A sick engine is left alone for a moment, and tried again."""

from __future__ import annotations

import pytest

from search.engines.base import EngineUnavailable
from search.engines.breaker import CircuitBreaker


class Engine:
    """Counts how often it was asked; answers only when well."""

    def __init__(self) -> None:
        self.asked = 0
        self.well = True

    def __call__(self) -> str:
        self.asked += 1
        if not self.well:
            raise EngineUnavailable("ill")
        return "answer"


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def breaker(now: list[float]) -> CircuitBreaker:
    return CircuitBreaker(lambda: now[0], failures=2, pause=3.0)


def ask(breaker: CircuitBreaker, engine: Engine) -> bool:
    """Return whether the engine answered."""
    try:
        return breaker.call(engine) == "answer"
    except EngineUnavailable:
        return False


def test_an_engine_that_is_well_is_always_asked(breaker: CircuitBreaker) -> None:
    engine = Engine()
    assert all(ask(breaker, engine) for _ in range(5))
    assert engine.asked == 5


def test_one_failure_alone_does_not_keep_visitors_away(breaker: CircuitBreaker) -> None:
    engine = Engine()
    engine.well = False
    assert not ask(breaker, engine)
    engine.well = True
    assert ask(breaker, engine)


def test_after_failures_in_a_row_the_engine_is_left_alone(breaker: CircuitBreaker) -> None:
    engine = Engine()
    engine.well = False
    for _ in range(10):
        assert not ask(breaker, engine)
    assert engine.asked == 2


def test_after_the_pause_one_call_tries_and_the_engine_is_back(breaker: CircuitBreaker, now: list[float]) -> None:
    engine = Engine()
    engine.well = False
    for _ in range(2):
        ask(breaker, engine)
    engine.well = True
    assert not ask(breaker, engine)
    now[0] = 3.1
    assert ask(breaker, engine)
    assert ask(breaker, engine)


def test_while_one_call_tries_others_are_not_kept_waiting(breaker: CircuitBreaker, now: list[float]) -> None:
    engine = Engine()
    engine.well = False
    for _ in range(2):
        ask(breaker, engine)
    now[0] = 3.1

    def slow() -> str:
        assert not ask(breaker, engine)  # a second visitor, meanwhile
        return "answer"

    engine.well = True
    assert breaker.call(slow) == "answer"
    assert engine.asked == 2
