"""The judged queries are whole: every record they name is there, and what is measured was not tuned on."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from practices.documents import SCHEMA
from search.quality import Judged, read

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CONTENT = (
    *sorted((ROOT / "portal" / "examples").glob("*.jsonl")),
    ROOT / "practices" / "reference" / "begrippen.jsonl",
)
KINDS = {
    *("inflection", "compound", "synonym", "abbreviation", "typo", "question"),
    *("municipality", "law", "phase", "person", "subject", "nothing"),
}


def load(half: str) -> list[Judged]:
    """Return the judged queries of a half; a line that cannot be used fails."""
    refused: list[tuple[int, str]] = []
    lines = (HERE / f"judged-{half}.jsonl").read_text(encoding="utf-8").splitlines()
    judged = list(read(lines, SCHEMA, refused=lambda number, reason: refused.append((number, reason))))
    assert refused == []
    return judged


HALVES = {half: load(half) for half in ("tuning", "test")}
FRESH = load("fresh")
EVERY = [judged for judged_file in (*HALVES.values(), FRESH) for judged in judged_file]
IDS = Counter(
    json.loads(line)["id"] for path in CONTENT for line in path.read_text(encoding="utf-8").splitlines() if line
)


def test_every_judged_record_is_in_the_example_content() -> None:
    assert {key for judged in EVERY for key in judged.grades} - set(IDS) == set()


def test_a_judged_record_is_one_record() -> None:
    assert [key for key in {key for judged in EVERY for key in judged.grades} if IDS[key] > 1] == []


def test_the_halves_share_no_query() -> None:
    asked = {half: {" ".join(each.query.casefold().split()) for each in judged} for half, judged in HALVES.items()}
    assert asked["tuning"] & asked["test"] == set()


def test_no_query_is_asked_twice() -> None:
    asked = Counter((judged.query.casefold(), tuple(sorted(judged.filters.items()))) for judged in EVERY)
    assert [query for query, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("half", HALVES)
def test_each_half_tries_out_every_kind(half: str) -> None:
    kinds = Counter(judged.kind for judged in HALVES[half])
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 6
    assert sum(kinds.values()) >= 80


def test_the_fresh_queries_try_out_every_kind() -> None:
    assert {judged.kind for judged in FRESH} == KINDS


def test_only_what_should_find_nothing_has_no_judgments() -> None:
    assert {judged.query for judged in EVERY if not judged.grades} == {
        judged.query for judged in EVERY if judged.kind == "nothing"
    }


def test_what_should_find_something_has_a_best_answer() -> None:
    assert [judged.query for judged in EVERY if judged.grades and max(judged.grades.values()) < 2] == []
