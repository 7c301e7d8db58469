"""Lets somebody without an account read along: makes and withdraws a link, notes that it was opened, keeps a remark."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from practices.actions.audit import record
from practices.actions.drafts import is_of
from practices.models import PracticeDraft, ReadingLink, ReadingRemark, ReadingVisit, SharedPage
from practices.queries.reading import is_open, links_to
from practices.queries.secret_links import hash_of, secret_of
from practices.rules.permissions import Deed, NotAllowed, require
from practices.rules.visibility import Viewer
from search.alerts.letters import queue_letter

PURPOSE = "reading"
LASTS = timedelta(days=14)
#: More readers, visits and remarks than a draft needs; the rest of a flood is not kept.
MOST_LINKS, MOST_VISITS, MOST_REMARKS = 20, 100, 50
#: Opening again within this time is the same visit.
SAME_VISIT = timedelta(minutes=10)


class TooMany(Exception):
    """More than is kept; the message is a Dutch sentence for the screen."""


@transaction.atomic
def make_reading_link(thing: PracticeDraft | SharedPage, *, label: str, by: Viewer, at: datetime) -> ReadingLink:
    """Return a new link to a draft or a page that is not online. Raises NotAllowed or TooMany."""
    _require_own(thing, by)
    if links_to(thing).filter(withdrawn_at=None, expires_at__gt=at).count() >= MOST_LINKS:
        raise TooMany(f"Er zijn al {MOST_LINKS} links. Trek er eerst een in.")
    number = uuid.uuid4()
    record(by=by, deed="link om mee te lezen", key=_key(thing), at=at)
    return ReadingLink.objects.create(
        id=number,
        page=thing if isinstance(thing, SharedPage) else None,
        draft=None if isinstance(thing, SharedPage) else thing,
        token_hash=hash_of(secret_of(number, purpose=PURPOSE)),
        label=label,
        made_by_id=by.user_id,
        created_at=at,
        expires_at=at + LASTS,
    )


@transaction.atomic
def withdraw_reading_link(thing: PracticeDraft | SharedPage, number: UUID, *, by: Viewer, at: datetime) -> None:
    """Let a link open nothing any more; what its reader said stays. Raises NotAllowed."""
    _require_own(thing, by)
    if links_to(thing).filter(pk=number, withdrawn_at=None).update(withdrawn_at=at):
        record(by=by, deed="link om mee te lezen ingetrokken", key=_key(thing), at=at)


def _key(thing: PracticeDraft | SharedPage) -> str:
    return thing.key if isinstance(thing, SharedPage) else ""


def _require_own(thing: PracticeDraft | SharedPage, by: Viewer) -> None:
    if isinstance(thing, SharedPage):
        require(by, Deed.EDIT, thing.path)
    elif by.user_id is None or not is_of(thing, by, ""):
        raise NotAllowed("Dit concept is niet van u.")


def opened_reading_link(secret: str, *, at: datetime) -> ReadingLink | None:
    """Return the link with this secret while it works."""
    link = ReadingLink.objects.filter(token_hash=hash_of(secret)).select_related("draft", "page").first()
    return link if link and is_open(link, at=at) else None


@transaction.atomic
def note_visit(link: ReadingLink, *, at: datetime) -> None:
    """Keep that the link was opened; again within a few minutes is the same time."""
    last = link.visits.order_by("-at").first()
    if (last is None or last.at < at - SAME_VISIT) and link.visits.count() < MOST_VISITS:
        ReadingVisit.objects.create(link=link, at=at)


@transaction.atomic
def leave_remark(link: ReadingLink, *, name: str, text: str, at: datetime) -> None:
    """Keep what the reader says, and tell who made the link; the same text twice is kept once. Raises TooMany."""
    if link.remarks.filter(text=text).exists():
        return
    if link.remarks.count() >= MOST_REMARKS:
        raise TooMany("Er staan al veel opmerkingen. Neem contact op met wie u de link gaf.")
    remark = ReadingRemark.objects.create(link=link, name=name, text=text, at=at)
    if link.made_by_id:
        queue_letter("reading-remark", {"remark": remark.pk}, to=link.made_by_id, at=at)
