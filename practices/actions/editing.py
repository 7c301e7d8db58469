"""What /cms/ did to a page: the audit line that every deed has, written in the transaction of the request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from practices.actions.audit import record
from practices.actions.waiting import tell_editors
from practices.models import AuditEntry, OrganisationPage, SharedPage, TakenDown
from practices.rules.privacy import find
from practices.rules.visibility import Viewer

#: A draft that saves itself while somebody types makes one line in this time.
ONE_SITTING = timedelta(minutes=30)
DRAFT_KEPT = "concept bewaard"


class PersonalData(Exception):
    """The text of a page holds personal data; the message is a Dutch sentence for the screen."""


def key_of(page: Page) -> str:
    """Return the key of a page in the audit trail: that of an item, the code of an organisation, or its number."""
    if isinstance(page, SharedPage):
        return page.key
    return str(page.code) if isinstance(page, OrganisationPage) else f"pagina-{page.pk}"


@transaction.atomic
def note(page: Page, *, deed: str, by: Viewer, at: datetime, **details: Any) -> None:
    """Write that somebody did this to a page in /cms/."""
    if isinstance(page, SharedPage):
        details.setdefault("visibility", str(page.visibility))
    record(by=by, deed=deed, key=key_of(page), at=at, where="cms", **details)


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
        note(page, deed="publiceren gepland", by=by, at=at, moment=page.go_live_at.isoformat())
        return
    first = page.first_published_at == page.last_published_at
    note(page, deed="gedeeld" if first else "gewijzigd", by=by, at=at)
    if isinstance(page, SharedPage):
        TakenDown.objects.filter(page_id=page.pk, ended_at=None).update(ended_at=at, ended_by=by.user_id)
        tell_editors(page, first=first, by=by, at=at)
    if page.expire_at and page.expire_at > at:
        note(page, deed="offline halen gepland", by=by, at=at, moment=page.expire_at.isoformat())


def require_no_personal_data(page: Page) -> None:
    """Raise PersonalData when a text of the page holds what must never be published.

    The form asks this as well, beside the field; a button that publishes several pages has no form.
    """
    for name, value in page.serializable_data().items():
        kinds = {finding.kind for finding in find(str(value)) if finding.severity == "block"}
        if kinds and name not in _NO_TEXT:
            kind = ", ".join(sorted(kinds))
            raise PersonalData(f"In “{page.title}” staat een persoonsgegeven ({kind}). Haal het weg voor u publiceert.")


#: What is no text of the page.
_NO_TEXT = frozenset({"pk", "path", "translation_key", "source_id", "url_path"})
