"""Finds numbers that belong to one person: citizen service numbers, bank accounts and phone numbers.

Citizen service numbers (BSN): nine digits that pass the 11-proef and are no part of a longer number. One in eleven
random numbers passes, so what stands before or after such a number decides: a word such as "BSN" makes it a find, a
word such as "KvK" or a sign such as "€" makes it none; without either nine digits in a row are a find as well, because
a wrong stop costs a minute and a wrong publication cannot be undone. In groups, as amounts are written too, they are
only asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import numdb
from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from practices.rules.privacy.findings import Finding, finding

#: How many characters before and after a number tell what it is.
_BEFORE, _AFTER = 40, 14

_BSN_WORD = re.compile(
    r"(?<![a-z])(?:b\.?s\.?n|burger ?service ?-?(?:nummer|nr)|sofi ?-?(?:nummer|nr)|persoonsnummer)", re.IGNORECASE
)
_BSN = re.compile(r"(?<![\w.,/-])\d{9}(?![\w/-]|[.,]\d)|(?<![\w.,/-])\d{4}\.\d{2}\.\d{3}(?![\w/-]|[.,]\d)", re.ASCII)
_IN_GROUPS = re.compile(
    r"(?<![\d.,/-])(?<!\d )(?:\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ -])\d{2}\2\d{3})(?![\w/-]|[ .,-]\d)", re.ASCII
)
#: After the word: any way to write eight or nine digits.
_AFTER_WORD = re.compile(r"(?<!\d)\d(?:[ ._/-]{0,2}\d){7,8}(?![\d])", re.ASCII)
_OTHER_WORD = re.compile(
    r"€|(?<![a-z])(?:tel\b|tel\.|telefoon|mobiel|kvk|k\.v\.k|kamer van koophandel|rsin|btw|factuur|zaaknummer|zaaknr|"
    r"zaak-?id|dossiernummer|dossiernr|documentnummer|projectnummer|subsidienummer|polisnummer|klantnummer|"
    r"referentie|kenmerk|isbn|issn|ecli|bwbr|artikelnummer|ordernummer|meldingsnummer|euro\b|eur\b)",
    re.IGNORECASE,
)
_AMOUNT_AFTER = ("euro", "€", "inwoners", "eur ", ",-", "gezinnen", "mensen", "stuks")


def citizen_numbers(text: str) -> Iterator[Finding]:
    """Yield the citizen service numbers."""
    for word in _BSN_WORD.finditer(text):
        match = _AFTER_WORD.search(text, word.end(), word.end() + _BEFORE)
        digits = re.sub(r"\D", "", match.group()) if match else ""
        if match and bsn.is_valid(digits.zfill(9)):
            yield finding("bsn", "block", text, match.start(), match.end())
    for pattern, severity in ((_BSN, "block"), (_IN_GROUPS, "warn")):
        for match in pattern.finditer(text):
            if not bsn.is_valid(re.sub(r"\D", "", match.group())):
                continue
            if _is_named(text, match):
                yield finding("bsn", "block", text, match.start(), match.end())
            elif not _is_something_else(text, match):
                yield finding("bsn", "block" if severity == "block" else "warn", text, match.start(), match.end())


def _is_named(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + _AFTER]
    return _named_before(text, match.start(), _BSN_WORD) or _BSN_WORD.search(after) is not None


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """Tell whether the text says what other number this is."""
    after = text[match.end() : match.end() + _AFTER].lstrip().lower()
    return _named_before(text, match.start(), _OTHER_WORD) or after.startswith(_AMOUNT_AFTER)


def _named_before(text: str, start: int, words: re.Pattern[str]) -> bool:
    """Tell whether one of the words stands shortly before the number, in the same sentence."""
    before = re.split(r"[.!?]\s|\n", text[max(0, start - _BEFORE) : start])[-1]
    return words.search(before) is not None


_IBAN_START = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2}) ?\d{2}(?=[ .-]?[A-Za-z0-9])")
#: Countries that use such numbers without being in the register.
_NOT_REGISTERED = {"MA": 28}
_LONGEST_IBAN = 34
_PART_OF_IBAN = re.compile(r"[A-Za-z0-9](?:[ .-]?[A-Za-z0-9]){0,40}")


@lru_cache(maxsize=26 * 26)
def _iban_length(country: str) -> int:
    """Return how many letters and digits a bank account of a country has; 0 where there are none (ISO 13616)."""
    known = dict(numdb.get("iban").info(country)[0][1])
    if "bban" not in known:
        return _NOT_REGISTERED.get(country, 0)
    return sum(map(int, re.findall(r"\d+", known["bban"])), start=4)


def bank_accounts(text: str) -> Iterator[Finding]:
    """Yield the bank accounts that pass their check (mod 97)."""
    for start in _IBAN_START.finditer(text):
        length = _iban_length(start.group(1).upper())
        if not length:
            continue
        found = _PART_OF_IBAN.match(text, start.start(), start.start() + 2 * _LONGEST_IBAN)
        number, end = _first(found.group() if found else "", length)
        end += start.start()
        if number and not text[end : end + 1].isalnum() and mod_97_10.is_valid(number[4:] + number[:4]):
            yield finding("iban", "block", text, start.start(), end)


def _first(text: str, count: int) -> tuple[str, int]:
    """Return the first so many letters and digits of a text, in capitals, and where they end; nothing when too few."""
    found = ""
    for place, character in enumerate(text):
        if character.isalnum():
            found += character.upper()
            if len(found) == count:
                return found, place + 1
    return "", 0


_PHONE = re.compile(
    # the own country: +31, 0031 or 0, then nine digits in any groups
    r"(?<![\w.,+/-])(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ ./-]{0,3}\d){8}(?![\w/-]|[.,]\d)|"
    # the area or 06 between brackets
    r"(?<![\w.,+/-])\(0[1-9]\d{0,2}\)[ ./-]{0,3}\d(?:[ ./-]{0,3}\d){5,7}(?![\w/-]|[.,]\d)|"
    # another country
    r"(?<![\w.,+/-])(?:\+|00)[1-9]\d{0,2}(?:[ ./-]?\(?\d\)?){8,11}(?![\w/-]|[.,]\d)",
    re.ASCII,
)
_DATE_FIRST = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}(?!\d)", re.ASCII)
#: Numbers of organisations: free and paid services, and the numbers that large ones have.
_OF_ORGANISATIONS = ("0800", "0900", "0906", "0909", "088", "0140", "0112")


def phone_numbers(text: str) -> Iterator[Finding]:
    """Yield phone numbers of people; those of services (0800, 0900, 088) are there to be shared."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
        national = re.sub(r"^(?:0031|31(?=\d{9}$))", "0", digits)
        if national.startswith(_OF_ORGANISATIONS) or _DATE_FIRST.match(match.group()):
            continue
        if match.group()[0] not in "+(" and len(national) != 10 and not digits.startswith("00"):
            continue
        if not _named_before(text, match.start(), _BSN_WORD) and not _is_reference(text, match.start()):
            yield finding("telefoon", "warn", text, match.start(), match.end())


_REFERENCE = re.compile(r"(?:kenmerk|zaaknummer|dossiernummer|factuurnummer|kvk|rsin|btw)\W{0,4}$", re.IGNORECASE)


def _is_reference(text: str, start: int) -> bool:
    return _REFERENCE.search(text[max(0, start - 24) : start]) is not None
