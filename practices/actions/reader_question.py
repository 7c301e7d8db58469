"""Questions of readers at a practice: ask, answer, put the answer in the log, hide, show again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from practices.actions.audit import record
from practices.actions.telling import tell_keepers
from practices.actions.updates import write_log
from practices.choices import LogKind
from practices.models import OrganisationPage, PracticePage, ReaderQuestion
from practices.rules.permissions import Deed, NotAllowed, may, require
from practices.rules.visibility import Viewer
from search.alerts.letters import queue_letter

#: So many questions one person asks in a day, and leaves open at one practice: a page is no mailing list.
MOST_A_DAY = 10
MOST_OPEN = 3
_DAY = timedelta(days=1)


class TooManyQuestions(Exception):
    """This person asked enough for now; the message is a Dutch sentence for the screen."""


@transaction.atomic
def ask(page: PracticePage, *, text: str, asked_as: str, by: Viewer, at: datetime) -> ReaderQuestion:
    """Ask a question at a practice that is online. The same question twice is kept once.

    asked_as: the function in which one asks; may be empty
    Raises NotAllowed or TooManyQuestions.
    """
    if by.user_id is None or not may(by, Deed.ASK, page.path):
        raise NotAllowed("Een vraag stellen kan alleen met een account dat bij een organisatie hoort.")
    if not PracticePage.objects.visible_to(by).filter(pk=page.pk).exists():
        raise NotAllowed("Deze praktijk staat niet (meer) online, of u mag haar niet zien.")
    # Two clicks at once wait for each other here, so that both the limit and "once" hold.
    PracticePage.objects.select_for_update().only("pk").get(pk=page.pk)
    own = ReaderQuestion.objects.filter(asked_by_id=by.user_id)
    waiting = own.filter(practice=page, answered_at=None, hidden_at=None)
    if known := waiting.filter(text=text).first():
        return known
    if waiting.count() >= MOST_OPEN:
        raise TooManyQuestions("Hier staan nog drie vragen van u open. Wacht op een antwoord, of neem contact op.")
    if own.filter(asked_at__gt=at - _DAY).count() >= MOST_A_DAY:
        raise TooManyQuestions(f"U stelde vandaag al {MOST_A_DAY} vragen. Probeer het morgen opnieuw.")
    question = ReaderQuestion.objects.create(
        practice=page,
        text=text,
        asked_by_id=by.user_id,
        organisation=organisation_of(by),
        asked_as=asked_as,
        asked_at=at,
    )
    record(by=by, deed="vraag gesteld", key=page.key, at=at, question=question.pk)
    tell_keepers(page, "question-asked", {"question": question.pk}, at=at)
    return question


def organisation_of(by: Viewer) -> OrganisationPage | None:
    """Return the organisation for which somebody asks: the first that the person belongs to."""
    codes = [affiliation.code for affiliation in by.affiliations]
    return OrganisationPage.objects.filter(code=codes[0]).first() if codes else None


@transaction.atomic
def answer(question: ReaderQuestion, *, text: str, by: Viewer, at: datetime) -> ReaderQuestion:
    """Answer a question, or write a better answer. The same answer twice is one deed. Raises NotAllowed."""
    found = _locked(question)
    require(by, Deed.EDIT, found.practice.path)
    if found.answer == text:
        return found
    first = found.answered_at is None
    found.answer, found.answered_by_id, found.answered_at = text, by.user_id, at
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    deed = "vraag beantwoord" if first else "antwoord gewijzigd"
    record(by=by, deed=deed, key=found.practice.key, at=at, question=found.pk)
    if first and found.asked_by_id is not None and found.asked_by_id != by.user_id:
        queue_letter("question-answered", {"question": found.pk}, to=found.asked_by_id, at=at)
    return found


@transaction.atomic
def note_in_log(
    question: ReaderQuestion, *, kind: LogKind, text: str, on: date, is_minor: bool, by: Viewer, at: datetime
) -> PracticePage:
    """Put the answer to a question in the log of its practice, in the words given. Raises NotAllowed."""
    found = _locked(question)
    page = write_log(found.practice, kind=kind, text=text, on=on, is_minor=is_minor, by=by, at=at)
    if found.noted_at is None:
        found.noted_at = at
        found.save(update_fields=["noted_at"])
    return page


@transaction.atomic
def hide(question: ReaderQuestion, *, by: Viewer, at: datetime) -> ReaderQuestion:
    """Take a question off the page: those who keep the practice, editors, and whoever asked. Raises NotAllowed."""
    found = _locked(question)
    if not may_hide(found, by):
        raise NotAllowed(
            "Deze vraag verbergen mag alleen wie de praktijk bijhoudt, de VNG-redactie, of wie haar stelde."
        )
    if found.hidden_at is None:
        found.hidden_at, found.hidden_by_id = at, by.user_id
        found.save(update_fields=["hidden_at", "hidden_by"])
        record(by=by, deed="vraag verborgen", key=found.practice.key, at=at, question=found.pk)
    return found


@transaction.atomic
def show_again(question: ReaderQuestion, *, by: Viewer, at: datetime) -> ReaderQuestion:
    """Put a hidden question back on the page. Raises NotAllowed; also when whoever asked took it back."""
    found = _locked(question)
    require(by, Deed.EDIT, found.practice.path)
    if found.hidden_at is not None:
        if found.hidden_by_id is not None and found.hidden_by_id == found.asked_by_id != by.user_id:
            raise NotAllowed("Wie deze vraag stelde, nam haar terug.")
        found.hidden_at = found.hidden_by = None
        found.save(update_fields=["hidden_at", "hidden_by"])
        record(by=by, deed="vraag weer getoond", key=found.practice.key, at=at, question=found.pk)
    return found


def may_hide(question: ReaderQuestion, by: Viewer) -> bool:
    """Tell whether this person may take the question off the page."""
    asked = by.user_id is not None and question.asked_by_id == by.user_id
    return asked or may(by, Deed.EDIT, question.practice.path)


def _locked(question: ReaderQuestion) -> ReaderQuestion:
    return ReaderQuestion.objects.select_for_update(of=("self",)).select_related("practice").get(pk=question.pk)
