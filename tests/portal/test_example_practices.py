"""The example practices differ as real ones do: in subject, place, phase and wording, and no text is a template."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from tests.portal.test_examples import CLOSED, PHASES, PRACTICES, Record

#: The notice that stands in every invented record.
NOTICE = "De genoemde gemeenten en partners hebben dit niet zo gedaan of gezegd; de aantallen en bedragen zijn bedacht."
#: A sentence of more words than this belongs to one record.
LONG_SENTENCE = 8
ENDING = re.compile(r"(?<=[.!?:;])\s+|\n+")


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def long_sentences(record: Record) -> set[str]:
    """Return the sentences of a record that are too long to stand in another one, without case and signs."""
    found = set()
    for text in texts(record):
        for sentence in ENDING.split(text.replace(NOTICE, "")):
            words = re.findall(r"\w+", sentence.lower())
            if len(words) > LONG_SENTENCE:
                found.add(" ".join(words))
    return found


def lists(field: str) -> Counter[str]:
    """Return how many practices have each value of a field with a list."""
    return Counter(value for record in PRACTICES for value in set(record.get(field, [])))


def values(part: str, field: str) -> Counter[str]:
    """Return how many practices have each value of a field of the items in a part."""
    return Counter(value for record in PRACTICES for value in {item[field] for item in record.get(part, [])})


def test_no_long_sentence_stands_in_two_records() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for record in PRACTICES:
        for sentence in long_sentences(record):
            where[sentence].append(record["id"])
    assert {sentence: ids for sentence, ids in where.items() if len(ids) > 1} == {}


def test_there_are_many_practices_in_every_phase() -> None:
    phases = Counter(record["fase"] for record in PRACTICES)
    assert len(PRACTICES) >= 31
    assert set(phases) == PHASES
    assert min(phases.values()) >= 2


def test_every_kind_of_a_closed_value_occurs() -> None:
    for part, field in (
        ("leervragen", "type"),
        ("leervragen", "status"),
        ("logboek", "soort"),
        ("mijlpalen", "soort"),
        ("bijstellingen", "soort"),
        ("partners", "rol"),
        ("overgenomenDoor", "stap"),
    ):
        assert set(values(part, field)) == CLOSED["praktijk", part, field], (part, field)
    assert {record["bewijs"] for record in PRACTICES if "bewijs" in record} == CLOSED["praktijk", "", "bewijs"]
