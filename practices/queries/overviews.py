"""What is going on: recently started practices, open learning questions, how much there is."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F

from practices.choices import Kind, QuestionStatus
from practices.models import LearningQuestion, PracticePage, SharedPage
from practices.queries.cards import Card, cards_of
from practices.rules.visibility import Viewer


def recently_started(viewer: Viewer, *, limit: int) -> list[Card]:
    """Return cards of the practices that started last; those without a date by when they were shared."""
    pages = PracticePage.objects.order_by(F("started_on").desc(nulls_last=True), "-first_published_at", "-pk")
    return cards_of(pages.visible_to(viewer)[:limit])


def open_questions(viewer: Viewer, *, limit: int) -> list[LearningQuestion]:
    """Return learning questions that are open, with their practice, the newest practice first."""
    visible = PracticePage.objects.visible_to(viewer)
    questions: Any = LearningQuestion.objects.filter(status=QuestionStatus.OPEN, practice__in=visible)
    return list(
        questions.select_related("practice").order_by("-practice__first_published_at", "practice_id", "sort_order")[
            :limit
        ]
    )


def totals_by_kind(viewer: Viewer) -> dict[Kind, int]:
    """Return how many items of each kind the viewer may see."""
    rows = SharedPage.objects.visible_to(viewer).order_by().values("kind").annotate(total=Count("pk"))
    found = {row["kind"]: row["total"] for row in rows}
    return {kind: found.get(kind.value, 0) for kind in Kind}
