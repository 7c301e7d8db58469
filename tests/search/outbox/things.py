"""A source of a few things in memory, and a clock that only the test moves, for the rules of relay and rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from search.engines.base import Engine
from search.outbox.enqueue import enqueue
from search.schema import Facet, Schema
from search.values import Document

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """The time, which only the test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


class Things:
    """A source of a few things in memory. `whenever_read` is called before things are read."""

    schema = Schema(facets=(Facet("soort", "Soort"),))
    public = frozenset({"public"})

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self.unreadable: set[str] = set()
        self.whenever_read: Callable[[], object] = lambda: None

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        present = {key: self.titles[key] for key in keys if key in self.titles}
        self.whenever_read()
        if self.unreadable & set(keys):
            raise LookupError("een kapot ding")
        return {key: document(key, title) for key, title in present.items()}

    def keys(self) -> Iterator[str]:
        return iter(sorted(self.titles))


def document(key: str, title: str) -> Document:
    ordinal = int(key.rpartition("-")[2])
    return Document(key, title, tokens=frozenset({"public"}), newest=NOON, confirmed=NOON, ordinal=ordinal)


def change(things: Things, key: str, title: str) -> None:
    things.titles[key] = title
    enqueue([key])


def indexed(engine: Engine) -> set[str]:
    return {entry.key for entry in engine.entries()}


def titles(engine: Engine) -> set[str]:
    return {each.title for each in engine.suggest(["t"], tokens=frozenset({"public"}), limit=100)}
