"""Personal data is found, and what only looks like it is not."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn

from practices.rules import privacy
from practices.rules.privacy import find, mask

VALID = "111222333"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.severity) for finding in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"BSN {VALID}",
        f"bsn: {VALID}.",
        f"Cliënt {VALID} kwam langs",
        f"({VALID})",
        f"nummer {VALID}, zei hij",
        "BSN 1112.22.333",
        "BSN 111 222 333",
        "bsn 111.222.333",
        "BSN-nummer 111-222-333",
        "burgerservicenummer 10000008",
        f"\n{VALID}\n",
        f"tel. is weg. Zijn BSN is {VALID}",
    ],
)
def test_a_citizen_service_number_stops_publication(text: str) -> None:
    assert kinds(text) == [("bsn", "block")]


@pytest.mark.parametrize(
    "text",
    [
        "111222334",
        f"1{VALID}",
        f"{VALID}0",
        f"A{VALID}",
        f"{VALID}-01",
        f"12.{VALID}",
        f"{VALID},50",
        f"telefoon {VALID}",
        f"KvK-nummer {VALID}",
        f"€ {VALID}",
        f"{VALID} euro",
        f"{VALID} inwoners",
        f"zaaknummer {VALID}",
        f"https://voorbeeld.example/{VALID}/",
        "123 456 782",
        "10000008",
        "Wet van 10 oktober 2010, BWBR0035362",
        "",
    ],
)
def test_what_is_no_citizen_service_number_stops_nothing(text: str) -> None:
    assert ("bsn", "block") not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "rekening nl91abna0417164300.",
        "NL91 ABNA 0417 1643 00 ten name van de stichting",
        "BE68 5390 0754 7034",
        "IBAN: DE89370400440532013000",
    ],
)
def test_a_bank_account_stops_publication(text: str) -> None:
    assert kinds(text) == [("iban", "block")]


@pytest.mark.parametrize(
    "text", ["NL92ABNA0417164300", "AB12 is een lokaal op school nummer twee", "XX00ABCDEFGHIJKLM"]
)
def test_what_fails_the_check_is_no_bank_account(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    ["jan@voorbeeld.nl", "Mail jan.de.vries+werk@sub.voorbeeld.co.uk!", "<jan_1@voorbeeld.nl>", "ján@voorbeeld.nl"],
)
def test_a_mail_address_is_a_warning(text: str) -> None:
    assert kinds(text) == [("email", "warn")]


@pytest.mark.parametrize("text", ["jan@", "@jan", "a @ b.nl", "10 @ 5", "jan@localhost"])
def test_what_is_no_mail_address_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    ["06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "0031612345678", "020-1234567", "(020) 1234567"],
)
def test_a_phone_number_is_a_warning(text: str) -> None:
    assert kinds(f"Bel {text}.") == [("telefoon", "warn")]


@pytest.mark.parametrize("text", ["2026-11-23", "0800", "1.000.000", "art. 5.2.6", "12345678901", "GM0479"])
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    assert kinds(text) == []


def test_finds_are_where_they_say_masked_and_in_order() -> None:
    text = "Mail jan@voorbeeld.nl over BSN 111222333 of NL91ABNA0417164300."
    found = find(text)
    assert [text[finding.start : finding.end] for finding in found] == [
        "jan@voorbeeld.nl",
        "111222333",
        "NL91ABNA0417164300",
    ]
    assert [finding.masked for finding in found][1] == "11•••••33"


def test_short_finds_are_masked_whole() -> None:
    assert mask("a@b.nl") == "•@•.••"


def test_what_is_masked_never_shows_all_of_it() -> None:
    text = "Jan-Willem van den Berg, 12-03-1985 geboren, Kerkstraat 12, kenteken 12-AB-CD, M. el Amrani"
    for finding in find(text):
        shown = {character for character in finding.masked if character.isalnum()}
        assert finding.masked != text[finding.start : finding.end]
        assert not any(character.isdigit() for character in shown)


def test_a_number_in_other_characters_is_the_same_number() -> None:
    assert kinds("BSN\u00a0１１１２２２３３３") == [("bsn", "block")]
    assert kinds("bsn 111\u200b222\u200b333") == [("bsn", "block")]
    assert kinds("NL91\u2011ABNA\u20110417\u20111643\u201100") == [("iban", "block")]


def test_a_number_in_groups_without_a_word_is_only_asked_about() -> None:
    assert kinds("Bij 111 222 333 loopt het vast") == [("bsn", "warn")]
    assert kinds("Er ging 111.222.333 euro om") == []


@given(st.integers(10_000_000, 999_999_999).map(lambda number: f"{number:09}"))
def test_a_bare_number_of_nine_digits_is_found_when_it_passes_the_check(number: str) -> None:
    assert kinds(f"cliënt {number}") == ([("bsn", "block")] if bsn.is_valid(number) else [])


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_finds_within_it_and_without_overlap(text: str) -> None:
    found = find(text)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


HOSTILE = [
    *(
        "a",
        "1",
        "0",
        "a@",
        "a.",
        "1 ",
        "+31",
        "NL11 ",
        "AA11",
        "111222333",
        "06-",
        "(020)",
        "@a.",
        "bsn ",
        "€",
        "\u0300",
    ),
    *("Jan ", "Jan van ", "van ", "mevrouw ", "J.", "J. ", "A-", "Kerkstraat ", "12-AB-", "1 mei ", "12-12-", "1506 "),
    *(
        "a at b ",
        "a punt ",
        "Laan van de A ",
        "woont op ",
        "kenteken ",
        " ",
        "\n",
        "dossier-",
        "bsn 1 ",
        "Van De ",
        "12 ",
    ),
]


MODULES = [
    importlib.import_module(f"{privacy.__name__}.{each.name}") for each in pkgutil.iter_modules(privacy.__path__)
]
PATTERNS = [value for module in MODULES for value in vars(module).values() if isinstance(value, re.Pattern)]


def test_no_pattern_can_read_on_without_end() -> None:
    """What a pattern reads at one place is bounded, so that the work grows with the length of a text and no faster."""
    assert len(PATTERNS) > 20
    assert {pattern.pattern: width for pattern in PATTERNS if (width := _longest_match(pattern)) > 1_000} == {}


def _longest_match(pattern: re.Pattern[str]) -> int:
    """Return how many characters a pattern reads at most."""
    return int(re._parser.parse(pattern.pattern, pattern.flags).getwidth()[1])  # type: ignore[attr-defined]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_text_of_a_hundred_thousand_characters_is_read_to_its_end(part: str) -> None:
    text = part * (100_000 // len(part))
    found = find(f"{text} BSN {VALID}")
    assert any(each.kind == "bsn" and each.end == len(text) + len(f" BSN {VALID}") for each in found)
