"""A text as an index wants it: a stream of stems, a stream of exact words, and the parts of its compounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.language.compounds import lexicon
from search.language.tokens import Run, run_of


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
        run_stems, run_exact, run_parts = _streams(surface)
        stems += run_stems
        exact += run_exact
        if run_parts:
            parts.update(run_parts)
    return Analysis(tuple(stems), tuple(exact), tuple(parts))


def parts_of(run: Run) -> dict[str, None]:
    """Return the stems that a run holds besides its words, in order, each once."""
    known = lexicon().parts
    joined = [group.stem for group in run.joined]
    found = dict.fromkeys(joined)
    for stem in (*joined, *(word.stem for word in run.words)):
        found.update(dict.fromkeys(known.get(stem, ())))
    return found


def _streams(surface: str) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, None]]:
    return _cached(surface) if len(surface) <= 64 else _fresh(surface)


def _fresh(surface: str) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, None]]:
    run = run_of(surface)
    return tuple(word.stem for word in run.words), tuple(word.exact for word in run.words), parts_of(run)


_cached = lru_cache(maxsize=2**15)(_fresh)
