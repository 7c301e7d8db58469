"""What is new for somebody: what they may see since a moment, and what happened with the items they follow."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, When
from django.utils.formats import date_format

from practices.choices import AdjustmentKind, CaseStatus, Kind, LogKind, MilestoneKind, Phase, QuestionStatus, Verdict
from practices.models import LegalCasePage, NetworkPage, PracticePage, SharedPage
from practices.models.querysets import close_to
from practices.queries.pages import MODELS, split_key, with_everything
from practices.rules.markup import to_plain
from practices.rules.visibility import Viewer
from search.values import Event

#: Characters of a text that stand in a mail; who wants to read on follows the link.
_EXCERPT = 200


def appeared(since: datetime, viewer: Viewer) -> dict[str, datetime]:
    """Return the keys that the viewer may see now and, for the first time, after `since`: with that moment.

    Counted is how far an item was shared, not who the viewer was: who joins an organisation gets no mail about all that
    it ever shared.
    """
    widely = F("members_since") if viewer.is_municipal else F("public_since")
    moment: Any = (
        F("live_since") if viewer.is_curator else Case(When(close_to(viewer), then=F("live_since")), default=widely)
    )
    pages = SharedPage.objects.visible_to(viewer).annotate(appeared_at=moment).filter(appeared_at__gt=since)
    rows = pages.order_by("pk").values_list("kind", "pk", "appeared_at")
    return {f"{kind}-{pk}": appeared_at for kind, pk, appeared_at in rows}


def events(keys: Iterable[str], viewer: Viewer, *, since: datetime | None) -> dict[str, tuple[Event, ...]]:
    """Return what happened with the items among these keys that the viewer may see, the oldest first.

    since: only of items that were saved after it
    """
    numbers: dict[Kind, list[int]] = defaultdict(list)
    for key in keys:
        if (parts := split_key(key)) and parts[0] in _TELLERS:
            numbers[parts[0]].append(parts[1])
    told: dict[str, tuple[Event, ...]] = {}
    for kind, pks in numbers.items():
        pages = MODELS[kind].objects.visible_to(viewer).filter(pk__in=pks)
        if since is not None:
            pages = pages.filter(changed_at__gt=since)
        for page in with_everything(kind, pages):
            happened = sorted(_TELLERS[kind](page), key=lambda event: event.on or date.min)
            told[page.key] = tuple(happened)
    return told


def _of_practice(page: PracticePage) -> Iterator[Event]:
    yield from _course_of(page)
    for question in page.questions.all():
        if question.status != QuestionStatus.OPEN:
            label = QuestionStatus(question.status).label
            text = f"Leervraag, {label.lower()}: {_excerpt(question.question)}"
            yield _event(f"leervraag-{question.status}", question.pk, text)
    for milestone in page.milestones.all():
        if milestone.date:
            text = f"Mijlpaal: {MilestoneKind(milestone.milestone_kind).label}"
            yield _event("mijlpaal", milestone.pk, text, milestone.date)
    for adoption in page.adoptions.all():
        text = f"{adoption.municipality.name} doet dit ook: {adoption.get_step_display().lower()}"
        yield _event(f"overname-{adoption.step}", adoption.pk, text, adoption.since)


def _course_of(page: PracticePage) -> Iterator[Event]:
    """Yield the updates that are not minor, the changes of course and the phases."""
    for entry in page.log_entries.all():
        if not entry.is_minor:
            label = LogKind(entry.log_kind).label
            yield _event("log", entry.pk, f"Logboek, {label.lower()}: {_excerpt(entry.text)}", entry.date)
    for adjustment in page.adjustments.all():
        label = AdjustmentKind(adjustment.adjustment_kind).label
        what = _excerpt(adjustment.what or adjustment.learnt)
        yield _event("bijstelling", adjustment.pk, f"{label}: {what}" if what else str(label), adjustment.date)
    changes = list(page.phase_changes.all())
    for change in changes:
        yield _event("fase", change.pk, f"Nieuwe fase: {Phase(change.phase).label}", change.since)
    if all(change.phase != page.phase for change in changes):  # set where no history is kept
        yield _event("fase", 0, f"Nieuwe fase: {Phase(page.phase).label}", page.phase_since)


def _of_legal_case(page: LegalCasePage) -> Iterator[Event]:
    yield _event(f"status-{page.status}", 0, f"Status: {CaseStatus(page.status).label}")
    if page.answer and page.status in {CaseStatus.PUBLISHED, CaseStatus.TO_REVIEW}:
        yield _event(f"antwoord-{page.answer}", 0, f"Kort antwoord: {Verdict(page.answer).label}", page.valid_on)
    for position in page.positions.all():
        said = position.get_position_display() or _excerpt(position.position_text or position.explanation)
        text = f"Standpunt van {position.get_role_display()}: {said}"
        yield _event("standpunt", position.pk, text, position.date)


def _of_network(page: NetworkPage) -> Iterator[Event]:
    for meeting in page.meetings.all():
        text = ", ".join(part for part in (meeting.title, meeting.place) if part)
        when = date_format(meeting.date, "j F Y")
        yield _event("bijeenkomst", meeting.pk, f"Bijeenkomst op {when}" + (f": {text}" if text else ""), meeting.date)
    for member in page.members.all():  # without the name: that is for who looks at the page
        where = ", ".join(part for part in (member.role or "lid", member.organisation) if part)
        yield _event("lid", member.pk, f"Nieuw lid: {where}")
    for question in page.open_questions:
        yield _event("vraag", 0, f"Open vraag: {_excerpt(str(question))}")


_TELLERS: Mapping[Kind, Callable[[Any], Iterator[Event]]] = {
    Kind.PRACTICE: _of_practice,
    Kind.LEGAL_CASE: _of_legal_case,
    Kind.NETWORK: _of_network,
}


def _event(what: str, number: int, text: str, on: date | None = None) -> Event:
    """Return an event with a mark by its row, which an edit leaves, and one by its content, which an import leaves."""
    content = hashlib.blake2b(f"{on}\n{text}".encode(), digest_size=12).hexdigest()
    marks = (f"{what}:{content}", f"{what}#{number}") if number else (f"{what}:{content}",)
    return Event(marks=marks, text=text, on=on)


def _excerpt(text: str) -> str:
    plain = " ".join(to_plain(text).split())
    return plain if len(plain) <= _EXCERPT else plain[:_EXCERPT].rsplit(" ", 1)[0] + " …"
