"""Proposes how long words are made of shorter ones, for a person to accept or refuse; searching never guesses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from search.language.compounds import lexicon
from search.language.stems import stem_of_folded
from search.language.stopwords import is_stopword

#: Parts are at least this long: "jongeren" is not "jong" and "eren".
SHORTEST = 4
#: Letters that Dutch puts between the parts; none first.
_LINKS = ("", "s", "en", "e")
#: What looks like a word at the end, but only makes one of what stands before it.
_ENDINGS = frozenset(
    ("heid", "lijk", "lijke", "loos", "baar", "zaam", "achtig", "schap", "ingen", "ering", "ende", "eren", "eling")
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may be a compound, with its parts as they stand in texts, and in how many texts it stands itself."""

    compound: str
    parts: tuple[str, ...]
    texts: int

    @property
    def line(self) -> str:
        """The proposal as a line of the lexicon: the careful sign, by which only the parts find the compound."""
        return f"{self.compound} > {' '.join(self.parts)}"


def proposals(words: Mapping[str, int], parts: Collection[str] = ()) -> Iterator[Proposal]:
    """Yield the words that are made of two other words, the most frequent first, each stem once.

    words: folded words of texts, with in how many of them each stands; also the parts, unless a list of those is given
    """
    known = {word for word in parts or words if len(word) >= SHORTEST and word.isalpha() and not is_stopword(word)}
    listed = lexicon().parts
    seen: set[str] = set()
    for word, texts in sorted(words.items(), key=lambda pair: (-pair[1], pair[0])):
        stem = stem_of_folded(word)
        if stem in listed or stem in seen or not word.isalpha():
            continue
        found = split(word, known)
        if found:
            seen.add(stem)
            yield Proposal(word, found, texts)


def split(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the two known words that a long word is made of, or nothing."""
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        last = word[cut:]
        if last not in known or last in _ENDINGS:
            continue
        for link in _LINKS:
            first = word[: cut - len(link)] if word[:cut].endswith(link) else ""
            if len(first) >= SHORTEST and first in known:
                return (first, last)
    return ()
