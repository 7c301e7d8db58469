"""What is going on: recently started practices, open learning questions, how much there is."""

from __future__ import annotations

from django.db.models import Count, F, Q

from practices.choices import Kind
from practices.models import PracticePage, SharedPage
from practices.queries.cards import Card, cards_of
from practices.rules.visibility import Viewer


def recently_started(viewer: Viewer, *, limit: int) -> list[Card]:
    """Return cards of the practices that started last; those without a date by when they were shared."""
    pages = PracticePage.objects.order_by(F("started_on").desc(nulls_last=True), "-first_published_at", "-pk")
    return cards_of(pages.visible_to(viewer)[:limit])


def totals_by_kind(viewer: Viewer, *, within: Q | None = None) -> dict[Kind, int]:
    """Return how many items of each kind the viewer may see."""
    pages = SharedPage.objects.visible_to(viewer).filter(within or Q())
    rows = pages.order_by().values("kind").annotate(total=Count("pk"))
    found = {row["kind"]: row["total"] for row in rows}
    return {kind: found.get(kind.value, 0) for kind in Kind}
