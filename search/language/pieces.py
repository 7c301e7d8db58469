"""Turns neighbouring words of a query into pieces that a text must match: names, synonyms, compounds and stems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from search.language.compounds import LINKS, guessed_parts, lexicon
from search.language.names import NO_NAMES, Meaning, Mode, Named, Names
from search.language.nodes import all_of, any_of, subject_part, terms
from search.language.stems import stem
from search.language.stopwords import is_weak
from search.language.synonyms import NO_SYNONYMS, Synonyms
from search.language.tokens import Word
from search.values import Boosted, Node, Phrase, Preferring, Tagged, Term

# The tree stays small enough for any engine: synonyms beyond these are left out, also of a single word.
_MAX_SYNONYMS, _MAX_OF_ONE = 100, 14
#: What counts less than the word that was typed: another word for it, and a word that it leads to.
SYNONYM, LEAD = 0.6, 0.3
#: And the loose words that a long word is made of, when no list says that they mean the same; so many other words for
#: each of those are looked for, too.
LOOSE, _MAX_OF_PART = 0.5, 6
#: Of a name with several meanings the first comes before the others.
FIRST_MEANING = 8.0


@dataclass(frozen=True, slots=True)
class Typed:
    """A word as it was typed: offsets are those in the whole query.

    common: a word that says nothing about a subject
    adjacent: nothing stands between it and the word before
    joint: the stem of the hyphenated word that it is a part of; group: the exact words of that
    """

    word: Word
    common: bool = False
    adjacent: bool = False
    joint: str = ""
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query.

    node: what a text must match; None when the piece only says what comes first
    text: how it was typed
    typed: its words, without the common ones
    fixed: typed between quotes: it is never left out or corrected
    weak: says so little that it counts beside other pieces only for the order
    known: a list says what it means, whether or not a text holds it
    meanings: what it was taken for, when it is a name
    """

    node: Node | None
    text: str
    typed: tuple[Word, ...] = ()
    fixed: bool = False
    weak: bool = False
    known: bool = False
    meanings: tuple[Meaning, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether it is asked for whatever happens: it is quoted, or a name that narrows ("gestopte projecten")."""
        return self.fixed or any(meaning.mode is Mode.ONLY for meaning in self.meanings)


@dataclass(slots=True)
class Found:
    """What counts as found besides the words that were typed, for marking: exact phrases, and groups of stems."""

    exact: dict[tuple[str, ...], None] = field(default_factory=dict)
    related: dict[tuple[str, ...], None] = field(default_factory=dict)

    def note(self, nodes: Sequence[Node]) -> None:
        """Remember synonyms."""
        for node in nodes:
            if isinstance(node, Phrase):
                self.exact[node.words] = None
            elif isinstance(node, Term):
                self.related[(node.stem,)] = None


class Reader:
    """Makes pieces of the words of one query.

    literal: facets whose names are read as ordinary words
    """

    def __init__(
        self, synonyms: Synonyms = NO_SYNONYMS, names: Names = NO_NAMES, literal: frozenset[str] = frozenset()
    ) -> None:
        self._synonyms = synonyms
        self._names = names
        self._literal = literal
        self._room = _MAX_SYNONYMS
        self.found = Found()

    def pieces(self, text: str, typed: Sequence[Typed]) -> list[Piece]:
        """Return the pieces of words that stand together in the text: only neighbours make compounds and names."""
        made: list[Piece] = []
        start = 0
        for named in self._names.find([each.word for each in typed], but_not=self._literal):
            made += self._plain(text, typed[start : named.start])
            made.append(self._name(text, typed[named.start : named.end], named))
            start = named.end
        return _either(made + self._plain(text, typed[start:]))

    def _name(self, text: str, typed: Sequence[Typed], named: Named) -> Piece:
        surface = text[typed[0].word.start : typed[-1].word.end]
        content = tuple(each.word for each in typed if not each.common)
        if any(meaning.mode is Mode.FIRST for meaning in named.meanings):
            return Piece(None, surface, meanings=named.meanings)
        tagged: list[Node] = [Tagged(meaning.facet, frozenset(meaning.values)) for meaning in named.meanings]
        if any(meaning.mode is Mode.ONLY for meaning in named.meanings):
            first = (Boosted(tagged[0], FIRST_MEANING),) if len(tagged) > 1 else ()
            node = Preferring(any_of(tagged), first) if first else any_of(tagged)
            return Piece(node, surface, meanings=named.meanings)
        words = [piece.node for piece in self._plain(text, typed) if piece.node is not None]
        own = all_of(words) if words else Phrase(tuple(each.word.exact for each in typed))
        return Piece(any_of([*tagged, own]), surface, content, meanings=named.meanings)

    def _plain(self, text: str, typed: Sequence[Typed]) -> list[Piece]:
        content = [each for each in typed if not each.common]
        stems = [each.word.stem for each in content]
        made = _compounds_of(content)
        nodes = [self._alternatives(each, compounds) for each, compounds in zip(content, made, strict=True)]
        found: list[Piece] = []
        start = 0
        while start < len(content):
            match = self._synonyms.match(stems, start)
            end = start + (match.length if match else 1)
            words = tuple(each.word for each in content[start:end])
            written = self._synonyms.written(words[0].surface) if end == start + 1 else ()
            own = [] if written and is_weak(words[0].exact) else [all_of(nodes[start:end])]
            same = self._taken([*written, *(match.nodes if match else ())])
            led = self._taken(match.leads if match else ())
            # A name of several such words is a name ("eigen plan"); another word for one of them makes it no stronger.
            weak = not written and not (same and len(words) > 1) and all(is_weak(word.exact) for word in words)
            surface = text[words[0].start : words[-1].end]
            known = bool(same) or all(word.stem in lexicon().parts for word in words)
            others = [*_lighter(same, SYNONYM), *_lighter(led, LEAD)]
            found.append(Piece(any_of([*own, *others]), surface, words, weak=weak, known=known))
            start = end
        return found

    def _taken(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """Return as many of these other words as there is room for, and remember them."""
        taken = nodes[: min(self._room, _MAX_OF_ONE)]
        self._room -= len(taken)
        self.found.note(taken)
        return taken

    def _alternatives(self, typed: Typed, compounds: Sequence[str]) -> Node:
        """Return what satisfies one word: its stem, the parts of it as loose words, or a compound that it is in.

        Neighbours that make a compound each get it as an alternative. So a text with the compound satisfies both, and
        overlapping compounds need no combinations: the tree grows with the number of words only.
        """
        word = typed.word
        # A loose letter, as in "e-mail", says nothing apart from its neighbour.
        own: Node = Phrase(typed.group) if typed.group and len(word.exact) == 1 else Term(word.stem)
        readings = lexicon().readings.get(word.stem, ())
        others = dict.fromkeys([typed.joint, *compounds] if typed.joint else compounds)
        self.found.related.update(dict.fromkeys([*readings, *((compound,) for compound in others)]))
        apart: tuple[str, ...] = () if readings else guessed_parts(word.exact)
        loose: list[Node] = [Boosted(self._loose(apart), LOOSE)] if apart else []
        if apart:
            self.found.related[apart] = None
        whole = [Term(compound) for compound in others]
        return any_of([own, *(terms(reading) for reading in readings), *whole, *loose])

    def _loose(self, parts: Sequence[str]) -> Node:
        """Return what satisfies a long word by its parts: each, or another word for it, and it is about one of them."""
        held = [self._part(part) for part in parts]
        return all_of([*held, any_of(subject_part(node) for node in held)])

    def _part(self, part: str) -> Node:
        match = self._synonyms.match((part,), 0)
        same = self._taken(match.nodes[:_MAX_OF_PART]) if match else ()
        return any_of([Term(part), *_lighter(same, SYNONYM)])


def _lighter(nodes: Sequence[Node], factor: float) -> list[Node]:
    """Return a node that matches any of these, and counts so much of what they count."""
    return [Boosted(any_of(nodes), factor)] if nodes else []


def _either(pieces: Sequence[Piece]) -> list[Piece]:
    """Join names that are alternatives to each other: whoever names two municipalities means one or the other."""
    joined: list[Piece] = []
    for piece in pieces:
        facets = {meaning.facet for meaning in piece.meanings if meaning.either}
        at = next(
            (
                index
                for index, other in enumerate(joined)
                if facets and any(meaning.either and meaning.facet in facets for meaning in other.meanings)
            ),
            None,
        )
        if at is None or piece.node is None or joined[at].node is None:
            joined.append(piece)
            continue
        other = joined[at]
        joined[at] = Piece(
            any_of([node for node in (other.node, piece.node) if node is not None]),
            f"{other.text}, {piece.text}",
            other.typed + piece.typed,
            meanings=other.meanings + piece.meanings,
        )
    return joined


def _compounds_of(typed: Sequence[Typed]) -> list[list[str]]:
    """Return for each word the stems of the compounds that it makes with its neighbours."""
    known = lexicon()
    made: list[list[str]] = [[] for _ in typed]
    for length in (2, 3):
        for start in range(len(typed) - length + 1):
            window = typed[start : start + length]
            stems = tuple(each.word.stem for each in window)
            found = [*known.compounds.get(stems, ())]
            if length == 2:
                found += known.compounds.get(stems[::-1], ())  # "delen van gegevens"
                found += _as_one(*(window if window[1].adjacent else window[::-1]))
            for offset in range(length):
                made[start + offset] += found
    return made


def _as_one(left: Typed, right: Typed) -> Iterator[str]:
    """Yield the long words that two loose ones may stand for: "wijk agent" and "hulp bij schulden"."""
    if left.word.stem == right.word.stem or (left.joint and left.joint == right.joint):
        return
    made = {stem(left.word.exact + right.word.exact): None}
    if left.word.exact.isalpha() and right.word.exact.isalpha():
        made |= {stem(left.word.exact + link + right.word.exact): None for link in LINKS}
        made[stem(left.word.stem + right.word.exact)] = None
    yield from made
