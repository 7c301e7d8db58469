"""What the page of a legal question shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst

from practices.choices import CaseStatus, Kind, Verdict
from practices.models import Citation, Law, LegalCasePage, MatrixRow, Position
from practices.queries import Owner, related_to
from practices.rules.laws import law_address
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
    municipality_link,
    people_or_owner,
    rich,
    texts,
)
from practices.views.presenting.words import BARRIER, LAW, STATUS, VERDICT, VERDICT_ICONS, VERDICT_TONES, and_list

#: How a role is named in a sentence.
_WHO = {
    "jurist": "de jurist",
    "privacy-officer": "de privacy officer",
    "fg": "de functionaris gegevensbescherming",
    "politiejurist": "de politiejurist",
    "bron": "de gepubliceerde bron",
}


def content(page: LegalCasePage) -> Content:
    """Return what stands on the page of a legal question itself."""
    situation = texts(
        ("Wat er speelt", page.situation),
        ("Doel van delen", page.purpose),
        ("Haast", page.urgency),
        ("Als er niet wordt gedeeld", page.consequence_of_silence),
    )
    weighed = texts(
        ("Proportionaliteit en subsidiariteit", page.proportionality),
        ("Informeren van de betrokkene", page.informing),
        ("Beroepsgeheim", page.professional_secrecy),
        ("DPIA en convenant", page.dpia),
    )
    sections = filled(
        Section("standpunten", "Standpunten naast elkaar", "positions", _positions(page)),
        Section("situatie", "De situatie", "texts", situation),
        Section("afweging", "Waar u op let", "texts", weighed),
        Section("belemmering", "Wat het lastig maakt", "sentence", BARRIER.get(page.barrier, "")),
        Section("meer", "Meer informatie", "text", rich(page.body) if page.body.strip() else ""),
        documents(page),
    )
    top = {
        "question": page.question if page.question != page.title else "",
        "verdict": _verdict(page.answer),
        "verdict_text": VERDICT.get(page.answer, ""),
        "explanation": rich(page.explanation) if page.explanation else "",
        "next_steps": rich(page.next_steps) if page.next_steps else "",
        "status_label": str(CaseStatus(page.status).label),
        "status_text": STATUS[page.status],
        "must_review": page.status in {CaseStatus.TO_REVIEW, CaseStatus.LAPSED},
        "reviewed_by": page.reviewed_by,
        "valid_on": page.valid_on,
        "rows": [_row(row) for row in page.matrix_rows.all()],
    }
    return Content(sections=sections, top=("answer", top), side=("case_side", _side(page)))


def around(page: LegalCasePage, viewer: Viewer, owner: Owner, today: date) -> Around:
    """Return what this reader sees around the content."""
    named = related_to(page, viewer).named
    groups = [
        ("Praktijken die deze vraag tegenkwamen", named[Kind.PRACTICE]),
        ("Netwerken", named[Kind.NETWORK]),
    ]
    actions = [
        *([Action("Wat u nu kunt doen", "#vervolg", "list-checks")] if page.next_steps else []),
        *([Action("Stel er een vraag over", "#contact", "mail")] if owner.mailbox else []),
    ]
    return Around(
        badges=[("outline", "Status", str(CaseStatus(page.status).label))],
        actions=actions,
        people=people_or_owner([], owner, page),
        people_title="Vraag het aan",
        after=filled(links_section("hoort-erbij", "Hoort hierbij", groups)),
    )


def _verdict(value: str) -> dict[str, str] | None:
    """Return a short answer in words, with the tone and icon that go with it."""
    if not value:
        return None
    return {"label": str(Verdict(value).label), "tone": VERDICT_TONES[value], "icon": VERDICT_ICONS[value]}


def _row(row: MatrixRow) -> dict[str, Any]:
    return {
        "giver": row.giver or (row.giver_kind.name if row.giver_kind else "onbekend"),
        "receiver": row.receiver or (row.receiver_kind.name if row.receiver_kind else "onbekend"),
        "verdict": _verdict(row.verdict),
        "cells": [
            _cell(("Gegevens", row.data), ("Waarvoor", row.purpose)),
            _cell(("Gever", row.giver_ground), ("Ontvanger", row.receiver_ground)),
            _cell(("Uitzondering", row.exception), ("Geheimhouding", row.secrecy)),
        ],
    }


def _cell(*texts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, text) for name, text in texts if text]


def _positions(page: LegalCasePage) -> dict[str, Any] | None:
    """Return the positions side by side, and in words whether they differ."""
    found = list(page.positions.all())
    if not found:
        return None
    stances = _stances(found)
    return {
        "differ": len(stances) > 1,
        "stances": [
            {"who": capfirst(and_list(_WHO[position.role] for position in held)), "stance": stance}
            for stance, held in stances.items()
        ],
        "agreed": next(iter(stances)) if len(stances) == 1 and len(found) > 1 else "",
        "count": len(found),
        "positions": [
            {
                "role_label": position.get_role_display(),
                "verdict": _verdict(position.position),
                "text": position.position_text,
                "criteria": position.criteria,
                "explanation": rich(position.explanation, top=4) if position.explanation else "",
                "date": position.date,
                "source": position.source,
            }
            for position in found
        ],
    }


def _stances(positions: Iterable[Position]) -> dict[str, list[Position]]:
    """Return who holds each position: the short answer, or else the words."""
    found: dict[str, list[Position]] = {}
    for position in positions:
        stance = str(position.get_position_display()).lower() or position.position_text.strip()
        if stance:
            found.setdefault(stance, []).append(position)
    return found


def _side(page: LegalCasePage) -> dict[str, Any] | None:
    facts: list[dict[str, Any]] = [
        {"term": "Samenwerkingsverband", "value": page.cooperation},
        {"term": "Soorten gegevens", "lines": page.data_kinds},
    ]
    asked = [municipality_link(municipality) for municipality in page.also_asked_by.all()]
    laws = _laws(page)
    facts = [fact for fact in facts if fact.get("value") or fact.get("lines")]
    if not (facts or asked or laws):
        return None
    return {"laws": laws, "facts": facts, "also_asked_by": asked}


def _laws(page: LegalCasePage) -> list[dict[str, Any]]:
    """Return the laws with the places in them that are cited; laws without such a place come last."""
    cited: dict[int, tuple[Law, list[Citation]]] = {}
    for citation in page.citations.all():
        cited.setdefault(citation.law_id, (citation.law, []))[1].append(citation)
    for law in page.laws.all():
        cited.setdefault(law.pk, (law, []))
    return [_law(law, citations) for law, citations in cited.values()]


def _law(law: Law, citations: Iterable[Citation]) -> dict[str, Any]:
    return {
        "name": law.name,
        "abbreviation": law.abbreviation if law.abbreviation != law.name else "",
        "url": law_address(bwb_id=law.bwb_id, celex=law.celex, url=law.url),
        "note": LAW.get(law.status, ""),
        "places": [_place(law, citation) for citation in citations if citation.article],
    }


def _place(law: Law, citation: Citation) -> Link:
    article = citation.article
    name = f"artikel {article}" if article[:1].isdigit() else article
    if citation.paragraph:
        name += f", lid {citation.paragraph}"
    return Link(
        name,
        law_address(bwb_id=law.bwb_id, celex=law.celex, url=law.url, article=article, paragraph=citation.paragraph),
    )
