"""Letters about what the privacy guard held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from practices.models import AuditEntry, SharedPage
from practices.rules.editing import may_enter
from practices.rules.visibility import Viewer
from search.alerts.letters import Letter
from search.sources import Recipient


def held(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Tell that a planned publication did not happen, what was found (masked), and where to mend it."""
    line = AuditEntry.objects.filter(pk=content["line"]).first()
    page = SharedPage.objects.filter(pk=content["page"]).first()
    if reader is None or line is None or page is None:
        return None
    title = page.draft_title or page.title
    in_cms = may_enter(cast(Viewer, reader.person))
    return Letter(
        subject=f"Niet gepubliceerd: {title}",
        paragraphs=(
            f"“{title}” zou vandaag online komen. Dat is niet gebeurd: er staan misschien gegevens van personen in.",
            str(line.details.get("reason", "")),
            "Uw tekst is bewaard. Haal de gegevens weg, of vertel bij het publiceren waarom ze gedeeld mogen worden.",
        ),
        label="Kijk de tekst na",
        path=f"/cms/pages/{page.pk}/edit/" if in_cms else "/mijn/",
    )
