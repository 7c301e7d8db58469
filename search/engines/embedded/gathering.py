"""Gathers the sets of an index while it is filled."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable

from pyroaring import BitMap

from search.engines.embedded.sets import Facts, Sets

#: A word gets a set of its own when more than one in so many documents holds it.
RARE = 100

_Numbers = defaultdict[str, "array[int]"]


class Gathering:
    """Takes the facts of documents one by one."""

    def __init__(self, facets: Iterable[str]) -> None:
        self._every = array("I")
        self._words = _numbers()
        self._tokens = _numbers()
        self._facets = {name: _numbers() for name in facets}
        self._again: dict[int, Facts | None] = {}

    def add(self, facts: Facts) -> None:
        """Take a document."""
        ordinal = facts.ordinal
        if ordinal in self._again:
            self._again[ordinal] = facts
            return
        self._every.append(ordinal)
        words = self._words
        for word in facts.words:
            words[word].append(ordinal)
        for token in facts.tokens:
            self._tokens[token].append(ordinal)
        for name, values in facts.facets.items():
            for value in values:
                self._facets[name][value].append(ordinal)

    def remove(self, ordinal: int) -> None:
        """Forget a document; it may come again in another state."""
        self._again[ordinal] = None  # from now on it is put right at the end: it stands in many lists

    def sets(self) -> Sets:
        """Return the sets of everything that was taken."""
        few = len(self._every) // RARE
        gathered = Sets(
            every=BitMap(self._every),
            words={word: BitMap(numbers) for word, numbers in self._words.items() if len(numbers) > few},
            tokens={token: BitMap(numbers) for token, numbers in self._tokens.items()},
            facets={
                name: {value: BitMap(numbers) for value, numbers in values.items()}
                for name, values in self._facets.items()
            },
        )
        return gathered.changed(self._again, [facts for facts in self._again.values() if facts is not None])


def _numbers() -> _Numbers:
    return defaultdict(lambda: array("I"))
