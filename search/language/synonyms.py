"""Words and phrases that may stand for each other, such as the terms of a glossary and their abbreviations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from search.language.stopwords import is_stopword
from search.language.tokens import Joined, Word, run_of
from search.values import Node, Phrase, Term

# A name longer than this is a sentence; nobody searches it and every engine would have to match it.
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a query: how many words it covers and what may stand in its place."""

    length: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of interchangeable words and phrases. Build it with `Synonyms.of`; two with equal groups are equal.

    as_written: pairs of an abbreviation that is an ordinary word, too, and what it stands for in exactly this casing
    """

    groups: tuple[tuple[str, ...], ...] = ()
    as_written: tuple[tuple[str, str], ...] = ()
    _entries: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Node, ...]], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _written: Mapping[str, tuple[Node, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]], as_written: Iterable[tuple[str, str]] = ()) -> Synonyms:
        """Return the synonyms of the groups; every member of a group stands for every other, and for nothing else.

        A word in two groups gets the members of both, but those members do not get each other.
        """
        pairs = tuple(as_written)
        written: dict[str, list[Node]] = {}
        for surface, meaning in pairs:
            written.setdefault(surface, []).extend(_Member.of(meaning).nodes)
        kept = tuple(tuple(group) for group in groups)
        expansions: dict[tuple[str, ...], dict[Node, None]] = {}
        for group in kept:
            members = [_Member.of(text) for text in group]
            for member in members:
                others = [node for other in members if not member.keys & other.keys for node in other.nodes]
                for key in member.keys:
                    expansions.setdefault(key, {}).update(dict.fromkeys(others))
        return cls(
            kept,
            pairs,
            MappingProxyType(_by_first(expansions)),
            MappingProxyType({surface: tuple(nodes) for surface, nodes in written.items()}),
        )

    def written(self, surface: str) -> tuple[Node, ...]:
        """Return what a word stands for in exactly this casing: OM, not om."""
        return self._written.get(surface, ())

    def match(self, stems: Sequence[str], start: int) -> Match | None:
        """Return the longest entry that the stems from `start` on spell out completely, if any."""
        for key, nodes in self._entries.get(stems[start], ()):
            if tuple(stems[start : start + len(key)]) == key:
                return Match(len(key), nodes)
        return None

    def __reduce__(self) -> tuple[object, ...]:
        return Synonyms.of, (self.groups, self.as_written)


@dataclass(frozen=True, slots=True)
class _Member:
    """A word or phrase of a group: the stems by which a query names it, and the nodes that find it."""

    keys: frozenset[tuple[str, ...]]
    nodes: tuple[Node, ...]

    @classmethod
    def of(cls, text: str) -> _Member:
        found, joined = _words(text)
        content = tuple(word.stem for word in found if not is_stopword(word.exact))
        if not content or len(found) > _MAX_WORDS:
            return cls(frozenset(), ())
        if len(found) == 1:
            return cls(frozenset({content}), (Term(found[0].stem),))
        # A phrase of exact words, not all of its stems: the members of a glossary are made of common words ("sociaal
        # team"), which every long text holds somewhere. What inflects is listed as a member of its own.
        nodes: list[Node] = [Phrase(tuple(word.exact for word in found))]
        # "de Raad" may be found for its group, but a query for "raad" does not name it.
        keys = {content} if len(content) > 1 else set()
        if joined:
            nodes.append(Term(joined.stem))
            keys.add((joined.stem,))
        return cls(frozenset(keys), tuple(nodes))


def _words(text: str) -> tuple[list[Word], Joined | None]:
    """Return the words of a member, and how they are joined when the whole member is one word with hyphens."""
    found = [run_of(surface) for surface in text.split()[: _MAX_WORDS + 1]]
    every = [word for run in found for word in run.words]
    whole = [group for run in found for group in run.joined if group.last - group.first + 1 == len(every)]
    return every, whole[0] if whole else None


def _by_first(
    expansions: Mapping[tuple[str, ...], Mapping[Node, None]],
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[Node, ...]], ...]]:
    """Arrange the entries under their first stem, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[Node, ...]]]] = {}
    for key, nodes in expansions.items():
        if nodes:
            found.setdefault(key[0], []).append((key, tuple(nodes)))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


NO_SYNONYMS = Synonyms()
