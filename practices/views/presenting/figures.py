"""What a figure of the insight page is made of: a sentence, a chart, and a table that is also a download."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from practices.views.presenting.shared import Link

#: A bar of the highest value takes so much of the width in percents; its number stands after it.
_WIDEST = 86


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `url` makes it a link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: (head, holds numbers) per column, and rows of cells of which the first is the head of its row."""

    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Download:
    """The same numbers for programs: names of columns, and rows of plain values."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. Without data it has an empty conclusion, and says `nothing`.

    slug: its place on the page and the name of its download
    conclusion: what one sees in it, in a sentence; more: the search behind that sentence
    chart: the template in `templates/practices/figures/` that draws it; data: what that template reads
    about: what one must know to read it
    """

    slug: str
    title: str
    nothing: str
    conclusion: str = ""
    more: Link | None = None
    chart: str = "bars"
    data: Any = None
    about: str = ""
    table: Table = Table((), ())
    download: Download = field(default_factory=lambda: Download((), ()))


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart. note: a link below the label, where that itself leads nowhere."""

    label: str
    number: int
    url: str = ""
    note: Link | None = None
    tone: str = ""


def bars(rows: Iterable[Bar], *, one: str, many: str) -> list[dict[str, Any]]:
    """Return bars as the component reads them; one, many: what is counted."""
    found = list(rows)
    highest = max((bar.number for bar in found), default=0) or 1
    return [
        {
            "label": bar.label,
            "number": bar.number,
            "said": f"{bar.number} {one if bar.number == 1 else many}",
            "url": bar.url if bar.number else "",
            "note": bar.note if bar.number else None,
            "width": f"{_WIDEST * bar.number / highest:.2f}%",
            "tone": bar.tone,
        }
        for bar in found
    ]


def share(part: int, whole: int) -> str:
    """Return a part in words: "57 van de 70 (81 procent)"."""
    return f"{part} van de {whole} ({round(100 * part / whole)} procent)" if whole else "0"


def as_csv(download: Download) -> str:
    """Return a download as CSV, as spreadsheets in the Netherlands and programs both read it: no text of users."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(download.columns)
    writer.writerows(download.rows)
    return file.getvalue()
