"""Shows where a text holds what was searched: marked words, and the stretch of a long text that says most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from search.language.compounds import lexicon
from search.language.query import Parsed
from search.language.tokens import Run, runs

# Longer phrases are found by an engine, but not marked: comparing them word by word would cost too much.
_MAX_PHRASE = 32
_SENTENCE_END = re.compile(r"[.!?:]\s+|\n+")
# How much of an unfinished sentence to show before the first hit, in characters.
_LEAD = 60

#: A text taken apart: each run of characters with words in it, and where it starts.
Taken = Sequence[tuple[int, Run]]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A marked stretch `text[start:end]`, and which words of the query it shows."""

    start: int
    end: int
    keys: frozenset[str]


def highlight(text: str, parsed: Parsed) -> str:
    """Return the text as safe HTML, with what the query found in `<mark>`."""
    return _marked(text, _hits(text, parsed), 0, len(text))


def fragment(text: str, parsed: Parsed, *, length: int = 220) -> str:
    """Return the stretch of about `length` characters that shows most of the query, as safe HTML with `<mark>`.

    Begins with a sentence or a word; "…" stands where text was left out. Without a hit: the start of the text.
    """
    hits = _hits(text, parsed)
    start, end = _stretch(text, hits, length)
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    return before + _marked(text, hits, start, end) + after


def _marked(text: str, hits: Sequence[_Hit], start: int, end: int) -> str:
    pieces: list[str] = []
    position = start
    for hit in hits:
        first, last = max(hit.start, start), min(hit.end, end)
        if first >= last:
            continue
        pieces += (escape(text[position:first]), "<mark>", escape(text[first:last]), "</mark>")
        position = last
    pieces.append(escape(text[position:end]))
    return "".join(pieces)


def _hits(text: str, parsed: Parsed) -> list[_Hit]:
    """Return what to mark, in order and without overlap."""
    taken = tuple(runs(text))
    found = sorted([*_word_hits(taken, parsed), *_phrase_hits(taken, parsed)], key=lambda hit: (hit.start, -hit.end))
    merged: list[_Hit] = []
    for hit in found:
        if merged and hit.start < merged[-1].end:
            last = merged.pop()
            hit = _Hit(last.start, max(last.end, hit.end), last.keys | hit.keys)
        merged.append(hit)
    return merged


def _word_hits(taken: Taken, parsed: Parsed) -> Iterator[_Hit]:
    wanted = {*parsed.words, *(stem for group in parsed.related for stem in group)}
    if not wanted:
        return
    candidates = list(_candidates(taken, wanted))
    present = frozenset[str]().union(*(hit.keys for hit in candidates))
    # The loose parts of a compound only count together: "team" alone is no "wijkteam".
    counted = frozenset(parsed.words).union(*(group for group in parsed.related if present.issuperset(group)))
    for hit in candidates:
        keys = hit.keys & counted
        if keys:
            yield _Hit(hit.start, hit.end, keys)


def _candidates(taken: Taken, wanted: set[str]) -> Iterator[_Hit]:
    shown: dict[str, frozenset[str]] = {}  # by stem: a text says the same words over and over
    for offset, run in taken:
        for word in run.words:
            keys = shown.get(word.stem)
            if keys is None:
                keys = shown[word.stem] = frozenset(wanted.intersection(_held(word.stem)))
            if keys:
                yield _Hit(offset + word.start, offset + word.end, keys)
        for group in run.joined:
            keys = frozenset(wanted.intersection(_held(group.stem)))
            if keys:
                yield _Hit(offset + run.words[group.first].start, offset + run.words[group.last].end, keys)


def _phrase_hits(taken: Taken, parsed: Parsed) -> Iterator[_Hit]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in parsed.exact:
        if len(phrase) <= _MAX_PHRASE:
            phrases.setdefault(phrase[0], []).append(phrase)
    if not phrases:
        return
    found = [(offset + word.start, offset + word.end, word.exact) for offset, run in taken for word in run.words]
    exact = tuple(word[2] for word in found)
    for index, first in enumerate(exact):
        for phrase in phrases.get(first, ()):
            last = index + len(phrase)
            if exact[index:last] == phrase:
                yield _Hit(found[index][0], found[last - 1][1], frozenset({" ".join(phrase)}))


def _held(stem: str) -> tuple[str, ...]:
    return (stem, *lexicon().parts.get(stem, ()))


def _stretch(text: str, hits: Sequence[_Hit], length: int) -> tuple[int, int]:
    """Return where the best stretch begins and ends."""
    if len(text) <= length:
        return 0, len(text)
    if not hits:
        return 0, _border_before(text, 0, length)
    first, last = _densest(hits, length)
    start = _beginning(text, first.start, max(0, length - (last.end - first.start)))
    return start, _border_before(text, max(start, min(last.end, start + length)), start + length)


def _densest(hits: Sequence[_Hit], length: int) -> tuple[_Hit, _Hit]:
    """Return the first and last hit of the first stretch that shows most different words, and then most hits."""
    shown: Counter[str] = Counter()
    best, best_score = (hits[0], hits[0]), (0, 0)
    left = 0
    for right, hit in enumerate(hits):
        shown.update(hit.keys)
        while left < right and hit.end - hits[left].start > length:
            shown.subtract(hits[left].keys)
            shown += Counter()  # drops the zeros
            left += 1
        score = (len(shown), right - left)
        if score > best_score:
            best, best_score = (hits[left], hit), score
    return best


def _beginning(text: str, hit: int, room: int) -> int:
    """Return where to begin so that the hit at `hit` is shown: at its sentence, or some words before it."""
    earliest = max(0, hit - room)
    if earliest == 0:
        return 0
    borders = [match.end() for match in _SENTENCE_END.finditer(text, earliest, hit)]
    if borders:
        return borders[-1]
    earliest = max(earliest, hit - _LEAD)
    gap = re.compile(r"\s").search(text, earliest, hit)
    return gap.end() if gap else hit


def _border_before(text: str, earliest: int, latest: int) -> int:
    """Return the last end of a word between the two positions; the latest position when no word ends there."""
    if latest >= len(text):
        return len(text)
    for position in range(latest, earliest, -1):
        if text[position].isspace():
            return position
    return latest
