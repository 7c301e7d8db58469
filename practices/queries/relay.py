"""Estafette: learning questions that somebody left open, who took them over, and what each found out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from practices.choices import Phase, QuestionStatus
from practices.models import LearningQuestion, PracticePage
from practices.queries.pages import split_key
from practices.rules.visibility import Viewer

#: Phases after which nobody works on a question any more.
ENDED = (Phase.FINISHED, Phase.EMBEDDED, Phase.STOPPED)
#: States in which there is something left to find out.
UNANSWERED = (QuestionStatus.OPEN, QuestionStatus.PROVISIONAL)
#: A longer journey than this is a mistake in the data.
MOST_STOPS = 200


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A question that was left open. number: of its page; key: of its practice; taken: how often it was taken over."""

    number: int
    text: str
    question_type: str
    key: str
    practice: str
    municipalities: tuple[str, ...]
    phase: Phase
    answer: str
    taken: int

    @property
    def url(self) -> str:
        """The address of its journey."""
        return relay_url(self.number)


@dataclass(frozen=True, slots=True)
class Stop:
    """One municipality on the journey of a question. depth: 0 for who asked it first."""

    number: int
    text: str
    status: QuestionStatus
    answer: str
    practice: str
    url: str
    municipalities: tuple[str, ...]
    phase: Phase
    since: date | None
    depth: int
    is_left: bool


def relay_url(number: int) -> str:
    """Return the address of the journey of a question."""
    return f"/leervragen/{number}/"


def left_open(viewer: Viewer, within: Q | None = None) -> Any:
    """Return the questions that were left open in practices that the viewer may see, the last ended first."""
    seen = PracticePage.objects.visible_to(viewer)
    rows = LearningQuestion.objects.filter(within or Q(), practice__in=seen.values("pk"))
    rows = rows.filter(practice__phase__in=ENDED, status__in=UNANSWERED)
    return rows.order_by("-practice__phase_since", "-practice__first_published_at", "practice", "sort_order", "pk")


def as_left_open(rows: Iterable[LearningQuestion], viewer: Viewer) -> list[LeftOpen]:
    """Return questions of `left_open` as a list shows them, in a constant number of queries."""
    found = list(rows)
    practices = _practices({question.practice_id for question in found}, viewer)
    visible = PracticePage.objects.visible_to(viewer).values("pk")
    numbers = [question.pk for question in found]
    taken = list(
        LearningQuestion.objects.filter(origin__in=numbers, practice__in=visible).values_list("origin", flat=True)
    )
    return [
        LeftOpen(
            number=question.pk,
            text=question.question,
            question_type=question.question_type,
            key=page.key,
            practice=page.title,
            municipalities=_places(page),
            phase=Phase(page.phase),
            answer=question.answer,
            taken=taken.count(question.pk),
        )
        for question in found
        if (page := practices.get(question.practice_id))
    ]


def left_open_in(keys: Collection[str], viewer: Viewer) -> list[LeftOpen]:
    """Return the first question that was left open in each of these practices, in their order."""
    numbers = [parts[1] for key in keys if (parts := split_key(key))]
    rows = as_left_open(left_open(viewer, Q(practice__in=numbers)), viewer)
    first: dict[str, LeftOpen] = {}
    for question in rows:
        first.setdefault(question.key, question)
    return [first[key] for key in keys if key in first]


def to_take_over(number: int, viewer: Viewer) -> LearningQuestion | None:
    """Return a question that this person may take over: one of a practice that shows to them."""
    visible = PracticePage.objects.visible_to(viewer).values("pk")
    found: LearningQuestion | None = LearningQuestion.objects.filter(pk=number, practice__in=visible).first()
    return found


def journey_of(number: int, viewer: Viewer) -> list[Stop]:
    """Return the journey of a question from who asked it first, as far as the viewer may see it.

    Empty when the viewer may not see the question itself. What is hidden is left out; what came after it is not.
    """
    if to_take_over(number, viewer) is None:
        return []
    stops, depths = _lineage(_first(number))
    practices = _practices({question.practice_id for question in stops}, viewer)
    return [
        Stop(
            number=question.pk,
            text=question.question,
            status=QuestionStatus(question.status),
            answer=question.answer,
            practice=page.title,
            url=f"{page.get_absolute_url()}#leervragen",
            municipalities=_places(page),
            phase=Phase(page.phase),
            since=page.started_on or page.phase_since,
            depth=depths[question.pk],
            is_left=page.phase in ENDED and question.status in UNANSWERED,
        )
        for question in stops
        if (page := practices.get(question.practice_id))
    ]


def _first(number: int) -> int:
    """Return the question that the journey of this one began with."""
    passed = {number}
    while (before := LearningQuestion.objects.filter(pk=number).values_list("origin", flat=True).first()) is not None:
        if before in passed:
            break
        passed.add(before)
        number = before
    return number


def _lineage(first: int) -> tuple[list[LearningQuestion], dict[int, int]]:
    """Return a question with all that came from it, each after what it came from, and the depth of each."""
    found = list(LearningQuestion.objects.filter(pk=first))
    depths = {first: 0}
    layer = [first]
    while layer and len(found) < MOST_STOPS:
        rows = LearningQuestion.objects.filter(origin__in=layer).exclude(pk__in=depths)
        following = list(rows.order_by("practice__first_published_at", "pk"))
        for question in following:
            depths[question.pk] = depths[question.origin_id] + 1 if question.origin_id else 0
        found += following
        layer = [question.pk for question in following]
    return found, depths


def _practices(numbers: set[int], viewer: Viewer) -> dict[int, PracticePage]:
    pages = PracticePage.objects.visible_to(viewer).filter(pk__in=numbers).prefetch_related("municipalities")
    return {page.pk: page for page in pages}


def _places(page: PracticePage) -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in page.municipalities.all()))
