"""The command that scores judged queries, over real pages and a real index."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.models import PracticePage

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def two_practices(organisation: Callable[[str], Any], search_index: Any) -> None:
    """Share two practices about the same subject, one of them not public, and index them."""
    home = organisation("zaanstad")
    for key, title, visibility in (("p1", "Samen op huisbezoek", "openbaar"), ("p2", "Huisbezoek alleen", "gemeenten")):
        page = PracticePage(title=title, visibility=visibility, source_id=key)
        page.municipalities = [home.municipality]
        share(page, organisation=home, by=SYSTEM, at=NOW)
    search_index.refresh()


def run(path: Path, *lines: dict[str, Any], **options: Any) -> str:
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    out = io.StringIO()
    call_command("search_quality", str(path), stdout=out, **options)
    return out.getvalue()


GOOD = {"query": "huisbezoek", "judgments": {"p1": 3}, "kind": "woord"}
MISSED = {"query": "huisbezoek", "judgments": {"p2": 3}, "kind": "mis"}
NOTHING = {"query": "kwantumzwaartekracht", "judgments": {}, "kind": "niets"}


def test_it_scores_as_a_visitor_and_shows_what_came_instead(two_practices: None, tmp_path: Path) -> None:
    said = run(tmp_path / "judged.jsonl", GOOD, MISSED, NOTHING)
    assert "3 vragen" in said
    assert "nDCG@10 0.667" in said
    assert "mis: 0.000 (1)" in said
    assert "verwacht: p2 (3)" in said
    assert "p1: Samen op huisbezoek" in said


def test_it_can_look_at_one_kind(two_practices: None, tmp_path: Path) -> None:
    assert "nDCG@10 1.000" in run(tmp_path / "judged.jsonl", GOOD, MISSED, kind=["woord"])


def test_it_writes_everything_as_json(two_practices: None, tmp_path: Path) -> None:
    target = tmp_path / "uit.json"
    run(tmp_path / "judged.jsonl", GOOD, MISSED, json=str(target))
    written = json.loads(target.read_text())
    assert written["ndcg10"] == 0.5
    assert written["uitkomsten"][0]["resultaten"] == [{"bronId": "p1", "titel": "Samen op huisbezoek", "oordeel": 3}]
    assert json.loads(run(tmp_path / "judged.jsonl", GOOD, json="-"))["vragen"] == 1


def test_a_bad_line_is_named_after_the_scores_of_the_others(two_practices: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="regel 2: het filter “kleur” bestaat niet"):
        run(tmp_path / "judged.jsonl", GOOD, {**GOOD, "filters": {"kleur": "rood"}})


def test_without_an_index_there_is_nothing_to_measure(search_index: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="search_rebuild"):
        run(tmp_path / "judged.jsonl", GOOD)


def test_a_file_that_cannot_be_read_is_one_sentence(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("search_quality", str(tmp_path / "is-er-niet.jsonl"))
    with pytest.raises(CommandError, match="geen vraag die gesteld kan worden"):
        run(tmp_path / "judged.jsonl")
