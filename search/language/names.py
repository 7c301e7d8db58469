"""Names in a query that stand for values of facets, such as a municipality, a law or a phase."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from search.language.compounds import apart
from search.language.stopwords import is_weak
from search.language.tokens import Word, words


class Mode(enum.Enum):
    """What a name asks for.

    ONLY: things that have the value ("gestopte projecten")
    RATHER: those, or texts that hold the words of the name; the first score higher ("Tilburg")
    FIRST: nothing; what has the value scores higher ("wat is ...": terms first)
    """

    ONLY = "only"
    RATHER = "rather"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the value of a facet that it stands for; several names may stand for one value, and one for several.

    text: as people write it; compared without case, accents and punctuation
    label: how the value is shown
    as_written: only in exactly this casing (WGS is not Wgs)
    capital: only with a capital, and not as the first of other words: it is an ordinary word too ("Huizen")
    beside: only where the same words name a value of this facet, too ("lopende" of what?)
    inflected: in any form of its words ("verslavingen"); names of places do not bend
    either: with another name of this facet it means one or the other ("Hengelo en Enschede")
    """

    text: str
    facet: str
    value: str
    label: str
    mode: Mode = Mode.RATHER
    as_written: bool = False
    capital: bool = False
    beside: str = ""
    inflected: bool = False
    either: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name in a query was taken for. Several values are alternatives."""

    facet: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    mode: Mode
    either: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in words: those from `start` up to `end`, and its meanings in one or more facets."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """All names that a query may hold. Build it with `Names.of`; two with equal names are equal."""

    names: tuple[Name, ...] = ()
    _by_first: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Name, ...]], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, names: Iterable[Name]) -> Names:
        """Return the names, ready to be looked up."""
        kept = tuple(names)
        known: dict[tuple[str, ...], list[Name]] = {}
        for name in kept:
            typed = list(words(name.text))
            key = _stems(typed) if name.inflected else _key(typed)
            # Whoever writes a long word apart means it, too: "burger participatie".
            loose = apart(typed[0].exact) if name.inflected and len(typed) == 1 else ()
            for each in (key, *loose) if key else ():
                known.setdefault(each, []).append(name)
        arranged: dict[str, list[tuple[tuple[str, ...], tuple[Name, ...]]]] = {}
        for key, same in known.items():
            arranged.setdefault(key[0], []).append((key, tuple(same)))
        for entries in arranged.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return cls(kept, MappingProxyType({first: tuple(entries) for first, entries in arranged.items()}))

    def find(self, typed: Sequence[Word], *, but_not: frozenset[str] = frozenset()) -> list[Named]:
        """Return the names in these words, in order and without overlap, the longest first; none of those facets."""
        wanted = self._find(typed, lambda name: name.facet not in but_not and not name.beside)
        facets = {meaning.facet for named in wanted for meaning in named.meanings}
        return self._find(typed, lambda name: name.facet not in but_not and (not name.beside or name.beside in facets))

    def _find(self, typed: Sequence[Word], wanted: _Condition) -> list[Named]:
        exact, stems = _key(typed), _stems(typed)
        found: list[Named] = []
        start = 0
        while start < len(typed):
            named = self._at(typed, exact, stems, start, wanted)
            if named:
                found.append(named)
            start = named.end if named else start + 1
        return found

    def _at(
        self, typed: Sequence[Word], exact: tuple[str, ...], stems: tuple[str, ...], start: int, wanted: _Condition
    ) -> Named | None:
        """Return the longest name that begins at this word."""
        for candidate, same in self._entries(exact[start], stems[start]):
            end = start + len(candidate)
            alone = len(candidate) == len(typed)
            usable = [
                name
                for name in same
                if (stems if name.inflected else exact)[start:end] == candidate
                and not (name.inflected and len(candidate) == 1 and is_weak(exact[start]))
                and wanted(name)
                and _is_written(name, typed[start:end], start, alone=alone)
            ]
            if usable:
                return Named(start, end, _meanings(usable, typed[start:end]))
        return None

    def _entries(self, exact: str, stem: str) -> list[tuple[tuple[str, ...], tuple[Name, ...]]]:
        found = [*self._by_first.get(exact, ())]
        if stem != exact:
            found += self._by_first.get(stem, ())
            found.sort(key=lambda entry: -len(entry[0]))
        return found

    def __reduce__(self) -> tuple[object, ...]:
        return Names.of, (self.names,)


_Condition = Callable[[Name], bool]


def _key(typed: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.exact.strip("'") for word in typed)


def _stems(typed: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in typed)


def _is_written(name: Name, typed: Sequence[Word], start: int, *, alone: bool) -> bool:
    """Tell whether the words are written as this name wants it."""
    if name.as_written:
        return [word.surface for word in typed] == [word.surface for word in words(name.text)]
    return not name.capital or alone or (start > 0 and typed[0].surface[:1].isupper())


def _meanings(names: Sequence[Name], typed: Sequence[Word]) -> tuple[Meaning, ...]:
    """Gather the names by facet; where several values share a name, one in exactly this casing decides."""
    written = [word.surface for word in typed]
    exact = [name for name in names if [word.surface for word in words(name.text)] == written]
    gathered: dict[tuple[str, Mode, bool], dict[str, str]] = {}
    for name in exact or names:
        gathered.setdefault((name.facet, name.mode, name.either), {})[name.value] = name.label
    return tuple(
        Meaning(facet, tuple(values), tuple(values.values()), mode, either)
        for (facet, mode, either), values in gathered.items()
    )


NO_NAMES = Names()
