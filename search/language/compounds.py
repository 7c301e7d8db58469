"""The lexicon of compounds: which words one long Dutch word is made of, for both ways of finding it.

What the lexicon does not list is taken apart only when it is wholly made of two words that are known to make others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from search.language.folding import fold
from search.language.stems import stem

_ENTRIES = Path(__file__).with_name("compounds.txt")
_PARTS = Path(__file__).with_name("parts.txt")
#: The shortest part of a word that is taken apart: it stands in `parts.txt` when it is shorter than this.
_SHORTEST = 3
#: So many letters at the beginning of a part tell quickly that it cannot be one.
_BEGINNING = 3
#: Letters that Dutch puts between the parts; none first.
LINKS = ("", "s", "en")


class CompoundsError(ValueError):
    """A line of the lexicon cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compounds and their parts, all as stems.

    parts: everything a compound holds, also the parts of its parts: what indexing adds
    readings: the ways to say the compound in loose words: what a query for it also matches
    compounds: which compounds a sequence of loose words makes
    """

    parts: Mapping[str, tuple[str, ...]]
    readings: Mapping[str, tuple[tuple[str, ...], ...]]
    compounds: Mapping[tuple[str, ...], tuple[str, ...]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Lexicon:
        """Read the lines of a lexicon; raises `CompoundsError`. The file itself explains its lines."""
        direct: dict[str, tuple[tuple[str, ...], ...]] = {}
        readings: dict[str, tuple[tuple[str, ...], ...]] = {}
        for number, line in enumerate(lines, 1):
            entry = line.partition("#")[0].strip()
            if not entry:
                continue
            compound, sign, found = _read(entry, number)
            if compound in direct:
                raise CompoundsError(f"line {number}: {entry!r} has the stem of an earlier line")
            direct[compound] = found
            if sign == "=":
                readings[compound] = found
        made: dict[tuple[str, ...], tuple[str, ...]] = {}
        for compound, found in direct.items():
            for parts in found:
                made[parts] = (*made.get(parts, ()), compound)
        return cls({compound: _all_parts(compound, direct) for compound in direct}, readings, made)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of this package."""
    return Lexicon.of(_ENTRIES.read_text(encoding="utf-8").splitlines())


def apart(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to say a folded word in loose words, as stems, listed or not."""
    listed = lexicon().readings.get(stem(word), ())
    guessed = guessed_parts(word)
    return listed or ((guessed,) if guessed else ())


@lru_cache(maxsize=2**15)
def guessed_parts(word: str) -> tuple[str, ...]:
    """Return the stems of the two words that a folded word is made of, which no line of the lexicon says, or nothing.

    When it is made of three, two of them together are one: "huurschuld" and "preventie".
    The longest last part wins: "wijkteam" and "medewerker", not "wijk" and "teammedewerker".
    """
    stems, beginnings = _known_parts()
    if word[:_BEGINNING] not in beginnings or stem(word) in stems:
        return ()
    nested: tuple[str, ...] = ()
    for first, last in _cuts(word):
        if first[:_BEGINNING] not in beginnings or last[:_BEGINNING] not in beginnings:
            continue
        are_known = stem(first) in stems, stem(last) in stems
        if all(are_known):
            return (stem(first), stem(last))
        if not nested and any(are_known) and guessed_parts(first if are_known[1] else last):
            nested = (stem(first), stem(last))
    return nested


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a word in two, with and without a link, those with the longest last part first."""
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        for link in LINKS:
            if word[:cut].endswith(link) and cut - len(link) >= _SHORTEST:
                yield word[: cut - len(link)], word[cut:]


@cache
def _known_parts() -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the words that longer words are made of, and how those words begin."""
    listed = [line.partition("#")[0].split() for line in _PARTS.read_text(encoding="utf-8").splitlines()]
    words = {fold(word) for line in listed for word in line}
    for line in _ENTRIES.read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].replace("=", " ").replace(">", " ").replace("|", " ")
        words.update(word for word in map(fold, entry.split()) if len(word) > _SHORTEST)
    stems = frozenset(stem(word) for word in words)
    return stems, frozenset(word[:_BEGINNING] for word in (*words, *stems))


def _read(entry: str, number: int) -> tuple[str, str, tuple[tuple[str, ...], ...]]:
    sign = ">" if ">" in entry else "="
    written, _, right = entry.partition(sign)
    readings = tuple(tuple(stem(part) for part in reading.split()) for reading in right.split("|"))
    fewest = 2 if sign == "=" else 1
    if len(written.split()) != 1 or any(len(reading) < fewest for reading in readings):
        raise CompoundsError(f"line {number}: expected 'compound = part part', found {entry!r}")
    return stem(fold(written.strip())), sign, readings


def _all_parts(compound: str, direct: Mapping[str, tuple[tuple[str, ...], ...]]) -> tuple[str, ...]:
    """Return the parts, and the parts of those parts; a part that comes back in itself ends there."""
    found: dict[str, None] = {}
    waiting = [compound]
    while waiting:
        for reading in direct.get(waiting.pop(0), ()):
            for part in reading:
                if part != compound and part not in found:
                    found[part] = None
                    waiting.append(part)
    return tuple(found)
