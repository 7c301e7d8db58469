"""Describes the fields of records as tables in Markdown, for the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from practices.choices import Kind
from practices.exchange.content import Blocks
from practices.exchange.fields import Field, Group, Rows
from practices.exchange.links import Items
from practices.exchange.records import FIELDS
from practices.exchange.special import Funding

_HEAD = ("| field | value | meaning |", "| --- | --- | --- |")


def tables() -> str:
    """Return a heading and a table for what every kind has, and for each kind what it has beside that."""
    common = [field for field in FIELDS[Kind.PRACTICE] if all(_has(kind, field) for kind in Kind)]
    names = {field.name for field in common}
    parts = ["#### Every kind", "", *_table(common)]
    for kind in Kind:
        own = [field for field in FIELDS[kind] if field.name not in names]
        parts += ["", f"#### {kind.value}", "", *_table(own)]
    return "\n".join(parts)


def _has(kind: Kind, wanted: Field) -> bool:
    return any(field.name == wanted.name and field.description == wanted.description for field in FIELDS[kind])


def _table(fields: Iterable[Field]) -> Iterator[str]:
    yield from _HEAD
    for field in fields:
        yield _row(field.name, field)
        separator = "[]." if isinstance(field, Rows | Items | Funding | Blocks) else "."
        for part in _parts(field):
            yield _row(f"{field.name}{separator}{part.name}", part)


def _parts(field: Field) -> tuple[Field, ...]:
    if isinstance(field, Group):
        return field.fields
    return field.columns if isinstance(field, Items | Funding | Blocks) else ()


def _row(name: str, field: Field) -> str:
    notes = [field.meaning]
    if field.needed:
        notes.append("**required**" if "." not in name else "a row without it is left out")
    if field.default is not None and field.default is not False:
        notes.append(f"default `{field.default}`")
    if field.managed:
        notes.append("kept by the portal: a record without it leaves it as it is")
    return f"| `{name}` | {field.description} | {'; '.join(notes)} |"
