"""Says in Dutch how much time lies between two days, rounded as people say it."""

from __future__ import annotations

from datetime import date

#: Below so many days one counts days, below so many weeks, below so many months those; beyond that years.
_DAYS, _WEEKS, _MONTHS = 14, 56, 24
#: Of an average year.
DAYS_IN_MONTH = 365.25 / 12


def elapsed(first: date, last: date) -> str:
    """Return the time from the first day to the last, such as "12 dagen", "5 maanden" or "2 jaar en 1 maand".

    Raises ValueError when the last day is the earlier one.
    """
    days = (last - first).days
    if days < 0:
        raise ValueError(f"{last} is before {first}")
    if days == 0:
        return "op dezelfde dag"
    if days < _DAYS:
        return _counted(days, "dag", "dagen")
    if days < _WEEKS:
        return _counted(round(days / 7), "week", "weken")
    return _in_months(months_between(first, last))


def length(days: float) -> str:
    """Return a number of days as people say it, such as "5 maanden"; months are those of an average year."""
    if round(days) < _DAYS:
        return _counted(round(days), "dag", "dagen")
    if days < _WEEKS:
        return _counted(round(days / 7), "week", "weken")
    return _in_months(round(days / DAYS_IN_MONTH))


def between(lower: float, upper: float) -> str:
    """Return two numbers of days as one range: "3 tot 6 maanden", "6 weken tot 3 maanden", or one length."""
    first, last = length(lower), length(upper)
    if first == last:
        return first
    number, unit = first.split(" ", 1)
    same = unit.rstrip("en") == last.split(" ", 1)[1].rstrip("en") and " en " not in first + last
    return f"{number if same else first} tot {last}"


def months_between(first: date, last: date) -> int:
    """Return the number of months from the first day to the last, rounded to the nearest."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + round((last.day - first.day) / 31)


def _in_months(months: int) -> str:
    if months < _MONTHS:
        return _counted(months, "maand", "maanden")
    years, rest = divmod(months, 12)
    return f"{years} jaar en {_counted(rest, 'maand', 'maanden')}" if rest else f"{years} jaar"


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
