"""What an owner tells on the way: a log entry, an answer, a milestone, a change of course, "this still holds".

Each is live at once and counts as a confirmation. The same thing told twice (a double click) is kept once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from wagtail.models import Orderable

from practices.actions.sharing import update
from practices.choices import AdjustmentKind, LogKind, MilestoneKind, Phase, QuestionStatus
from practices.models import Adjustment, LearningQuestion, LogEntry, Milestone, PracticePage
from practices.rules.permissions import Deed, require
from practices.rules.visibility import Viewer


class NoSuchQuestion(Exception):
    """The practice has no learning question with this number (any more)."""


@transaction.atomic
def write_log(
    page: PracticePage, *, kind: LogKind, text: str, on: date, is_minor: bool, by: Viewer, at: datetime
) -> PracticePage:
    """Add an entry to the log; of a minor one followers get no mail. Raises NotAllowed."""
    page = _locked(page, by)
    told = [(entry.date, entry.log_kind, entry.text) for entry in page.log_entries.all()]
    if (on, kind, text) in told:
        return page
    page.log_entries.add(
        LogEntry(date=on, log_kind=kind, text=text, is_minor=is_minor, sort_order=_next(page.log_entries.all()))
    )
    return _save(page, deed="logboek bijgehouden", by=by, at=at)


@transaction.atomic
def answer_question(
    page: PracticePage, *, question: int, status: QuestionStatus, answer: str, by: Viewer, at: datetime
) -> PracticePage:
    """Write how far a learning question is, and what is known. Raises NotAllowed or NoSuchQuestion."""
    page = _locked(page, by)
    found = _question(page, question)
    if (found.status, found.answer) == (status, answer):
        return page
    found.status, found.answer = status, answer
    page.questions.add(found)
    return _save(page, deed="leervraag beantwoord", by=by, at=at)


@transaction.atomic
def reach_milestone(
    page: PracticePage, *, milestone: MilestoneKind, on: date, by: Viewer, at: datetime
) -> PracticePage:
    """Write when a milestone was reached; one that is there already gets this date. Raises NotAllowed."""
    page = _locked(page, by)
    found = [item for item in page.milestones.all() if item.milestone_kind == milestone]
    if any(item.date == on for item in found):
        return page
    reached = found[0] if found else Milestone(milestone_kind=milestone, sort_order=_next(page.milestones.all()))
    reached.date = on
    page.milestones.add(reached)
    return _save(page, deed="mijlpaal bijgehouden", by=by, at=at)


@transaction.atomic
def adjust(
    page: PracticePage,
    *,
    kind: AdjustmentKind,
    what: str,
    on: date,
    decided_by: str,
    learnt: str,
    question: int | None,
    by: Viewer,
    at: datetime,
) -> PracticePage:
    """Write a change of course. A stop changes the phase as well.

    question: the learning question that this answers; what was learnt becomes its answer when it had none
    Raises NotAllowed or NoSuchQuestion.
    """
    page = _locked(page, by)
    answered = _question(page, question) if question is not None else None
    about = answered.question if answered else ""
    told = [(item.date, item.adjustment_kind, item.what, item.learnt) for item in page.adjustments.all()]
    if (on, kind, what, learnt) in told:
        return page
    page.adjustments.add(
        Adjustment(
            date=on,
            adjustment_kind=kind,
            what=what,
            decided_by=decided_by,
            learnt=learnt,
            question=about,
            sort_order=_next(page.adjustments.all()),
        )
    )
    if answered and learnt and not answered.answer:
        answered.answer, answered.status = learnt, QuestionStatus.ANSWERED
        page.questions.add(answered)
    if kind == AdjustmentKind.STOPPED:
        page.phase, page.phase_since = Phase.STOPPED, on
        page.remember_phase(at)
    return _save(page, deed="bijgesteld", by=by, at=at)


@transaction.atomic
def confirm(page: PracticePage, *, by: Viewer, at: datetime) -> PracticePage:
    """Say that what stands on the page still holds today. Raises NotAllowed."""
    page = _locked(page, by)
    if page.confirmed_on == at.date():
        return page
    return _save(page, deed="bevestigd", by=by, at=at)


def _locked(page: PracticePage, by: Viewer) -> PracticePage:
    """Return the page as it is now, locked, so that two who tell something at once both see it kept."""
    found = PracticePage.objects.select_for_update().get(pk=page.pk)
    require(by, Deed.EDIT, found.path)
    return found


def _question(page: PracticePage, number: int) -> LearningQuestion:
    found = next((question for question in page.questions.all() if question.pk == number), None)
    if found is None:
        raise NoSuchQuestion(str(number))
    return found


def _next(rows: Iterable[Orderable]) -> int:
    return max((row.sort_order or 0 for row in rows), default=-1) + 1


def _save(page: PracticePage, *, deed: str, by: Viewer, at: datetime) -> PracticePage:
    page.confirmed_on = at.date()
    changed: PracticePage = update(page, by=by, at=at, live=page.live, deed=deed)
    return changed
