"""The fields of a record that need more than one attribute: owner, visibility, keywords, positions and funding."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify

from practices.actions.records import Content
from practices.choices import DRAFT, Verdict, Visibility
from practices.exchange.fields import NAME, Field, read_object, shown
from practices.exchange.numbers import TextOrNumber
from practices.exchange.reading import ORGANISATIONS, Reading, Wrong
from practices.exchange.values import Line, Texts, Value, as_list

_KEYWORD = Line(100)


class Owner(Field):
    """The organisation that the item belongs to. Where it stands in the tree is up to importer and exporter."""

    def __init__(self) -> None:
        super().__init__("trekker", shown("owner"), Line(), "organisation that the item belongs to")

    @property
    def description(self) -> str:
        return "municipality, code of a region (`VR11`), `VNG`, or name of a partner organisation"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        name = NAME.read(raw, path, reading)
        if not name:
            return None
        found = reading.names.owner(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise Wrong(f"“{name}” kan van alles zijn; kies een van {', '.join(found)}")
        if reading.create_terms and slugify(name) and len(name) <= 200:
            reading.pending[ORGANISATIONS, name] = name
            reading.warn(path, f"“{name}” is een nieuwe partnerorganisatie")
            return name
        raise Wrong(f"“{name}” is geen organisatie die wij kennen")

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        """The place in the tree is no attribute."""


class VisibleTo(Field):
    """Who may see the item; a draft says so here, and in `zichtbaarNaDelen` who may see it once it is shared."""

    def __init__(self, name: str, meaning: str, *, managed: bool) -> None:
        super().__init__(name, "visibility", Line(20), meaning, managed=managed)
        self.values = Visibility.values if managed else [*Visibility.values, DRAFT]
        self.default = None if managed else str(Visibility.MUNICIPALITIES)

    @property
    def description(self) -> str:
        return "one of " + ", ".join(f"`{value}`" for value in self.values)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        text = super().read(raw, path, reading)
        if text is not None and text not in self.values:
            raise Wrong(f"“{text}” kan niet; toegestaan: {', '.join(self.values)}")
        return text

    def show(self, item: Any) -> Any:
        if self.managed:
            return None if item.live else item.visibility
        return item.visibility if item.live else DRAFT

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        if canonical and canonical != DRAFT:
            content.attributes["visibility"] = canonical


class Keywords(Field):
    """The free keywords, sorted; one that is there already keeps its spelling."""

    def __init__(self) -> None:
        super().__init__("trefwoorden", "tags", Texts(), "keywords")

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        found: dict[str, str] = {}
        for number, item in enumerate(as_list(raw), start=1):
            try:
                name = _KEYWORD.read(item, path, reading)
                if name and not slugify(name, allow_unicode=True):
                    raise Wrong(f"“{name}” heeft geen letters")
            except Wrong as error:
                reading.problem(f"{path}[{number}]", str(error))
                continue
            if name:
                found.setdefault(name.casefold(), reading.names.tag(name))
        return _sorted(found.values()) or None

    def show(self, item: Any) -> Any:
        return _sorted(tag.name for tag in item.tags.all()) or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        content.tags = list(canonical or [])


def _sorted(names: Any) -> list[str]:
    return sorted(names, key=lambda name: (name.casefold(), name))


class Standpoint(Field):
    """A position: one of the short answers, or a text."""

    @property
    def description(self) -> str:
        return "one of " + ", ".join(f"`{value}`" for value in Verdict.values) + ", or text"

    def show(self, item: Any) -> Any:
        return item.position or self.value.show(item.position_text)

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        if canonical in Verdict.values:
            return {"position": canonical, "position_text": ""}
        return {"position": "", "position_text": canonical or ""}


class StandpointText(Field):
    """The words beside a position that is one of the short answers."""

    def show(self, item: Any) -> Any:
        return super().show(item) if item.position else None

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        return super().attributes(canonical, reading) if canonical else {}


class Address(Value):
    """The last part of the address of an item."""

    def __init__(self) -> None:
        super().__init__(200)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        text = super().read(raw, path, reading)
        if text and slugify(text) != text:
            raise Wrong(f"“{text[:60]}” kan geen adres zijn; gebruik kleine letters, cijfers en streepjes")
        return text


class Funding(Field):
    """Money by source, kept as a list of objects."""

    def __init__(self) -> None:
        super().__init__(
            "financiering", "funding", Value(), "money: {`bron`, `bedrag`}; the amount is a text or number"
        )
        self.columns = (
            Field("bron", "bron", Line(), "from whom"),
            Field("bedrag", "bedrag", TextOrNumber(), "how much"),
        )

    @property
    def description(self) -> str:
        return "list of objects"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        rows = [
            read_object(item, self.columns, f"{path}[{number}]", reading)
            for number, item in enumerate(as_list(raw), start=1)
        ]
        return [row for row in rows if row] or None

    def show(self, item: Any) -> Any:
        rows = []
        for kept in item.funding:
            shown_row = {
                column.name: value
                for column in self.columns
                if kept.get(column.name) is not None and (value := column.value.show(kept[column.name])) is not None
            }
            rows.append(shown_row)
        return [row for row in rows if row] or None

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        return {self.attribute: [dict(row) for row in canonical or []]}
