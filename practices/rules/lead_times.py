"""Lead times: how long the way from one milestone to another takes, over many practices, and who waits for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import quantiles

#: The milestones in the order in which most practices reach them.
ROAD = ("getekend", "plan-klaar", "projectleider", "budget", "eerste-casus", "eerste-resultaat", "borging")
START = ROAD[0]
#: From so many practices on there is a median; below that the cases stand by themselves.
ENOUGH = 5
#: In these phases a practice still waits for something.
GOING_ON = frozenset({"idee", "voorbereiding", "uitvoering"})

Pair = tuple[str, str]
#: The lead times that are told: from the signing to each milestone, then from each to the next.
FROM_START: tuple[Pair, ...] = tuple((START, later) for later in ROAD[1:])
STEP_BY_STEP: tuple[Pair, ...] = tuple(pairwise(ROAD[1:]))
PAIRS = (*FROM_START, *STEP_BY_STEP)


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took in `number` practices: the median and the quartiles, in days."""

    number: int
    lower: float
    median: float
    upper: float


def pair_value(pair: Pair) -> str:
    """Return a pair as one word, as a facet has it: "getekend+budget"."""
    return "+".join(pair)


def reached(milestones: Iterable[tuple[str, date | None]]) -> dict[str, date | None]:
    """Return when each milestone was first reached; None for one whose date nobody told."""
    found: dict[str, date | None] = {}
    for kind, day in milestones:
        known = found.get(kind)
        found[kind] = min(known, day) if known and day else known or day
    return found


def lead_times(days: Mapping[str, date | None]) -> dict[Pair, int]:
    """Return in how many days a practice went from one milestone to another, for each of PAIRS that it did.

    Not of a pair of which the later one came first: that practice went another way, and nothing was waited for.
    """
    found = {}
    for first, last in PAIRS:
        begin, end = days.get(first), days.get(last)
        if begin and end and begin <= end:
            found[first, last] = (end - begin).days
    return found


def waits_for(phase: str, days: Mapping[str, date | None]) -> str:
    """Return the milestone after the furthest one that a practice reached; empty when it waits for none.

    An earlier one that was skipped is not waited for: it was most likely never written down.
    """
    furthest = max((ROAD.index(kind) for kind in days), default=-1)
    if phase not in GOING_ON or furthest < 0 or furthest + 1 == len(ROAD):
        return ""
    return ROAD[furthest + 1]


def spread(days: Sequence[int]) -> Spread | None:
    """Return the median and quartiles of the lengths; None when they are fewer than ENOUGH."""
    if len(days) < ENOUGH:
        return None
    lower, median, upper = quantiles(days, n=4, method="inclusive")
    return Spread(len(days), lower, median, upper)
