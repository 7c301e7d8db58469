"""Finds addresses of houses: a street with a number, or a postal code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practices.rules.privacy.findings import Finding, finding
from practices.rules.privacy.lists import words

_HOUSE = (
    r"\d{1,4}(?: ?-? ?(?:bis|hs|huis|boven|rood|zwart|[IVX]{1,4})|[ -]?[A-Za-z](?![A-Za-z0-9])|-\d{1,4})?"
    r"(?![\w]|[.,:]\d|-\d|%)"
)
_WORD_AND_NUMBER = re.compile(rf"(?<![\w'-])([\w'][\w'.-]{{1,60}}),? (?:nr\.? |nummer )?({_HOUSE})")
_STREET = re.compile(
    r"(?:straat|straatje|laan|weg|plein|gracht|kade|singel|dijk|dreef|steeg|plantsoen|hof|hofje|pad|park|wal|haven|markt|"
    r"baan|veld|akker|kamp|erf|burgwal|boulevard|esplanade|passage|poort|brink|wijk|vaart|sluis|brug|oever|zoom|"
    r"rade|horst|donk|loane|strjitte|wei|weide|gaarde|tuin|gang|ring|allee|strasse)$",
    re.IGNORECASE,
)
#: Words of which a street has a capital, or stands alone: only these end a street in small letters.
_SURE = re.compile(r"(?:straat|laan|gracht|steeg|dreef|singel|kade|plantsoen|weg|plein)$", re.IGNORECASE)
_NO_STREET = re.compile(
    r"(?:snelweg|onderweg|werkplein|leerplein|werkveld|speelveld|arbeidsmarkt|woningmarkt|loopbaan|rijbaan|gerechtshof|"
    r"hof|uitvoering|vergadering|ervaring|verandering|verbetering|besturing|sturing|financiering|omweg|tussenweg|"
    r"wijk|woonwijk|buurtwijk|ring|leerring|invoering|toetsing|oefenpad|klantpad|ontwikkelpad|leerpad|werkwijk|"
    r"stadswijk|achterstandswijk|ingang|toegang|voortgang|overgang|uitgang|doorgang|afgang|omgang|werkhaven|"
    r"vrijhaven|jachthaven|sportpark|brug|poort|tuin|park|pad|markt|baan|veld|weg|wal|kamp|erf|haven|dijk|gang)",
    re.IGNORECASE,
)
_LAAN_VAN = re.compile(
    rf"(?<!\w)((?:Laan|Plein|Hof|Weg|Park|Kade|Dijk|Burgwal|Gracht|Plantsoen|Straat) "
    rf"(?:van |der |den |de |het |'t ){{1,3}}[A-Z][\w'-]{{1,40}}(?: [A-Z][\w'-]{{1,40}})?) ({_HOUSE})"
)
_LIVES_AT = re.compile(
    r"(?:adres|woont|woonde|woonachtig|wonende|ingeschreven|verblijft|verbleef|woning|huis|pand|thuis),?:? "
    r"(?:nu |tijdelijk |weer |staat )?(?:op |aan |in |te )?(?:de |het |it |'t )?"
    rf"([A-Z'][\w'.-]{{1,40}}(?: [\w'.-]{{1,40}}){{0,3}}) ({_HOUSE})"
)
_POSTAL_CODE = re.compile(r"(?<![\w.,:/-])([1-9]\d{3}) ?([A-Z]{2})(?![\w-])")
_SMALL_POSTAL_CODE = re.compile(r"postcode:? {0,2}([1-9]\d{3} ?[a-z]{2})(?!\w)", re.IGNORECASE)
#: Letters that no postal code has, or that stand behind a number for something else.
_NO_POSTAL_LETTERS = words("SA SD SS BW SR SV RV EU BV NV OM AP NL KB MB GB")
_NO_POSTAL_BEFORE = re.compile(
    r"(?:artikel|art\.|lid|nr\.|nummer|€|kamerstukken|jaar|in|sinds|vanaf) ?$", re.IGNORECASE
)
_SMALL_WORDS = words("van de der den het 't ten ter la")


def addresses(text: str) -> Iterator[Finding]:
    """Yield the addresses; a street without a number is a place, and so is one with a year."""
    for match in _WORD_AND_NUMBER.finditer(text):
        if _is_street(text, match) and not _is_year(text, match.group(2), match.end()):
            yield finding("adres", "warn", text, _begin(text, match.start()), match.end())
    for pattern in (_LAAN_VAN, _LIVES_AT):
        for match in pattern.finditer(text):
            if not _is_year(text, match.group(2), match.end()):
                yield finding("adres", "warn", text, match.start(1), match.end())
    for match in _POSTAL_CODE.finditer(text):
        if _is_postal_code(text, match):
            yield finding("adres", "warn", text, match.start(), match.end())
    for match in _SMALL_POSTAL_CODE.finditer(text):
        yield finding("adres", "warn", text, match.start(1), match.end())


def _is_street(text: str, match: re.Match[str]) -> bool:
    word = match.group(1)
    if not _STREET.search(word):
        return False
    alone = _STREET.fullmatch(word) is not None
    if alone:
        return word[0].isupper() and _has_capital_before(text, match.start())
    if _NO_STREET.fullmatch(word):
        return False
    return word.lstrip("'")[:1].isupper() or _SURE.search(word) is not None or "-" in word


def _has_capital_before(text: str, start: int) -> bool:
    """Tell whether the word before is the first part of a name, as in "Oude Gracht"."""
    before = text[max(0, start - 40) : start].split()
    return bool(before) and text[start - 1 : start] == " " and before[-1][0].isupper() and before[-1][-1].isalpha()


def _begin(text: str, start: int) -> int:
    """Return where the name of a street begins that has several words."""
    begin = start
    for _ in range(4):
        before = text[max(0, begin - 41) : begin]
        word = re.search(r"(?:^|[ \n(])([\w'.]{1,39}) $", before)
        if not word or not (word.group(1)[0].isupper() or word.group(1) in _SMALL_WORDS or word.group(1)[0].isdigit()):
            break
        begin -= len(before) - word.start(1)
    while begin < start and text[begin].islower():  # "aan de Prins Bernhardkade" begins with "Prins"
        begin = text.index(" ", begin, start) + 1
    return begin


def _is_year(text: str, house: str, end: int) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d{2}(?:-\d{2,4})?", house)) and not _POSTAL_CODE.match(
        text[end : end + 10].lstrip(", ")
    )


def _is_postal_code(text: str, match: re.Match[str]) -> bool:
    if match.group(2) in _NO_POSTAL_LETTERS or _NO_POSTAL_BEFORE.search(
        text[max(0, match.start() - 13) : match.start()]
    ):
        return False
    if not re.fullmatch(r"(?:19|20)\d{2}", match.group(1)) or " " not in match.group():
        return True
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 3]
    return bool(re.search(r"\d\w?, ?$", before)) or bool(re.match(r",? ?[A-Z]", after))
