"""A text as an index wants it: a stream of stems, a stream of exact words, and the parts of its compounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.language.compounds import guessed_parts, lexicon
from search.language.tokens import MAX_CACHED, Run, taken_apart


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysed text. No token is empty or holds whitespace.

    stems, exact: one token for each position; the same position in both is the same word
    parts: stems of what its compounds hold and of words joined by hyphens; no positions, each once
    """

    stems: tuple[str, ...]
    exact: tuple[str, ...]
    parts: tuple[str, ...]


def analyse(text: str) -> Analysis:
    """Analyse a text for indexing; the same words in a query are understood by `search.language.query`."""
    stems: list[str] = []
    exact: list[str] = []
    parts: dict[str, None] = {}
    for surface in text.split():
        held = _cached(surface) if len(surface) <= MAX_CACHED else _streams(surface)
        stems += held[0]
        exact += held[1]
        if held[2]:
            parts.update(held[2])
    return Analysis(tuple(stems), tuple(exact), tuple(parts))


def _streams(surface: str) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, None]]:
    """Return the stems, the exact words and the parts of a run without a space."""
    run = taken_apart(surface)
    return tuple(word.stem for word in run.words), tuple(word.exact for word in run.words), _parts(run)


# Not the runs themselves, but what they come to: texts repeat their words, and this is the loop of every rebuild.
_cached = lru_cache(maxsize=2**15)(_streams)


def _parts(run: Run) -> dict[str, None]:
    """Return the stems that a run holds besides its words, in order, each once."""
    known = lexicon().parts
    joined = [group.stem for group in run.joined]
    found = dict.fromkeys(joined)
    for stem in joined:
        found.update(dict.fromkeys(known.get(stem, ())))
    for word in run.words:
        for part in known.get(word.stem) or _guessed(word.exact):
            found[part] = None
    return found


def _guessed(exact: str) -> tuple[str, ...]:
    """Return the parts of a word that no line lists, and what those hold in their turn."""
    known = lexicon().parts
    return tuple(inner for part in guessed_parts(exact) for inner in (part, *known.get(part, ())))
