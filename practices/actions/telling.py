"""Lets a letter go to whoever keeps an item: the same people for every kind of letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from practices.models import SharedPage
from practices.queries.keepers import keepers_of
from search.alerts.letters import queue_letter


def tell_keepers(page: SharedPage, kind: str, content: Mapping[str, Any], *, at: datetime) -> None:
    """Let a letter go to who keeps the item, or to the mailbox that stands with it when nobody with an account does.

    Call it in the transaction of what is told.
    """
    for keeper in keepers_of(page) or (None,):
        queue_letter(kind, content, to=keeper, at=at)
