"""What a site tells the search about itself: which things there are, how they read, and who may see them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from search.language import Name
from search.schema import Schema
from search.values import Document, Event, Query


class Viewer(Protocol):
    """Whoever looks, known only by visibility tokens."""

    @property
    def tokens(self) -> frozenset[str]: ...


class Person(Viewer, Protocol):
    """A viewer who may have an account; `user_id` is None for a visitor."""

    @property
    def user_id(self) -> int | None: ...


class Card(Protocol):
    """What is shown of a hit, read from the database at that moment. Templates of the site know more of it."""

    @property
    def key(self) -> str: ...
    @property
    def source_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def stamp(self) -> str: ...
    @property
    def kind_label(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def changed_at(self) -> datetime: ...


class DatabaseAnswer(Protocol):
    """The simple answer of the database while the engine is away: how many, and the keys of one page of them."""

    @property
    def total(self) -> int: ...
    @property
    def keys(self) -> Sequence[str]: ...


class Source(Protocol):
    """The one site that is searched, named by the setting SEARCH_SOURCE."""

    schema: Schema
    #: The visibility tokens of somebody of whom nothing is known.
    public: frozenset[str]

    def documents(self, keys: Sequence[str]) -> Mapping[str, Document]:
        """Return the present documents of those keys that are findable; a key that is missing must not be found."""

    def keys(self) -> Iterator[str]:
        """Walk over the keys of everything findable, in a fixed order."""

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        """Return cards of those keys that the viewer may see at this moment, checked in the database."""

    def labels(self, facet: str, values: Iterable[str]) -> Mapping[str, str]:
        """Return the label of each value of a facet that is known."""

    def inside(self, chosen: Mapping[str, Collection[str]]) -> Mapping[str, frozenset[str]]:
        """Return, per narrower facet, the values that lie inside the chosen values of wider ones."""

    def led_on(self, chosen: Mapping[str, Collection[str]]) -> Mapping[str, Mapping[str, str]]:
        """Return, per facet, which chosen values have another value now, such as a keyword that was renamed."""

    def completions(self, typed: str, *, limit: int) -> Sequence[tuple[str, str, str]]:
        """Return values of facets whose name completes what is typed: facet, value and label.

        Only of lists that everybody may read: no word of an item is among them.
        """

    def synonyms(self) -> Sequence[Sequence[str]]:
        """Return groups of words that mean the same."""

    def leads(self) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
        """Return words with the words that they lead to, but not the other way, such as narrower ones."""

    def as_written(self) -> Sequence[tuple[str, str]]:
        """Return abbreviations that are ordinary words, too, with what they stand for in exactly this casing."""

    def names(self) -> Sequence[Name]:
        """Return the names of values of facets, as people write them in a query."""

    def answer_from_database(self, text: str, query: Query, viewer: Viewer) -> DatabaseAnswer:
        """Answer without an engine: filters as in the query, words as a plain comparison."""

    def appeared(self, since: datetime, viewer: Viewer) -> Mapping[str, datetime]:
        """Return the keys that this viewer may see now and could not see before a moment after `since`: that moment.

        A change of what stands in an item does not make it appear, and coming back after being hidden neither.
        """

    def events(self, keys: Sequence[str], viewer: Viewer, *, since: datetime | None) -> Mapping[str, Sequence[Event]]:
        """Return what happened with items, worth telling and as far as this viewer may see it, the oldest first.

        since: leave out the items that were not saved after it
        """

    def without_personal_data(self, text: str, *, mask: str) -> str:
        """Return a text with `mask` in the place of each piece of personal data."""

    def why_not(self, key: str) -> str:
        """Return, in Dutch, why this key must not be found; empty when it must."""

    def do_what_is_due(self, now: datetime) -> None:
        """Do what time asks of the site, such as publishing what was planned; the relay asks it every few seconds."""

    def watched(self) -> Mapping[type[Model], Callable[[Any], Iterable[str]]]:
        """Return the models whose saving or deleting changes documents, each with a function from instance to keys."""


@lru_cache(maxsize=1)
def get_source() -> Source:
    """Return the source of the setting."""
    source: Source = import_string(settings.SEARCH_SOURCE)()
    return source


class Recipient(Protocol):
    """Somebody with an account that is in use: what one may see now, and where mail goes."""

    @property
    def person(self) -> Person: ...
    @property
    def address(self) -> str: ...


class People(Protocol):
    """Who the accounts of the site are, named by the setting SEARCH_PEOPLE."""

    def recipient(self, user_id: int) -> Recipient | None:
        """Return the account with this number as it is now, or None when it may not be used or get mail."""

    def visitor(self) -> Person:
        """Return whoever is not signed in."""


@lru_cache(maxsize=1)
def get_people() -> People:
    """Return the people of the setting."""
    people: People = import_string(settings.SEARCH_PEOPLE)()
    return people
