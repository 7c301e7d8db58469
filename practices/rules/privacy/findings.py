"""What a detector found in a text: what it is, how bad, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data at `text[start:end]`; `masked` is what may be shown of it in a report."""

    kind: str
    severity: Severity
    start: int
    end: int
    masked: str


def mask(found: str) -> str:
    """Return the text with all letters and digits hidden but the first two and last two; short ones wholly."""
    letters = [index for index, character in enumerate(found) if character.isalnum()]
    shown = {*letters[:2], *letters[-2:]} if len(letters) > 6 else set()
    return "".join(
        character if index in shown or not character.isalnum() else "•" for index, character in enumerate(found)
    )
