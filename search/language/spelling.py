"""Finds what somebody meant by a word that no text holds: a typing error, loose words of a compound, a related word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.language.splitting import split
from search.language.stems import stem_of_folded

#: Shorter words are never corrected: almost everything is close to them.
SHORTEST = 4
#: From this length on two errors are forgiven.
LONG = 9
#: Words with the same beginning are related when it has this many letters, and is this part of both.
LEAST_SHARED = 5
SHARED = 0.65


@dataclass(frozen=True, slots=True)
class SpelledWord:
    """A word of the texts: folded, as it is written, and in how many texts it stands (about)."""

    exact: str
    surface: str
    texts: int


@dataclass(frozen=True, slots=True)
class Meant:
    """What to search for instead of an unknown word: one typing error away, or more of a guess."""

    text: str
    is_typing_error: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that may be suggested. Build it with `Vocabulary.of`.

    Words lie by length, each with the set of its letters as bits: two words that differ in two letters have sets that
    differ in at most four bits, and counting bits passes over nearly all words quickly, without a larger structure.
    """

    _exact: frozenset[str] = frozenset()
    _stems: frozenset[str] = frozenset()
    _by_length: Mapping[int, tuple[tuple[int, SpelledWord], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[SpelledWord]) -> Vocabulary:
        """Return the vocabulary of these words."""
        kept = [word for word in words if word.exact]
        by_length: dict[int, list[tuple[int, SpelledWord]]] = {}
        for word in kept:
            if len(word.exact) >= SHORTEST - 1 and not word.exact.isdigit():
                by_length.setdefault(len(word.exact), []).append((_letters(word.exact), word))
        exact = frozenset(word.exact for word in kept)
        return cls(
            exact,
            frozenset(map(stem_of_folded, exact)),
            {length: tuple(same) for length, same in by_length.items()},
        )

    def knows(self, exact: str) -> bool:
        """Tell whether a folded word, or another form of it, stands in the texts."""
        return exact in self._exact or stem_of_folded(exact) in self._stems

    def meant(self, exact: str) -> Meant | None:
        """Return what an unknown word probably means, as texts write it.

        A single typing error is likelier than a compound of known words ("gezins plan"), that than two errors, and that
        than another word with the same beginning ("vrijwilligheid" for "vrijwilliger").
        """
        nearest = self.nearest(exact)
        if nearest and _errors(exact, nearest.exact, 1) <= 1:
            return Meant(nearest.surface, is_typing_error=True)
        parts = split(exact, self._exact)
        if parts:
            return Meant(" ".join(parts), is_typing_error=False)
        if nearest:
            return Meant(nearest.surface, is_typing_error=True)
        alike = self._same_beginning(exact)
        return Meant(alike.surface, is_typing_error=False) if alike else None

    def _same_beginning(self, exact: str) -> SpelledWord | None:
        """Return the known word that shares the longest beginning, when that is most of both words."""
        beginning = exact[:LEAST_SHARED]
        alike = [
            word
            for length, same in self._by_length.items()
            if length * SHARED <= len(exact) and len(exact) * SHARED <= length
            for _, word in same
            if word.exact.startswith(beginning)
        ]
        shared = {word: _shared(word.exact, exact) for word in alike}
        enough = [word for word in alike if shared[word] >= SHARED * max(len(exact), len(word.exact))]
        return max(enough, key=lambda word: (shared[word], word.texts, word.exact), default=None)

    def nearest(self, exact: str) -> SpelledWord | None:
        """Return the known word that was most likely meant, if there is one close enough.

        The fewest errors win, then a first letter that is right, then the word that stands in most texts.
        """
        if len(exact) < SHORTEST or any(character.isdigit() for character in exact):
            return None
        most = 2 if len(exact) >= LONG else 1
        letters = _letters(exact)
        best: tuple[int, bool, int, str] | None = None
        found: SpelledWord | None = None
        for length in range(len(exact) - most, len(exact) + most + 1):
            for held, word in self._by_length.get(length, ()):
                if (held ^ letters).bit_count() > 2 * most:
                    continue
                errors = _errors(exact, word.exact, most)
                if errors > most:
                    continue
                rank = (errors, word.exact[0] != exact[0], -word.texts, word.exact)
                if best is None or rank < best:
                    best, found = rank, word
        return found


def _letters(word: str) -> int:
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) % 64)
    return bits


def _shared(left: str, right: str) -> int:
    """Return how many letters two words share at their beginning."""
    for at, pair in enumerate(zip(left, right, strict=False)):
        if pair[0] != pair[1]:
            return at
    return min(len(left), len(right))


def _errors(left: str, right: str, most: int) -> int:
    """Return how many letters were left out, added, changed or swapped with the next, or more than `most`."""
    before_last: list[int] = []
    last = list(range(len(right) + 1))
    for row, typed in enumerate(left, 1):
        current = [row]
        for column, meant in enumerate(right, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (typed != meant))
            if row > 1 and column > 1 and typed == right[column - 2] and left[row - 2] == meant:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before_last, last = last, current
    return last[-1]


NO_VOCABULARY = Vocabulary()
