"""What the editors look at: why an item waits for them, in which order, and when a label is about another text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

#: A label was given to a text; when this share of its words is no longer the same, the editors look again.
CHANGED_A_LOT = 0.3
#: How many items the first page shows at most because the editors chose them.
MOST_FEATURED = 3
#: A phase that was told this short before a save was told by that save.
JUST_NOW = timedelta(hours=1)
#: Saves that tell nothing new.
SILENT_DEEDS = frozenset({"bevestigd", "zichtbaarheid gewijzigd"})

#: What is no text of a page: a day that moves on, or a number, makes no other text.
_NO_WORDS = frozenset(
    {
        *("pk", "path", "depth", "numchild", "translation_key", "source_id", "url_path", "slug", "address"),
        *("changed_at", "live_since", "members_since", "public_since", "first_published_at", "last_published_at"),
        *("latest_revision_created_at", "confirmed_on", "recorded_at", "go_live_at", "expire_at", "draft_title"),
        *("kind", "visibility", "owner", "content_type", "sort_order"),
    }
)


def reasons_to_wait(
    *, kind: str, first: bool, live: bool, phase: str, phase_told: datetime | None, has_answer: bool, at: datetime
) -> list[str]:
    """Return why something that was saved just now must be seen by the editors, as values of `WaitingReason`.

    first: it is online for the first time; phase_told: when its present phase was told
    """
    reasons = []
    if live and first:
        reasons.append("eerste")
    if live and kind == "praktijk" and phase == "gestopt" and phase_told and abs(at - phase_told) < JUST_NOW:
        reasons.append("stop")
    if kind == "casus" and has_answer:
        reasons.append("antwoord")
    return reasons


def words_in(value: Any) -> list[str]:
    """Return the words of whatever a revision keeps of a page."""
    if isinstance(value, str):
        return value.split()
    if isinstance(value, Mapping):
        return [word for name, each in value.items() if name not in _NO_WORDS for word in words_in(each)]
    if isinstance(value, (list, tuple)):
        return [word for each in value for word in words_in(each)]
    return []


def share_changed(before: Iterable[str], after: Iterable[str]) -> float:
    """Return which share of the words differs: 0 when all are the same, 1 when none is."""
    counted, again = Counter(before), Counter(after)
    both, total = (counted & again).total(), counted.total() + again.total()
    return 1 - 2 * both / total if total else 0.0


def changed_a_lot(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether a page, as two revisions keep it, is so different that a label is about another text."""
    return share_changed(words_in(before), words_in(after)) >= CHANGED_A_LOT
