"""Finds licence plates of all Dutch series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practices.rules.privacy.findings import Finding, finding

#: How many letters and digits the three groups of each series have: L letters, D digits.
_SERIES = (
    *("LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD"),
    *("LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D"),
)


def _pattern(letter: str, between: str) -> str:
    shapes = []
    for series in _SERIES:
        groups = [f"{letter if group[0] == 'L' else '[0-9]'}{{{len(group)}}}" for group in series.split("-")]
        shapes.append(between.join(groups))
    return rf"(?<![\w.,/:-])(?:{'|'.join(shapes)})(?![\w/:-])"


_WITH_DASHES = re.compile(_pattern("[A-Z]", "-"))
#: Beside a word such as "auto" also without dashes or capitals.
_ANY_WAY = re.compile(_pattern("[A-Za-z]", "[ -]?"))
_CAR = re.compile(
    r"kenteken|nummerbord|nummerplaat|(?<![a-z])(?:auto|bestelauto|bus(?:je)?|scooter|brommer|motor|wagen|voertuig|"
    r"taxi|vrachtwagen|aanhanger|caravan|camper|golf|polo|opel|bmw|audi|mercedes|volkswagen|toyota|renault|peugeot|"
    r"ford|fiat|citro[eë]n|seat|kia|volvo|rijdt|reed|geparkeerd|bestuurder|camera)(?![a-z])",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:code|nummer|nr\.?|formulier|versie|zaal|kamer|lokaal|artikel|art\.|kenmerk|dossier|type|model|serie|besluit|"
    r"bijlage|product|document|rapport|norm|iso|ruimte|verdieping|vak|regel)\W{0,3}$",
    re.IGNORECASE,
)
_AROUND = 60


def plates(text: str) -> Iterator[Finding]:
    """Yield the licence plates; codes that look like one are none when the text says so."""
    dashed = {match.span() for match in _WITH_DASHES.finditer(text)}
    for start, end in dashed:
        if not _CODE.search(text[max(0, start - 20) : start]):
            yield finding("kenteken", "warn", text, start, end)
    if not _CAR.search(text):
        return
    for match in _ANY_WAY.finditer(text):
        if match.span() not in dashed and _CAR.search(text[max(0, match.start() - _AROUND) : match.start()]):
            yield finding("kenteken", "warn", text, match.start(), match.end())
