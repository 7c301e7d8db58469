"""The interface of a search engine. Values only: no model, request, hit object or engine type crosses it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from search.values import Change, Document, IndexEntry, Query, Results, Suggestion

#: How far a visitor may page: `offset + limit` never exceeds this.
MAX_WINDOW = 10_000


class EngineUnavailable(Exception):
    """The engine is away, too slow, refuses, or answers what it should not. The cause says which.

    Everything an engine may run into is raised as this one error, so that callers can fall back on the database.
    """


class RejectedDocuments(Exception):
    """The engine took part of a batch: `reasons` maps the refused keys to why. The other changes are in."""

    def __init__(self, reasons: dict[str, str]) -> None:
        super().__init__(f"{len(reasons)} documents refused: {dict(list(reasons.items())[:3])}")
        self.reasons = reasons


class Rebuild(ABC):
    """A new index beside the one in use; nobody sees it before `publish`."""

    @abstractmethod
    def add(self, documents: Iterable[Document]) -> int:
        """Index the documents and return how many were taken. Documents without tokens are left out.

        Raises `RejectedDocuments` at the end: all others are in, and the rebuild can go on.
        """

    @abstractmethod
    def apply(self, changes: Sequence[Change]) -> None:
        """Bring the new index up to date with changes that came in while it was filled."""

    @abstractmethod
    def publish(self) -> None:
        """Let every reader use the new index, at once and as a whole; remove the old one."""


class Engine(ABC):
    """Finds documents. Both engines pass the contract suite in `tests/search/contract`."""

    name: str

    @abstractmethod
    def search(self, query: Query) -> Results:
        """Answer a query; raises `EngineUnavailable`, and ValueError for a facet that the schema does not have."""

    @abstractmethod
    def suggest(self, words: Sequence[str], *, tokens: frozenset[str], limit: int) -> tuple[Suggestion, ...]:
        """Return titles that hold every exact (folded) word and, for the last, a word that begins with it.

        Only documents that share one of `tokens`; shortest title first, then by title; raises `EngineUnavailable`.
        """

    @abstractmethod
    def apply(self, changes: Sequence[Change]) -> None:
        """Write the changes; when this returns they are durable and visible to every reader.

        Raises `EngineUnavailable` (nothing may be assumed; repeating is harmless) or `RejectedDocuments`.
        """

    @abstractmethod
    def rebuild(self) -> AbstractContextManager[Rebuild]:
        """Start an empty index beside the one in use. Leaving the context without `publish` removes it."""

    @abstractmethod
    def entries(self) -> Iterator[IndexEntry]:
        """Walk over everything the index holds, in no order; raises `EngineUnavailable`."""

    @abstractmethod
    def ping(self) -> None:
        """Return when the engine can answer from its whole index; raises `EngineUnavailable`."""

    @abstractmethod
    def destroy(self) -> None:
        """Remove every index of this engine's configured place, for tests and benchmarks."""
