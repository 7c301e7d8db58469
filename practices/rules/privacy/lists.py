"""The lists of names that detectors compare with: those of the package `deduce`, and what it lacks.

Only its lists are used, read as files: its own pipeline needs five times the time and 74 MB (decision 61).
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_HERE = Path(__file__).parent
_MUNICIPALITIES = _HERE.parent.parent / "reference" / "gemeenten.csv"
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d"})


def words(text: str) -> frozenset[str]:
    """Return the words of a text, for a list that is short enough to stand in the code."""
    return frozenset(text.split())


#: Words that more often are a name where they have a capital.
_RATHER_NAMES = words("erna roos mees riet oswald wilhelmina willebrord arend")


def fold(word: str) -> str:
    """Return a word in small letters without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join(character for character in parts if not unicodedata.combining(character))


@dataclass(frozen=True, slots=True)
class Lists:
    """Folded names.

    words: names that are ordinary words as well: alone they say nothing where a sentence begins
    capitals: names that are municipalities, peoples or brands as well: alone they say nothing anywhere
    organisations: what begins like the name of a person and is none, as tuples of folded words
    """

    first_names: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    capitals: frozenset[str]
    municipalities: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[tuple[str, ...]]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """Return the lists, read once by each process that needs them."""
    names, white, places = _deduce("names"), _deduce("whitelist"), _deduce("locations") / "lst_placename"
    municipalities = frozenset(_municipalities())
    ordinary = {
        *_lines(_HERE / "words" / "words.txt"),
        *_lines(white / "lst_common_word" / "items.txt"),
        *_lines(white / "lst_stop_word" / "items.txt"),
        *_lines(names / "lst_first_name" / "exceptions.txt"),
        *_lines(names / "lst_surname" / "exceptions.txt"),
    }
    capitals = {
        *_lines(_HERE / "words" / "capitals.txt"),
        *_lines(places / "lst_region" / "items.txt"),
        *_lines(places / "lst_province" / "items.txt"),
        *municipalities,
    }
    first_names = {*_lines(names / "lst_first_name" / "items.txt"), *_lines(_HERE / "words" / "first_names.txt")}
    surnames = {*_lines(names / "lst_surname" / "items.txt"), *_lines(_HERE / "words" / "surnames.txt")}
    organisations = (_HERE / "words" / "organisations.txt").read_text(encoding="utf-8").splitlines()
    return Lists(
        first_names=frozenset(name for name in first_names if len(name) > 1),
        surnames=frozenset(name for name in surnames if len(name) > 1),
        words=frozenset((ordinary | capitals) - _RATHER_NAMES),
        capitals=frozenset(capitals),
        municipalities=municipalities,
        places=frozenset(_lines(places / "lst_residence" / "items.txt")),
        organisations=frozenset(tuple(map(fold, line.split())) for line in organisations if not line.startswith("#")),
    )


def _deduce(group: str) -> Path:
    """Return a folder of lists of the package, which is not imported: that would load all of its pipeline."""
    package = find_spec("deduce")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("deduce")
    return Path(package.submodule_search_locations[0]) / "data" / "lookup" / "src" / group


def _lines(path: Path) -> Iterator[str]:
    """Yield the folded words of a list; own lists may have several a line, and remarks."""
    own = path.parent.parent == _HERE
    for line in path.read_text(encoding="utf-8").splitlines():
        if own and line.startswith("#"):
            continue
        for word in line.split() if own else [line.strip()]:
            if word:
                yield fold(word)


def _municipalities() -> Iterator[str]:
    with _MUNICIPALITIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield fold(row["naam"])
            yield from (fold(name.strip()) for name in row["zoeknamen"].split("|") if name.strip())
