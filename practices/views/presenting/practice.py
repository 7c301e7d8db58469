"""What the page of a practice shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format

from practices.choices import Evidence, LogKind, Phase, QuestionStatus
from practices.models import BaselineMeasurement, PracticePage
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import Link, rich, search_link, sections, sees_names

_LINE = (Phase.IDEA, Phase.PREPARATION, Phase.EXECUTION, Phase.FINISHED, Phase.EMBEDDED)
_TONES = {
    QuestionStatus.OPEN: "info",
    QuestionStatus.PROVISIONAL: "warning",
    QuestionStatus.ANSWERED: "positive",
    QuestionStatus.LAPSED: "neutral",
}


def present(page: PracticePage, viewer: Viewer) -> dict[str, Any]:
    """Return what `practices/practice_page.html` shows."""
    charts, charts_remark = _charts(page.measurements.all())
    return {
        "phase": page.phase,
        "phase_label": Phase(page.phase).label,
        "phases": _phases(page),
        "questions": [
            {
                "question": question.question,
                "type_label": question.get_question_type_display(),
                "status_label": question.get_status_display(),
                "tone": _TONES[QuestionStatus(question.status)],
                "answer": rich(question.answer) if question.answer else "",
                "is_open": question.status == QuestionStatus.OPEN,
            }
            for question in page.questions.all()
        ],
        "why": sections(("aanleiding", "Aanleiding", page.background), ("doel", "Doel", page.purpose)),
        "approach": [rich(step) for step in page.approach],
        "first_steps": [rich(step) for step in page.first_steps],
        "texts": sections(
            ("meer", "Meer over deze praktijk", page.body),
            ("hulpvraag", "Waar zoeken wij hulp bij", page.help_wanted),
            ("gezin", "Wat merkt het gezin ervan", page.family_effect),
            ("neveneffecten", "Neveneffecten en tegenvallers", page.side_effects),
            ("voorwaarden", "Voorwaarden voor succes", page.preconditions),
            ("lokaal", "Lokale omstandigheden", page.local_circumstances),
            ("lessen", "Geleerde lessen", page.lessons),
            ("borging", "Borging", page.embedding),
        ),
        "results": rich(page.results) if page.results else "",
        "evidence_label": Evidence(page.evidence).label if page.evidence else "",
        "measured_how": page.measured_how,
        "log": _log(page),
        "adjustments": [
            {
                "date": adjustment.date,
                "kind_label": adjustment.get_adjustment_kind_display(),
                "what": adjustment.what,
                "decided_by": adjustment.decided_by,
                "learnt": adjustment.learnt,
                "question": adjustment.question,
            }
            for adjustment in page.adjustments.all()
        ],
        "milestones": [
            {"term": milestone.get_milestone_kind_display(), "value": _day(milestone.date)}
            for milestone in sorted(page.milestones.all(), key=lambda item: item.date or date.max)
        ],
        "partners": _partners(page),
        "charts": charts,
        "charts_remark": charts_remark,
        "money": [
            {"term": "Kosten", "value": page.costs},
            {"term": "Uren", "value": page.hours},
            *({"term": item.get("bron", ""), "value": item.get("bedrag", "")} for item in page.funding),
        ],
        "contact": _contact(page, viewer),
        "adoptions": [
            {
                "municipality": search_link(adoption.municipality.name, gemeente=adoption.municipality.slug),
                "step_label": adoption.get_step_display(),
                "since": adoption.since,
                "what_differs": adoption.what_differs,
            }
            for adoption in page.adoptions.all()
        ],
        "terms": [Link(term.title, term.get_absolute_url()) for term in page.terms.all() if term.live],
        "started_on": page.started_on,
    }


def _phases(page: PracticePage) -> list[dict[str, Any]]:
    """Return the line of phases; a stopped practice shows where it stopped, when that is known."""
    since = {change.phase: change.since for change in page.phase_changes.all()}
    if page.phase_since:
        since[page.phase] = page.phase_since
    stopped = page.phase == Phase.STOPPED
    reached = [index for index, phase in enumerate(_LINE) if phase in since or phase == page.phase]
    last = max(reached, default=0)
    line: list[dict[str, Any]] = []
    if not reached:  # it stopped, and nobody wrote down how far it came
        line.append({"label": "Begonnen", "state": "done", "when": _since(page.started_on)})
    for index, phase in enumerate(_LINE):
        state = "done" if index < last or (stopped and index == last) else "planned"
        if phase == page.phase:
            state = "current"
        if stopped and (index > last or not reached):
            continue
        line.append({"label": phase.label, "state": state, "when": _since(since.get(phase))})
    if stopped:
        line.append({"label": Phase.STOPPED.label, "state": "stopped", "when": _since(since.get(Phase.STOPPED))})
    return line


def _log(page: PracticePage) -> list[dict[str, Any]]:
    entries = sorted(
        page.log_entries.all(), key=lambda entry: (entry.date or date.min, entry.sort_order or 0), reverse=True
    )
    return [
        {"date": entry.date, "kind": entry.log_kind, "kind_label": LogKind(entry.log_kind).label, "text": entry.text}
        for entry in entries
    ]


def _partners(page: PracticePage) -> list[dict[str, str]]:
    return [
        {
            "name": partner.name or (partner.partner_kind.name if partner.partner_kind else ""),
            "kind": partner.partner_kind.name if partner.partner_kind and partner.name else "",
            "role": partner.get_role_display(),
            "contribution": partner.contribution,
        }
        for partner in page.participations.all()
    ]


def _contact(page: PracticePage, viewer: Viewer) -> list[dict[str, str]]:
    if not (page.contact_role or page.contact_mailbox):
        return []
    named = sees_names(page, viewer)
    return [
        {
            "name": page.contact_name if named else "",
            "role": page.contact_role or "Contact",
            "mailbox": page.contact_mailbox,
            "replacement": page.contact_deputy if named else "",
        }
    ]


def _charts(measurements: Sequence[BaselineMeasurement]) -> tuple[list[dict[str, Any]], str]:
    """Return a chart per partner of the measurements that were released: the first beside the last.

    A remark that is the same for all partners stands once below all charts, and is given apart.
    """
    partners: dict[str, list[BaselineMeasurement]] = {}
    for measurement in sorted(measurements, key=lambda item: (item.date or date.min, item.sort_order or 0)):
        if measurement.released and measurement.scores:
            partners.setdefault(measurement.partner or "Partner", []).append(measurement)
    charts: list[dict[str, Any]] = []
    for number, (partner, taken) in enumerate(partners.items(), start=1):
        first, last = taken[0], taken[-1]
        statements = dict.fromkeys([*first.scores, *last.scores])
        charts.append(
            {
                "id": f"startfoto-{number}",
                "title": f"Startfoto van {partner}",
                "before_label": _label("Startfoto", first.date),
                "after_label": _label("Vervolgfoto", last.date) if last is not first else "",
                "rows": [
                    {
                        "label": statement.replace("-", " ").capitalize(),
                        "before": first.scores.get(statement),
                        "after": last.scores.get(statement) if last is not first else None,
                    }
                    for statement in statements
                ],
                "remark": last.remark or first.remark,
            }
        )
    remark = str(charts[0]["remark"]) if charts else ""
    if len(charts) > 1 and all(chart["remark"] == remark for chart in charts):
        return [{**chart, "remark": ""} for chart in charts], remark
    return charts, ""


def _label(name: str, day: date | None) -> str:
    return f"{name} {date_format(day, 'F Y')}" if day else name


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else "datum onbekend"


def _since(day: date | None) -> str:
    return f"sinds {date_format(day, 'F Y')}" if day else ""
