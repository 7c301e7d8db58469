"""Reads and writes lists and small tables as plain lines, so that one can type them: what goes in comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: What a line begins with that goes on with the text above it.
_GOES_ON = "  "
#: What stands between a source and its amount, and between a statement and its score.
_BAR, _COLON = " | ", ":"


class NotANumber(Exception):
    """A score is missing or no whole number of 1 to 5; the message is its statement."""


def join_lines(texts: Sequence[str]) -> str:
    """Return the texts, one a line; further lines of a text are indented."""
    return "\n".join(_indented(str(text).strip()) for text in texts if str(text).strip())


def _indented(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{_GOES_ON}{line}" if line.strip() else "" for line in rest)])


def split_lines(text: str) -> list[str]:
    """Return the texts of lines; the inverse of `join_lines`, and kind to empty lines and tabs."""
    found: list[str] = []
    empty = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", _GOES_ON).split("\n"):
        if not line.strip():
            empty += 1
        elif line.startswith(_GOES_ON) and found:
            found[-1] += "\n" * (empty + 1) + line[len(_GOES_ON) :].rstrip()
            empty = 0
        else:
            found.append(line.strip())
            empty = 0
    return found


def join_money(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a line per row of {"bron", "bedrag"}: source, a bar, the amount."""
    return "\n".join(_money_line(row) for row in rows if row)


def _money_line(row: Mapping[str, Any]) -> str:
    source, amount = _one_line(row.get("bron", "")), _one_line(row.get("bedrag", ""))
    if amount:
        return f"{source}{_BAR}{amount}"
    return f"{source}{_BAR.rstrip()}" if _BAR in source else source


def split_money(text: str) -> list[dict[str, Any]]:
    """Return the rows of such lines; an amount of digits only is a number."""
    rows = []
    for line in text.splitlines():
        source, bar, amount = (f" {line.strip()} " if line.strip() else "").rpartition(_BAR)
        source, amount = (source.strip(), amount.strip()) if bar else (amount.strip(), "")
        row: dict[str, Any] = {"bron": source} if source else {}
        if amount:
            row["bedrag"] = int(amount) if amount.isascii() and amount.isdigit() and len(amount) < 16 else amount
        if row:
            rows.append(row)
    return rows


def join_scores(scores: Mapping[str, int]) -> str:
    """Return a line per statement: statement, a colon, the score."""
    return "\n".join(f"{_one_line(statement)}{_COLON} {score}" for statement, score in scores.items())


def split_scores(text: str) -> dict[str, int]:
    """Return the scores of such lines, sorted by statement; raises NotANumber."""
    scores = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        statement, colon, score = line.strip().rpartition(_COLON)
        name = statement.strip() if colon else line.strip()
        if score.strip() not in {"1", "2", "3", "4", "5"} or not name:
            raise NotANumber(name or line.strip())
        scores[name] = int(score)
    return dict(sorted(scores.items()))


def _one_line(value: Any) -> str:
    return " ".join(str(value).split())
