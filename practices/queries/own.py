"""What a person has in hand: open drafts, and the pages of oneself and one's organisations."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from practices.models import PracticeDraft, SharedPage
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer


def open_drafts(viewer: Viewer) -> list[PracticeDraft]:
    """Return the drafts of the form that this person did not publish yet, the last saved first."""
    if viewer.user_id is None:
        return []
    return list(PracticeDraft.objects.filter(user_id=viewer.user_id, published_at=None).select_related("page"))


def drafts_of_browser(browser: str) -> list[PracticeDraft]:
    """Return what was typed in this browser before signing in, the last saved first."""
    return list(PracticeDraft.objects.filter(user=None, browser=browser)) if browser else []


def shared_by(viewer: Viewer) -> list[SharedPage]:
    """Return the pages that this person shared and may still see, online or not, the last changed first."""
    if viewer.user_id is None:
        return []
    pages = SharedPage.objects.filter(owner_id=viewer.user_id).order_by("-changed_at", "-pk")
    shown = set(pages.visible_to(viewer).values_list("pk", flat=True)) | set(
        pages.drafts_of(viewer).values_list("pk", flat=True)
    )
    return [page for page in pages if page.pk in shown]


def of_own_organisations(viewer: Viewer) -> Any:
    """Return the pages of the organisations that this person belongs to, online or not, the last changed first."""
    own = Q(pk__in=[])
    for affiliation in viewer.affiliations:
        if may(viewer, Deed.SEE_DRAFT, affiliation.path):
            own |= Q(path__startswith=affiliation.path)
    return SharedPage.objects.filter(own).order_by("-changed_at", "-pk")
