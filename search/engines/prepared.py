"""A document as both engines index it: analysed once, cut to equal lengths, refused for equal reasons."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain

from search.language import analyse
from search.schema import Schema
from search.values import Document

#: The stemmed texts of a document, under the names of its fields and of `Boosts`.
TEXTS = ("title", "summary", "labels", "body")

#: Those that say what a document is about.
SUBJECT = ("title", "summary", "labels")

#: Keys, facet values and tokens longer than this many UTF-8 bytes are refused: Elasticsearch takes no longer key, and
#: both engines then hold the same values.
LONGEST_VALUE = 512

#: Room for `Document.ordinal` below the seconds of a moment.
ORDINALS = 2**24

#: A document is never more than this many times as important as another.
HEAVIEST = 2

# Titles count for the order of suggestions up to here: a keyword of Elasticsearch holds at most 32,766 bytes.
_ORDERED_TITLE = 8_000


class RefusedError(ValueError):
    """No engine may take this document; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an engine writes of a document. Tokens of texts keep their order; facets and visibility tokens are sorted.

    stems: per text of `TEXTS`; parts: the parts of compounds in any of them
    exact: the folded words per text, the title first; a phrase never runs from one text into the next
    title_order: sorts titles by length, then alphabetically, then by key; no two documents share it
    newest, confirmed: `moment()` of the two dates
    """

    key: str
    digest: str
    stems: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...]
    exact: tuple[tuple[str, ...], ...]
    title_order: str
    facets: Mapping[str, tuple[str, ...]]
    tokens: tuple[str, ...]
    newest: int
    confirmed: int

    @property
    def title_exact(self) -> tuple[str, ...]:
        return self.exact[0]


def prepare(document: Document, schema: Schema) -> Prepared:
    """Analyse a document; raises `RefusedError` with the reason when no engine may take it."""
    reason = refusal(document, schema)
    if reason:
        raise RefusedError(reason)
    texts = {name: analyse(getattr(document, name)) for name in TEXTS}
    facets = {name: tuple(sorted(set(document.facets.get(name, ())))) for name in schema.names}
    return Prepared(
        key=document.key,
        digest=_digest(document, facets),
        stems={name: text.stems for name, text in texts.items()},
        parts=tuple(dict.fromkeys(part for text in texts.values() for part in text.parts)),
        exact=tuple(text.exact for text in texts.values()),
        title_order=f"{len(document.title):08}{document.title[:_ORDERED_TITLE]} {document.key}",
        facets=facets,
        tokens=tuple(sorted(document.tokens)),
        newest=moment(document.newest, document.ordinal),
        confirmed=moment(document.confirmed, document.ordinal),
    )


def refusal(document: Document, schema: Schema) -> str | None:
    """Return why no engine may take this document, or None."""
    unknown = sorted(set(document.facets) - set(schema.names))
    if unknown:
        return f"facets that the schema does not name: {', '.join(unknown)}"
    if not 0 < document.ordinal < ORDINALS:
        return f"ordinal {document.ordinal} is not between 1 and {ORDINALS - 1}"
    if not 1 <= document.weight <= HEAVIEST:
        return f"weight {document.weight} is not between 1 and {HEAVIEST}"
    if document.newest.tzinfo is None or document.confirmed.tzinfo is None:
        return "a date without a time zone"
    for value in (document.key, *document.tokens, *chain.from_iterable(document.facets.values())):
        if not indexable(value):
            return f"a value of more than {LONGEST_VALUE} bytes, empty, or not valid Unicode: {value[:40]!r}"
    for name in (*TEXTS, "stamp"):
        if not _valid(getattr(document, name)):
            return f"a lone surrogate in {name}"
    return None


@lru_cache(maxsize=2**14)  # the same values and tokens come with every document
def indexable(value: str) -> bool:
    """Tell whether an engine can hold a value; what it cannot hold, no document has."""
    return _valid(value) and 0 < len(value.encode()) <= LONGEST_VALUE


def _valid(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True


def moment(when: datetime, ordinal: int) -> int:
    """Return one sortable number for a moment (whole seconds) and, among equals, the ordinal."""
    return math.floor(when.timestamp()) * ORDINALS + ordinal


def digest(document: Document) -> str:
    """Return a name for the whole content of a document: equal documents, in any process, have equal digests."""
    return _digest(document, {name: sorted(set(values)) for name, values in document.facets.items()})


def _digest(document: Document, facets: Mapping[str, Sequence[str]]) -> str:
    """Return the digest, with each facet's values once and in order."""
    numbers = (document.newest.timestamp(), document.confirmed.timestamp(), document.ordinal, document.weight)
    parts = [document.key, document.title, document.summary, document.labels, document.body, document.stamp]
    parts += [repr(numbers), *sorted(document.tokens)]
    for name in sorted(facets):
        if values := facets[name]:
            parts += ["", name, *values]  # no token and no value is empty: here a facet begins
    # The lengths tell where one part ends and the next begins, whatever characters they hold.
    content = f"{[len(part) for part in parts]}{''.join(parts)}"
    return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()[:32]
