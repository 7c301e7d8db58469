"""What somebody typed, understood: words that must all be there, "exact phrases" and -exclusions, as a query tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.language.compounds import lexicon
from search.language.folding import clean
from search.language.nodes import all_of, any_of, terms
from search.language.stems import stem
from search.language.stopwords import is_stopword
from search.language.synonyms import NO_SYNONYMS, Synonyms
from search.language.tokens import Run, Word, run_of, words
from search.values import AllOf, Node, Not, Phrase, Term

#: Text beyond this is not read.
MAX_LENGTH = 500
# The tree stays small enough for any engine: words and synonyms beyond these are left out.
_MAX_WORDS = 40
_MAX_SYNONYMS = 100

_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_MINUS = "\u2013\u2212-"
_TOKEN = re.compile(
    rf"(?P<no>(?<!\S)[{_MINUS}]+)?[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|(?P<minus>(?<!\S)[{_MINUS}]+)?(?P<plain>[^\s{_QUOTES}]+)"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that was understood.

    node: what to ask an engine; None when the text holds no words, so that everything matches
    words: the stems of the words that were typed (not of excluded ones), in order, each once
    exact: the phrases, as exact words, that count as found: typed between quotes, or synonyms
    related: groups of stems that count as found when a text holds the whole group: compounds, their parts, synonyms
    """

    node: Node | None
    words: tuple[str, ...] = ()
    exact: tuple[tuple[str, ...], ...] = ()
    related: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of the query that decides.

    adjacent: no stop word stands between it and the piece before
    joint: the stem of the hyphenated word that it is a part of, and the exact words of that
    """

    word: Word
    adjacent: bool
    joint: str = ""
    group: tuple[str, ...] = ()


class _Reader:
    """Collects the nodes of one query from its tokens, in order."""

    def __init__(self, synonyms: Synonyms) -> None:
        self.synonyms = synonyms
        self.nodes: list[Node] = []
        self.excluded: list[Node] = []
        self.stopwords: list[str] = []
        self.words: dict[str, None] = {}
        self.exact: dict[tuple[str, ...], None] = {}
        self.related: dict[tuple[str, ...], None] = {}
        self.sequence: list[_Piece] = []
        self.adjacent = False
        self.room = _MAX_WORDS
        self.room_excluded = _MAX_WORDS
        self.room_synonyms = _MAX_SYNONYMS

    def phrase(self, text: str) -> None:
        exact = tuple(word.exact for word in words(text))
        if exact:
            self.close()
            self.nodes.append(Phrase(exact))
            self.exact[exact] = None

    def exclude_phrase(self, text: str) -> None:
        exact = tuple(word.exact for word in words(text))
        if exact:
            self.close()
            self.excluded.append(Phrase(exact))

    def exclude(self, run: Run) -> None:
        """Exclude the words themselves; what a query would find besides (synonyms, loose parts) is not meant."""
        self.close()
        for node in list(_excluded(run))[: self.room_excluded]:
            self.room_excluded -= 1
            self.excluded.append(node)

    def plain(self, run: Run) -> None:
        joined = {index: group for group in run.joined for index in range(group.first, group.last + 1)}
        for index, word in enumerate(run.words):
            if is_stopword(word.exact):
                self.stopwords.append(word.exact)
                self.adjacent = False
                continue
            if self.room == 0:
                return
            self.room -= 1
            group = joined.get(index)
            exact = tuple(part.exact for part in run.words[group.first : group.last + 1]) if group else ()
            self.sequence.append(_Piece(word, self.adjacent, group.stem if group else "", exact))
            self.adjacent = True

    def close(self) -> None:
        """End a sequence of plain words: only neighbours make compounds and names of several words."""
        pieces, self.sequence, self.adjacent = self.sequence, [], False
        stems = [piece.word.stem for piece in pieces]
        self.words.update(dict.fromkeys(stems))
        made = _compounds_of(pieces)
        nodes = [self.alternatives(piece, compounds) for piece, compounds in zip(pieces, made, strict=True)]
        start = 0
        while start < len(pieces):
            match = self.synonyms.match(stems, start)
            length = match.length if match else 1
            own = all_of(nodes[start : start + length])
            others = match.nodes[: self.room_synonyms] if match else ()
            self.room_synonyms -= len(others)
            self.nodes.append(any_of([own, *others]))
            self.note(others)
            start += length

    def alternatives(self, piece: _Piece, compounds: Sequence[str]) -> Node:
        """Return what satisfies one word: its stem, the parts of it as loose words, or a compound that it is in.

        Neighbours that make a compound each get it as an alternative. So a text with the compound satisfies both, and
        overlapping compounds need no combinations: the tree grows with the number of words only.
        """
        word = piece.word
        # A loose letter, as in "e-mail", says nothing apart from its neighbour.
        own: Node = Phrase(piece.group) if piece.group and len(word.exact) == 1 else Term(word.stem)
        readings = lexicon().readings.get(word.stem, ())
        others = dict.fromkeys([piece.joint, *compounds] if piece.joint else compounds)
        self.related.update(dict.fromkeys([*readings, *((compound,) for compound in others)]))
        return any_of([own, *(terms(reading) for reading in readings), *(Term(compound) for compound in others)])

    def note(self, nodes: Sequence[Node]) -> None:
        """Remember synonyms, so that they are marked in what was found."""
        for node in nodes:
            if isinstance(node, Phrase):
                self.exact[node.words] = None
            elif isinstance(node, Term):
                self.related[(node.stem,)] = None

    def parsed(self) -> Parsed:
        self.close()
        if not self.nodes:
            # Nothing but common words: then those are what was meant.
            self.nodes = [Phrase((word,)) for word in dict.fromkeys(self.stopwords[:_MAX_WORDS])]
            self.exact.update(dict.fromkeys((word,) for word in self.stopwords[:_MAX_WORDS]))
        node = all_of(self.nodes) if self.nodes else None
        if self.excluded:
            # Always inside an `AllOf`, also on their own: engines only subtract from something.
            wanted = node.nodes if isinstance(node, AllOf) else (node,) if node else ()
            node = AllOf((*wanted, *dict.fromkeys(Not(excluded) for excluded in self.excluded)))
        return Parsed(node, tuple(self.words), tuple(self.exact), tuple(self.related))


def parse(text: str, *, synonyms: Synonyms = NO_SYNONYMS) -> Parsed:
    """Understand a query; never raises, and gives a tree of bounded size for any text.

    All words must be there, unless one is too common to count. "Quoted" words are matched exactly and in order; a quote
    without its pair means nothing. `-word` and `-"some words"` exclude. Of a text of more than 500 characters the rest
    is left out, as are the plain words after the fortieth.
    """
    reader = _Reader(synonyms)
    for token in _TOKEN.finditer(clean(text[:MAX_LENGTH])):
        phrase = token["phrase"]
        if phrase is not None:
            (reader.exclude_phrase if token["no"] else reader.phrase)(phrase)
        else:
            (reader.exclude if token["minus"] else reader.plain)(run_of(token["plain"]))
    return reader.parsed()


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


def _compounds_of(pieces: Sequence[_Piece]) -> list[list[str]]:
    """Return for each piece the stems of the compounds that it makes with its neighbours."""
    known = lexicon()
    made: list[list[str]] = [[] for _ in pieces]
    for length in (2, 3):
        for start in range(len(pieces) - length + 1):
            window = pieces[start : start + length]
            stems = tuple(piece.word.stem for piece in window)
            found = [*known.compounds.get(stems, ())]
            if length == 2:
                found += known.compounds.get(stems[::-1], ())  # "delen van gegevens"
                found += _written_apart(*window) if window[1].adjacent else ()
            for offset in range(length):
                made[start + offset] += found
    return made


def _written_apart(left: _Piece, right: _Piece) -> Iterator[str]:
    """Yield the compound that was wrongly written as two words: "wijk agent", "gebied team"."""
    if left.word.stem == right.word.stem or (left.joint and left.joint == right.joint):
        return
    yield stem(left.word.exact + right.word.exact)
    linked = stem(left.word.exact + "s" + right.word.exact)
    if linked in lexicon().parts:
        yield linked
