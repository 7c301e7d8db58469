"""The benchmark: what it generates, asks and reports, and one small run of the whole."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from rich.console import Console

from portal.bench import conductor, report
from portal.bench.conductor import Outcome
from portal.bench.database_step import COLUMNS, _answer
from portal.bench.documents import GeneratedDocuments
from portal.bench.engine_step import all_documents
from portal.bench.generator import record, records, source_id
from portal.bench.measurements import GOALS, Measurement, percentile
from portal.bench.mix import Question, questions
from practices.choices import Kind, Visibility
from practices.exchange.importer import OPERATOR, Importer
from practices.exchange.importer import Outcome as Imported
from practices.exchange.lines import read_lines
from practices.models import SharedPage
from search.language import analyse
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
def test_a_generated_document_is_the_one_that_its_record_gives_when_it_is_imported(now: datetime) -> None:
    imported(120, now)
    keys = {page.source_id: page.key for page in SharedPage.objects.all()}
    found = {document.key: document for document in all_documents(get_source())}
    for number, made in enumerate(GeneratedDocuments(120)):
        real = found[keys[source_id(number)]]
        for name in ("title", "summary", "tokens", "facets"):
            assert getattr(made, name) == getattr(real, name), (number, name)
        for name in ("labels", "body"):
            words = (sorted(analyse(getattr(document, name)).exact) for document in (made, real))
            assert next(words) == next(words), (number, name)
        if real.confirmed == real.newest:  # nobody confirmed it: the day of its import counts, which differs
            assert made.confirmed == made.newest
            continue
        assert (made.confirmed, made.weight) == (real.confirmed, real.weight), number


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


def test_slow_searches_are_compared_with_those_at_the_most_that_is_imported() -> None:
    measured = [Measurement("search_p95", 3.0, "ms", "embedded", 20_000)]
    measured += [Measurement("search_p95", 9.0, "ms", "embedded", 200_000)]
    measured += [Measurement("search_p95", 30.0, "ms", "elastic", 200_000)]
    assert conductor._growth(measured) == [Measurement("growth_p95", 3.0, "x", "embedded", 200_000)]


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


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Run the benchmark in a folder of its own, see that nothing stays behind, and return what it wrote."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    outcome = tmp_path / "bench.json"

    def run(**options: Any) -> dict[str, Any]:
        call_command("bench", requests=10, seconds=0.2, json=str(outcome), stdout=io.StringIO(), **options)
        assert [path for path in tmp_path.iterdir() if path != outcome] == []
        content: dict[str, Any] = json.loads(outcome.read_text())
        assert all(each["value"] > 0 for each in content["measurements"])
        return content

    return run


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_small_run_measures_everything_and_leaves_nothing_behind(bench: Callable[..., dict[str, Any]]) -> None:
    content = bench(sizes="60", engines="embedded,database")
    assert {each["name"] for each in content["measurements"]} == set(report.LABELS) - {"growth_p95"}
    assert content["failed"] == []
    assert content["machine"]["cores"] > 0
    assert "host" not in json.dumps(content["machine"]).lower()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_of_more_than_is_imported_the_engines_are_measured_and_the_rest_is_named(
    bench: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conductor, "MOST_IMPORTED", 50)
    content = bench(sizes="60", engines="embedded,database")
    measured = {each["name"] for each in content["measurements"]}
    assert {"search_p95", "clients_p95", "rebuild_per_second", "suggest_p95", "worker_memory"} <= measured
    assert not measured & {"import_per_second", "page_cpu", "findable_p95", "times_faster_than_wagtail"}
    assert [reason for reason in content["skipped"] if reason.startswith("60 items in de database")]
    assert content["failed"] == []


def test_a_run_that_is_broken_off_still_shows_what_it_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken_off(plan: object, folder: object, say: object, outcome: Outcome) -> None:
        outcome.measurements.append(Measurement("search_p95", 3.0, "ms", "embedded", 20_000))
        raise KeyboardInterrupt

    monkeypatch.setattr("portal.management.commands.bench.run", broken_off)
    with pytest.raises(CommandError, match="afgebroken"):
        call_command("bench", json=str(tmp_path / "bench.json"))
    assert "één bezoeker, p95" in capsys.readouterr().out
    assert json.loads((tmp_path / "bench.json").read_text())["measurements"][0]["value"] == 3.0
