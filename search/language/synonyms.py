"""Words and phrases that may stand for each other, and words that lead to others: a wide word to narrower ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from search.language.compounds import apart
from search.language.stopwords import is_stopword
from search.language.tokens import Joined, Word, run_of
from search.values import Node, Phrase, Term

#: Stands in a line between words and what they lead to.
LEADS = ">"
# A name longer than this is a sentence; nobody searches it and every engine would have to match it.
_MAX_WORDS = 12


#: Words, and the words that they lead to but not the other way: whoever searches the first is helped by the others.
Lead = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a query: how many words it covers, what may stand in its place, and what it leads to."""

    length: int
    nodes: tuple[Node, ...]
    leads: tuple[Node, ...] = ()


_Key = tuple[str, ...]
_Entries = Mapping[str, tuple[tuple[_Key, Match], ...]]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of interchangeable words and phrases. Build it with `Synonyms.of`; two with equal groups are equal.

    as_written: pairs of an abbreviation that is an ordinary word, too, and what it stands for in exactly this casing
    leads: words that lead to other words
    """

    groups: tuple[tuple[str, ...], ...] = ()
    as_written: tuple[tuple[str, str], ...] = ()
    leads: tuple[Lead, ...] = ()
    _entries: _Entries = field(default_factory=dict, compare=False, repr=False)
    _written: Mapping[str, tuple[Node, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        groups: Iterable[Iterable[str]],
        as_written: Iterable[tuple[str, str]] = (),
        leads: Iterable[tuple[Iterable[str], Iterable[str]]] = (),
    ) -> Synonyms:
        """Return the synonyms of the groups; every member of a group stands for every other, and for nothing else.

        A word in two groups gets the members of both, but those members do not get each other.
        """
        pairs = tuple(as_written)
        written: dict[str, list[Node]] = {}
        for surface, meaning in pairs:
            written.setdefault(surface, []).extend(_Member.of(meaning).nodes)
        kept = tuple(tuple(group) for group in groups)
        led = tuple((tuple(words), tuple(others)) for words, others in leads)
        return cls(
            kept,
            pairs,
            led,
            MappingProxyType(_by_first(_same(kept), _led(led, kept))),
            MappingProxyType({surface: tuple(nodes) for surface, nodes in written.items()}),
        )

    def written(self, surface: str) -> tuple[Node, ...]:
        """Return what a word stands for in exactly this casing: OM, not om."""
        return self._written.get(surface, ())

    def match(self, stems: Sequence[str], start: int) -> Match | None:
        """Return the longest entry that the stems from `start` on spell out completely, if any."""
        for key, match in self._entries.get(stems[start], ()):
            if tuple(stems[start : start + len(key)]) == key:
                return match
        return None

    def __reduce__(self) -> tuple[object, ...]:
        return Synonyms.of, (self.groups, self.as_written, self.leads)


def read_line(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read "word, word" (a group, and nothing) or "word > word, word" (words, and what they lead to)."""
    words, _, others = line.partition(LEADS)
    return _listed(words), _listed(others)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))


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
            # Whoever writes a long word apart means it, too: "geld zorgen".
            return cls(frozenset({content, *apart(found[0].exact)}), (Term(found[0].stem),))
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


_Expansions = dict[_Key, dict[Node, None]]


def _same(groups: Iterable[tuple[str, ...]]) -> _Expansions:
    """Return what may stand in the place of each member."""
    found: _Expansions = {}
    for group in groups:
        members = [_Member.of(text) for text in group]
        for member in members:
            others = [node for other in members if not member.keys & other.keys for node in other.nodes]
            for key in member.keys:
                found.setdefault(key, {}).update(dict.fromkeys(others))
    return found


def _led(leads: Iterable[Lead], groups: Iterable[tuple[str, ...]]) -> _Expansions:
    """Return what each word leads to: its own, and what the words that mean the same lead to."""
    direct: _Expansions = {}
    for words, others in leads:
        nodes = dict.fromkeys(node for other in others for node in _Member.of(other).nodes)
        for key in (key for word in words for key in _Member.of(word).keys):
            direct.setdefault(key, {}).update(nodes)
    found = {key: dict(nodes) for key, nodes in direct.items()}
    for group in groups:
        members = [_Member.of(text).keys for text in group]
        shared = {node: None for keys in members for key in keys for node in direct.get(key, ())}
        for key in (key for keys in members for key in keys) if shared else ():
            found.setdefault(key, {}).update(shared)
    return {key: {node: None for node in nodes if node != Term(key[0])} for key, nodes in found.items()}


def _by_first(same: _Expansions, led: _Expansions) -> dict[str, tuple[tuple[_Key, Match], ...]]:
    """Arrange the entries under their first stem, the longest first; what means the same is not led to as well."""
    found: dict[str, list[tuple[_Key, Match]]] = {}
    for key in {**same, **led}:
        nodes = tuple(same.get(key, ()))
        others = tuple(node for node in led.get(key, ()) if node not in nodes)
        if nodes or others:
            found.setdefault(key[0], []).append((key, Match(len(key), nodes, others)))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


NO_SYNONYMS = Synonyms()
