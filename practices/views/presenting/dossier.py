"""What the page of a dossier shows."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs

from practices.choices import Kind, Phase, QuestionStatus
from practices.documents import SCHEMA
from practices.models import DossierPage, SharedPage
from practices.queries import Card, Owner, cards_of
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import Action, Around, Content, Section, documents, filled, people_or_owner, rich
from search.querystring import PageNotANumber, SearchRequest, encode, parse
from search.service import Found, find

#: So many results of the search stand on the page itself.
SHOWN = 6


def content(page: DossierPage) -> Content:
    """Return what stands on the page of a dossier itself."""
    return Content(
        sections=filled(documents(page)), top=("story", rich(page.body, top=2)) if page.body.strip() else None
    )


def around(page: DossierPage, viewer: Viewer, owner: Owner, today: date) -> Around:
    """Return what this reader sees around the content: chosen items, and what the search finds now."""
    chosen = _chosen(page, viewer)
    request = search_of(page.search_query)
    found = find(request, viewer, page_size=SHOWN + len(chosen)) if request else None
    url = f"/zoeken/?{encode(request, SCHEMA)}" if request else ""
    return Around(
        actions=[Action("Bekijk alles over dit onderwerp", url, "search")] if url else [],
        people=people_or_owner([], owner, page),
        people_title="Deze pagina is van",
        before=filled(
            Section("cijfers", "In cijfers", "figures", _figures(found, request) if found and request else None),
            Section("gekozen", "Gekozen voor u", "cards", {"cards": chosen} if chosen else None),
        ),
        after=filled(Section("nieuw", "Ook over dit onderwerp", "cards", _live(found, chosen, url) if found else None)),
    )


def search_of(query: str) -> SearchRequest | None:
    """Return the search of a dossier, from its first page; None when it has none that can be read."""
    if not query.strip():
        return None
    try:
        parameters = parse_qs(query.strip().lstrip("?"), max_num_fields=200)
        parameters.pop("pagina", None)
        return parse(parameters, SCHEMA)
    except (PageNotANumber, ValueError):
        return None


def _chosen(page: DossierPage, viewer: Viewer) -> list[Card]:
    """Return cards of the chosen items that the viewer may see, in the order of the editors."""
    numbers = [item.page_id for item in page.items.all()]
    if not numbers:
        return []
    cards = cards_of(SharedPage.objects.visible_to(viewer).filter(pk__in=numbers))
    by_number = {int(card.key.rpartition("-")[2]): card for card in cards}
    return [by_number[number] for number in numbers if number in by_number]


def _live(found: Found, chosen: list[Card], url: str) -> dict[str, Any] | None:
    """Return what the search finds beside the chosen items."""
    there = {card.key for card in chosen}
    others = [result.card for result in found.results if result.card.key not in there]
    if not others:
        return None
    return {"cards": others[:SHOWN], "more_url": url, "total": found.total}


def _figures(found: Found, request: SearchRequest) -> list[dict[str, Any]]:
    """Return how much there is on the subject, each number with the search behind it; none while nothing is counted."""
    counts = {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in found.facets}
    municipalities = sum(1 for count in counts.get("gemeente", {}).values() if count)
    figures = [
        (counts.get("soort", {}).get(Kind.PRACTICE, 0), "praktijken", ("soort", Kind.PRACTICE.value)),
        (counts.get("fase", {}).get(Phase.EXECUTION, 0), "praktijken in uitvoering", ("fase", Phase.EXECUTION.value)),
        (
            counts.get("leervraag", {}).get(QuestionStatus.OPEN, 0),
            "praktijken met een open leervraag",
            ("leervraag", QuestionStatus.OPEN.value),
        ),
        (counts.get("soort", {}).get(Kind.LEGAL_CASE, 0), "juridische vragen", ("soort", Kind.LEGAL_CASE.value)),
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
