"""The log of a practice as a way: each entry a step forward or a step back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

#: Kinds of entries that are a step back; the others go forward.
BACK = frozenset({"tegenslag", "bijstelling"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way. level: how many steps forward one stands after it; below zero is behind the beginning."""

    day: date
    forward: bool
    level: int


def walk(entries: Iterable[tuple[date, str]], adjusted: Iterable[date] = ()) -> list[Step]:
    """Return the steps in the order of time.

    entries: day and kind of each entry of the log; adjusted: days of changes of course, which are steps back
    A change of course that the log tells of on the same day is one step, not two.
    """
    told = list(entries)
    in_log = {day for day, kind in told if kind == "bijstelling"}
    moves = [(day, kind not in BACK) for day, kind in told]
    moves += [(day, False) for day in dict.fromkeys(adjusted) if day not in in_log]
    level, steps = 0, []
    for day, forward in sorted(moves, key=lambda move: move[0]):
        level += 1 if forward else -1
        steps.append(Step(day, forward, level))
    return steps
