"""Writes days, money and numbers of things as Dutch sentences do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def day(on: date) -> str:
    """Return a day, such as "3 maart 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def euro(amount: int) -> str:
    """Return whole euros, such as "€ 12.500"."""
    return f"€ {amount:,}".replace(",", ".")


def counted(number: int, one: str, more: str) -> str:
    """Return a number with its word, such as "1 leervraag" and "3 leervragen"."""
    return f"{number} {one if number == 1 else more}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence does: "a, b en c"; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"
