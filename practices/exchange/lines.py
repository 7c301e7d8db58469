"""Reads JSON Lines one at a time, whatever the file holds: a line is an object, or a reason why it is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

#: Bytes; no item is that large, and a longer line would only fill the memory.
LONGEST_LINE = 5_000_000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1. `size`: in bytes; `problem`: a Dutch sentence, or "" with an object."""

    number: int
    size: int
    record: dict[str, Any] | None
    problem: str = ""


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Yield the lines of a file in UTF-8 that are not blank; never holds more than one in memory."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        size = len(raw)
        if size > LONGEST_LINE:
            size += _skip_rest(file, raw)
            yield Line(number, size, None, f"de regel is te lang: hooguit {LONGEST_LINE // 1_000_000} MB")
            continue
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if raw.strip():
            yield _parsed(number, size, raw)


def _skip_rest(file: BinaryIO, part: bytes) -> int:
    """Read on to the end of a line that is too long, and return the number of bytes."""
    skipped = 0
    while part and not part.endswith(b"\n"):
        part = file.readline(LONGEST_LINE)
        skipped += len(part)
    return skipped


def _parsed(number: int, size: int, raw: bytes) -> Line:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Line(number, size, None, f"geen geldige UTF-8, vanaf byte {error.start + 1}")
    try:
        found = _DECODER.decode(text.strip())
    except json.JSONDecodeError as error:
        return Line(number, size, None, f"geen geldige JSON, bij teken {error.pos + 1}")
    except RecursionError:
        return Line(number, size, None, "geen bruikbare JSON: te diep genest")
    except ValueError as error:
        return Line(number, size, None, f"geen bruikbare JSON: {_reason(error)}")
    if not isinstance(found, dict):
        return Line(number, size, None, "de regel is geen object tussen accolades")
    return Line(number, size, found)


class _Unusable(ValueError):
    """JSON that Python would take and that we do not; the message is Dutch."""


def _refuse_constant(name: str) -> None:
    raise _Unusable(f"{name} is geen getal")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a field that is there twice would silently lose a value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Unusable(f"het veld “{next(name for name in names if names.count(name) > 1)[:40]}” staat er twee keer")
    return found


def _reason(error: ValueError) -> str:
    return str(error) if isinstance(error, _Unusable) else "een getal is te groot"


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_once)
