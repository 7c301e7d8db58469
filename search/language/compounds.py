"""The lexicon of compounds: which words one long Dutch word is made of, for both ways of finding it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.language.folding import fold
from search.language.stems import stem

_ENTRIES = Path(__file__).with_name("compounds.txt")


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
