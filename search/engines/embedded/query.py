"""The query tree as tantivy's queries: one that scores, for the hits, and one that only matches, for the counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import tantivy
from tantivy import Occur

from search.engines.embedded.index import STEMMED, facet_field
from search.engines.prepared import SUBJECT, indexable
from search.language import matching_part
from search.schema import Boosts
from search.values import (
    About,
    AllOf,
    AnyOf,
    AtLeast,
    Boosted,
    Keyed,
    Node,
    Not,
    Phrase,
    Preferring,
    Query,
    Tagged,
    Term,
)

#: Up to here values are looked up one by one, and only where the other clauses match. More of them are quicker as a
#: set, which is worked out over the whole index first.
_FEW = 64

#: How many words to remember of an index, with the texts that hold them.
_WORDS = 2**14

Q = tantivy.Query

#: Tells which texts of an index hold a stem at all: the lists of words that may be meant are long, most are nowhere.
Holding = Callable[[str], tuple[str, ...]]


def _every_text(stem: str) -> tuple[str, ...]:
    return STEMMED


def holding(searcher: tantivy.Searcher) -> Holding:
    """Return what tells which texts hold a stem, in one state of an index; it remembers what it was asked."""

    @lru_cache(maxsize=_WORDS)
    def texts(stem: str) -> tuple[str, ...]:
        return tuple(text for text in STEMMED if searcher.doc_freq(text, stem)) if indexable(stem) else ()

    return texts


@dataclass(frozen=True, slots=True)
class Candidates:
    """Which documents are counted: those that match words, visibility and every chosen facet. It can be a key."""

    tokens: frozenset[str]
    node: Node | None
    filters: frozenset[tuple[str, frozenset[str]]]
    keys: frozenset[str] | None = None

    @classmethod
    def of(cls, query: Query, *, without: str | None = None) -> Candidates:
        """Return those of a query, leaving out the choice in one facet."""
        chosen = ((name, values) for name, values in query.filters.items() if values and name != without)
        return cls(query.tokens, query.node, frozenset(chosen), query.keys)

    @property
    def uncounted(self) -> Candidates:
        """The same documents, without what only concerns their scores."""
        return self if self.node is None else replace(self, node=matching_part(self.node))


@dataclass(frozen=True, slots=True)
class Compiler:
    """Writes queries against the fields of an index.

    boosts: how much each text weighs in the score; None when the order does not matter. The same documents match either
    way.
    holding: which texts hold a stem; without it every text is looked in
    """

    fields: tantivy.Schema
    boosts: Boosts | None = None
    holding: Holding = _every_text

    def candidates(self, wanted: Candidates) -> tantivy.Query:
        """Return what matches words, visibility and filters."""
        clauses = [(Occur.Must, self._filter("tokens", wanted.tokens))]
        clauses += [(Occur.Must, self._filter(facet_field(name), values)) for name, values in wanted.filters]
        if wanted.keys is not None:
            clauses.append((Occur.Must, self._filter("key", wanted.keys)))
        if wanted.node is not None:
            clauses.append((Occur.Must, self.node(wanted.node)))
        return Q.boolean_query(clauses)

    def node(self, node: Node) -> tantivy.Query:
        """Return the query of one node of the tree."""
        match node:
            case Term(stem):
                return self._term(stem)
            case About(stem):
                return self._about(stem)
            case Phrase(words):
                return self._phrase(words)
            case AllOf(nodes):
                return self._all_of(nodes)
            case AnyOf(nodes):
                return self._any_of(nodes)
            case AtLeast(count, nodes):
                return self._at_least(count, nodes)
            case Not(inner):
                return self._all_of((Not(inner),))
            case Tagged() | Keyed():
                return Q.const_score_query(self._filter(*_listed(node)), 1.0)
            case Boosted() | Preferring():
                return self._scored(node)

    def _scored(self, node: Boosted | Preferring) -> tantivy.Query:
        match node:
            case Boosted(inner, factor):
                return Q.boost_query(self.node(inner), factor)
            case Preferring(inner, better):
                optional = [(Occur.Should, self.node(each)) for each in better]
                return Q.boolean_query([(Occur.Must, self.node(inner)), *optional])

    def completions(self, words: Sequence[str], *, tokens: frozenset[str]) -> tantivy.Query:
        """Return the titles with all words, of which the last may be a beginning."""
        *whole, last = words
        if not all(indexable(word) for word in words):
            return Q.empty_query()
        clauses = [(Occur.Must, self._filter("tokens", tokens))]
        clauses += [(Occur.Must, self._exactly("title_exact", word)) for word in whole]
        # A prefix as a fuzzy query without any fuzziness: nothing in the word is read as a pattern.
        prefix = Q.fuzzy_term_query(self.fields, "title_exact", last, distance=0, prefix=True)
        return Q.boolean_query([*clauses, (Occur.Must, prefix)])

    def _term(self, stem: str) -> tantivy.Query:
        if not indexable(stem):
            return Q.empty_query()
        texts = self.holding(stem)
        if self.boosts is None:
            return Q.boolean_query([(Occur.Should, self._exactly(text, stem)) for text in texts])
        return Q.boolean_query(
            [
                (Occur.Should, Q.boost_query(self._exactly(text, stem, option="freq"), getattr(self.boosts, text)))
                for text in texts
            ]
        )

    def _about(self, stem: str) -> tantivy.Query:
        if not indexable(stem):
            return Q.empty_query()
        return Q.const_score_query(
            Q.boolean_query([(Occur.Should, self._exactly(text, stem, option="freq")) for text in SUBJECT]), 0.0
        )

    def _phrase(self, words: tuple[str, ...]) -> tantivy.Query:
        if not words or not all(indexable(word) for word in words):
            return Q.empty_query()
        if len(words) == 1:  # tantivy's phrases have two words or more
            return self._exactly("exact", words[0], option="freq")
        return Q.phrase_query(self.fields, "exact", list(words))

    def _any_of(self, nodes: tuple[Node, ...]) -> tantivy.Query:
        nodes = tuple(node for node in nodes if not isinstance(node, Term) or self.holding(node.stem))
        if not nodes:
            return Q.empty_query()
        if self.boosts is None:
            return Q.boolean_query([(Occur.Should, self.node(each)) for each in nodes])
        return Q.disjunction_max_query([self.node(each) for each in nodes])

    def _at_least(self, count: int, nodes: tuple[Node, ...]) -> tantivy.Query:
        if count < 1:
            return Q.const_score_query(Q.all_query(), 0.0)
        if count > len(nodes):
            return Q.empty_query()
        return Q.boolean_query([(Occur.Should, self.node(each)) for each in nodes], count)

    def _all_of(self, nodes: tuple[Node, ...]) -> tantivy.Query:
        clauses = [
            (Occur.MustNot, self.node(node.node)) if isinstance(node, Not) else (Occur.Must, self.node(node))
            for node in nodes
        ]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            # What is excluded is excluded from something; alone it would match nothing.
            clauses.append((Occur.Must, Q.const_score_query(Q.all_query(), 0.0)))
        return Q.boolean_query(clauses)

    def _filter(self, field: str, values: frozenset[str]) -> tantivy.Query:
        """Match any of the values, without a say in the score."""
        held = [value for value in values if indexable(value)]
        if len(held) > _FEW:
            matching = Q.term_set_query(self.fields, field, held)
        else:
            matching = Q.boolean_query([(Occur.Should, self._exactly(field, value)) for value in held])
        return Q.const_score_query(matching, 0.0)

    def _exactly(self, field: str, value: str, *, option: str = "basic") -> tantivy.Query:
        return Q.term_query(self.fields, field, value, option)


def _listed(node: Tagged | Keyed) -> tuple[str, frozenset[str]]:
    """Return the field that a node looks in, and for which values."""
    return (facet_field(node.facet), node.values) if isinstance(node, Tagged) else ("key", node.keys)
