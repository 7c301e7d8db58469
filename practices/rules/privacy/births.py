"""Finds dates of birth: a date beside a word that says so, or right behind somebody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from practices.rules.privacy.findings import Finding, finding

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    r"okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ONES = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_DAY_IN_WORDS = (
    rf"(?:(?:{_ONES})(?:en|ën)?(?:twintig|dertig)|(?:der|veer|vijf|zes|zeven|acht|negen)tien|tien|elf|twaalf|twintig|"
    rf"dertig|eerste|tweede|derde|{_ONES})"
)
_YEAR = r"(?:(?:19|20)\d{2}|'\d{2}|\d{2}(?!\d))"
_DATE = re.compile(
    rf"(?<![\w.-])(?:\d{{1,2}}(?:e|ste|de)?|{_DAY_IN_WORDS}) {{0,2}}{_MONTH} {{0,2}}{_YEAR}(?!\w)|"
    rf"(?<![\w.-])\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?{_YEAR}(?![\w-])|"
    r"(?<![\w.-])(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-])|"
    r"(?<![\w.-])[0-3]\d[01]\d(?:19|20)\d{2}(?![\w-])",
    re.IGNORECASE,
)
_BORN_BEFORE = re.compile(
    r"(?<![a-zë])(?:geboren|geb\b|geboortedatum|geboortedag|gebdatum|geb\.? ?(?:datum|dat)|verjaardag|verjaart|jarig|"
    r"date of birth|dob)|[*°] ?$",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(r"^[ ,(]{0,3}(?:is |werd |was )?(?:hij |zij |ze )?(?:geboren|jarig)", re.IGNORECASE)
#: Things are born as well.
_NO_PERSON = re.compile(
    r"(?<![a-z])(?:idee|plan|project|initiatief|aanpak|samenwerking|programma|gedachte|beweging|netwerk|methode|"
    r"pilot|stichting|vereniging|beleid|wet)\b",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:cli[eë]nte?|pati[eë]nte?|bewoner|bewoonster|jongere|moeder|vader|dochter(?:tje)?|zoon(?:tje)?|kind|jongen|"
    r"meisje|baby|man|vrouw|verdachte|jongste|oudste|middelste|broer(?:tje)?|zus(?:je)?)"
)
_BEHIND_PERSON = re.compile(
    rf"(?<![a-zë]){_PERSON}[ ,]{{0,2}}\($|(?:{_PERSON}|hij|zij) (?:is|was) van $|(?<![a-zë]){_PERSON}, $", re.IGNORECASE
)
_BEFORE, _AFTER = 44, 24


def births(text: str, ends_of_names: Collection[int]) -> Iterator[Finding]:
    """Yield the dates of birth; `ends_of_names`: where names of people end in this text."""
    ends = frozenset(ends_of_names)
    for match in _DATE.finditer(text):
        if _is_birth(text, match, ends):
            yield finding("geboortedatum", "warn", text, match.start(), match.end())


def _is_birth(text: str, match: re.Match[str], ends: Collection[int]) -> bool:
    before = re.split(r"(?<!geb)[.!?] |\n", text[max(0, match.start() - _BEFORE) : match.start()])[-1]
    after = text[match.end() : match.end() + _AFTER]
    if any(place in ends for place in range(match.start() - 3, match.start())) and before[-1:] in "( ":
        return before[-1:] == "(" or before.endswith(", ")
    if _BEHIND_PERSON.search(before):
        return True
    said = _BORN_BEFORE.search(before) or _BORN_AFTER.match(after)
    return bool(said) and not _NO_PERSON.search(text[max(0, match.start() - 2 * _BEFORE) : match.start()])
