"""How much personal data is found in sentences as people write them, and how much is found where there is none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from practices.rules.privacy import find

SENTENCES = Path(__file__).parent / "sentences"
#: Kinds that stop publication.
HARD = ("bsn", "iban")
PATTERNED = (*HARD, "geboortedatum", "telefoon", "email", "adres", "kenteken")
_MARKED = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True)
class Marked:
    """A sentence, and the personal data in it: kind, start and end of each."""

    text: str
    data: tuple[tuple[str, int, int], ...]


def read_lines(name: str) -> list[str]:
    lines = (SENTENCES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def marked(line: str) -> Marked:
    text, data, position = "", [], 0
    for match in _MARKED.finditer(line):
        text += line[position : match.start()]
        data.append((match.group(1), len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        position = match.end()
    return Marked(text + line[position:], tuple(data))


WITH_DATA = [marked(line) for line in read_lines("with_data.txt")]
CLEAN = read_lines("clean.txt")


def missed(kind: str) -> tuple[list[str], int]:
    """Return what is not found of a kind, and how much there is of it."""
    lost, total = [], 0
    for sentence in WITH_DATA:
        found = [finding for finding in find(sentence.text) if finding.kind == kind]
        for wanted, start, end in sentence.data:
            if wanted != kind:
                continue
            total += 1
            if not any(finding.start < end and start < finding.end for finding in found):
                lost.append(sentence.text)
    return lost, total


def test_there_are_enough_sentences() -> None:
    assert len(WITH_DATA) >= 150
    assert len(CLEAN) >= 150
    assert {kind for sentence in WITH_DATA for kind, _, _ in sentence.data} == {*PATTERNED, "naam"}


@pytest.mark.parametrize("kind", PATTERNED)
def test_at_least_95_in_100_of_what_has_a_pattern_is_found(kind: str) -> None:
    lost, total = missed(kind)
    assert len(lost) <= total * 0.05, lost


def test_at_least_85_in_100_names_are_found() -> None:
    lost, total = missed("naam")
    assert len(lost) <= total * 0.15, lost


@pytest.mark.parametrize("kind", HARD)
def test_what_is_certain_stops_publication(kind: str) -> None:
    severities = Counter(
        finding.severity for sentence in WITH_DATA for finding in find(sentence.text) if finding.kind == kind
    )
    assert severities["block"] >= 0.95 * severities.total()


def test_no_clean_sentence_is_stopped() -> None:
    assert [text for text in CLEAN if any(finding.severity == "block" for finding in find(text))] == []


def test_at_most_5_in_100_clean_sentences_get_a_warning() -> None:
    warned = {text: [(each.kind, text[each.start : each.end]) for each in find(text)] for text in CLEAN if find(text)}
    assert len(warned) <= len(CLEAN) * 0.05, warned
