"""Questions of readers: those at a practice, those that wait for somebody's answer, and those that somebody asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from practices.models import PracticePage, ReaderQuestion
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer

#: So many stand in a list of what waits; who answers these finds the next.
MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a reader, as one person may see it.

    who: organisation and function of whoever asked; name: only for those who keep the practice
    is_own: asked by the person who looks; is_hidden: only those who keep the practice and whoever asked see it
    """

    number: int
    key: str
    practice: str
    url: str
    text: str
    who: str
    name: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    is_noted: bool
    is_hidden: bool
    is_own: bool


def questions_at(page: PracticePage, viewer: Viewer) -> list[Asked]:
    """Return the questions at a practice that the viewer may see, the newest first, in one query.

    Whoever sees the practice sees its questions; a hidden one shows to who keeps the practice and to who asked it.
    """
    keeps = may(viewer, Deed.EDIT, page.path)
    shown = Q(hidden_at=None) if viewer.user_id is None else Q(hidden_at=None) | Q(asked_by=viewer.user_id)
    rows = _with_people(ReaderQuestion.objects.filter(Q() if keeps else shown, practice=page.pk))
    return [_asked(question, page, viewer, keeps=keeps) for question in rows]


def waiting_for(viewer: Viewer) -> list[Asked]:
    """Return the questions without an answer at practices that this person keeps, the oldest first."""
    own = Q(practice__owner=viewer.user_id) if viewer.user_id is not None else Q(pk__in=[])
    for affiliation in viewer.affiliations:
        if may(viewer, Deed.EDIT, affiliation.path):
            own |= Q(practice__path__startswith=affiliation.path)
    rows = ReaderQuestion.objects.filter(own, answered_at=None, hidden_at=None).order_by("asked_at", "pk")
    found = list(_with_people(rows.select_related("practice"))[:MOST_WAITING])
    kept = [question for question in found if may(viewer, Deed.EDIT, question.practice.path)]
    return [_asked(question, question.practice, viewer, keeps=True) for question in kept]


def asked_by(viewer: Viewer) -> list[Asked]:
    """Return the questions that this person asked at practices that still show, the newest first."""
    if viewer.user_id is None:
        return []
    visible = PracticePage.objects.visible_to(viewer)
    rows = ReaderQuestion.objects.filter(asked_by=viewer.user_id, practice__in=visible.values("pk"))
    found = _with_people(rows.select_related("practice"))[:MOST_WAITING]
    return [_asked(question, question.practice, viewer, keeps=False) for question in found]


def question_of(page: PracticePage, number: int) -> ReaderQuestion | None:
    """Return the question with this number at this practice."""
    rows = _with_people(ReaderQuestion.objects.filter(practice=page.pk, pk=number).select_related("practice"))
    found: ReaderQuestion | None = rows.first()
    return found


def who_asked(question: ReaderQuestion) -> str:
    """Return organisation and function of whoever asked a question, as readers see it."""
    parts: Iterable[str] = (question.organisation.title if question.organisation else "", question.asked_as)
    return ", ".join(part for part in parts if part) or "Een collega"


def name_of(question: ReaderQuestion) -> str:
    """Return the name of whoever asked: for those who keep the practice."""
    return str(question.asked_by.get_full_name()) if question.asked_by else ""


def _with_people(rows: Any) -> Any:
    return rows.select_related("asked_by", "organisation")


def _asked(question: ReaderQuestion, page: PracticePage, viewer: Viewer, *, keeps: bool) -> Asked:
    return Asked(
        number=question.pk,
        key=page.key,
        practice=page.title,
        url=f"{page.get_absolute_url()}#vraag-{question.pk}",
        text=question.text,
        who=who_asked(question),
        name=name_of(question) if keeps else "",
        asked_at=question.asked_at,
        answer=question.answer,
        answered_at=question.answered_at,
        is_noted=question.noted_at is not None,
        is_hidden=question.hidden_at is not None,
        is_own=viewer.user_id is not None and question.asked_by_id == viewer.user_id,
    )
