"""Drafts of a practice: whose they are, and what a new one knows already."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from practices.choices import Phase, Visibility
from practices.models import OrganisationPage, PracticeDraft, PracticePage
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Viewer


def known_fields(by: Viewer, *, today: date) -> dict[str, Any]:
    """Return the fields that need no asking: the own organisation, and the contact of the last practice."""
    codes = [affiliation.code for affiliation in by.affiliations]
    organisations = {page.code: page for page in OrganisationPage.objects.filter(code__in=codes)}
    own = next((organisations[code] for code in codes if code in organisations), None)
    last = PracticePage.objects.filter(owner_id=by.user_id).order_by("-pk").first() if by.user_id else None
    return {
        "municipalities": [own.municipality.name] if own and own.municipality else [],
        "lead": own.code if own else "",
        "phase": Phase.IDEA.value,
        "phase_since": today.isoformat(),
        "contact_role": last.contact_role if last else "",
        "contact_mailbox": last.contact_mailbox if last else own.mailbox if own else "",
        "visibility": Visibility.MUNICIPALITIES.value,
    }


def own_draft(draft_id: UUID, by: Viewer, browser: str = "") -> PracticeDraft:
    """Return the draft, locked until the transaction ends; raises NotAllowed when it is not this person's.

    browser: the mark of the browser of somebody who did not sign in yet
    """
    draft = PracticeDraft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None or not is_of(draft, by, browser):
        raise NotAllowed("Dit concept is niet van u.")
    return draft


def is_of(draft: PracticeDraft, viewer: Viewer, browser: str) -> bool:
    """Tell whether a draft is of this person, or of this browser while nobody signed in."""
    if viewer.user_id is not None or draft.user_id is not None:
        return viewer.user_id is not None and draft.user_id == viewer.user_id
    return bool(browser) and draft.browser == browser
