"""The links to read something along, and what their readers said, for its owner."""

from __future__ import annotations

from django.db.models import QuerySet

from practices.models import PracticeDraft, ReadingLink, ReadingRemark, SharedPage


def remarks_on(draft: PracticeDraft) -> list[ReadingRemark]:
    """Return what readers said, the first said first. The caller checked whose draft it is."""
    return list(ReadingRemark.objects.filter(link__draft=draft).select_related("link"))


def links_to(thing: PracticeDraft | SharedPage) -> QuerySet[ReadingLink]:
    """Return the links to a draft or a page, the newest first. The caller checked whose it is."""
    same = {"page": thing} if isinstance(thing, SharedPage) else {"draft": thing}
    return ReadingLink.objects.filter(**same)
