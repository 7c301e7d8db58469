"""The fields of a record that refer to other records."""

from __future__ import annotations

from typing import Any

from practices.actions.records import Content
from practices.choices import Kind
from practices.exchange.fields import NAME, Field, read_object, shown
from practices.exchange.reading import Reading, Record, Remark
from practices.exchange.values import Choice, Line, Value, as_list
from practices.models import SharedPage


class References(Field):
    """Other records by their source key, without order. `kind` is their soort."""

    def __init__(self, name: str, attribute: str, kind: Kind, model: type[SharedPage], meaning: str) -> None:
        super().__init__(name, attribute, Value(), meaning)
        self.kind, self.model = kind, model

    @property
    def description(self) -> str:
        return f"list of `id` of a {self.kind}; on import also an address or title"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        found = set()
        for number, item in enumerate(as_list(raw), start=1):
            name = NAME.read(item, path, reading)
            key = find_page(self.kind, name, f"{path}[{number}]", reading) if name else None
            if key:
                found.add(key)
        return sorted(found) or None

    def show(self, item: Any) -> Any:
        return sorted({page.source_id for page in getattr(item, shown(self.attribute))}) or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        numbers = [reading.pages.number(self.kind, key) for key in canonical or []]
        content.sets[self.attribute] = [self.model(pk=number) for number in numbers]


class OnePage(Value):
    """One other record by its source key, in a row. kind: its soort."""

    suffix = "_id"
    refers = True

    def __init__(self, kind: Kind) -> None:
        super().__init__(300)
        self.kind = kind

    @property
    def description(self) -> str:  # type: ignore[override]
        return f"`id` of a {self.kind}; on import also an address or title"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        name = NAME.read(raw, path, reading)
        return find_page(self.kind, name, path, reading) if name else None

    def show(self, stored: Any) -> Any:
        return stored.source_id if stored else None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return reading.pages.number(self.kind, canonical) if canonical else None


class Items(Field):
    """The pages of a dossier, in order."""

    columns = (
        Field("soort", "kind", Choice(Kind), "kind of item", needed=True),
        Field("id", "source_id", Line(300, numbers=True), "its `id`; on import also an address or title", needed=True),
    )

    def __init__(self) -> None:
        super().__init__("items", "items", Value(), "what belongs to it, in order: {`soort`, `id`}")

    @property
    def description(self) -> str:
        return "list of objects"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        items: list[Record] = []
        for number, raw_item in enumerate(as_list(raw), start=1):
            item_path = f"{path}[{number}]"
            item = read_object(raw_item, self.columns, item_path, reading) or {}
            missing = [column.name for column in self.columns if column.name not in item]
            if missing:
                reading.warn(item_path, f"weggelaten: {' en '.join(missing)} ontbreekt")
                continue
            key = find_page(item["soort"], item["id"], item_path, reading)
            if key and {"soort": item["soort"], "id": key} not in items:
                items.append({"soort": item["soort"], "id": key})
        return items or None

    def show(self, item: Any) -> Any:
        rows = sorted(getattr(item, shown(self.attribute)), key=lambda row: (row.sort_order or 0, row.pk))
        return [{"soort": row.page.kind, "id": row.page.source_id} for row in rows] or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        content.rows[self.attribute] = [
            {"page_id": reading.pages.number(item["soort"], item["id"])} for item in canonical or []
        ]


def find_page(kind: str, name: str, path: str, reading: Reading) -> str | None:
    """Return the source key of the one page that the name stands for; notes it for later when there is none yet."""
    found = reading.pages.find(kind, name)
    if len(found) == 1:
        return found[0]
    text = f"“{name}” staat voor {len(found)} items; gebruik het id" if found else f"geen {kind} “{name}” gevonden"
    reading.unresolved.append(Remark(path, text))
    return None
