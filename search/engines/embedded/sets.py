"""Which documents hold a word, a value or a token, as compressed sets of numbers: counting means comparing them."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyroaring import BitMap

from search.engines.prepared import Prepared

#: The file of an index in which its sets stand: a line of JSON that says what follows, and the sets one after another.
SETS = "sets"

#: One set per name. The names of all sets of an index: words, tokens, and values per facet.
Named = Mapping[str, BitMap]


class SetsDamaged(ValueError):
    """The file cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted of a document, under its number (`Document.ordinal`)."""

    ordinal: int
    words: frozenset[str]
    tokens: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, prepared: Prepared, ordinal: int) -> Facts:
        words = frozenset(prepared.parts).union(*prepared.stems.values())
        return cls(ordinal, words, prepared.tokens, prepared.facets)


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of one state of an index; nobody changes them.

    every: all documents
    words: documents per stem or part, of the words that many documents hold; of a word that is not there few do
    tokens: documents per visibility token; facets: documents per value, for each facet
    """

    every: BitMap
    words: Named
    tokens: Named
    facets: Mapping[str, Named]

    def changed(self, gone: Iterable[int], added: Sequence[Facts]) -> Sets:
        """Return the sets after documents went and others came, or came again in another state.

        A set that nothing changed is shared with the former state.
        """
        leaving = BitMap(gone) | BitMap(facts.ordinal for facts in added)
        coming = BitMap(facts.ordinal for facts in added)
        words = _grouped((word, facts.ordinal) for facts in added for word in facts.words if word in self.words)
        tokens = _grouped((token, facts.ordinal) for facts in added for token in facts.tokens)
        facets = {
            name: _grouped((value, facts.ordinal) for facts in added for value in facts.facets.get(name, ()))
            for name in self.facets
        }
        return Sets(
            every=(self.every - leaving) | coming,
            words=_renewed(self.words, leaving, words),
            tokens=_renewed(self.tokens, leaving, tokens),
            facets={name: _renewed(named, leaving, facets[name]) for name, named in self.facets.items()},
        )

    def write(self, folder: Path) -> None:
        """Write the sets into the folder of an index."""
        blobs: list[bytes] = []

        def kept(documents: BitMap) -> int:
            documents.run_optimize()
            blobs.append(documents.serialize())
            return len(blobs[-1])

        lengths = {
            "every": kept(self.every),
            "words": {name: kept(documents) for name, documents in self.words.items()},
            "tokens": {name: kept(documents) for name, documents in self.tokens.items()},
            "facets": {
                facet: {name: kept(documents) for name, documents in named.items()}
                for facet, named in self.facets.items()
            },
        }
        content = b"".join(blobs)
        head = json.dumps({"crc": zlib.crc32(content), "lengths": lengths}).encode()
        (folder / SETS).write_bytes(head + b"\n" + content)

    @classmethod
    def read(cls, folder: Path) -> Sets:
        """Read the sets of an index; raises OSError, or SetsDamaged for anything but what `write` wrote."""
        head, _, content = (folder / SETS).read_bytes().partition(b"\n")
        try:
            told = json.loads(head)
            if zlib.crc32(content) != told["crc"]:
                raise SetsDamaged("the sets are not what was written")
            lengths = told["lengths"]
        except (ValueError, LookupError, TypeError) as error:
            raise SetsDamaged(f"the sets cannot be read: {error}") from error
        view, at = memoryview(content), 0

        def next_set(length: int) -> BitMap:
            nonlocal at
            at += length
            return BitMap.deserialize(bytes(view[at - length : at]))

        return cls(
            every=next_set(lengths["every"]),
            words={name: next_set(length) for name, length in lengths["words"].items()},
            tokens={name: next_set(length) for name, length in lengths["tokens"].items()},
            facets={
                facet: {name: next_set(length) for name, length in named.items()}
                for facet, named in lengths["facets"].items()
            },
        )


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, BitMap]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for name, ordinal in pairs:
        found[name].append(ordinal)
    return {name: BitMap(ordinals) for name, ordinals in found.items()}


def _renewed(named: Named, leaving: BitMap, coming: Named) -> Named:
    renewed = {
        name: documents - leaving if documents.intersect(leaving) else documents for name, documents in named.items()
    }
    for name, documents in coming.items():
        renewed[name] = renewed[name] | documents if name in renewed else documents
    return renewed
