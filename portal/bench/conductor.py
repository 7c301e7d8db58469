"""Makes the sites, runs the steps on them one after another, and always cleans up."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from portal.bench.measurements import Measurement, StepResult, percentile
from portal.bench.site import CommandFailed, Site, new_site

EMBEDDED, ELASTIC, DATABASE = "embedded", "elastic", "database"
ENGINES = (EMBEDDED, ELASTIC, DATABASE)

#: Up to here items are imported as people would; more of them are made as documents, for the engines alone.
MOST_IMPORTED = 20_000

#: Told what begins now.
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    sizes: numbers of documents, from small to large; engines: of `ENGINES`
    elasticsearch_url: where a server answers, or empty
    questions: of the mix; seconds: how long ten clients ask
    """

    sizes: Sequence[int]
    engines: Sequence[str]
    elasticsearch_url: str = ""
    questions: int = 400
    seconds: float = 5.0

    @property
    def options(self) -> tuple[str, ...]:
        return ("--requests", str(self.questions), "--seconds", str(self.seconds))


@dataclass(slots=True)
class Outcome:
    """Everything that was measured, and what was not: left out on purpose, or failed, each with the reason."""

    measurements: list[Measurement] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def run(plan: Plan, folder: Path, say: Say, outcome: Outcome) -> None:
    """Measure everything on sites in this folder, and add it to the outcome as it comes.

    What is in the folder afterwards may be thrown away, or given again: filled sites are then used as they are.
    """
    if ELASTIC in plan.engines and not plan.elasticsearch_url:
        outcome.skipped.append("Elasticsearch: ELASTICSEARCH_TEST_URL en ELASTICSEARCH_URL zijn leeg")
    for size in plan.sizes:
        kind = _Imported if size <= MOST_IMPORTED else _Generated
        try:
            kind(plan, Site(folder / str(size)), size, outcome, say).run()
        except CommandFailed as error:  # what was measured until then is worth showing
            outcome.failed.append(f"{size}: {error}")
    outcome.measurements += _growth(outcome.measurements)


def _growth(measured: Sequence[Measurement]) -> list[Measurement]:
    """Compare the slow searches at more documents with those at the most that were imported."""
    slow = {(each.engine, each.size): each.value for each in measured if each.name == "search_p95"}
    return [
        Measurement("growth_p95", value / slow[engine, MOST_IMPORTED], "x", engine, size)
        for (engine, size), value in slow.items()
        if size > MOST_IMPORTED and (engine, MOST_IMPORTED) in slow
    ]


def _empty(folder: Path, say: Say) -> Site:
    if (folder / "step.json").exists():
        return Site(folder)
    shutil.rmtree(folder, ignore_errors=True)
    say("een lege site maken")
    return new_site(folder)


@dataclass(slots=True)
class _Size:
    """The measurements at one number of documents."""

    plan: Plan
    site: Site
    size: int
    outcome: Outcome
    say: Say

    def _step(self, site: Site, engine: str, name: str, *options: str) -> StepResult:
        self.say(f"{self.size}: {engine}, {name}")
        result = site.step(name, *self.plan.options, *options)
        self._add(engine, *result.measurements)
        return result

    def _add(self, engine: str, *measurements: Measurement) -> None:
        self.outcome.measurements += [replace(each, engine=engine, size=self.size) for each in measurements]


class _Generated(_Size):
    """Documents that are made, and go straight into each engine."""

    def run(self) -> None:
        if DATABASE in self.plan.engines:
            self.outcome.skipped.append(f"{self.size} items in de database: dat vraagt een import van uren")
        shutil.rmtree(self.site.folder, ignore_errors=True)
        _empty(self.site.folder.parent / "empty", self.say).copy_to(self.site.folder)
        made = ("--generated", str(self.size))
        if EMBEDDED in self.plan.engines:
            self._step(self.site, EMBEDDED, "engine", *made)
            self._step(self.site, EMBEDDED, "memory", *made)
        if ELASTIC in self.plan.engines and self.plan.elasticsearch_url:
            with _elastic(self.site, self.plan.elasticsearch_url) as site:
                self._step(site, ELASTIC, "engine", *made)


class _Imported(_Size):
    """Items that go the whole way: import, outbox, index, page."""

    def run(self) -> None:
        self._import()
        found: dict[str, StepResult] = {}
        if EMBEDDED in self.plan.engines:
            found[EMBEDDED] = self._engine(self.site, EMBEDDED)
            self._step(self.site, EMBEDDED, "page")
            self._step(self.site, EMBEDDED, "findable")
        if ELASTIC in self.plan.engines and self.plan.elasticsearch_url:
            with _elastic(self.site, self.plan.elasticsearch_url) as site:
                found[ELASTIC] = self._engine(site, ELASTIC)
                self._step(site, ELASTIC, "findable")
        if DATABASE in self.plan.engines:
            found[DATABASE] = self._step(self.site, DATABASE, "database")
        self._compare(found)

    def _import(self) -> None:
        """Fill the site, and keep what that measured beside it."""
        kept = self.site.folder / "import.json"
        if not kept.exists():
            shutil.rmtree(self.site.folder, ignore_errors=True)  # a run that was broken off
            _empty(self.site.folder.parent / "empty", self.say).copy_to(self.site.folder)
            kept.write_text(json.dumps(self._filled().as_json()))
        else:
            self.site.run("migrate", "--verbosity", "0")  # the code may have changed since
            self.site.run("bootstrap_site")
        self._add("", *StepResult.from_json(json.loads(kept.read_text())).measurements)

    def _filled(self) -> StepResult:
        result = StepResult()
        self.say(f"{self.size} items importeren")
        finished = self.site.run("import_content", str(self.site.write_records(self.size)))
        result.add("import_per_second", self.size / finished.seconds, "items/s")
        result.add("import_cpu", finished.cpu_seconds / self.size * 1000, "ms CPU per item")
        result.add("import_peak", finished.peak_mb, "MB")
        self.say(f"{self.size}: de relay werkt bij")
        finished = self.site.run("search_relay", "--once")
        result.add("relay_per_second", self.size / finished.seconds, "documenten/s")
        return result

    def _engine(self, site: Site, engine: str) -> StepResult:
        self.say(f"{self.size}: {engine}, search_rebuild")
        finished = site.run("search_rebuild")
        self._add(engine, Measurement("search_rebuild_per_second", self.size / finished.seconds, "documenten/s"))
        return self._step(site, engine, "engine")

    def _compare(self, found: Mapping[str, StepResult]) -> None:
        """Compare the median times of the questions that the database was asked too."""
        if DATABASE not in found:
            return
        asked = len(found[DATABASE].question_ms)
        slow = percentile(found[DATABASE].question_ms, 50)
        for engine in (EMBEDDED, ELASTIC):
            if engine in found:
                times = slow / percentile(found[engine].question_ms[:asked], 50)
                self._add(engine, Measurement("times_faster_than_wagtail", times, "x"))


@contextmanager
def _elastic(site: Site, url: str) -> Iterator[Site]:
    """Give the site Elasticsearch under a name of its own, and remove its indices afterwards."""
    site = site.with_engine({"ELASTICSEARCH_URL": url, "BENCH_PREFIX": f"bench-{secrets.token_hex(4)}"})
    try:
        yield site
    finally:
        site.step("destroy")


__all__ = ["DATABASE", "ELASTIC", "EMBEDDED", "ENGINES", "Outcome", "Plan", "run"]
