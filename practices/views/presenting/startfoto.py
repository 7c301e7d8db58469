"""The startfoto of a practice: one chart in which partners stand side by side, from their first score to their last.

Only what was released is here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from practices.choices import BaselineStatement
from practices.exchange.flat import safe_cell
from practices.models import BaselineMeasurement, PracticePage
from practices.views.presenting.words import and_list

_NO_DAY = "zonder datum"
_FIXED: Mapping[str, str] = {statement.value: str(statement.label) for statement in BaselineStatement}
_COLUMNS = ("datum", "partner", "stelling", "score", "toelichting", "watMerktHetGezin")


def startfoto(page: PracticePage) -> dict[str, Any] | None:
    """Return the chart with its table, and the words beside it; None when nothing was released.

    Partners that gave exactly the same stand together. Scores of one month stand in one column of the table.
    """
    partners: dict[str, list[BaselineMeasurement]] = {}
    for measurement in released(page):
        partners.setdefault(measurement.partner or "Partner", []).append(measurement)
    if not partners:
        return None
    lines = [(_capital(and_list(names)), taken) for names, taken in _alike(partners)]
    days = sorted({_month(item.date) for _, taken in lines for item in taken})
    groups = [_group(name, lines) for name in _statements(lines)]
    return {
        "groups": groups,
        "is_single": len(lines) == 1,
        "single": lines[0][0] if len(lines) == 1 else "",
        "has_own": any(name not in _FIXED for name in _statements(lines)),
        "is_again": any(len(taken) > 1 for _, taken in lines),
        "columns": [_in_words(day) for day in days],
        "rows": [row for name in _statements(lines) for row in _rows(name, lines, days)],
        "remarks": _words(lines, "remark"),
        "family": _words(lines, "family_effect"),
        "csv": reverse("practices:startfoto-csv", args=[page.address]) if page.address else "",
    }


def released(page: PracticePage) -> list[BaselineMeasurement]:
    """Return the measurements that may be shown, the oldest first."""
    found = [item for item in page.measurements.all() if item.released and item.scores]
    return sorted(found, key=lambda item: (item.date or date.min, item.sort_order or 0))


def as_csv(page: PracticePage) -> str:
    """Return what was released as CSV: a row per partner, day and statement. Safe to open in a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for item in released(page):
        day = item.date.isoformat() if item.date else ""
        for name in _ordered(item.scores):
            cells = (day, item.partner, name, str(item.scores[name]), item.remark, item.family_effect)
            writer.writerow([safe_cell(cell) for cell in cells])
    return file.getvalue()


def _alike(
    partners: Mapping[str, Sequence[BaselineMeasurement]],
) -> Iterator[tuple[list[str], Sequence[BaselineMeasurement]]]:
    """Yield measurements with the names of the partners that gave exactly these: one line says it for all."""
    groups: dict[str, list[str]] = {}
    for name, taken in partners.items():
        given = repr([(item.date, sorted(item.scores.items()), item.remark, item.family_effect) for item in taken])
        groups.setdefault(given, []).append(name)
    for names in groups.values():
        yield names, partners[names[0]]


Lines = Sequence[tuple[str, Sequence[BaselineMeasurement]]]


def _statements(lines: Lines) -> list[str]:
    return _ordered({name for _, taken in lines for item in taken for name in item.scores})


def _ordered(names: Any) -> list[str]:
    """Return the six that are the same everywhere in their order, then the others."""
    return [*(name for name in _FIXED if name in names), *sorted(name for name in names if name not in _FIXED)]


def _label(name: str) -> str:
    """Return a statement in words; one that came with a record may be written as a slug."""
    return _FIXED.get(name) or _capital(name if " " in name else name.replace("-", " "))


def _group(name: str, lines: Lines) -> dict[str, Any]:
    """Return a statement with a line per partner that scored it."""
    found = []
    for partner, taken in lines:
        marks = [(item.date, item.scores[name]) for item in taken if name in item.scores]
        if marks:
            found.append(_line(partner, marks))
    return {"label": _label(name), "lines": found}


def _line(partner: str, marks: Sequence[tuple[date | None, int]]) -> dict[str, Any]:
    scores = [score for _, score in marks]
    again = len(marks) > 1
    said = [f"{_in_words(_month(day))} {score}" for day, score in marks]
    return {
        "partner": partner,
        "said": f"{and_list(said)} van 5",
        "before": scores[0],
        "between": scores[1:-1],
        "after": scores[-1] if again else None,
        "low": min(scores),
        "high": max(scores),
        "value": scores[-1],
    }


def _rows(name: str, lines: Lines, days: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    for partner, taken in lines:
        given = {_month(item.date): item.scores[name] for item in taken if name in item.scores}
        if given:
            yield {"label": _label(name), "partner": partner, "scores": [given.get(day) for day in days]}


def _words(lines: Lines, field: str) -> list[tuple[str, str, str]]:
    """Return (who, when, text) of what was said, the newest first; the same words of several stand there once."""
    said: dict[tuple[str, tuple[int, int]], list[str]] = {}
    for partner, taken in lines:
        for item in reversed(taken):
            if text := getattr(item, field).strip():
                said.setdefault((text, _month(item.date)), []).append(partner)
    everybody = len(lines)
    return [
        ("" if len(names) == everybody > 1 else and_list(names), _in_words(day), text)
        for (text, day), names in sorted(said.items(), key=lambda found: found[0][1], reverse=True)
    ]


def _month(day: date | None) -> tuple[int, int]:
    return (day.year, day.month) if day else (0, 0)


def _in_words(month: tuple[int, int]) -> str:
    return date_format(date(*month, 1), "F Y") if month != (0, 0) else _NO_DAY


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
