"""Tells the operator in Dutch what became of each line and of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from practices.exchange.importer import Outcome, Result


class Report:
    """Counts outcomes and words them."""

    def __init__(self, *, dry_run: bool) -> None:
        self.counts: Counter[Result] = Counter()
        self.warnings = 0
        self._dry_run = dry_run

    @property
    def has_refusals(self) -> bool:
        """Whether a line was refused."""
        return self.counts[Result.REFUSED] > 0

    def lines(self, outcome: Outcome) -> Iterator[str]:
        """Count the outcome and yield what to print of it."""
        self.counts[outcome.result] += 1
        self.warnings += len(outcome.warnings)
        item = f"{outcome.kind} “{outcome.source_id}” " if outcome.source_id else ""
        yield f"regel {outcome.line}: {item}{outcome.result}"
        for problem in outcome.problems:
            yield f"  fout: {problem}"
        for warning in outcome.warnings:
            yield f"  let op: {warning}"

    def summary(self) -> str:
        """Return the last line: how many of each."""
        shown = (Result.ADDED, Result.CHANGED, Result.UNCHANGED, Result.REFUSED)
        counts = ", ".join(f"{self.counts[result]} {result}" for result in shown)
        warnings = "1 waarschuwing" if self.warnings == 1 else f"{self.warnings} waarschuwingen"
        trial = "Proef, niets bewaard: " if self._dry_run else ""
        return f"{trial}{counts}; {warnings}."
