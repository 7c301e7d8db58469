"""What the history of the phase of a practice tells: how far it was when it was first shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

#: What is told within so long after sharing belongs to the same deed.
ONE_DEED = timedelta(minutes=1)


def phase_when_shared(history: Sequence[tuple[str, datetime]], shared_at: datetime | None, *, now: str) -> str:
    """Return the phase that was last told when a practice was first shared.

    history: phase and moment that it was told, in the order in which that happened; now: the phase of today, which
        holds when there is no history
    Of a history that only began later it is the first: before that nobody kept one.
    """
    told = [phase for phase, at in history if shared_at and at <= shared_at + ONE_DEED]
    if told:
        return told[-1]
    return history[0][0] if history else now
