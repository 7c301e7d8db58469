"""What the page of a legal question shows."""

from __future__ import annotations

from typing import Any

from practices.choices import CaseStatus, Verdict
from practices.models import LegalCasePage
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import links, rich, sections

_TONES = {
    Verdict.ALLOWED: "positive",
    Verdict.CONDITIONAL: "warning",
    Verdict.FORBIDDEN: "negative",
    Verdict.UNDECIDED: "info",
}


def present(page: LegalCasePage, viewer: Viewer) -> dict[str, Any]:
    """Return what `practices/legal_case_page.html` shows."""
    return {
        "question": page.question,
        "status_label": CaseStatus(page.status).label,
        "answer_label": Verdict(page.answer).label if page.answer else "",
        "answer_tone": _TONES[Verdict(page.answer)] if page.answer else "neutral",
        "explanation": rich(page.explanation) if page.explanation else "",
        "situation": sections(
            ("situatie", "Situatie", page.situation),
            ("doel", "Doel van delen", page.purpose),
            ("gevolg", "Gevolg van niet delen", page.consequence_of_silence),
        ),
        "texts": sections(
            ("vervolg", "Volgende stappen", page.next_steps),
            ("proportionaliteit", "Proportionaliteit en subsidiariteit", page.proportionality),
            ("informeren", "Informeren van de betrokkene", page.informing),
            ("dpia", "DPIA en convenant", page.dpia),
            ("geheim", "Beroepsgeheim", page.professional_secrecy),
            ("meer", "Meer informatie", page.body),
        ),
        "rows": [_row(row) for row in page.matrix_rows.all()],
        "positions": [
            {
                "role_label": position.get_role_display(),
                "position": position.get_position_display() or position.position_text,
                "tone": _TONES[Verdict(position.position)] if position.position else "neutral",
                "criteria": position.criteria,
                "explanation": rich(position.explanation) if position.explanation else "",
                "date": position.date,
                "source": position.source,
            }
            for position in page.positions.all()
        ],
        "citations": [{"name": _citation(citation), "url": citation.law.url} for citation in page.citations.all()],
        "facts": [
            {"term": "Samenwerkingsverband", "value": page.cooperation},
            {"term": "Soorten gegevens", "lines": page.data_kinds},
            {"term": "Wat het lastig maakt", "value": page.get_barrier_display()},
            {"term": "Haast", "value": page.urgency},
            {"term": "Beoordeeld door", "value": page.reviewed_by},
            {"term": "Geldig op", "value": page.valid_on},
        ],
        "also_asked_by": links("gemeente", page.also_asked_by.all()),
    }


def _row(row: Any) -> dict[str, Any]:
    """Return who gives what to whom, with the verdict beside the names: that is what a reader looks for."""
    return {
        "giver": row.giver or (row.giver_kind.name if row.giver_kind else "onbekend"),
        "receiver": row.receiver or (row.receiver_kind.name if row.receiver_kind else "onbekend"),
        "verdict": row.get_verdict_display(),
        "tone": _TONES[Verdict(row.verdict)] if row.verdict else "neutral",
        "facts": [
            {"term": "Welke gegevens", "value": row.data},
            {"term": "Waarvoor", "value": row.purpose},
            {"term": "Grondslag van de gever", "value": row.giver_ground},
            {"term": "Grondslag van de ontvanger", "value": row.receiver_ground},
            {"term": "Uitzondering", "value": row.exception},
            {"term": "Geheimhouding", "value": row.secrecy},
        ],
    }


def _citation(citation: Any) -> str:
    parts = [citation.law.abbreviation or citation.law.name]
    if citation.article:
        parts.append(f"artikel {citation.article}")
    if citation.paragraph:
        parts.append(f"lid {citation.paragraph}")
    return ", ".join(parts)
