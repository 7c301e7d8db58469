"""What somebody typed, understood: words that must all be there, "exact phrases" and -exclusions, as a query tree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from search.language.folding import clean
from search.language.names import NO_NAMES, Meaning, Mode, Names
from search.language.nodes import all_of, any_of, subject_part
from search.language.pieces import Piece, Reader, Typed
from search.language.stopwords import is_stopword
from search.language.synonyms import NO_SYNONYMS, Synonyms
from search.language.tokens import Run, Word, run_of, words
from search.schema import Boosts
from search.values import AllOf, AtLeast, Boosted, Node, Not, Phrase, Preferring, Tagged, Term

#: Text beyond this is not read.
MAX_LENGTH = 500
# The tree stays small enough for any engine: words beyond these are left out.
_MAX_WORDS = 40
#: Only so many words get a better score for standing exactly so, and beside each other.
_MAX_BETTER = 12

#: What more a text scores that holds all words, when others are shown that do not.
_ALL_WORDS = 2.0

_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_MINUS = "\u2013\u2212-"
_TOKEN = re.compile(
    rf"(?P<no>(?<!\S)[{_MINUS}]+)?[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|(?P<minus>(?<!\S)[{_MINUS}]+)?(?P<plain>[^\s{_QUOTES}]+)"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that was understood.

    text: what was read
    pieces: the parts that a text must all match, in order
    excluded: what a text must not match
    node: all of that as one node, without a wish for the order; None when there are no words: everything matches
    neighbours: sequences of exact words as they were typed next to each other, common words included
    words: the stems of the words that were typed (not of excluded ones), in order, each once
    exact: the phrases, as exact words, that count as found: typed between quotes, or synonyms
    related: groups of stems that count as found when a text holds the whole group: compounds, their parts, synonyms
    """

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    excluded: tuple[Node, ...] = ()
    neighbours: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    exact: tuple[tuple[str, ...], ...] = ()
    related: tuple[tuple[str, ...], ...] = ()

    @property
    def node(self) -> Node | None:
        return self._matching(self.required)

    @property
    def required(self) -> tuple[Piece, ...]:
        """The pieces that decide whether a text matches; weak ones only when there are no others."""
        asking = [piece for piece in self.pieces if piece.node is not None]
        return tuple(piece for piece in asking if not piece.weak) or tuple(asking)

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What the names in the query were taken for."""
        return tuple(dict.fromkeys(meaning for piece in self.pieces for meaning in piece.meanings))

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """Every two words that were typed beside each other, with the common words between them."""
        return tuple(
            sequence[first : last + 1]
            for sequence in self.neighbours
            for first, last in list(pairwise(_without_common(sequence)))[:_MAX_BETTER]
        )

    def asked(
        self, boosts: Boosts, *, without: Collection[Piece] = (), at_least: int | None = None, about: bool = False
    ) -> Node | None:
        """Return the node with its wishes for the order.

        without: required pieces that need not match; at_least: how many of the others must, when not all
        about: only what says in title, summary or labels that it is about one of the words; so it is for fewer words
        """
        kept = tuple(piece for piece in self.required if piece not in without)
        node = self._matching(kept, at_least)
        better = tuple(self._better(boosts, kept if at_least is None else ()))
        if node is not None and (without or at_least is not None or about):
            # What misses some of the words must be about the others, not just hold them somewhere.
            subjects = [subject_part(piece.node) for piece in kept if piece.node is not None and not piece.fixed]
            node = all_of([node, any_of(subjects)]) if subjects else node
        if at_least is not None and self.node is not None:
            better = (self.node, *better)
        return Preferring(node, better) if better and node is not None else node

    def covering(self, boosts: Boosts, groups: Collection[tuple[Piece, ...]]) -> Node:
        """Return the node for texts that hold every piece of one of these groups, and are about one, or hold all.

        All that matches scores as by the whole query. What holds all of it scores three times as much.
        """
        kept = [piece.node for piece in self.required if piece.node is not None and piece.kept]
        loose = [piece.node for piece in self.required if piece.node is not None and not piece.kept]
        enough = [all_of(loose)]
        for group in groups:
            nodes = [piece.node for piece in group if piece.node is not None]
            enough.append(all_of([*nodes, any_of(subject_part(node) for node in nodes)]))
        unscored = Boosted(any_of(enough), 0.0)
        node = self._without_excluded(all_of([*kept, AtLeast(1, tuple(loose)), unscored]))
        return Preferring(node, (Boosted(all_of(loose), _ALL_WORDS), *self._better(boosts, self.required)))

    def _matching(self, kept: tuple[Piece, ...], at_least: int | None = None) -> Node | None:
        nodes = [piece.node for piece in kept if piece.node is not None]
        node = all_of(nodes) if nodes else None
        if at_least is not None:
            fixed = [piece.node for piece in kept if piece.node is not None and piece.fixed]
            loose = [piece.node for piece in kept if piece.node is not None and not piece.fixed]
            node = all_of([*fixed, AtLeast(at_least, tuple(loose))])
        return self._without_excluded(node) if self.excluded else node

    def _without_excluded(self, node: Node | None) -> Node:
        # Always inside an `AllOf`, also on their own: engines only subtract from something.
        wanted = node.nodes if isinstance(node, AllOf) else (node,) if node else ()
        return AllOf((*wanted, *(Not(excluded) for excluded in self.excluded)))

    def _better(self, boosts: Boosts, kept: tuple[Piece, ...]) -> Iterator[Node]:
        for meaning in self.meanings:
            if meaning.mode is not Mode.ONLY:
                yield Boosted(Tagged(meaning.facet, frozenset(meaning.values)), boosts.named)
        for piece in self.pieces:
            if piece.node is not None and piece not in kept and (kept or piece.weak):
                yield piece.node
        for phrase in self.phrases:
            yield Boosted(Phrase(phrase), boosts.phrase)
        typed = dict.fromkeys(word.exact for piece in self.pieces if not piece.fixed for word in piece.typed)
        for exact in list(typed)[:_MAX_BETTER]:
            yield Boosted(Phrase((exact,)), boosts.exact)


def _without_common(sequence: tuple[str, ...]) -> list[int]:
    return [place for place, exact in enumerate(sequence) if not is_stopword(exact)]


class _Query:
    """Collects the pieces of one query from its tokens, in order."""

    def __init__(self, text: str, reader: Reader, synonyms: Synonyms) -> None:
        self.text = text
        self.reader = reader
        self.synonyms = synonyms
        self.pieces: list[Piece] = []
        self.excluded: dict[Node, None] = {}
        self.common: list[Word] = []
        self.neighbours: list[tuple[str, ...]] = []
        self.sequence: list[Typed] = []
        self.adjacent = False
        self.room = _MAX_WORDS
        self.room_excluded = _MAX_WORDS

    def phrase(self, text: str) -> None:
        exact = tuple(word.exact for word in words(text))
        if exact:
            self.close()
            self.pieces.append(Piece(Phrase(exact), text, fixed=True))
            self.reader.found.exact[exact] = None

    def exclude_phrase(self, text: str) -> None:
        exact = tuple(word.exact for word in words(text))
        if exact:
            self.close()
            self.excluded[Phrase(exact)] = None

    def exclude(self, run: Run) -> None:
        """Exclude the words themselves; what a query would find besides (synonyms, loose parts) is not meant."""
        self.close()
        for node in list(_excluded(run))[: self.room_excluded]:
            self.room_excluded -= 1
            self.excluded[node] = None

    def plain(self, run: Run, start: int) -> None:
        joined = {index: group for group in run.joined for index in range(group.first, group.last + 1)}
        for index, inside in enumerate(run.words):
            word = Word(inside.surface, start + inside.start, start + inside.end, inside.exact, inside.stem)
            common = is_stopword(word.exact) and not self.synonyms.written(word.surface)
            if common:
                self.common.append(word)
            elif self.room == 0:
                return
            else:
                self.room -= 1
            group = joined.get(index)
            exact = tuple(part.exact for part in run.words[group.first : group.last + 1]) if group else ()
            adjacent = self.adjacent and not common
            self.sequence.append(Typed(word, common, adjacent, group.stem if group else "", exact))
            self.adjacent = not common

    def close(self) -> None:
        """End a sequence of plain words: only neighbours make compounds and names of several words."""
        typed, self.sequence, self.adjacent = self.sequence, [], False
        if typed:
            self.pieces += self.reader.pieces(self.text, typed)
            self.neighbours.append(tuple(each.word.exact for each in typed))

    def parsed(self) -> Parsed:
        self.close()
        if all(piece.node is None for piece in self.pieces):
            # Nothing but common words: then those are what was meant.
            common = list(dict.fromkeys(word.exact for word in self.common))[:_MAX_WORDS]
            self.pieces += [Piece(Phrase((exact,)), exact) for exact in common]
            self.reader.found.exact.update(dict.fromkeys((exact,) for exact in common))
        return Parsed(
            text=self.text.rstrip(),
            pieces=tuple(self.pieces),
            excluded=tuple(self.excluded),
            neighbours=tuple(self.neighbours),
            words=tuple(dict.fromkeys(word.stem for piece in self.pieces for word in piece.typed)),
            exact=tuple(self.reader.found.exact),
            related=tuple(self.reader.found.related),
        )


def parse(
    text: str,
    *,
    synonyms: Synonyms = NO_SYNONYMS,
    names: Names = NO_NAMES,
    literal: frozenset[str] = frozenset(),
) -> Parsed:
    """Understand a query; never raises, and gives a tree of bounded size for any text.

    All words must be there, unless one is too common to count. "Quoted" words are matched exactly and in order; a quote
    without its pair means nothing. `-word` and `-"some words"` exclude. Of a text of more than 500 characters the rest
    is left out, as are the plain words after the fortieth. Names of the facets in `literal` are ordinary words.
    """
    cleaned = clean(text[:MAX_LENGTH])
    query = _Query(cleaned, Reader(synonyms, names, literal), synonyms)
    for token in _TOKEN.finditer(cleaned):
        phrase = token["phrase"]
        if phrase is not None:
            (query.exclude_phrase if token["no"] else query.phrase)(phrase)
        elif token["minus"]:
            query.exclude(run_of(token["plain"]))
        else:
            query.plain(run_of(token["plain"]), token.start("plain"))
    return query.parsed()


def prefix_words(text: str) -> tuple[str, ...]:
    """Return the exact words of what is being typed, for suggestions; the last one may be unfinished."""
    return tuple(word.exact for word in words(clean(text[:MAX_LENGTH])))


def _excluded(run: Run) -> Iterator[Node]:
    joined = {group.first: group for group in run.joined}
    index = 0
    while index < len(run.words):
        word, group = run.words[index], joined.get(index)
        if group:
            exact = tuple(part.exact for part in run.words[group.first : group.last + 1])
            yield any_of([Term(group.stem), Phrase(exact)])
            index = group.last + 1
        else:
            yield Phrase((word.exact,)) if is_stopword(word.exact) else Term(word.stem)
            index += 1
