"""Loads the maintained lists from `practices/reference/`: safe to repeat.

What an editor added, changed or deleted stays so: a release gives only new entries, and fields that nobody edited.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from practices.models import (
    Abbreviation,
    Domain,
    Law,
    Merger,
    Municipality,
    PartnerKind,
    Province,
    RemovedEntry,
    SafetyRegion,
    TargetGroup,
    Theme,
)
from practices.models.taxonomy import ListEntry

REFERENCE = Path(__file__).resolve().parent.parent / "reference"

#: The status of a merger that has happened; others wait for their law.
IN_FORCE = "van kracht"


@transaction.atomic
def load_lists(folder: Path = REFERENCE) -> dict[str, int]:
    """Bring all lists up to date with the CSV files and return how many entries each file gave."""
    counts = {
        "domeinen": _load_simple(folder, "domeinen", Domain, {"description": "omschrijving"}),
        "doelgroepen": _load_simple(folder, "doelgroepen", TargetGroup, {"related": "verwant"}),
        "themas": _load_simple(
            folder, "themas", Theme, {"group": "groep", "related": "verwant", "top_uris": "top_uris"}
        ),
        "partners": _load_simple(
            folder, "partners", PartnerKind, {"related": "verwant", "organisations": "organisaties"}
        ),
        "afkortingen": _load_abbreviations(folder),
        "wetten": _load_laws(folder),
        "gemeenten": _load_municipalities(folder),
    }
    counts["herindelingen"] = _load_mergers(folder)
    return counts


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(text: str, separator: str = "|") -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


_LISTS = frozenset({"related", "top_uris", "organisations"})


def _load_simple(folder: Path, name: str, model: type[ListEntry], columns: dict[str, str]) -> int:
    rows = _rows(folder, name)
    for row in rows:
        values: dict[str, Any] = {"name": row["naam"], "synonyms": _parts(row.get("synoniemen", ""))}
        for field, column in columns.items():
            values[field] = _parts(row[column]) if field in _LISTS else row[column]
        entry = _save(model, row["id"], values)
        if entry and "domein" in row and "domains" not in entry.edited_fields:
            entry.domains.set(Domain.objects.filter(slug__in=_parts(row["domein"])))
    return len(rows)


def _save(model: type[ListEntry], slug: str, values: dict[str, Any]) -> Any:
    """Save an entry when it is new or differs: an unchanged one must not make the index do its work again.

    Returns the entry, or None for one that an editor deleted.
    """
    manager = model._default_manager
    entry = manager.filter(slug=slug).first()
    if entry is None:
        if RemovedEntry.objects.filter(list_name=model._meta.model_name, slug=slug).exists():
            return None
        return manager.create(slug=slug, **values)
    changed = {
        field: value
        for field, value in values.items()
        if field not in entry.edited_fields and getattr(entry, field) != value
    }
    for field, value in changed.items():
        setattr(entry, field, value)
    if changed:
        entry.save()
    return entry


def _load_laws(folder: Path) -> int:
    rows = _rows(folder, "wetten")
    for row in rows:
        values = {
            "name": row["citeertitel"],
            "abbreviation": row["afkorting"],
            "synonyms": _parts(row["andere_namen"], ";"),
            "not_to_confuse": _parts(row["niet_verwarren"]),
            "law_kind": row["soort"],
            "bwb_id": row["bwb_id"],
            "celex": row["celex"],
            "url": row["url"],
            "status": row["status"],
            "status_note": row["status_toelichting"],
            "articles": row["aanknopingspunten"],
            "purpose": row["waarvoor"],
            "verification": row["verificatie"],
        }
        _save(Law, row["slug"], values)
    return len(rows)


def _load_abbreviations(folder: Path) -> int:
    rows = _rows(folder, "afkortingen")
    for row in rows:
        # One abbreviation may stand for several things: both together are the key.
        slug = slugify(f"{row['afkorting']} {row['voluit']}")[:80].strip("-")
        values = {
            "name": row["voluit"],
            "synonyms": [row["afkorting"]],
            "is_ambiguous": row["dubbelzinnig"] == "ja",
        }
        _save(Abbreviation, slug, values)
    return len(rows)


def _load_municipalities(folder: Path) -> int:
    rows = _rows(folder, "gemeenten")
    for row in rows:
        province = _save(Province, slugify(row["provincie"]), {"name": row["provincie"], "code": row["provincie_code"]})
        region = _save(
            SafetyRegion,
            slugify(row["veiligheidsregio"]),
            {"name": row["veiligheidsregio"], "code": row["veiligheidsregio_code"]},
        )
        values = {
            "code": row["code"],
            "name": row["naam"],
            "synonyms": _parts(row["zoeknamen"]),
            "province": province,
            "safety_region": region,
            "population": int(row["inwoners"]),
            "population_date": date.fromisoformat(row["inwoners_peildatum"]),
            "latitude": float(row["lat"]),
            "longitude": float(row["lon"]),
            "tooi_uri": row["tooi_uri"],
            "tile_column": int(row["tegel_kolom"]),
            "tile_row": int(row["tegel_rij"]),
        }
        _save(Municipality, row["slug"], values)
    return len(rows)


def _load_mergers(folder: Path) -> int:
    """Load the mergers in force, each with the municipalities of today: a successor may itself have merged later."""
    rows = [row for row in _rows(folder, "herindelingen") if row["status"] == IN_FORCE]
    successors: dict[str, set[str]] = {}
    for row in rows:
        successors.setdefault(row["code_oud"], set()).update(_parts(row["codes_nieuw"]))
    today = set(Municipality.objects.values_list("code", flat=True))
    for row in rows:
        codes = _followed(row["code_oud"], successors, today)
        if row["code_oud"] in today or not codes:
            continue
        merger, _ = Merger.objects.update_or_create(
            old_code=row["code_oud"],
            defaults={
                "old_name": row["naam_oud"],
                "old_slug": slugify(row["naam_oud"]),
                "date": date.fromisoformat(row["datum"]),
            },
        )
        merger.successors.set(Municipality.objects.filter(code__in=codes))
    return Merger.objects.count()


def _followed(code: str, successors: dict[str, set[str]], today: set[str]) -> set[str]:
    """Return the codes of today that an old code leads to, over any number of mergers."""
    seen, todo, found = {code}, [code], set()
    while todo:
        for successor in successors.get(todo.pop(), ()):
            if successor in today:
                found.add(successor)
            elif successor not in seen:
                seen.add(successor)
                todo.append(successor)
    return found
