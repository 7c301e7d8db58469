"""Brings together what two windows typed in one draft, field by field, so that nothing is lost in silence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What to keep. `values`: by field; `overwritten`: what another window wrote and this one replaced, by field."""

    values: dict[str, Any]
    overwritten: dict[str, Any]


def fingerprint(value: Any) -> str:
    """Return a short mark of a value as JSON; equal values have equal marks."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def marks_in(text: str) -> dict[str, str]:
    """Return the marks of a hidden field; nothing when somebody changed it."""
    try:
        marks = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(mark) for name, mark in marks.items()} if isinstance(marks, dict) else {}


def merge(current: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, str]) -> Merged:
    """Return the fields after saving what was typed over what is there now.

    seen: the marks of the values that the window showed before one typed; a field without a mark counts as seen.
    A field that this window left alone stays as it is now; one that both changed takes the text that comes last.
    """
    values, overwritten = {}, {}
    for field, value in typed.items():
        now = current.get(field)
        if field not in seen or seen[field] == fingerprint(now):
            values[field] = value
        elif seen[field] == fingerprint(value):
            values[field] = now
        else:
            values[field] = value
            if now not in (None, "", []) and now != value:
                overwritten[field] = now
    return Merged(values, overwritten)
