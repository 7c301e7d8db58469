"""Detectors of personal data in text: every pattern is bounded, so that hostile text takes linear time.

Citizen service numbers (BSN): nine digits that pass the 11-proef and are no part of a longer number. One in eleven
random numbers passes, so what stands before or after such a number decides: a word such as "BSN" makes it a find, a
word such as "telefoon" or "KvK" or a sign such as "€" makes it none; without either it is a find as well, because a
wrong stop costs a minute and a wrong publication cannot be undone. Numbers in groups of three (but for 1234.56.789) and
old numbers of eight digits are finds only after the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn

from practices.rules.privacy.findings import Finding, mask

#: How many characters around a number tell what it is.
_CONTEXT = 40
_BSN = re.compile(r"(?<![\w.,/-])\d{9}(?![\w/-]|[.,]\d)|(?<![\w.,/-])\d{4}\.\d{2}\.\d{3}(?![\w/-]|[.,]\d)", re.ASCII)
_SPACED_BSN = re.compile(r"(?<![\d.,/-])\d{3}[ .\-]\d{3}[ .\-]\d{3}(?![\w/-]|[ .,-]\d)", re.ASCII)
_SHORT_BSN = re.compile(r"(?<![\w.,/-])\d{8}(?![\w/-]|[.,]\d)", re.ASCII)
_BSN_WORD = re.compile(r"\b(?:bsn|burgerservicenummer|burger service nummer|sofi-?nummer|sofinr)", re.IGNORECASE)
_OTHER_WORD = re.compile(
    r"€|\b(?:tel\b|tel\.|telefoon|mobiel|kvk|k\.v\.k|kamer van koophandel|rsin|btw|factuur|zaaknummer|zaaknr|"
    r"dossiernummer|kenmerk|isbn|ecli|bwbr|artikelnummer|ordernummer|euro\b|eur\b)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_MAIL = re.compile(r"(?<![\w.+%-])[\w+%-]{1,64}(?:\.[\w+%-]{1,64}){0,6}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w.,+/-])(?:(?:\+|00)31[ -]?(?:\(0\)[ -]?)?|0)[1-9](?:[ -]?\d){8}(?![\w/-]|[.,]\d)|"
    r"(?<![\w.,+/-])(?:\(0[1-9]\d{1,2}\)|0[1-9]\d{1,2})[ -]{1,2}\d(?:[ -]?\d){5,6}(?![\w/-]|[.,]\d)",
    re.ASCII,
)


def find(text: str) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order and without overlap; "block" stops publication, "warn" asks."""
    found: list[Finding] = []
    if any(character.isdigit() for character in text):
        found += [*_bank_accounts(text), *_citizen_numbers(text), *_phone_numbers(text)]
    if "@" in text:
        found += [_finding("mailadres", "warn", text, match) for match in _MAIL.finditer(text)]
    return _without_overlap(found)


def _citizen_numbers(text: str) -> Iterator[Finding]:
    for pattern in (_BSN, _SPACED_BSN):
        for match in pattern.finditer(text):
            if not bsn.is_valid(re.sub(r"\D", "", match.group())):
                continue
            if _named_before(text, match, _BSN_WORD) or not _is_something_else(text, match, pattern):
                yield _finding("bsn", "block", text, match)
    for match in _SHORT_BSN.finditer(text):
        if _named_before(text, match, _BSN_WORD) and bsn.is_valid("0" + match.group()):
            yield _finding("bsn", "block", text, match)


def _is_something_else(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether the text says what other number this is; a number in groups needs the word BSN itself."""
    if pattern is _SPACED_BSN:
        return True
    after = text[match.end() : match.end() + 12]
    return _named_before(text, match, _OTHER_WORD) or after.lstrip().lower().startswith(("euro", "€", "inwoners"))


def _named_before(text: str, match: re.Match[str], words: re.Pattern[str]) -> bool:
    """Tell whether one of the words stands shortly before the number, in the same sentence."""
    before = re.split(r"[.!?]\s|\n", text[max(0, match.start() - _CONTEXT) : match.start()])[-1]
    return words.search(before) is not None


def _bank_accounts(text: str) -> Iterator[Finding]:
    for match in _IBAN.finditer(text):
        for end in _possible_ends(match):
            number = text[match.start() : end]
            try:
                iban.validate(number, check_country=False)  # a bank that is new to the list is a bank too
            except ValidationError:
                continue
            yield Finding("iban", "block", match.start(), end, mask(number))
            break


def _possible_ends(match: re.Match[str]) -> Iterator[int]:
    """Yield where a number may end that other words follow: after all of it, or before a later group of it."""
    yield match.end()
    found = match.group()
    for index in range(len(found) - 1, 14, -1):
        if found[index] == " ":
            yield match.start() + index


def _phone_numbers(text: str) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        if not _named_before(text, match, _BSN_WORD):
            yield _finding("telefoonnummer", "warn", text, match)


def _finding(kind: str, severity: str, text: str, match: re.Match[str]) -> Finding:
    return Finding(kind, "block" if severity == "block" else "warn", match.start(), match.end(), mask(match.group()))


def _without_overlap(found: list[Finding]) -> tuple[Finding, ...]:
    """Keep the worst of finds that overlap, the longest of equals, in the order of the text."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.severity != "block", each.start - each.end, each.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda each: each.start))
