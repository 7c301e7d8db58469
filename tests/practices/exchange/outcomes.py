"""What an import says of a line, as one text."""

from __future__ import annotations

from typing import Any


def reasons(outcome: Any) -> str:
    return " | ".join(map(str, outcome.problems))


def warnings(outcome: Any) -> str:
    return " | ".join(map(str, outcome.warnings))
