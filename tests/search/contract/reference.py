"""A search engine in plain Python, slow and simple: what it answers is what the contract says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from search.language import analyse
from search.values import (
    About,
    AllOf,
    AnyOf,
    AtLeast,
    Boosted,
    Bucket,
    Change,
    Document,
    Hit,
    Keyed,
    Node,
    Not,
    Phrase,
    Preferring,
    Query,
    Results,
    Sort,
    Suggestion,
    Tagged,
    Term,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A document with its words: `stems` of all texts and compounds together, `subject` of all but the body."""

    document: Document
    stems: frozenset[str]
    subject: frozenset[str]
    exact: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, document: Document) -> Held:
        texts = [analyse(text) for text in (document.title, document.summary, document.labels, document.body)]
        stems = frozenset(stem for text in texts for stem in (*text.stems, *text.parts))
        subject = frozenset(stem for text in texts[:3] for stem in text.stems)
        return cls(document, stems, subject, tuple(text.exact for text in texts))


class Reference:
    """Holds documents and answers as an engine does."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._held: dict[str, Held] = {}
        self.apply([Change(document.key, document) for document in documents])

    def apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self._held.pop(change.key, None)
            if change.document is not None and change.document.tokens:
                self._held[change.key] = Held.of(change.document)

    def search(self, query: Query) -> Results:
        found = self._found(query)
        ordered = sorted(found, key=lambda document: _moment(document, query.sort), reverse=True)
        page = ordered[query.offset : query.offset + query.limit]
        hits = tuple(Hit(document.key, 0.0, document.stamp, document.body) for document in page)
        return Results(len(found), hits, {name: self._buckets(query, name) for name in query.facets})

    def suggest(self, words: Sequence[str], *, tokens: frozenset[str], limit: int) -> tuple[Suggestion, ...]:
        titles = [
            held.document
            for held in self._held.values()
            if held.document.tokens & tokens and words and _completes(held.exact[0], words)
        ]
        titles.sort(key=lambda document: (len(document.title), document.title, document.key))
        return tuple(Suggestion(document.key, document.title) for document in titles[:limit])

    def _found(self, query: Query, *, without: str | None = None) -> list[Document]:
        return [
            held.document
            for held in self._held.values()
            if held.document.tokens & query.tokens
            and (query.keys is None or held.document.key in query.keys)
            and all(
                not values or values & set(held.document.facets.get(name, ()))
                for name, values in query.filters.items()
                if name != without
            )
            and (query.node is None or matches(query.node, held))
        ]

    def _buckets(self, query: Query, name: str) -> tuple[Bucket, ...]:
        counts = Counter(
            value for document in self._found(query, without=name) for value in set(document.facets.get(name, ()))
        )
        return tuple(Bucket(*pair) for pair in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def matches(node: Node, held: Held) -> bool:
    """Tell whether a document matches a node, straight from the descriptions in `search.values`."""
    match node:
        case Term() | About() | Phrase():
            return _is_said(node, held)
        case AllOf(nodes):
            return all(matches(each, held) for each in nodes)
        case AnyOf(nodes):
            return any(matches(each, held) for each in nodes)
        case AtLeast(count, nodes):
            return sum(matches(each, held) for each in nodes) >= count
        case Not(inner):
            return not matches(inner, held)
        case Tagged(facet, values):
            return not values.isdisjoint(held.document.facets.get(facet, ()))
        case Keyed(keys):
            return held.document.key in keys
        case Boosted(inner, _) | Preferring(inner, _):
            return matches(inner, held)


def _is_said(node: Term | About | Phrase, held: Held) -> bool:
    match node:
        case Term(stem):
            return stem in held.stems
        case About(stem):
            return stem in held.subject
        case Phrase(words):
            return any(_holds(text, words) for text in held.exact)


def _holds(text: tuple[str, ...], words: tuple[str, ...]) -> bool:
    length = len(words)
    return bool(words) and any(text[at : at + length] == words for at in range(len(text) - length + 1))


def _completes(title: tuple[str, ...], words: Sequence[str]) -> bool:
    *whole, begun = words
    return set(whole) <= set(title) and any(word.startswith(begun) for word in title)


def _moment(document: Document, sort: Sort) -> tuple[int, int]:
    moment: datetime = document.confirmed if sort is Sort.CONFIRMED else document.newest
    return math.floor(moment.timestamp()), document.ordinal
