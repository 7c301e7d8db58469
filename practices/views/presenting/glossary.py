"""What the page of a term shows."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format

from practices.models import TermPage
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import rich


def present(page: TermPage, viewer: Viewer) -> dict[str, Any]:
    """Return what `practices/term_page.html` shows."""
    meanings = [
        {
            "who": meaning.party or (meaning.domain.name if meaning.domain else ""),
            "domain": meaning.domain.name if meaning.domain else "",
            "meaning": meaning.meaning,
            "value": f"{number_format(meaning.value.normalize(), use_l10n=True)} {meaning.unit}".strip()
            if meaning.value is not None
            else "",
        }
        for meaning in page.meanings.all()
    ]
    return {
        "meanings": meanings,
        "has_values": any(meaning["value"] for meaning in meanings),
        "text": rich(page.body, top=2) if page.body else "",
        "caution": page.caution,
        "facts": [
            {"term": "Ook wel", "lines": page.synonyms},
            {"term": "Afkorting", "lines": page.abbreviations},
            {"term": "Verwant", "lines": page.related},
            {"term": "Niet verwarren met", "lines": page.not_to_confuse},
        ],
    }
