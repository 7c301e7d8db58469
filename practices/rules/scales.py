"""Lays values with units on one scale, so that they can be compared: minutes beside days, or numbers of one unit."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

#: Seconds in a unit of time. Working days count as days: how many of them go in a week differs.
_SECONDS = {
    name: seconds
    for names, seconds in (
        ("seconde seconden sec", 1),
        ("minuut minuten min", 60),
        ("uur uren", 3_600),
        ("dag dagen werkdag werkdagen etmaal etmalen", 86_400),
        ("week weken", 604_800),
        ("maand maanden", 2_629_800),
        ("jaar jaren", 31_557_600),
    )
    for name in names.split()
}
#: What the marks of a scale of time say, by their seconds.
_TIMES = (
    (1, "1 seconde"),
    (10, "10 seconden"),
    (60, "1 minuut"),
    (600, "10 minuten"),
    (3_600, "1 uur"),
    (86_400, "1 dag"),
    (604_800, "1 week"),
    (2_629_800, "1 maand"),
    (31_557_600, "1 jaar"),
    (315_576_000, "10 jaar"),
)
#: The unit in which a scale of time without powers is marked: the largest that the highest value reaches.
_STEPS = ((1, "sec."), (60, "min."), (3_600, "uur"), (86_400, "dagen"), (604_800, "weken"), (31_557_600, "jaar"))
#: From this difference between the lowest and the highest value on, equal steps multiply.
_WIDE = 10
#: Marks stand at least so many percents apart.
_APART = 15
_TIME = "tijd"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the scale; `position` in percents from its left end; `main` ones fit where there is little room."""

    label: str
    position: float
    main: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """Values on one scale.

    positions: of each value as given, in percents from the left end; None for what cannot be compared with the rest
    multiplies: equal steps multiply (1 minute, 1 hour, 1 day) instead of adding up
    """

    ticks: tuple[Tick, ...]
    positions: tuple[float | None, ...]
    multiplies: bool


def scale_of(values: Sequence[tuple[float | None, str]]) -> Scale | None:
    """Return the scale of (value, unit) pairs, or None when fewer than two of them can be compared.

    Values of the family of units that occurs most are compared: all units of time are one family.
    """
    families = [_family(unit) if value is not None else None for value, unit in values]
    counted = Counter(family for family in families if family is not None)
    if not counted:
        return None
    family, times = counted.most_common(1)[0]
    if times < 2:
        return None
    sizes = [
        value * _SECONDS.get(_name(unit), 1) if value is not None and own == family else None
        for (value, unit), own in zip(values, families, strict=True)
    ]
    known = [size for size in sizes if size is not None]
    lowest, highest = min(known), max(known)
    multiplies = lowest > 0 and highest / lowest >= _WIDE
    if multiplies:
        marks = _powers(lowest, highest, is_time=family == _TIME)
    else:
        marks = _steps(lowest, highest, is_time=family == _TIME)
    place = _placing(marks[0][0], marks[-1][0], multiplies=multiplies)
    return Scale(
        ticks=_thinned([Tick(label, place(size)) for size, label in marks]),
        positions=tuple(None if size is None else place(size) for size in sizes),
        multiplies=multiplies,
    )


def _name(unit: str) -> str:
    return unit.strip().rstrip(".").casefold()


def _family(unit: str) -> str:
    return _TIME if _name(unit) in _SECONDS else f"in {_name(unit)}"


def _placing(low: float, high: float, *, multiplies: bool) -> Callable[[float], float]:
    if multiplies:
        return lambda size: round(100 * math.log(size / low) / math.log(high / low), 2)
    return lambda size: round(100 * (size - low) / (high - low), 2)


def _powers(lowest: float, highest: float, *, is_time: bool) -> list[tuple[float, str]]:
    """Return marks that multiply, from at or below the lowest value to at or above the highest."""
    if is_time and _TIMES[0][0] <= lowest and highest <= _TIMES[-1][0]:
        ladder: list[tuple[float, str]] = list(_TIMES)
    else:
        first, last = math.floor(math.log10(lowest)), math.ceil(math.log10(highest))
        ladder = [(10.0**power, _number(10.0**power)) for power in range(first, last + 1)]
    below = max(size for size, _ in ladder if size <= lowest)
    above = min(size for size, _ in ladder if size >= highest)
    return [(size, label) for size, label in ladder if below <= size <= above]


def _steps(lowest: float, highest: float, *, is_time: bool) -> list[tuple[float, str]]:
    """Return marks that add up, from zero (or below the lowest value) to at or above the highest."""
    unit, name = 1.0, ""
    if is_time:
        unit, name = max(((size, name) for size, name in _STEPS if size <= max(highest, 1)), key=lambda pair: pair[0])
    low, high = min(lowest / unit, 0.0), max(highest / unit, 0.0)
    step = _nice((high - low) / 4 or 1.0)
    first, last = math.floor(low / step), math.ceil(high / step)
    if last == first:
        last += 1
    marks = [(number * step * unit, _number(number * step)) for number in range(first, last + 1)]
    return [*marks[:-1], (marks[-1][0], f"{marks[-1][1]} {name}".strip())]


def _nice(step: float) -> float:
    """Return 1, 2 or 5 times a power of ten, at or above the step."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= step * (1 - 1e-9))


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _thinned(ticks: list[Tick]) -> tuple[Tick, ...]:
    """Leave out marks that would stand too close together; the two ends stay."""
    kept = _apart(ticks, _APART)
    main = {tick.label for tick in _apart(kept, 2 * _APART)}
    return tuple(replace(tick, main=tick.label in main) for tick in kept)


def _apart(ticks: list[Tick], distance: float) -> list[Tick]:
    kept = [ticks[0]]
    for tick in ticks[1:-1]:
        if tick.position - kept[-1].position >= distance and ticks[-1].position - tick.position >= distance:
            kept.append(tick)
    return [*kept, ticks[-1]]
