"""Writes a practice: a draft that keeps whatever was typed, publishing it at once, editing it, changing its phase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from practices.actions.adoption import link_own_practice
from practices.actions.audit import record
from practices.actions.drafts import known_fields, own_draft
from practices.actions.organisations import organisation_of_municipality
from practices.actions.sharing import share, update
from practices.choices import Phase, Visibility
from practices.models import (
    LearningQuestion,
    Municipality,
    OrganisationPage,
    PracticeDraft,
    PracticePage,
    Theme,
    ThemeChoice,
)
from practices.queries.relay import to_take_over
from practices.rules.drafts import Merged, merge
from practices.rules.permissions import Deed, NotAllowed, require
from practices.rules.visibility import Viewer

#: Where a draft keeps what the page said when one began to edit it, and which window saved last.
BASE, WINDOW = "base", "window"
#: Where a draft keeps the key of the practice of another that it is the own version of.
ADOPTED = "adopted"


class ChangedMeanwhile(Exception):
    """A colleague changed the same fields of the page after this draft began. `fields`: their names."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class AlreadyPublished(Exception):
    """The draft was published before; `page` is where it is."""

    def __init__(self, page: PracticePage) -> None:
        super().__init__(page.key)
        self.page = page


@dataclass(frozen=True, slots=True)
class Question:
    """A learning question as typed. `pk` is that of the question it changes, or None for a new one.

    origin: number of the question of another that a new one takes over
    """

    text: str
    question_type: str
    pk: int | None = None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class StartReport:
    """The eight fields of a startbericht after they were checked. `lead` is who shares it; None keeps who it is."""

    title: str
    summary: str
    municipalities: tuple[Municipality, ...]
    lead: OrganisationPage | Municipality | None
    themes: tuple[Theme, ...]
    background: str
    phase: Phase
    phase_since: date
    questions: tuple[Question, ...]
    contact_role: str
    contact_mailbox: str
    visibility: Visibility


@transaction.atomic
def start_draft(*, by: Viewer, at: datetime, adopted: PracticePage | None = None) -> PracticeDraft:
    """Return a new draft with what is known already, or the last one in which nothing was typed yet.

    adopted: the practice of another of which this becomes the own version; its themes are known then
    """
    if by.user_id is None:
        raise NotAllowed("Log eerst in.")
    known = known_fields(by, today=at.date())
    if adopted is not None:
        known |= {ADOPTED: adopted.key, "themes": [choice.theme.slug for choice in adopted.theme_choices.all()]}
    untouched = PracticeDraft.objects.filter(user_id=by.user_id, page=None, published_at=None, data=known).first()
    return untouched or PracticeDraft.objects.create(user_id=by.user_id, data=known)


@transaction.atomic
def start_editing(page: PracticePage, *, by: Viewer, at: datetime) -> PracticeDraft:
    """Return the draft in which this person edits the page: the one that is open, or a new one. Raises NotAllowed."""
    require(by, Deed.EDIT, page.path)
    if by.user_id is None:
        raise NotAllowed("Log eerst in.")
    found = PracticeDraft.objects.filter(user_id=by.user_id, page=page, published_at=None).first()
    if found:
        return found
    values = typed_values(page)
    return PracticeDraft.objects.create(user_id=by.user_id, page=page, data={**values, BASE: values})


def typed_values(page: PracticePage) -> dict[str, Any]:
    """Return the fields of the form as one would type them to get this page."""
    return {
        "title": page.title,
        "summary": page.summary,
        "municipalities": sorted(municipality.name for municipality in page.municipalities.all()),
        "lead": page.organisation.code,
        "themes": [choice.theme.slug for choice in page.theme_choices.all()],
        "background": page.background,
        "phase": page.phase,
        "phase_since": page.phase_since.isoformat() if page.phase_since else "",
        "questions": [
            {"id": str(question.pk), "question": question.question, "type": question.question_type}
            for question in page.questions.all()
        ],
        "contact_role": page.contact_role,
        "contact_mailbox": page.contact_mailbox,
        "visibility": page.visibility,
    }


@transaction.atomic
def save_draft(
    draft_id: UUID,
    *,
    values: Mapping[str, Any],
    by: Viewer,
    seen: Mapping[str, str] | None = None,
    window: str = "",
    browser: str = "",
) -> Merged:
    """Keep what was typed, valid or not, and return what is kept now and what of another window it replaced.

    values: fields as typed; other fields stay as they are
    seen, window: the marks of what the window showed, and its name: see `rules.drafts.merge`
    browser: as in `own_draft`
    Raises NotAllowed, or AlreadyPublished when that would change a draft that was published.
    """
    draft = own_draft(draft_id, by, browser)
    windows = draft.data.get(WINDOW, {})
    again = bool(window) and all(windows.get(field) == window for field in values)
    merged = merge(draft.data, values, {} if again else seen or {})
    if draft.published_at and draft.page:
        if any(draft.data.get(field) != value for field, value in merged.values.items()):
            raise AlreadyPublished(draft.page)
        return merged
    draft.data = {**draft.data, **merged.values, WINDOW: {**windows, **dict.fromkeys(merged.values, window)}}
    draft.save()
    return merged


@transaction.atomic
def discard_draft(draft_id: UUID, *, by: Viewer, at: datetime, browser: str = "") -> None:
    """Throw the draft away; a page that it would have changed stays as it is. Raises NotAllowed."""
    draft = own_draft(draft_id, by, browser)
    record(by=by, deed="concept weggegooid", key=draft.page.key if draft.page else "", at=at)
    draft.delete()


@transaction.atomic
def publish_draft(
    draft_id: UUID, *, report: StartReport, by: Viewer, at: datetime, overwrite: bool = False
) -> PracticePage:
    """Publish the draft at once and return its page; for a draft that is published already only the latter.

    overwrite: take this text for fields that a colleague changed in the meantime
    Raises NotAllowed, ValidationError or ChangedMeanwhile.
    """
    draft = own_draft(draft_id, by)
    if draft.published_at and draft.page:
        return draft.page
    report = replace(report, questions=tuple(_with_origin_seen(question, by) for question in report.questions))
    if draft.page:
        page = _publish_changes(draft, report, by=by, at=at, overwrite=overwrite)
    else:
        page = _publish_new(draft, report, by=by, at=at)
        if ADOPTED in draft.data:
            link_own_practice(page, adopted=draft.data[ADOPTED], by=by, at=at)
    draft.page, draft.published_at = page, at
    # Not what was typed: personal data that was mended is gone from it by now.
    draft.save(update_fields=["page", "published_at", "saved_at"])
    return page


def _publish_new(draft: PracticeDraft, report: StartReport, *, by: Viewer, at: datetime) -> PracticePage:
    lead = report.lead
    if isinstance(lead, Municipality):
        lead = organisation_of_municipality(lead, by=by, at=at)
    if lead is None:
        raise NotAllowed("Kies eerst welke organisatie trekker is.")
    require(by, Deed.SHARE, lead.path)
    page = PracticePage(title=report.title, visibility=report.visibility, confirmed_on=at.date())
    if not slugify(report.title):
        page.slug = f"praktijk-{draft.pk}"
    _write(page, report, set(_WRITERS), at=at)
    # Two at once below one organisation would take the same place in the tree.
    organisation = OrganisationPage.objects.select_for_update().get(pk=lead.pk)
    return share(page, organisation=organisation, by=by, at=at)


def _publish_changes(
    draft: PracticeDraft, report: StartReport, *, by: Viewer, at: datetime, overwrite: bool
) -> PracticePage:
    """Write only the fields that this draft changed, so that what a colleague changed elsewhere stays."""
    page = PracticePage.objects.select_for_update().get(pk=draft.page_id)
    base, now = draft.data.get(BASE, {}), typed_values(page)
    changed = {field for field in _WRITERS if any(draft.data.get(part) != base.get(part) for part in _parts(field))}
    theirs = {field for field in changed if any(now[part] != base.get(part) for part in _parts(field))}
    conflicts = {field for field in theirs if any(now[part] != draft.data.get(part) for part in _parts(field))}
    if conflicts and not overwrite:
        raise ChangedMeanwhile(tuple(sorted(conflicts)))
    _write(page, report, changed, at=at)
    page.confirmed_on = at.date()
    changed_page: PracticePage = update(page, by=by, at=at, live=page.live)
    return changed_page


def _parts(field: str) -> tuple[str, ...]:
    return ("phase", "phase_since") if field == "phase" else (field,)


def _write(page: PracticePage, report: StartReport, fields: set[str], *, at: datetime) -> None:
    for field in sorted(fields):
        _WRITERS[field](page, report, at)


def _write_phase(page: PracticePage, report: StartReport, at: datetime) -> None:
    page.phase, page.phase_since = report.phase, report.phase_since
    page.remember_phase(at)


def _write_themes(page: PracticePage, report: StartReport, at: datetime) -> None:
    page.theme_choices.set([ThemeChoice(theme=theme, sort_order=number) for number, theme in enumerate(report.themes)])


def _write_questions(page: PracticePage, report: StartReport, at: datetime) -> None:
    """Change the questions that are there, so that their status and answer stay, add new ones, drop the others."""
    there = {question.pk: question for question in page.questions.all() if question.pk}
    questions = []
    for number, typed in enumerate(report.questions):
        question = there.pop(typed.pk, None) or LearningQuestion(origin_id=typed.origin)
        question.question, question.question_type, question.sort_order = typed.text, typed.question_type, number
        questions.append(question)
    page.questions.set(questions)


def _with_origin_seen(question: Question, by: Viewer) -> Question:
    """Return the question with what it takes over, unless that is gone by now or does not show to this person."""
    return question if question.origin and to_take_over(question.origin, by) else replace(question, origin=None)


def _copy(field: str) -> Any:
    def write(page: PracticePage, report: StartReport, at: datetime) -> None:
        setattr(page, field, getattr(report, field))

    return write


#: How each field of the form gets onto the page.
_WRITERS = {
    **{field: _copy(field) for field in ("title", "summary", "background", "contact_role", "contact_mailbox")},
    "municipalities": lambda page, report, at: page.municipalities.set(report.municipalities),
    "themes": _write_themes,
    "phase": _write_phase,
    "questions": _write_questions,
}


@transaction.atomic
def change_phase(page: PracticePage, *, phase: Phase, since: date, by: Viewer, at: datetime) -> PracticePage:
    """Tell that the practice is in another phase; live at once. The same phase and date twice changes nothing.

    Raises NotAllowed.
    """
    require(by, Deed.EDIT, page.path)
    if (page.phase, page.phase_since) == (phase, since):
        return page
    page.phase, page.phase_since = phase, since
    page.remember_phase(at)
    return update(page, by=by, at=at, live=page.live)
