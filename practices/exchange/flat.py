"""Writes records as CSV: one row per item, lists joined with "|", safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from practices.choices import Kind
from practices.exchange.fields import Field, Group
from practices.exchange.links import Items
from practices.exchange.reading import Record
from practices.exchange.records import FIELDS
from practices.exchange.special import Funding

#: Between the parts of a list; a bar in a text becomes the broken bar beside it.
SEPARATOR = "|"
_INSIDE = "¦"
#: The field whose parts differ from item to item: one cell holds it as JSON.
BLOCKS = "blokken"
#: A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(records: Iterable[Record], kinds: Sequence[Kind], file: TextIO) -> None:
    """Write a header and a row for each record. Objects become columns such as "contact.rol"."""
    columns = columns_of(kinds)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    for record in records:
        flat = flatten(record)
        writer.writerow([safe_cell(flat.get(column, "")) for column in columns])


def columns_of(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Return the columns of these kinds, in the order of their fields."""
    found = dict.fromkeys(column for kind in kinds for field in FIELDS[kind] for column in _columns(field))
    return tuple(found)


def _columns(field: Field) -> tuple[str, ...]:
    if isinstance(field, Group):
        return tuple(f"{field.name}.{part.name}" for part in field.fields)
    if isinstance(field, Items | Funding):
        return tuple(f"{field.name}.{part.name}" for part in field.columns)
    return (field.name,)


def flatten(record: Record) -> dict[str, str]:
    """Return the cells of a record by column; the parts of a list of objects stand in the same order in each column."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        if name == BLOCKS:
            cells[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            parts = dict.fromkeys(part for row in value for part in row)
            for part in parts:
                cells[f"{name}.{part}"] = SEPARATOR.join(_text(row.get(part)) for row in value)
        elif isinstance(value, dict):
            cells |= {f"{name}.{part}": _text(inner) for part, inner in value.items()}
        elif isinstance(value, list):
            cells[name] = SEPARATOR.join(_text(part) for part in value)
        else:
            cells[name] = "" if value is None else _plain(value)
    return cells


def _text(value: Any) -> str:
    return "" if value is None else _plain(value).replace(SEPARATOR, _INSIDE)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def safe_cell(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
