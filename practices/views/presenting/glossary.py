"""What the page of a term shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.formats import number_format

from practices.choices import Kind
from practices.models import Meaning, TermPage
from practices.queries import Owner, related_to, terms_named
from practices.rules.scales import scale_of
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import (
    Action,
    Around,
    Content,
    Link,
    Section,
    documents,
    filled,
    links_section,
    people_or_owner,
    text_section,
)


def content(page: TermPage) -> Content:
    """Return what stands on the page of a term itself."""
    sections = filled(
        Section("betekenissen", "Wat een ander ermee bedoelt", "meanings", _meanings(list(page.meanings.all()))),
        Section("let-op", "Let op", "caution", page.caution),
        text_section("meer", "Meer over dit begrip", page.body),
        documents(page),
    )
    return Content(sections=sections)


def around(page: TermPage, viewer: Viewer, owner: Owner, today: date) -> Around:
    """Return what this reader sees around the content."""
    places = terms_named([*page.related, *page.not_to_confuse], viewer)
    groups = [("Praktijken die dit begrip gebruiken", related_to(page, viewer).named[Kind.PRACTICE])]
    words: list[dict[str, Any]] = [
        {"term": "Ook wel", "lines": page.synonyms},
        {"term": "Afkorting", "lines": page.abbreviations},
        {"term": "Verwant", "links": _linked(page.related, places)},
        {"term": "Niet verwarren met", "links": _linked(page.not_to_confuse, places)},
    ]
    return Around(
        actions=[Action(f"Zoek alles over “{page.title}”", f"/zoeken/?q={quote(page.title)}", "search")],
        people=people_or_owner([], owner, page),
        people_title="Klopt er iets niet?",
        after=filled(links_section("gebruikt", "Wie gebruikt dit woord", groups)),
        details={"words": [fact for fact in words if fact.get("lines") or fact.get("links")]},
    )


def _linked(names: Sequence[str], places: dict[str, str]) -> list[Link]:
    """Return the names, with the address of those that are a term here."""
    return [Link(name, places.get(name.casefold(), "")) for name in names]


def _meanings(meanings: Sequence[Meaning]) -> dict[str, Any] | None:
    """Return the meanings as rows of a table, and those with comparable values on one scale, the lowest first."""
    if not meanings:
        return None
    rows = [_row(meaning) for meaning in meanings]
    scale = scale_of([(None if m.value is None else float(m.value), m.unit) for m in meanings])
    chart = None
    if scale:
        placed = [(position, row) for position, row in zip(scale.positions, rows, strict=True) if position is not None]
        chart = {
            "points": [
                {"who": row["who"], "value": row["value"], "x": _percent(position)}
                for position, row in sorted(placed, key=lambda pair: pair[0])
            ],
            "ticks": [{"label": tick.label, "x": _percent(tick.position), "main": tick.main} for tick in scale.ticks],
            "multiplies": scale.multiplies,
            "counts_working_days": any("werkdag" in meaning.unit.casefold() for meaning in meanings),
        }
    return {"rows": rows, "has_values": any(row["value"] for row in rows), "chart": chart}


def _row(meaning: Meaning) -> dict[str, str]:
    domain = meaning.domain.name if meaning.domain else ""
    value = ""
    if meaning.value is not None:
        value = f"{number_format(meaning.value.normalize(), use_l10n=True)} {meaning.unit}".strip()
    who = meaning.party or domain or "Algemeen"
    return {"who": who, "domain": domain if domain != who else "", "meaning": meaning.meaning, "value": value}


def _percent(position: float) -> str:
    """Return a place on the scale as SVG reads it, whatever the language of the page."""
    return f"{position:.2f}%"
