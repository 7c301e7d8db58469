"""What the page of a dossier shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from practices.choices import Kind, Phase, QuestionStatus
from practices.documents import SCHEMA
from practices.models import DossierPage
from practices.queries import Owner
from practices.rules.visibility import Viewer
from practices.views.presenting.blocks import search_of, show_blocks
from practices.views.presenting.shared import Action, Around, Content, Section, documents, filled, people_or_owner, rich
from search.querystring import SearchRequest, encode
from search.service import Counted, count

#: The facets from which the figures are read.
_COUNTED = ("soort", "fase", "leervraag", "gemeente")


def content(page: DossierPage) -> Content:
    """Return what stands on the page of a dossier itself, the same for every reader."""
    story = page.first_text()
    return Content(sections=filled(documents(page)), top=("story", rich(story, top=2)) if story else None)


def around(page: DossierPage, viewer: Viewer, owner: Owner, today: date) -> Around:
    """Return what this reader sees around the content: figures, and the blocks with what each shows now."""
    queries = page.search_queries()
    request = search_of(queries[0]) if queries else None
    counted = count(request, viewer, facets=_COUNTED) if request else None
    url = f"/zoeken/?{encode(request, SCHEMA)}" if request else ""
    return Around(
        actions=[Action("Bekijk alles over dit onderwerp", url, "search")] if url else [],
        people=people_or_owner([], owner, page),
        people_title="Deze pagina is van",
        before=filled(
            Section("cijfers", "In cijfers", "figures", _figures(counted, request) if counted and request else None)
        ),
        details={"blocks": show_blocks(page, viewer)},
    )


def _figures(counted: Counted, request: SearchRequest) -> list[dict[str, Any]]:
    """Return how much there is on the subject, each number with the search behind it; none while nothing is counted."""
    counts = {facet: counted.by_value(facet) for facet in _COUNTED}
    municipalities = sum(1 for count in counts["gemeente"].values() if count)
    figures = [
        (counts["soort"].get(Kind.PRACTICE, 0), "praktijken", ("soort", Kind.PRACTICE.value)),
        (counts["fase"].get(Phase.EXECUTION, 0), "praktijken in uitvoering", ("fase", Phase.EXECUTION.value)),
        (
            counts["leervraag"].get(QuestionStatus.OPEN, 0),
            "praktijken met een open leervraag",
            ("leervraag", QuestionStatus.OPEN.value),
        ),
        (counts["soort"].get(Kind.LEGAL_CASE, 0), "juridische vragen", ("soort", Kind.LEGAL_CASE.value)),
        (municipalities, "gemeenten doen mee", None),
    ]
    return [
        {
            "number": number,
            "label": label,
            "url": f"/zoeken/?{encode(request.with_value(*chosen), SCHEMA)}" if chosen else "",
        }
        for number, label, chosen in figures
        if number
    ]
