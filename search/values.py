"""The frozen values that cross the border between a site, the search service and the engines."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

# --- the query tree -------------------------------------------------------------------------------------------------
# A query is understood once, in `search.language`, and arrives at an engine as this small tree. Its words are
# already analysed; an engine adds nothing to them, which is why two engines can give one answer.


@dataclass(frozen=True, slots=True)
class Term:
    """Match documents that hold this stem in any stemmed text field, or as a part of a compound."""

    stem: str


@dataclass(frozen=True, slots=True)
class About:
    """Match documents that hold this stem where a text says what it is about: title, summary or labels. Scores 0."""

    stem: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Match documents that hold these exact (unstemmed, folded) words next to each other, in this order.

    The words stand in one text: no phrase runs from the title into the summary. An empty phrase matches nothing.
    """

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Match documents that match every node. An empty `AllOf` matches everything."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Match documents that match at least one node. An empty `AnyOf` matches nothing."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Match documents that do not match the node."""

    node: Node


@dataclass(frozen=True, slots=True)
class Tagged:
    """Match documents that have one of these values of a facet; each scores 1."""

    facet: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Match the documents with these keys; each scores 1."""

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Match documents that match at least this many of the nodes. At least none of them matches everything."""

    count: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Boosted:
    """Match what the node matches; it counts this many times in the score."""

    node: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Preferring:
    """Match what the node matches; what also matches a better node scores so much higher. Those filter nothing."""

    node: Node
    better: tuple[Node, ...]


Node = Term | About | Phrase | AllOf | AnyOf | Not | Tagged | Keyed | AtLeast | Boosted | Preferring


class Sort(enum.StrEnum):
    """The orders a visitor may ask for; the values are those of the address (`sorteer=`)."""

    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    CONFIRMED = "bevestigd"


EMPTY: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Query:
    """One question to an engine.

    `tokens` are the viewer's visibility tokens: a document is a candidate only when it shares one of them. There is
    no way to leave them out; an empty set finds nothing.
    `filters` maps a facet to its chosen values: OR within a facet, AND between facets; no values is no choice.
    `facets` names the facets to count; each under the text, the tokens and the filters of all *other* facets.
    `keys`, when given, are the only ones that can be found.
    `node` is None when no words were asked for: everything visible matches, and the most relevant is the newest.
    Of equal scores the newest comes first, so that pages join up. Scores are BM25 per text, times its boost, added up
    over the nodes that match; of an `AnyOf` the best node counts. At last they are multiplied by the document's weight.
    """

    tokens: frozenset[str]
    node: Node | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=lambda: EMPTY)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    keys: frozenset[str] | None = None


# --- documents ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One findable thing, as its source describes it. All text is raw: the analysis happens in `search.language`.

    key: unique name over all sources, such as "praktijk-17"
    title, summary, labels, body: the searched texts, from heavy to light; `labels` are the names of its terms
    facets: values per facet name; a value is a slug
    tokens: visibility tokens; a document without tokens is not findable and must not be indexed
    newest, confirmed: moments to sort by, timezone-aware
    ordinal: a unique positive integer below 2**24 that breaks ties between equal moments
    weight: multiplies its scores; from 1 (the floor) to 2
    stamp: changes whenever the thing is saved; lets a reader see that a hit is older than the database
    """

    key: str
    title: str
    tokens: frozenset[str]
    newest: datetime
    confirmed: datetime
    ordinal: int
    stamp: str = ""
    summary: str = ""
    labels: str = ""
    body: str = ""
    weight: float = 1.0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """The present state of one key: its document, or None when it must not be found (any more)."""

    key: str
    document: Document | None


# --- answers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many documents hold a value of a facet."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A found document. `body` is the text as indexed, for a fragment; show it only when `stamp` is still current."""

    key: str
    score: float
    stamp: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that completes what was typed."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Results:
    """An engine's answer. Buckets hold every value with a count above zero, by count (high first), then by value.

    partial: a part of the index did not answer; hits may lack, and total and counts may be too low
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an index holds of a key: enough to tell whether it is current. `digest` covers the whole document."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened with a thing, in words.

    marks: names for it, of which one stays when it is edited, and one when it is written anew with the same content
    on: the day that it is said to have happened, if any
    """

    marks: tuple[str, ...]
    text: str
    on: date | None = None
