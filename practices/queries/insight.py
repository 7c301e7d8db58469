"""Numbers that the index does not hold: how many learning questions and adoptions there are, not in how many items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from practices.models import LearningQuestion, PracticePage
from practices.models.practice import Adoption
from practices.queries.remembered import until_change
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Numbers:
    """Learning questions by state, and adoptions by step."""

    questions: Mapping[str, int]
    adoptions: Mapping[str, int]


def numbers(viewer: Viewer) -> Numbers:
    """Return how many there are in the practices that the viewer may see, in two queries."""
    return until_change("insight", viewer, lambda: _numbers(viewer))


def _numbers(viewer: Viewer) -> Numbers:
    practices = PracticePage.objects.visible_to(viewer).values("pk")
    questions = LearningQuestion.objects.filter(practice__in=practices).order_by()
    adoptions = Adoption.objects.filter(practice__in=practices).order_by()
    return Numbers(
        questions=dict(questions.values_list("status").annotate(Count("pk"))),
        adoptions=dict(adoptions.values_list("step").annotate(Count("pk"))),
    )
