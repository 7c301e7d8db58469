"""Whom a letter about a practice is for when nobody with an account shared it, and which practice it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practices.models import PracticePage
from practices.queries.pages import split_key


def practice_of(content: Mapping[str, Any]) -> PracticePage | None:
    """Return the practice with the key in `content`, as long as it is online."""
    parts = split_key(content["practice"])
    return PracticePage.objects.filter(pk=parts[1], live=True).first() if parts else None


def mailbox_of(page: PracticePage) -> str:
    """Return the mailbox of the practice, else that of its organisation; empty when neither has one."""
    return page.contact_mailbox or page.organisation.mailbox
