"""The benchmark: what it generates, asks and reports, and one small run of the whole."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from rich.console import Console

from portal.bench import report
from portal.bench.conductor import Outcome
from portal.bench.database_step import COLUMNS, _answer
from portal.bench.engine_step import all_documents
from portal.bench.generator import record, records
from portal.bench.measurements import GOALS, Measurement, percentile
from portal.bench.mix import Question, questions
from practices.choices import Kind, Visibility
from practices.exchange.importer import OPERATOR, Importer
from practices.exchange.importer import Outcome as Imported
from practices.exchange.lines import read_lines
from search.sources import get_source
from search.values import Document


def imported(count: int, now: datetime) -> list[Imported]:
    """Import so many generated records and return what became of each line."""
    file = io.BytesIO("".join(json.dumps(each) + "\n" for each in records(count)).encode())
    run = Importer(by=OPERATOR, at=now, create_terms=False, owner="", dry_run=False)
    return [*run.lines(read_lines(file)), *run.links()]


def documents(count: int) -> list[Document]:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Document(
            key=f"praktijk-{number}",
            title=f"Titel {number}",
            tokens=frozenset({"public"}),
            newest=day,
            confirmed=day,
            ordinal=number + 1,
            body="Het wijkteam bespreekt de melding met de politie en de huisarts aan de keukentafel.",
            facets={"thema": (f"thema-{number % 5}",), "fase": ("idee",)},
        )
        for number in range(count)
    ]


def test_a_generated_record_is_the_same_every_time_and_in_every_number_of_them() -> None:
    assert list(records(30))[:10] == list(records(10))
    assert record(3) == record(3)
    assert record(3) != record(4)


def test_generated_records_are_of_every_kind_and_visibility() -> None:
    found = list(records(200))
    assert {each["soort"] for each in found} == set(Kind.values)
    assert {each["zichtbaarheid"] for each in found} == set(Visibility.values)
    assert len({each["id"] for each in found}) == 200


@pytest.mark.django_db
def test_generated_records_are_imported_without_a_remark_on_any_field_and_fill_every_facet(now: datetime) -> None:
    remarks = [remark for each in imported(120, now) for remark in (*each.problems, *each.warnings)]
    assert [remark for remark in remarks if remark.path] == []  # those without a path are about what is still empty
    found = list(all_documents(get_source()))
    filled = {name for document in found for name, values in document.facets.items() if values}
    assert filled == set(get_source().schema.names) - {"label"}  # which only editors give
    lengths = [len(f"{each.title} {each.summary} {each.body}".split()) for each in found]
    assert 100 < sum(lengths) / len(lengths) < 200


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="Wagtail's search is compared on SQLite")
def test_the_database_counts_what_the_documents_hold(now: datetime) -> None:
    imported(60, now)
    visible = [each for each in all_documents(get_source()) if "public" in each.tokens]
    total, hits, counts = _answer(Question(text="", filters={}, tokens=frozenset({"public"})))
    assert total == len(visible)
    assert len(hits) == 10
    for name in set(COLUMNS) - {"domein", "jaar", "label"}:
        expected = Counter(value for each in visible for value in set(each.facets.get(name, ())))
        assert {value: count for value, count in counts[name] if value} == expected


def test_the_mix_of_questions_has_the_shares_it_promises() -> None:
    asked = questions(documents(50), 1_000)
    assert 100 < sum(not each.text for each in asked) < 200
    assert 60 < sum(each.is_phrase for each in asked) < 140
    assert 540 < sum(bool(each.filters) for each in asked) < 660
    assert questions(documents(50), 1_000) == asked
    assert questions(documents(50), 1_000, series=1) != asked


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile(range(1, 101), 50) in {50, 51}
    assert percentile([7.0], 95) == 7.0


def test_the_report_names_the_goal_and_whether_it_is_met(tmp_path: Path) -> None:
    slow = Measurement("search_p95", 12.5, "ms", "embedded", 20_000)
    fast = Measurement("suggest_p95", 0.5, "ms", "embedded", 20_000)
    outcome = Outcome([fast, slow], ["Elasticsearch: er is geen adres"])
    screen = Console(file=io.StringIO(), width=140)
    report.show(outcome, {"cores": 2}, screen)
    shown = screen.file.getvalue()  # type: ignore[attr-defined]
    assert "nee" in next(line for line in shown.splitlines() if "één bezoeker, p95" in line)
    assert "ja" in next(line for line in shown.splitlines() if "Suggesties, p95" in line)
    assert "Elasticsearch: er is geen adres" in shown
    report.write(outcome, {"cores": 2}, tmp_path / "bench.json")
    first = json.loads((tmp_path / "bench.json").read_text())["measurements"][0]
    assert first["goal"] == {"atMost": 5, "atLeast": None, "met": False}


def test_every_goal_is_about_something_that_the_table_names() -> None:
    assert {goal.name for goal in GOALS} <= set(report.LABELS)


@pytest.mark.parametrize("options", [{"sizes": "veel"}, {"sizes": "0"}, {"engines": "embedded,lucene"}])
def test_options_that_make_no_sense_are_refused_before_anything_starts(options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("bench", **options)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_small_run_measures_everything_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    outcome = tmp_path / "bench.json"
    call_command(
        "bench",
        sizes="60",
        requests=10,
        seconds=0.2,
        engines="embedded,database",
        json=str(outcome),
        stdout=io.StringIO(),
    )
    content = json.loads(outcome.read_text())
    assert {each["name"] for each in content["measurements"]} == set(report.LABELS)
    assert all(each["value"] > 0 for each in content["measurements"])
    assert content["failed"] == []
    assert content["machine"]["cores"] > 0
    assert "host" not in json.dumps(content["machine"]).lower()
    assert [path for path in tmp_path.iterdir() if path != outcome] == []
