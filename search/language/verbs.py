"""The forms of Dutch verbs, each with the infinitive it belongs to: endings alone do not tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from search.language.folding import fold

_FILE = Path(__file__).with_name("verbs.txt")
#: What a verb may have in front of it, and loses in some of its forms; the longest first.
_SEPARABLE = """
    aan achter af bij binnen door in los mee na neer om onder op over samen tegen terug thuis toe uit vast voor
    vooruit vrij weg kwijt langs open goed dicht plaats deel huis rond stil rechts stop
"""
SEPARABLE = tuple(sorted(_SEPARABLE.split(), key=len, reverse=True))
#: What a verb keeps in front of it: its participle has no "ge".
_INSEPARABLE = ("be", "er", "ge", "her", "ont", "ver", "mis", "onder", "voor", "door", "over", "om", "achter")
_SHORTEST_REST = 3
_VOWELS = "aeiou"
_OPEN = re.compile(r"(^|[^aeiou])([aeou])([^aeiouwx])$")
_WEAK_LAST = re.compile(r"(?:^|[^aeiou])[aeiouy]+[^aeiou]+e[lmnr]$")
_SYLLABLE = re.compile(r"[aeiouy]")
#: Look like somebody who does something, but mean another thing.
_NO_DOERS = frozenset(
    """
    later meter duurder eerder verder minder letter teller weker raker rechter laster poster
    """.split()  # noqa: SIM905 (a list of words reads better in lines)
)
_VOICELESS = ("ch", "f", "k", "p", "s", "t", "x")


class VerbsError(ValueError):
    """A line of the list of verbs cannot be read; the message names it."""


def infinitive_of(word: str) -> str:
    """Return the infinitive of a folded word that is a form of a listed verb, or nothing."""
    known = _forms()
    if word in known:
        return known[word]
    for first in SEPARABLE:
        rest = word[len(first) :]
        if len(rest) >= _SHORTEST_REST and word.startswith(first) and rest in known:
            return first + known[rest]
    return ""


@cache
def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    regular: list[str] = []
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        entry = fold_words(line.partition("#")[0])
        if not entry:
            continue
        if entry[0].endswith(":"):
            infinitive, *learnt = entry[0].rstrip(":"), *entry[1:]
            if not learnt:
                raise VerbsError(f"verbs.txt, line {number}: {infinitive!r} has no forms")
            for form in (*_present(infinitive), *_with_endings(learnt)):
                forms.setdefault(form, infinitive)
        else:
            regular += entry
    for infinitive in regular:  # after the others: what must be learnt goes before what follows by rule
        for form in _regular(infinitive):
            forms.setdefault(form, infinitive)
    for infinitive in dict.fromkeys(forms.values()):
        for form in _doers(infinitive):
            forms.setdefault(form, infinitive)
    return forms


def fold_words(text: str) -> list[str]:
    """Return the folded words of a line."""
    return [fold(word) for word in text.split()]


def _present(infinitive: str) -> Iterator[str]:
    root = _root(infinitive)
    yield from (infinitive, root, infinitive + "d", infinitive + "de")
    if not root.endswith("t"):
        yield root + "t"


def _regular(infinitive: str) -> Iterator[str]:
    root = _root(infinitive)
    end = "t" if _is_voiceless(infinitive) else "d"
    yield from _present(infinitive)
    past = root + end
    yield from (past + "e", past + "en")
    participle = root if root.endswith(end) else past
    if not _keeps_its_front(infinitive):
        participle = "ge" + participle
    yield participle
    yield participle + "e"


def _doers(infinitive: str) -> Iterator[str]:
    """Yield who does it: begeleider, verhuurder, bemiddelaar, and their plurals."""
    root = _root(infinitive)
    if infinitive.endswith(("elen", "enen")) and _is_unstressed(infinitive, infinitive.removesuffix("en")):
        doer = root + "aar"
    elif root.endswith("r"):
        doer = root + "der"
    elif infinitive.endswith("en"):
        doer = infinitive.removesuffix("n") + "r"
    else:
        return
    if doer not in _NO_DOERS:
        yield from (doer, doer + "s")


def _with_endings(learnt: list[str]) -> Iterator[str]:
    for form in learnt:
        yield form
        if form.endswith(("d", "t")):
            yield form + "e"


def _root(infinitive: str) -> str:
    """Return the first person: "delen" gives "deel", "pakken" gives "pak", "verhuizen" gives "verhuis"."""
    root = infinitive.removesuffix("n") if infinitive.endswith(("aan", "ien", "oen")) else infinitive.removesuffix("en")
    if len(root) > 1 and root[-1] == root[-2] and root[-1] not in _VOWELS:
        root = root[:-1]
    elif not _is_unstressed(infinitive, root):
        root = _OPEN.sub(r"\1\2\2\3", root)
    return {"v": root[:-1] + "f", "z": root[:-1] + "s"}.get(root[-1], root)


def _is_unstressed(infinitive: str, root: str) -> bool:
    """Tell whether the last vowel is a weak e, which is not doubled: "regelen" gives "regel", "delen" gives "deel"."""
    bare = next((root[len(front) :] for front in _INSEPARABLE[:7] if root.startswith(front)), root)
    return bool(_WEAK_LAST.search(bare))


def _is_voiceless(infinitive: str) -> bool:
    """Tell whether the past has a t: by the sound before "en", as in "werken" but not in "verhuizen"."""
    return infinitive.removesuffix("en").endswith(_VOICELESS)


def _keeps_its_front(infinitive: str) -> bool:
    """Tell whether the participle goes without "ge": "verdeeld", not "geverdeeld"."""
    front = next((front for front in _INSEPARABLE if infinitive.startswith(front)), "")
    return bool(front) and _SYLLABLE.search(infinitive[len(front) :].removesuffix("en")) is not None
