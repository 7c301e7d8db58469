"""What the page of a dossier shows."""

from __future__ import annotations

from typing import Any

from practices.models import DossierPage, SharedPage
from practices.queries import cards_of
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import rich


def present(page: DossierPage, viewer: Viewer) -> dict[str, Any]:
    """Return what `practices/dossier_page.html` shows: the chosen items that the viewer may see, in their order."""
    chosen = [item.page_id for item in page.items.all()]
    cards = {card.key: card for card in cards_of(SharedPage.objects.visible_to(viewer).filter(pk__in=chosen))}
    by_number = {int(key.rpartition("-")[2]): card for key, card in cards.items()}
    return {
        "text": rich(page.body, top=2) if page.body else "",
        "items": [by_number[number] for number in chosen if number in by_number],
        "search_url": f"/zoeken/?{page.search_query}" if page.search_query else "",
    }
