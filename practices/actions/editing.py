"""What /cms/ did to a page: the audit line that every deed has, written in the transaction of the request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from practices.actions.audit import record
from practices.actions.waiting import tell_editors
from practices.models import AuditEntry, OrganisationPage, SharedPage, TakenDown
from practices.models.guard import online_now, open_gate_for
from practices.rules.visibility import Viewer

#: A draft that saves itself while somebody types makes one line in this time.
ONE_SITTING = timedelta(minutes=30)
DRAFT_KEPT = "concept bewaard"


def key_of(page: Page) -> str:
    """Return the key of a page in the audit trail: that of an item, the code of an organisation, or its number."""
    if isinstance(page, SharedPage):
        return page.key
    return str(page.code) if isinstance(page, OrganisationPage) else f"pagina-{page.pk}"


@transaction.atomic
def note(page: Page, *, deed: str, by: Viewer, at: datetime, **details: Any) -> AuditEntry:
    """Write that somebody did this to a page in /cms/, and return the line."""
    if isinstance(page, SharedPage):
        details.setdefault("visibility", str(page.visibility))
    return record(by=by, deed=deed, key=key_of(page), at=at, where="cms", **details)


@transaction.atomic
def note_draft(page: Page, *, by: Viewer, at: datetime) -> None:
    """Write that somebody keeps a draft of a page, once per sitting."""
    before = AuditEntry.objects.filter(deed=DRAFT_KEPT, key=key_of(page), by_id=by.user_id, at__gt=at - ONE_SITTING)
    if not before.exists():
        note(page, deed=DRAFT_KEPT, by=by, at=at)
    if isinstance(page, SharedPage):
        tell_editors(page.get_latest_revision_as_object(), first=False, by=by, at=at)


@transaction.atomic
def note_published(page: Page, *, by: Viewer, at: datetime) -> None:
    """Write that a page was published, for the first time or again, or that it will be at its moment."""
    if page.go_live_at and page.go_live_at > at:
        vouch_for_later(page, at=at)
        note(page, deed="publiceren gepland", by=by, at=at, moment=page.go_live_at.isoformat())
        return
    first = page.first_published_at == page.last_published_at
    note(page, deed="gedeeld" if first else "gewijzigd", by=by, at=at)
    if isinstance(page, SharedPage):
        TakenDown.objects.filter(page_id=page.pk, ended_at=None).update(ended_at=at, ended_by=by.user_id)
        tell_editors(page, first=first, by=by, at=at)
    if page.expire_at and page.expire_at > at:
        note(page, deed="offline halen gepland", by=by, at=at, moment=page.expire_at.isoformat())


def vouch_for_later(page: Page, *, at: datetime) -> None:
    """Keep why the finds of a version that is planned may be shared: at its moment nobody is there to ask."""
    revision = page.scheduled_revision if isinstance(page, SharedPage) else None
    if revision is not None:
        planned = revision.as_object()
        open_gate_for(planned, revision.content, online_now(planned)).keep(planned.key, at=at)
