"""What is going on: recently started practices, open learning questions, how much there is."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery

from practices.choices import Kind, QuestionStatus
from practices.models import LearningQuestion, PracticePage, SharedPage
from practices.queries.cards import Card, cards_of
from practices.rules.visibility import Viewer


def recently_started(viewer: Viewer, *, limit: int) -> list[Card]:
    """Return cards of the practices that started last; those without a date by when they were shared."""
    pages = PracticePage.objects.order_by(F("started_on").desc(nulls_last=True), "-first_published_at", "-pk")
    return cards_of(pages.visible_to(viewer)[:limit])


def open_questions(viewer: Viewer, *, limit: int) -> list[LearningQuestion]:
    """Return the first open learning question of each practice, with its practice, the newest practice first."""
    questions: Any = LearningQuestion.objects.filter(status=QuestionStatus.OPEN)
    of_practice = questions.filter(practice=OuterRef("pk")).order_by("sort_order", "pk").values("pk")[:1]
    practices = PracticePage.objects.visible_to(viewer).annotate(first_question=Subquery(of_practice))
    newest = practices.filter(first_question__isnull=False).order_by("-first_published_at", "-pk")[:limit]
    found = questions.select_related("practice").in_bulk([practice.first_question for practice in newest])
    return [found[practice.first_question] for practice in newest]


def totals_by_kind(viewer: Viewer) -> dict[Kind, int]:
    """Return how many items of each kind the viewer may see."""
    rows = SharedPage.objects.visible_to(viewer).order_by().values("kind").annotate(total=Count("pk"))
    found = {row["kind"]: row["total"] for row in rows}
    return {kind: found.get(kind.value, 0) for kind in Kind}
