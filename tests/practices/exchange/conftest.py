"""Imports and exports records in a test."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from practices.exchange.exporter import records
from practices.exchange.importer import OPERATOR, Importer, Outcome
from practices.exchange.lines import read_lines
from practices.rules.visibility import Viewer
from tests.conftest import NOW

Record = dict[str, Any]
Imported = Callable[..., list[Outcome]]
Exported = Callable[..., list[Record]]


@pytest.fixture
def imported(db: None) -> Imported:
    """Import records, or raw lines, and return what became of each, the second pass included."""

    def run(*lines: Record | bytes, **options: Any) -> list[Outcome]:
        raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        importer = Importer(**{"by": OPERATOR, "at": NOW, **options})
        return [*importer.lines(read_lines(io.BytesIO(raw))), *importer.links()]

    return run


@pytest.fixture
def exported(db: None) -> Exported:
    """Export what a viewer may see, by default everything."""

    def run(viewer: Viewer = OPERATOR) -> list[Record]:
        return list(records(viewer))

    return run


@pytest.fixture
def exported_one(exported: Exported) -> Callable[[str], Record]:
    """Export everything and return the record with this id."""
    return lambda source_id: next(record for record in exported() if record["id"] == source_id)


def practice(**fields: Any) -> Record:
    """Return a record of a practice that needs no warning beyond what is missing."""
    return {"soort": "praktijk", "id": "p1", "titel": "Samen rond het gezin", "gemeenten": ["zaanstad"], **fields}


def case(**fields: Any) -> Record:
    """Return a record of a legal question."""
    return {"soort": "casus", "id": "c1", "titel": "Mag ik dit delen?", **fields}


def network(**fields: Any) -> Record:
    """Return a record of a network."""
    return {"soort": "netwerk", "id": "n1", "titel": "Procesregisseurs", **fields}


def term(**fields: Any) -> Record:
    """Return a record of a term."""
    return {"soort": "begrip", "id": "b1", "titel": "opschalen (proef)", **fields}


def dossier(**fields: Any) -> Record:
    """Return a record of a dossier."""
    return {"soort": "dossier", "id": "d1", "titel": "Veilig thuis zijn", **fields}
