"""What is measured, and the goals to hold it against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number. `engine` is "embedded", "elastic" or "database", or empty where no engine plays a part."""

    name: str
    value: float
    unit: str
    engine: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """What a measurement must reach at the size where it counts; `at_most` or `at_least` is given."""

    name: str
    engine: str
    at_most: float | None = None
    at_least: float | None = None
    size: int = 20_000

    def is_met(self, value: float) -> bool:
        """Tell whether the value is good enough."""
        above = self.at_least is None or value >= self.at_least
        return above and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        return f"≥ {self.at_least:,.0f}" if self.at_least is not None else f"≤ {self.at_most:,.0f}"


@dataclass(slots=True)
class StepResult:
    """What one step measured. `question_ms`: milliseconds per question of the mix, in its order."""

    measurements: list[Measurement] = field(default_factory=list)
    question_ms: list[float] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str) -> None:
        """Add one measurement; its engine and size are filled in by who started the step."""
        self.measurements.append(Measurement(name, round(value, 4), unit))

    def add_times(self, name: str, milliseconds: Sequence[float], *percents: int) -> None:
        """Add percentiles of times, each under its own name."""
        for percent in percents:
            self.add(f"{name}_p{percent}", percentile(milliseconds, percent), "ms")

    def as_json(self) -> dict[str, Any]:
        """Return the result as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> StepResult:
        """Return the result that `as_json` gave."""
        return cls([Measurement(**each) for each in raw["measurements"]], raw["question_ms"])


#: The goals of search.md and of the import: at 20,000 documents, or at the size that they name.
GOALS = (
    Goal("import_per_second", "", at_least=20_000 / (15 * 60)),
    Goal("import_peak", "", at_most=600),
    Goal("rebuild_per_second", "embedded", at_least=6_000),
    Goal("rebuild_per_second", "elastic", at_least=3_000),
    Goal("search_p95", "embedded", at_most=5),
    Goal("clients_p95", "embedded", at_most=30),
    Goal("times_faster_than_wagtail", "embedded", at_least=10),
    Goal("suggest_p95", "embedded", at_most=5),
    Goal("findable_p95", "embedded", at_most=1_000),
    Goal("findable_p95", "elastic", at_most=1_000),
    Goal("page_cpu", "embedded", at_most=25),
    Goal("first_view", "embedded", at_most=100),
    Goal("search_p95", "embedded", at_most=15, size=200_000),
    Goal("search_p95", "elastic", at_most=30, size=200_000),
    Goal("clients_p95", "embedded", at_most=100, size=200_000),
    Goal("suggest_p95", "embedded", at_most=5, size=200_000),
    Goal("worker_memory", "embedded", at_most=500, size=200_000),
    Goal("growth_p95", "embedded", at_most=4, size=200_000),
    Goal("growth_p95", "elastic", at_most=4, size=200_000),
)


def goal_of(measurement: Measurement) -> Goal | None:
    """Return the goal of a measurement, if there is one at its size."""
    wanted = (measurement.name, measurement.engine, measurement.size)
    return next((goal for goal in GOALS if (goal.name, goal.engine, goal.size) == wanted), None)


def percentile(values: Iterable[float], percent: int) -> float:
    """Return the value below which that many percent of the values lie (the nearest one that was measured)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]
