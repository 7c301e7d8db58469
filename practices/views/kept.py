"""Keeps what somebody typed whose session had ended, until that person has signed in again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from practices.actions.practice import AlreadyPublished, save_draft, start_draft, start_editing
from practices.models import PracticeDraft
from practices.rules.visibility import Viewer

_NAME = "typed_before_sign_in"
#: More than a long startbericht; a session is no place for more.
MOST_CHARACTERS = 200_000


def keep(session: SessionBase, draft_id: UUID, values: Mapping[str, Any]) -> bool:
    """Put what was typed in the session, beside what was kept for this draft before; False when it is too much."""
    before = session.get(_NAME, {})
    earlier = before.get("values", {}) if before.get("draft") == str(draft_id) else {}
    kept = {"draft": str(draft_id), "values": {**earlier, **values}}
    if len(json.dumps(kept)) > MOST_CHARACTERS:
        return False
    session[_NAME] = kept
    return True


def save_kept(session: SessionBase, *, by: Viewer, at: datetime) -> PracticeDraft | None:
    """Save what the session keeps in the draft of whoever signed in now, and return that; None when there is nothing.

    Somebody else's draft gets nothing, and what was typed for it goes: two people may share a computer. When the draft
    is gone the text goes into a new one, when it was published meanwhile into an edit of its page.
    """
    kept = session.pop(_NAME, None)
    if kept is None:
        return None
    draft = PracticeDraft.objects.filter(pk=UUID(kept["draft"])).first() or start_draft(by=by, at=at)
    if draft.user_id is None:  # typed before signing in, in a session that is over
        draft = start_draft(by=by, at=at)
    if draft.user_id != by.user_id:
        return None
    return save_somewhere(draft, kept["values"], by=by, at=at)


def save_somewhere(draft: PracticeDraft, values: Mapping[str, Any], *, by: Viewer, at: datetime) -> PracticeDraft:
    """Save in the draft, or in an edit of its page when it was published already; return where it went."""
    try:
        save_draft(draft.pk, values=values, by=by)
    except AlreadyPublished as published:
        draft = start_editing(published.page, by=by, at=at)
        save_draft(draft.pk, values=values, by=by)
    return draft
