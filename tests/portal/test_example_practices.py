"""The example practices differ as real ones do: in subject, place, phase and wording, and no text is a template."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from tests.portal.test_examples import CLOSED, KNOWN, PHASES, PRACTICES, REFERENCE, Record

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


def reference(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference list."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_no_long_sentence_stands_in_two_records() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for record in PRACTICES:
        for sentence in long_sentences(record):
            where[sentence].append(record["id"])
    assert {sentence: ids for sentence, ids in where.items() if len(ids) > 1} == {}


def test_there_are_many_practices_in_every_phase() -> None:
    phases = Counter(record["fase"] for record in PRACTICES)
    assert len(PRACTICES) >= 64
    assert set(phases) == PHASES
    assert min(phases.values()) >= 5
    assert any(record["fase"] == "uitvoering" for record in PRACTICES if "bijstellingen" in record)


def test_they_come_from_all_over_the_country_and_from_every_domain() -> None:
    municipalities = lists("gemeenten")
    assert len(municipalities) >= 45
    assert {row["provincie"] for row in reference("gemeenten") if row["slug"] in municipalities} == {
        row["provincie"] for row in reference("gemeenten")
    }
    assert len(lists("themas")) >= 25
    assert set(lists("domeinen")) == KNOWN["domeinen"]
    assert len(lists("doelgroepen")) >= len(KNOWN["doelgroepen"]) - 2
    assert len(values("partners", "soort")) >= len(KNOWN["partners"]) - 4


def test_small_and_large_municipalities_and_whole_regions_take_part() -> None:
    inhabitants = {row["slug"]: int(row["inwoners"]) for row in reference("gemeenten")}
    sizes = [inhabitants[slug] for slug in lists("gemeenten")]
    assert sum(size < 20_000 for size in sizes) >= 5
    assert sum(size >= 100_000 for size in sizes) >= 5
    assert sum(len(record["gemeenten"]) >= 3 for record in PRACTICES) >= 5


def test_there_are_dates_enough_to_compute_lead_times() -> None:
    reached = [{item["soort"] for item in record.get("mijlpalen", [])} for record in PRACTICES]
    assert sum(kinds >= {"getekend", "projectleider"} for kinds in reached) >= 12
    assert sum(kinds >= {"getekend", "budget"} for kinds in reached) >= 10
    assert sum(kinds >= {"getekend", "eerste-casus"} for kinds in reached) >= 8


def test_most_are_for_everybody_and_some_for_municipalities_or_their_own_organisation() -> None:
    kinds = Counter(record["zichtbaarheid"] for record in PRACTICES)
    assert kinds["openbaar"] > len(PRACTICES) / 2
    assert kinds["gemeenten"] >= 5
    assert kinds["organisatie"] >= 2


def test_another_municipality_adopts_a_practice() -> None:
    adopted = [
        (r["gemeenten"], {a["gemeente"] for a in r["overgenomenDoor"]}) for r in PRACTICES if "overgenomenDoor" in r
    ]
    assert len(adopted) >= 12
    assert all(others.isdisjoint(own) for own, others in adopted)


def test_a_baseline_is_often_repeated() -> None:
    partners = [Counter(photo["partner"] for photo in record.get("startfotos", [])) for record in PRACTICES]
    assert sum(bool(photos) for photos in partners) >= 20
    assert sum(any(count > 1 for count in photos.values()) for photos in partners) >= 10


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
