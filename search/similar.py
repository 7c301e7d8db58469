"""What resembles a text: "lijkt hierop" on a page, and who does this already for somebody who begins something."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from search.current import search
from search.engines.base import EngineUnavailable
from search.language import analyse, is_stopword
from search.sources import Card, Viewer, get_source
from search.values import EMPTY, AtLeast, Boosted, Document, Node, Preferring, Query, Tagged, Term

logger = logging.getLogger(__name__)

#: So many words of a text are compared at most: those of its title first.
MOST_WORDS = 24
#: Of so many of them at least one in five must be shared, and never fewer than two, so that chance finds nothing.
SHARED = 0.2
FEWEST = 2
#: What a shared value of a facet counts for, beside the words.
VALUE_COUNTS = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """What to resemble.

    title, text: raw texts, the heavier first
    values: values per facet that make alike what shares one; they filter nothing
    """

    title: str
    text: str = ""
    values: Mapping[str, frozenset[str]] = field(default_factory=lambda: EMPTY)

    @classmethod
    def of(cls, document: Document, facets: tuple[str, ...]) -> Example:
        """Return a document as an example, with its values of these facets."""
        values = {name: frozenset(document.facets[name]) for name in facets if document.facets.get(name)}
        return cls(document.title, document.summary, values)


def similar(
    example: Example,
    viewer: Viewer,
    *,
    limit: int,
    without: str = "",
    filters: Mapping[str, frozenset[str]] = EMPTY,
) -> tuple[Card, ...]:
    """Return cards of what resembles the example most, most alike first; none while the engine is away.

    without: the key of the example itself, when it is indexed
    filters: as in a query
    """
    node = _node(example)
    if node is None:
        return ()
    query = Query(tokens=viewer.tokens, node=node, filters=filters, limit=limit + bool(without))
    try:
        keys = [hit.key for hit in search(query).hits if hit.key != without][:limit]
    except EngineUnavailable as error:
        logger.warning("search engine away, nothing alike is shown: %s", error)
        return ()
    cards = get_source().cards(keys, viewer)
    return tuple(cards[key] for key in keys if key in cards)


def _node(example: Example) -> Node | None:
    """Return what matches texts that share enough words; None when there are too few to compare."""
    stems = _telling_stems(f"{example.title}\n{example.text}")[:MOST_WORDS]
    if len(stems) < FEWEST:
        return None
    enough = max(FEWEST, math.ceil(SHARED * len(stems)))
    words = AtLeast(enough, tuple(Term(stem) for stem in stems))
    shared = tuple(Boosted(Tagged(name, values), VALUE_COUNTS) for name, values in example.values.items())
    return Preferring(words, shared) if shared else words


def _telling_stems(text: str) -> list[str]:
    """Return the stems of the words that say what a text is about, in order, each once."""
    analysis = analyse(text)
    telling = (
        stem
        for stem, exact in zip(analysis.stems, analysis.exact, strict=True)
        if len(stem) > 1 and not is_stopword(exact)
    )
    return list(dict.fromkeys(telling))
