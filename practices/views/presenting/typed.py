"""Turns what was typed in the steps of the form into what one reads: labels, and values in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from practices.choices import Phase, QuestionType, Visibility
from practices.forms.startbericht import STEPS
from practices.models import OrganisationPage, Theme
from practices.queries import names_of


def typed_sections(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the filled fields of each step of a draft; an empty step is left out."""
    sections = [
        {
            "label": label,
            "items": [
                {"term": str(field.label), **shown(name, data[name])}
                for name, field in form.base_fields.items()
                if data.get(name) not in (None, "", [], [""])
            ],
        }
        for _, label, form in STEPS
    ]
    return [section for section in sections if section["items"]]


def shown(name: str, value: Any) -> dict[str, Any]:
    """Return how a field as typed reads: as `value`, or as `lines` when there are several."""
    if name == "themes":
        names = names_of(Theme, [slug for slug in value or [] if slug])
        return {"lines": [names.get(slug, slug) for slug in value or [] if slug]}
    if name == "questions":
        types = dict(QuestionType.choices)
        rows = [row for row in value or [] if row["question"].strip()]
        return {"lines": [f"{row['question']} ({types.get(row['type'], 'nog kiezen')})" for row in rows]}
    if name == "municipalities":
        return {"lines": [text for text in value or [] if text.strip()]}
    if name == "lead":
        return {"value": OrganisationPage.objects.filter(code=value).values_list("title", flat=True).first() or value}
    if name == "phase_since":
        return {"value": _day(value)}
    labels = {"phase": dict(Phase.choices), "visibility": dict(Visibility.choices)}
    return {"value": labels.get(name, {}).get(value, value)}


def _day(typed: Any) -> Any:
    """Return a day as typed in words; what is no day stays as it was typed."""
    try:
        return date_format(date.fromisoformat(typed), "j F Y")
    except (TypeError, ValueError):
        return typed
