"""The stem of a Dutch word: PyStemmer's 'dutch_porter', repaired where Dutch spelling hides that words are one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from search.language.folding import MAX_WORD, fold

# The Porter variant, not Kraaij-Pohlmann ('dutch'): that one takes "ge" from the front of any word, which makes
# "gezin" equal to "zin" and "geheim" to "heim".
_PORTER = Stemmer.Stemmer("dutch_porter", 0)  # no cache of its own: `_stem` has one
_APOSTROPHE = re.compile(r"'(?:s|er|ers|en|tje|tjes)?$")
_FORMS = Path(__file__).with_name("stems.txt")


class StemsError(ValueError):
    """A line of `stems.txt` cannot be read; the message names it."""


def stem(word: str) -> str:
    """Return what the inflected forms of a word have in common, folded: "huizen" and "Huis" give "huis"."""
    return _stem(fold(word)[:MAX_WORD])


@lru_cache(maxsize=2**15)
def _stem(word: str) -> str:
    word = _APOSTROPHE.sub("", word) or word
    known = _overrides().get(word)
    return known if known is not None else _regular(word)


def _regular(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    word = _vowel_plural(word)
    found: str = _PORTER.stemWord(word)
    if found == word:
        return found
    return _closed(found) if len(found) > 2 else word


def _vowel_plural(word: str) -> str:
    """Undo the plurals that end in a vowel and s or en, which Porter leaves: functies, ideeën, bureaus."""
    if word.endswith(("ies", "eaus", "ees")) and len(word) > 5:
        return word[:-1]
    if word.endswith(("ieen", "eeen")):
        return word[:-2]
    return word


def _closed(found: str) -> str:
    """Spell a stem whose ending was cut off as Dutch spells it at the end of a word: gezinn, briev, huiz."""
    if found[-1] == found[-2] and found[-1] not in "aeiou":
        return found[:-1]
    if found[-1] == "v":
        return found[:-1] + "f"
    if found[-1] == "z":
        return found[:-1] + "s"
    return found


@cache
def _overrides() -> dict[str, str]:
    """Read the forms that no rule gets right, as form to stem."""
    stems: dict[str, str] = {}
    for number, line in enumerate(_FORMS.read_text(encoding="utf-8").splitlines(), 1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        left, separator, right = re.split("([=:])", entry, maxsplit=1) if re.search("[=:]", entry) else (entry, "", "")
        base, forms = fold(left), [fold(form) for form in right.split()]
        if not base or not forms:
            raise StemsError(f"stems.txt, line {number}: expected 'word: forms' or 'stem = forms', found {entry!r}")
        found = base if separator == "=" else stems.get(base, _regular(base))
        for form in forms if separator == "=" else [base, *forms]:
            if stems.setdefault(form, found) != found:
                raise StemsError(f"stems.txt, line {number}: {form!r} already has the stem {stems[form]!r}")
    return stems
