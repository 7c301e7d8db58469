"""What the search page says about how a query was read: what it was taken for, corrected to, or loosened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search.querystring import SearchRequest
from search.service import Found
from search.sources import get_source
from search.wording import loosened_in_words

Address = Callable[[SearchRequest], str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A name in the query: what it was taken for, and the same search that reads it as ordinary words."""

    facet_label: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the query was read.

    taken: what names were taken for
    shown_text: what the results answer: what was typed, or what it was corrected to
    corrected: whether those differ; meant: other words that find more, with their address
    loosened: which words were left out, as a sentence; empty when none were
    literal_url: the search for the words as they stand; reading_url: the way back from there
    """

    taken: tuple[Taken, ...]
    shown_text: str
    corrected: bool
    meant: str
    meant_url: str
    loosened: str
    literal_url: str
    is_literal: bool
    reading_url: str


def reading(found: Found, address: Address) -> Reading:
    """Return how the query of these results was read."""
    asked = found.request
    labels = {facet.name: facet.label for facet in get_source().schema}
    return Reading(
        taken=tuple(
            Taken(labels[meaning.facet], " of ".join(meaning.labels), address(asked.literally(meaning.facet)))
            for meaning in found.meanings
        ),
        shown_text=found.corrected or asked.text,
        corrected=bool(found.corrected),
        meant=found.meant,
        meant_url=address(asked.with_text(found.meant)) if found.meant else "",
        loosened=loosened_in_words(found.relaxed) if found.relaxed else "",
        literal_url=address(asked.literally()),
        is_literal=asked.is_literal,
        reading_url=address(asked.freely()),
    )
