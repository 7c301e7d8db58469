"""A text as words: where each stands, how it is written exactly, and its stem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.language.folding import APOSTROPHES, INVISIBLE, MAX_WORD, fold
from search.language.stems import stem_of_folded

_LETTER = r"[^\W_]"
_INSIDE = rf"(?:{_LETTER}|[\u0300-\u036f{INVISIBLE}])"
_WORD = re.compile(
    # An abbreviation with dots is one word: o.g.g.z., b.v., i.h.k.v.
    rf"(?P<dotted>(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?!{_INSIDE})\.?)"
    # So is a number with its separators: 1.000, 3,5 and article 4:15.
    rf"|(?P<number>\d+(?:[.,:]\d+)+(?:[a-z](?!{_INSIDE}))?)"
    rf"|{_LETTER}{_INSIDE}*(?:[{APOSTROPHES}]{_INSIDE}+)*"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
# What makes one word of several without a space: "LVB-problematiek", "B&W".
_JOINTS = {"-": "", "\u2010": "", "\u2011": "", "&": "&"}
_MAX_JOINED = 5
_RUN = re.compile(r"\S+")
#: Longer runs without a space are no words; keeping them in a cache would only fill memory.
MAX_CACHED = 64


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `surface` is `text[start:end]`, `exact` its folded form, `stem` its stem.

    `exact` and `stem` are never empty and hold no whitespace.
    """

    surface: str
    start: int
    end: int
    exact: str
    stem: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Words written as one with hyphens or `&`: those at `first` to `last`, both included, and their joint stem."""

    first: int
    last: int
    stem: str


@dataclass(frozen=True, slots=True)
class Run:
    """The words between two spaces, with offsets from the start of the run."""

    words: tuple[Word, ...]
    joined: tuple[Joined, ...]


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; the parts of "LVB-problematiek" are two words."""
    for start, run in runs(text):
        for word in run.words:
            yield Word(word.surface, start + word.start, start + word.end, word.exact, word.stem)


def runs(text: str) -> Iterator[tuple[int, Run]]:
    """Yield each run of characters without a space that holds words, with where it starts in the text."""
    for match in _RUN.finditer(text):
        found = run_of(match.group())
        if found.words:
            yield match.start(), found


def run_of(surface: str) -> Run:
    """Take a run of characters without a space apart in words, or remember how."""
    return _cached(surface) if len(surface) <= MAX_CACHED else taken_apart(surface)


def taken_apart(surface: str) -> Run:
    """Take a run of characters without a space apart in words."""
    if surface.isalpha() and surface.isascii():  # nearly all words, and no pattern is needed to see it
        exact = surface.lower()[:MAX_WORD]
        return Run((Word(surface, 0, len(surface), exact, stem_of_folded(exact)),), ())
    found = tuple(_found(surface))
    return Run(found, tuple(_joined(surface, found)))


_cached = lru_cache(maxsize=2**14)(taken_apart)


def _found(surface: str) -> Iterator[Word]:
    for match in _WORD.finditer(surface):
        written = match.group()
        exact = _exact(written, match.lastgroup)
        if exact:
            yield Word(written, match.start(), match.end(), exact, stem_of_folded(exact))


def _exact(written: str, kind: str | None) -> str:
    if kind == "dotted" or (kind == "number" and _THOUSANDS.fullmatch(written)):
        written = written.replace(".", "")
    return fold(written)[:MAX_WORD]


def _joined(surface: str, found: tuple[Word, ...]) -> Iterator[Joined]:
    first = 0
    for last in range(len(found)):
        if last + 1 < len(found) and surface[found[last].end : found[last + 1].start] in _JOINTS:
            continue
        group = found[first : last + 1]
        if 1 < len(group) <= _MAX_JOINED and not all(word.exact.isdigit() for word in group):
            yield Joined(first, last, _joint_stem(surface, group))
        first = last + 1


def _joint_stem(surface: str, group: tuple[Word, ...]) -> str:
    joints = [_JOINTS[surface[left.end : right.start]] for left, right in pairwise(group)]
    written = "".join(word.exact + joint for word, joint in zip(group, [*joints, ""], strict=True))
    return stem_of_folded(written[:MAX_WORD])
