"""What reading one record gathers on the way: what is wrong, what is worth saying, and terms that must be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

#: The list of organisations, as `Reading.pending` calls it.
ORGANISATIONS = "organisaties"

#: A record as it was parsed, or in its one canonical form: plain JSON values by the names of `records`.
Record = dict[str, Any]


class Wrong(Exception):
    """A value that cannot be taken; the message is a Dutch sentence without the name of the field."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a field of a record, in Dutch; `path` is such as "leervragen[2].status"."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


class Names(Protocol):
    """Finds the entries of lists by the names that people give them."""

    def find(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the slugs of the list that the name may stand for."""

    def is_former(self, kind: str, name: str) -> bool:
        """Tell whether the name is one of the past, such as that of a municipality that merged."""

    def label(self, kind: str, slug: str) -> str:
        """Return the official name of an entry."""

    def entry(self, kind: str, slug: str) -> Any:
        """Return the entry itself."""

    def slug_for(self, kind: str, name: str) -> str:
        """Return the slug that a new entry with this name gets, or "" when it cannot have one."""

    def can_grow(self, kind: str) -> bool:
        """Tell whether an import may add entries to this list."""

    def kind_of_partner(self, name: str) -> str:
        """Return the kind of a partner by its name or that of an organisation of that kind, or ""."""

    def tag(self, name: str) -> str:
        """Return the keyword as it is written already, or as given when it is new."""

    def owner(self, name: str) -> tuple[str, ...]:
        """Return the organisations that a name may stand for, as a record writes them."""

    def partners_named(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the codes of the partner organisations with one of these names or codes, sorted."""


class Pages(Protocol):
    """Finds pages that records refer to."""

    def find(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the source keys of the pages of a kind that a key, address or title may stand for."""

    def number(self, kind: str, source_id: str) -> int:
        """Return the primary key of a page by its source key."""


@dataclass(slots=True)
class Reading:
    """One record while it is read.

    pending: entries that must be made before the record can be saved: the name by list and slug
    unresolved: references to other records that nothing answers to yet, as warnings for later
    """

    names: Names
    pages: Pages
    create_terms: bool = False
    problems: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    pending: dict[tuple[str, str], str] = field(default_factory=dict)
    unresolved: list[Remark] = field(default_factory=list)

    def problem(self, path: str, text: str) -> None:
        """Note a reason to refuse the record."""
        self.problems.append(Remark(path, text))

    def warn(self, path: str, text: str) -> None:
        """Note something that the reader of the report should know."""
        self.warnings.append(Remark(path, text))

    def resolve(self, kind: str, name: str, path: str) -> str:
        """Return the slug that the name stands for; raises Wrong when it is unknown or stands for several."""
        found = self.names.find(kind, name)
        if len(found) == 1:
            if self.names.is_former(kind, name):
                self.warn(path, f"“{name}” hoort nu bij {self.names.label(kind, found[0])}")
            return found[0]
        if found:
            options = ", ".join(f"“{slug}” ({self.names.label(kind, slug)})" for slug in found)
            raise Wrong(f"“{name}” kan van alles zijn; kies een van {options}")
        if self.create_terms and self.names.can_grow(kind):
            slug = self.names.slug_for(kind, name)
            if slug:
                if (kind, slug) not in self.pending:
                    self.pending[kind, slug] = name
                    self.warn(path, f"“{name}” is nieuw in de lijst {kind}")
                return slug
        raise Wrong(f"“{name}” staat niet in de lijst {kind}")


def type_name(raw: object) -> str:
    """Return what a JSON value is, in Dutch."""
    if isinstance(raw, bool):
        return "ja/nee"
    names: Mapping[type, str] = {
        str: "tekst",
        int: "een getal",
        float: "een getal",
        list: "een lijst",
        dict: "een object",
    }
    return names.get(type(raw), "leeg")
