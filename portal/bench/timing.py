"""Clocks: one client after another, and ten at the same time."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from multiprocessing.connection import Connection
from threading import Barrier
from typing import Any, TypeVar

import django

from search.values import Query

T = TypeVar("T")

#: Ten clients, as two web workers with five threads would serve them.
PROCESSES, THREADS = 2, 5
#: Seconds that a process may take to get ready.
PATIENCE = 120.0


def milliseconds(
    work: Callable[[T], object], inputs: Iterable[T], *, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Do the work for each input and return how long each took: by the clock on the wall, or by another one.

    `time.thread_time` counts the work of this thread only, whatever else the machine does at the same time.
    """
    times = []
    for each in inputs:
        started = clock()
        work(each)
        times.append((clock() - started) * 1000)
    return times


@dataclass(frozen=True, slots=True)
class Load:
    """What many clients at once saw: requests per second over all of them, and milliseconds per request."""

    per_second: float
    times: list[float]


def clients(queries: Sequence[Query], seconds: float) -> Load:
    """Let ten clients ask the engine without a pause, in two processes, for so many seconds."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(PROCESSES)
    pipes = [context.Pipe(duplex=False) for _ in range(PROCESSES)]
    processes = [
        context.Process(target=_process, args=(list(queries[number::PROCESSES]), seconds, ready, pipe[1]))
        for number, pipe in enumerate(pipes)
    ]
    for process in processes:
        process.start()
    try:
        times = [each for receiving, _ in pipes for each in _received(receiving, seconds)]
    finally:
        for process in processes:
            process.kill()
            process.join()
    return Load(per_second=len(times) / seconds, times=times)


def _received(receiving: Connection, seconds: float) -> list[float]:
    if not receiving.poll(PATIENCE + seconds):
        raise TimeoutError("a process of clients did not get ready")
    times: list[float] = receiving.recv()
    return times


def _process(queries: list[Query], seconds: float, ready: Barrier, sending: Connection) -> None:
    django.setup()
    from search.service import get_engine  # its models can be read only now, in a process that just began

    engine = get_engine()
    for query in queries[:THREADS]:
        engine.search(query)
    ready.wait(PATIENCE)
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(THREADS) as pool:
        parts = pool.map(lambda start: _client(engine, queries[start:] + queries[:start], until), range(THREADS))
        sending.send([each for part in parts for each in part])


def _client(engine: Any, queries: Sequence[Query], until: float) -> list[float]:
    times: list[float] = []
    for query in cycle(queries):
        started = time.perf_counter()
        if started >= until:
            break
        engine.search(query)
        times.append((time.perf_counter() - started) * 1000)
    return times
