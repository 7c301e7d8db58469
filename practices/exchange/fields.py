"""The fields of a record: what each is called, what it means, and where the page keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from practices.actions.records import Content
from practices.exchange.reading import Reading, Record, Wrong, type_name
from practices.exchange.values import Line, Value, as_list
from search.language import clean

#: How a name is read: of a term, a page or an organisation.
NAME = Line(300)


class Field:
    """A value kept in one attribute of the page, or of a row.

    needed: without it a row says nothing and is left out
    default: the canonical value where the record has none
    managed: the portal itself keeps it, so that a record without it leaves it as it is
    together: names of fields that the page keeps in one attribute with this one
    """

    together: frozenset[str] = frozenset()

    def __init__(
        self,
        name: str,
        attribute: str,
        value: Value,
        meaning: str,
        *,
        needed: bool = False,
        default: Any = None,
        managed: bool = False,
    ) -> None:
        self.name, self.attribute, self.value, self.meaning = name, attribute, value, meaning
        self.needed, self.default, self.managed = needed, default, managed

    @property
    def description(self) -> str:
        """What kind of value it is, for the documentation."""
        return self.value.description

    @property
    def refers(self) -> bool:
        """Whether it names another record, so that it is looked up again once all are there."""
        return self.value.refers

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        """Return the canonical value of what a record holds, or None; raises Wrong."""
        return self.value.read(raw, path, reading)

    def show(self, item: Any) -> Any:
        """Return the canonical value of a page or row, or None."""
        return self.value.show(getattr(item, self.attribute))

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        """Return what page or row keep of the canonical value."""
        return {self.attribute + self.value.suffix: self.value.store(canonical, reading)}

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        """Put the canonical value into what will be saved."""
        content.attributes.update(self.attributes(canonical, reading))


class Entry(Value):
    """One entry of a maintained list, by its slug."""

    suffix = "_id"

    def __init__(self, kind: str) -> None:
        super().__init__(200)
        self.kind = kind

    @property
    def description(self) -> str:  # type: ignore[override]
        return f"entry of `{self.kind}`"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        name = NAME.read(raw, path, reading)
        return reading.resolve(self.kind, name, path) if name else None

    def show(self, stored: Any) -> Any:
        return stored.slug if stored else None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return reading.names.entry(self.kind, canonical).pk if canonical else None


class Slugs(Entry):
    """Entries of a list that a row keeps as slugs, sorted."""

    suffix = ""

    @property
    def description(self) -> str:  # type: ignore[override]
        return f"list of entries of `{self.kind}`"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        return sorted(set(read_names(raw, path, reading, self.kind))) or None

    def show(self, stored: Any) -> Any:
        return sorted({str(slug) for slug in stored}) or None

    def store(self, canonical: Any, reading: Reading) -> Any:
        return list(canonical or [])


class Group(Field):
    """Several attributes of the page in one object of the record, such as the contact."""

    def __init__(self, name: str, fields: tuple[Field, ...], meaning: str) -> None:
        super().__init__(name, "", Value(), meaning)
        self.fields = fields

    @property
    def description(self) -> str:
        return "object"

    @property
    def refers(self) -> bool:
        return any(field.refers for field in self.fields)

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        return read_object(raw, self.fields, path, reading) or None

    def show(self, item: Any) -> Any:
        return show_object(item, self.fields) or None

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in self.fields:
            found |= field.attributes((canonical or {}).get(field.name), reading)
        return found


class Rows(Group):
    """A list of objects, in order, each a child of the page.

    unique: no two rows may have the same value of this field; tidy: completes a row after it was read
    lasting: rows with this field were told in the portal by others, so that a record without them leaves them there
    """

    def __init__(
        self,
        name: str,
        relation: str,
        fields: tuple[Field, ...],
        meaning: str,
        *,
        unique: str = "",
        tidy: Callable[[Any, Reading], Any] | None = None,
        managed: bool = False,
        lasting: str = "",
    ) -> None:
        super().__init__(name, fields, meaning)
        self.attribute, self.unique, self.tidy, self.managed = relation, unique, tidy, managed
        self.lasting = lasting

    @property
    def description(self) -> str:
        return "list of objects"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        rows: list[Record] = []
        for number, item in enumerate(as_list(raw)):
            row_path = f"{path}[{number + 1}]"
            before = len(reading.problems)
            row = read_object(self.tidy(item, reading) if self.tidy else item, self.fields, row_path, reading)
            if len(reading.problems) > before or row is None:
                continue
            missing = [field.name for field in self.fields if field.needed and field.name not in row]
            if missing or not row:
                reading.warn(row_path, f"weggelaten: {' en '.join(missing) or 'alles'} ontbreekt")
            elif self.unique and any(row[self.unique] == other[self.unique] for other in rows):
                reading.warn(row_path, f"weggelaten: “{row[self.unique]}” staat er al")
            else:
                rows.append(row)
        return rows or None

    def show(self, item: Any) -> Any:
        children = sorted(getattr(item, self.attribute).all(), key=lambda child: (child.sort_order or 0, child.pk))
        return [show_object(child, self.fields) for child in children] or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        content.rows[self.attribute] = [self.attributes(row, reading) for row in canonical or []]

    def with_lasting(self, given: Sequence[Record] | None, there: Sequence[Record] | None) -> list[Record] | None:
        """Return the rows of a record with those that are there and lasting: they take the place of what is theirs."""
        lasting = [row for row in there or () if row.get(self.lasting)] if self.lasting else []
        found = list(given or ())
        told = {row[self.lasting] for row in found if row.get(self.lasting)}
        for row in lasting:
            if row[self.lasting] in told:
                continue
            same = [other for other in found if self.unique and other[self.unique] == row[self.unique]]
            found = [row if other in same else other for other in found] if same else [*found, row]
        return found or None


class Set(Field):
    """Entries of a maintained list, without order: shown sorted by slug."""

    def __init__(self, name: str, attribute: str, kind: str, meaning: str) -> None:
        super().__init__(name, attribute, Slugs(kind), meaning)
        self.kind = kind

    def show(self, item: Any) -> Any:
        return sorted({entry.slug for entry in getattr(item, self.attribute).all()}) or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        content.sets[self.attribute] = [reading.names.entry(self.kind, slug) for slug in canonical or []]


class Themes(Field):
    """The themes in order; the first is the main one."""

    def __init__(self) -> None:
        super().__init__("themas", "theme_choices", Slugs("themas"), "themes, the first is the main one")

    @property
    def description(self) -> str:
        return "ordered list of entries of `themas`"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        themes = list(dict.fromkeys(read_names(raw, path, reading, "themas")))
        if len(themes) > 3:
            reading.warn(path, f"{len(themes)} thema’s; gebruikelijk is hooguit 3")
        return themes or None

    def show(self, item: Any) -> Any:
        choices = sorted(item.theme_choices.all(), key=lambda choice: (choice.sort_order or 0, choice.pk))
        return [choice.theme.slug for choice in choices] or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        themes = [reading.names.entry("themas", slug) for slug in canonical or []]
        content.rows["theme_choices"] = [{"theme_id": theme.pk} for theme in themes]


def shown(attribute: str) -> str:
    """Return where the exporter keeps the related pages that the viewer may see."""
    return f"shown_{attribute}"


def read_names(raw: Any, path: str, reading: Reading, kind: str) -> list[str]:
    """Return the slugs of a list of names, in order; each name that is wrong is a problem of its own."""
    slugs = []
    for number, item in enumerate(as_list(raw), start=1):
        try:
            name = NAME.read(item, path, reading)
            if name:
                slugs.append(reading.resolve(kind, name, f"{path}[{number}]"))
        except Wrong as error:
            reading.problem(f"{path}[{number}]", str(error))
    return slugs


def read_object(raw: Any, fields: Iterable[Field], path: str, reading: Reading) -> Record | None:
    """Return the canonical object with the given fields, in their order; None when it is no object.

    Every value that is wrong is a problem, every unknown field a warning.
    """
    if not isinstance(raw, dict):
        reading.problem(path, f"moet een object zijn, niet {type_name(raw)}")
        return None
    prefix = f"{path}." if path else ""
    found: Record = {}
    names = set()
    for field in fields:
        names.add(field.name)
        value = raw.get(field.name)
        try:
            canonical = None if value is None else field.read(value, prefix + field.name, reading)
        except Wrong as error:
            reading.problem(prefix + field.name, str(error))
            continue
        if canonical is None:
            canonical = field.default
        if canonical is not None:
            found[field.name] = canonical
    for name in raw:
        if name not in names:
            reading.warn(prefix + clean(name)[:60], "onbekend veld, niet overgenomen")
    return found


def show_object(item: Any, fields: Iterable[Field]) -> Record:
    """Return the canonical object of a page or row: fields that are empty are left out."""
    found = {}
    for field in fields:
        value = field.show(item)
        if value is not None:
            found[field.name] = value
    return found
