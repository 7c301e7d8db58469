"""The links to read something along, and what their readers said, for its owner."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from practices.models import PracticeDraft, ReadingLink, ReadingRemark, SharedPage


def remarks_on(draft: PracticeDraft) -> list[ReadingRemark]:
    """Return what readers said, the first said first. The caller checked whose draft it is."""
    return list(ReadingRemark.objects.filter(link__draft=draft).select_related("link"))


def links_to(thing: PracticeDraft | SharedPage) -> QuerySet[ReadingLink]:
    """Return the links to a draft or a page, the newest first. The caller checked whose it is."""
    links: QuerySet[ReadingLink] = thing.reading_links.all()
    return links


def is_open(link: ReadingLink, *, at: datetime) -> bool:
    """Tell whether a link works: until it ends, is withdrawn, or what it shows was shared, also when that went back."""
    if link.withdrawn_at is not None or link.expires_at <= at:
        return False
    if link.draft:
        return link.draft.published_at is None
    page = link.page
    return page is not None and not page.live and (page.last_published_at or link.created_at) <= link.created_at
