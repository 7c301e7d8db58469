"""Puts a search into Dutch words: for the name of what one saves, the title of a feed, and the reason in a mail."""

from __future__ import annotations

from search.asking import Relaxed
from search.querystring import SearchRequest
from search.sources import get_source

#: More values than this of one facet are counted, not named.
_MOST_NAMED = 3


def in_words(asked: SearchRequest) -> str:
    """Return what is asked for, such as “jeugd delen”, gemeente: Tilburg of Breda; "alles" when nothing is chosen."""
    source = get_source()
    parts = [f"“{asked.text}”"] if asked.text else []
    for facet in source.schema:
        values = asked.chosen.get(facet.name, ())
        if values:
            labels = source.labels(facet.name, values)
            parts.append(f"{facet.label.lower()}: {_any_of([labels.get(value, value) for value in values])}")
    return ", ".join(parts) or "alles"


def loosened_in_words(relaxed: Relaxed) -> str:
    """Return how a query was loosened, as a sentence for whoever asked."""
    if relaxed.complete:
        results = "1 resultaat heeft" if relaxed.complete == 1 else f"{relaxed.complete} resultaten hebben"
        return f"{results} alle woorden. Daarom ziet u ook resultaten met een deel van uw woorden."
    if relaxed.without:
        names = [f"‘{text}’" for text in relaxed.without]
        without = " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        return f"Geen resultaat met alle woorden. Dit zijn de resultaten zonder {without}."
    return (
        f"Geen resultaat met alle woorden. Dit zijn de resultaten met ten minste {relaxed.at_least} van uw "
        f"{relaxed.of} woorden."
    )


def _any_of(names: list[str]) -> str:
    named, rest = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if rest > 0:
        return f"{', '.join(named)} of een van {rest} andere"
    return " of ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
