"""A sick engine is left alone for a moment, and tried again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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


# --- many visitors at once ------------------------------------------------------------------------------------------


class Hanging:
    """An engine that answers when it is let go; counts who asked, and tells when that many wait."""

    def __init__(self) -> None:
        self.asked = 0
        self.let_go = threading.Event()
        self._counting = threading.Condition()

    def __call__(self) -> str:
        with self._counting:
            self.asked += 1
            self._counting.notify_all()
        assert self.let_go.wait(60)
        raise EngineUnavailable("too late")

    def wait_for(self, callers: int) -> None:
        with self._counting:
            assert self._counting.wait_for(lambda: self.asked == callers, timeout=60)


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_an_engine_that_hangs_holds_two_callers_and_no_more(
    breaker: CircuitBreaker, now: list[float], crowd: ThreadPoolExecutor
) -> None:
    engine = Hanging()
    held = [crowd.submit(ask, breaker, engine) for _ in range(2)]
    engine.wait_for(2)
    now[0] = 0.6

    others = [crowd.submit(ask, breaker, engine) for _ in range(5)]

    assert [other.result(60) for other in others] == [False] * 5
    assert engine.asked == 2
    engine.let_go.set()
    assert [caller.result(60) for caller in held] == [False, False]


def test_many_quick_questions_at_once_are_all_asked(breaker: CircuitBreaker, crowd: ThreadPoolExecutor) -> None:
    together = threading.Barrier(8, timeout=60)

    def answer() -> str:
        together.wait()  # only when all eight are under way does any of them go on
        return "answer"

    assert [each.result(60) for each in [crowd.submit(breaker.call, answer) for _ in range(8)]] == ["answer"] * 8


def test_of_many_callers_after_the_pause_one_tries(
    breaker: CircuitBreaker, now: list[float], crowd: ThreadPoolExecutor
) -> None:
    ill = Engine()
    ill.well = False
    for _ in range(2):
        ask(breaker, ill)
    now[0] = 3.1
    engine = Hanging()
    trying = crowd.submit(ask, breaker, engine)
    engine.wait_for(1)

    others = [crowd.submit(ask, breaker, engine) for _ in range(6)]

    assert [other.result(60) for other in others] == [False] * 6
    engine.let_go.set()
    assert not trying.result(60)
    assert engine.asked == 1


def test_a_slow_engine_that_does_answer_is_asked_again(
    breaker: CircuitBreaker, now: list[float], crowd: ThreadPoolExecutor
) -> None:
    started, let_go = threading.Barrier(3, timeout=60), threading.Event()

    def slow() -> str:
        started.wait()
        assert let_go.wait(60)
        return "answer"

    held = [crowd.submit(breaker.call, slow) for _ in range(2)]
    started.wait()
    now[0] = 0.6
    engine = Engine()
    assert not ask(breaker, engine)

    let_go.set()

    assert [caller.result(60) for caller in held] == ["answer", "answer"]
    assert ask(breaker, engine)


def test_an_error_of_our_own_is_no_failure_of_the_engine(breaker: CircuitBreaker, now: list[float]) -> None:
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            breaker.call(lambda: 1 / 0)
    now[0] = 0.6
    assert ask(breaker, Engine())
