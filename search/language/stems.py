"""The stem of a Dutch word: PyStemmer's 'dutch_porter', repaired where Dutch spelling hides that words are one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import Stemmer

from search.language.folding import MAX_WORD, fold
from search.language.stopwords import STOPWORDS
from search.language.verbs import infinitive_of

# The Porter variant, not Kraaij-Pohlmann ('dutch'): that one takes "ge" from the front of any word, which makes
# "gezin" equal to "zin" and "geheim" to "heim".
_PORTER = Stemmer.Stemmer("dutch_porter", 0)  # no cache of its own: `_stem` has one
_LOCK = Lock()  # a stemmer may not be used by two threads at once
_APOSTROPHE = re.compile(r"'(?:s|er|ers|en|tje|tjes)?$")
# Words of one syllable do not get a plural s in Dutch (kans, mens, grens); loans that do stand in `stems.txt`.
_S_BELONGS = re.compile(
    r"^[^aeiouy]*[aeiouy]{1,3}[^aeiouy]+s$|(?:aanpas|arts|balans|beurs|fiets|gids|grens|kans|koers|plaats|toets|wens)$"
)
_VOWEL_AND_S = re.compile(r"(?:..ie|[^i]e|..en|eau|io)s$")
_ES_BELONGS = re.compile(r"(?:adres|advies|congres|expres|precies|proces|succes|verlies|vlies|grens|(?<!a)mens|wens)$")
# Diminutives whose word is plain: gesprekje, huisjes. After t it is not ("kaartje": kaart, "buurtje": buur).
_DIMINUTIVE = re.compile(r"(?<=[a-z]{2}[bdfgkps])jes?$")
# Who does what a verb in -eren says: signaleerder. Not "verkeerder".
_DOER = re.compile(r"^(.{3,}(?<!k)eer)ders?$")
_LONG_PLURAL = re.compile(r"(kind)eren$")
_VERB_ENDING = re.compile(r"dt$|.{3,}eert$|.{2,}[bdfgklmnprstwz]elt$|.{2,}[dghklmntvwz]ert$")
# Verbs of more than one syllable: geregistreerd(e), signaleerde(n), gekoppeld, geleverd. Not "verkeerd", which has
# nothing to do with "verkeer".
_PARTICIPLE = re.compile(r"^(?:ge)?(.{3,}(?<!k)eer)d(?:en?)?$|^ge(.{2,}[^aeiou]e[lr])de?$")
# Porter only shortens a double vowel after a consonant; sociaal must equal sociale, and ideeel ideele.
_VOWELS = re.compile(r"(?<=[aeiou])([aeo])\1(?=[lrn]$)")
_FORMS = Path(__file__).with_name("stems.txt")


class StemsError(ValueError):
    """A line of `stems.txt` cannot be read; the message names it."""


def stem(word: str) -> str:
    """Return what the inflected forms of a word have in common, folded: "huizen" and "Huis" give "huis"."""
    return stem_of_folded(fold(word)[:MAX_WORD])


@lru_cache(maxsize=2**15)
def stem_of_folded(word: str) -> str:
    """Return the stem of a word that is folded already."""
    if word in STOPWORDS:
        return word  # nor may "alleen" become "allen" and be found for it
    word = _APOSTROPHE.sub("", word) or word
    known = _overrides().get(word)
    if known is not None:
        return known
    return _by_rule(infinitive_of(word) or word)


def _by_rule(word: str) -> str:
    found = _shortened(word)
    # "Ommen" must not become "om": a word that is everywhere would stand for one that matters.
    return word if found in STOPWORDS else found


def _shortened(word: str) -> str:
    if len(word) < 4 or not word.isalnum() or word.isdigit():
        return word
    base = _without_plural_s(_infinitive(word))
    found = base if _S_BELONGS.search(base) else _porter(base)
    if len(found) < 3:
        return base
    return _VOWELS.sub(r"\1", found if found == base else _closed(found))


def _porter(word: str) -> str:
    with _LOCK:
        return str(_PORTER.stemWord(word))


def _infinitive(word: str) -> str:
    """Undo the endings of verbs that no noun has: signaleert, gesignaleerd, koppelt, begeleidt."""
    word = _DOER.sub(r"\1", _DIMINUTIVE.sub("", _LONG_PLURAL.sub(r"\1", word)))
    if word.endswith("centra"):
        return word[:-1] + "um"
    return word[:-1] if _VERB_ENDING.search(word) else _PARTICIPLE.sub(r"\1\2", word)


def _without_plural_s(word: str) -> str:
    """Undo plurals that Porter leaves because a vowel precedes their ending: functies, ideeën, fases, ketens."""
    if word.endswith(("ieen", "eeen")):
        return word[:-2]
    if len(word) > 4 and _VOWEL_AND_S.search(word) and not _ES_BELONGS.search(word):
        return word[:-1]
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
        separator = "=" if "=" in entry else ":"
        left, _, right = entry.partition(separator)
        base, forms = fold(left), [fold(form) for form in right.split()]
        if not base or not forms:
            raise StemsError(f"stems.txt, line {number}: expected 'word: forms' or 'stem = forms', found {entry!r}")
        found = base if separator == "=" else stems.get(base, _by_rule(base))
        for form in forms if separator == "=" else [base, *forms]:
            if stems.setdefault(form, found) != found:
                raise StemsError(f"stems.txt, line {number}: {form!r} already has the stem {stems[form]!r}")
    return stems
