"""Finds mail addresses of people; the mailbox of a team is there to be shared.

A mailbox is that of a team when its name says so ("wijkteam.noord", "info", "zorgenveilig") and no name of a person
stands in it. Nobody's own provider hosts teams: an address there is always a find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from practices.rules.privacy.findings import Finding, finding
from practices.rules.privacy.lists import fold, lists, words

_MAIL = re.compile(r"(?<![\w.+%-])[\w+%-]{1,64}(?:\.[\w+%-]{1,64}){0,6} ?@ ?[\w-]{2,63}(?:\.[\w-]{1,63}){1,6}(?![\w-])")
_AT = r"(?:\(at\)|\[at\]|\{at\}|\bat\b|\bapenstaartje\b|\bapestaartje\b|\(a\)|@)"
_DOT = r"(?:\.|\(dot\)|\[dot\]|\{dot\}|\(punt\)|\bdot\b|\bpunt\b)"
_SPOKEN = re.compile(
    rf"(?<![\w.+%-])[\w+%-]{{1,64}}(?: ?{_DOT} ?[\w+%-]{{1,64}}){{0,3}} {{0,2}}{_AT} {{0,2}}"
    rf"[\w-]{{2,63}} {{0,2}}{_DOT} {{0,2}}(?:nl|com|net|org|eu|be|de|info|frl|amsterdam)(?![\w-])",
    re.IGNORECASE,
)
_HINT = re.compile(r"@|\bat\b|\(a|\[a|\{a|ap(?:en|e)staartje", re.IGNORECASE)
#: Providers where people have their own address.
_OWN_PROVIDERS = words(
    "gmail googlemail hotmail outlook live msn yahoo icloud me ziggo kpnmail kpnplanet planet xs4all upcmail casema "
    "chello home hetnet telfort tele2 quicknet online solcon proton protonmail gmx web zonnet wanadoo versatel "
    "caiway delta zeelandnet onsbrabantnet freedom"
)
#: Parts of the names of teams.
_OF_A_TEAM = re.compile(
    r"info|contact|team|zorg|veilig|jeugd|loket|balie|secretariaat|bureau|project|programma|privacy|gegevens|wijk|"
    r"buurt|gemeente|regio|griffie|bestuur|beleid|netwerk|redactie|communicatie|post|meld|wmo|participatie|support|"
    r"help|vraag|vragen|aanmeld|client|subsidie|leerplicht|sociaal|domein|openbareorde|oov|handhaving|toezicht|"
    r"ondermijning|schuld|wonen|werk|inkomen|advies|steunpunt|ggd|ggz|zvh|rvdk|vng|college|raad|kennis|leerkring|"
    r"vakgroep|community|platform|data|open|pers|nieuws|service|klant|kcc|webmaster|admin|beheer|noreply|security|"
    r"coordin|regisseur|voorzitter|functionaris|jurist|juridisch|inkoop|hr\b|fg\b|avg\b|voorlichting|wethouder|"
    r"burgemeester|opvang|preventie|hulp|samen|allen|delen|nazorg|detentie|overlast|onderwijs|school|praktijk|huis|"
    r"thuis|expertise|aanpak|innovatie|lab\b|pilot|organisatie|centrum|interventie|crisis|escalatie|spoed|begeleid",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[^\W\d_]{1,64}")


def mail_addresses(text: str) -> Iterator[Finding]:
    """Yield the mail addresses of people, also those that are written so that programs do not see them."""
    if not _HINT.search(text):
        return
    if "@" in text:
        for match in _MAIL.finditer(text):
            name, _, domain = match.group().partition("@")
            is_address = match.group().isascii() or " " not in match.group()
            if is_address and not (" " in match.group() and len(name.strip()) < 2) and _is_personal(name, domain):
                yield finding("email", "warn", text, match.start(), match.end())
    for match in _SPOKEN.finditer(text):
        if "@" not in match.group():
            yield finding("email", "warn", text, match.start(), match.end())


def _is_personal(name: str, domain: str) -> bool:
    if domain.strip().split(".")[0].lower() in _OWN_PROVIDERS:
        return True
    known = lists()
    parts = [fold(part) for part in _PARTS.findall(name)]
    if any(len(part) > 2 and part in known.first_names and not _OF_A_TEAM.fullmatch(part) for part in parts):
        return True
    return not (_OF_A_TEAM.search(name) or any(part in known.municipalities for part in parts))
