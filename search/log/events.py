"""What a page tells the log, as plain values; they are cleaned and written a little later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Searched:
    """A search with its number of results. `asker` tells people apart; it is hashed and never written."""

    number: UUID
    at: datetime
    text: str
    filters: str
    total: int
    relaxed: bool
    is_simple: bool
    asker: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A result that was opened, at its place on the page, from 1."""

    number: UUID
    key: str
    place: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer to "was this useful?"."""

    number: UUID
    useful: bool


LogEvent = Searched | Opened | Judged
