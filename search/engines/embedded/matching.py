"""Works out which documents match, as a set, from the sets of words, tokens and values; or leaves it to tantivy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import tantivy
from pyroaring import BitMap

from search.engines.embedded.query import Candidates, Compiler
from search.engines.embedded.sets import Named, Sets
from search.engines.prepared import ORDINALS
from search.values import AllOf, AnyOf, AtLeast, Node, Not, Tagged, Term

#: When no more than one in so many documents can match, tantivy counts them as quickly as sets do.
FEW = 50


class Matching:
    """Answers for one state of the index."""

    def __init__(self, sets: Sets, searcher: tantivy.Searcher, compiler: Compiler) -> None:
        self._sets = sets
        self._searcher = searcher
        self._compiler = compiler
        self._few = max(1, len(sets.every) // FEW)
        self._words = lru_cache(maxsize=64)(self._of)  # the passes of one query ask for the same words

    def candidates(self, candidates: Candidates) -> BitMap | None:
        """Return the documents that match words, visibility and filters; None when tantivy must count them."""
        if candidates.keys is not None:  # few, and keys have no sets
            return None
        sets = self._sets
        found = _union(sets.tokens, candidates.tokens)
        for name, values in candidates.filters:
            found &= _union(sets.facets[name], values)
        if candidates.node is None:
            return found
        if self._most(candidates.node) <= self._few:
            return None
        return found & self._words(candidates.node)

    def _most(self, node: Node) -> int:
        """Return how many documents a node matches at most, as far as the sets can tell."""
        match node:
            case Term(stem):
                return len(self._sets.words.get(stem, ())) or self._few
            case AllOf(nodes) if any(not isinstance(each, Not) for each in nodes):
                return min(self._most(each) for each in nodes if not isinstance(each, Not))
            case AnyOf(nodes) | AtLeast(_, nodes):
                return sum(self._most(each) for each in nodes)
            case _:
                return len(self._sets.every)

    def _of(self, node: Node) -> BitMap:
        sets = self._sets
        match node:
            case Term(stem) if stem in sets.words:
                return sets.words[stem]
            case AllOf(nodes):
                return self._all_of(nodes)
            case AnyOf(nodes):
                return self._any_of(nodes)
            case AtLeast(count, nodes):
                return self._at_least(count, nodes)
            case Not(inner):
                return sets.every - self._of(inner)
            case Tagged(facet, values):
                return _union(sets.facets[facet], values)
            case _:
                return self._asked(node)

    def _any_of(self, nodes: Iterable[Node]) -> BitMap:
        """Ask for all rare words at once: most of the other words for a word stand in few texts, or in none."""
        known: list[Node] = []
        rare: list[Node] = []
        for node in nodes:
            (rare if isinstance(node, Term) and node.stem not in self._sets.words else known).append(node)
        found = [self._of(node) for node in known]
        if rare:
            found.append(self._asked(AnyOf(tuple(rare))))
        return BitMap.union(BitMap(), *found)

    def _all_of(self, nodes: Iterable[Node]) -> BitMap:
        found = self._sets.every.copy()
        for node in nodes:
            if isinstance(node, Not):
                found -= self._of(node.node)
            else:
                found &= self._of(node)
        return found

    def _at_least(self, count: int, nodes: Iterable[Node]) -> BitMap:
        # matched[n]: what matches at least n of the nodes so far
        matched = [self._sets.every.copy(), *(BitMap() for _ in range(count))]
        for node in nodes:
            found = self._of(node)
            for number in range(len(matched) - 1, 0, -1):
                matched[number] |= matched[number - 1] & found
        return matched[-1]

    def _asked(self, node: Node) -> BitMap:
        """Ask tantivy which documents match: for rare words, and for phrases, which are looked at in the texts once."""
        everything = max(1, self._searcher.num_docs)
        # The number of a document stands in its moment, which tantivy gives with each hit.
        hits = self._searcher.search(
            self._compiler.node(node), limit=everything, count=False, order_by_field="newest"
        ).hits
        return BitMap([moment % ORDINALS for moment, _ in hits])


def _union(named: Named, names: Iterable[str]) -> BitMap:
    return BitMap.union(BitMap(), *(named[name] for name in names if name in named))
