"""What holds for a startfoto: how many statements, how long a link works, and how far an invitation is."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

#: Statements that an owner may add to the six that are the same everywhere.
MOST_OWN = 4
LONGEST_STATEMENT = 120
#: Partners that one asks in one round.
MOST_PARTNERS = 40
LOWEST, HIGHEST = 1, 5
#: Days that partners get to answer, when the owner does not say otherwise.
USUAL_DAYS = 28
#: Days before the end on which those who did not release anything yet are reminded once.
REMIND_BEFORE = timedelta(days=7)
#: So long after a reminder the same partner may get the next one: whoever is asked did not ask for mail.
SEND_AGAIN_AFTER = timedelta(days=1)
#: What was never released, and addresses that are of no use any more, go so long after the end.
FORGOTTEN_AFTER = timedelta(days=180)


class InvitationState(enum.StrEnum):
    """How far an invitation is; that is all that an owner sees of it before the partner releases."""

    INVITED = "uitgenodigd"
    ANSWERED = "ingevuld"
    RELEASED = "vrijgegeven"
    EXPIRED = "verlopen"
    WITHDRAWN = "ingetrokken"


def state_of(*, answered: bool, released: bool, withdrawn: bool, last_day: date | None, today: date) -> InvitationState:
    """Return how far an invitation is; what was released stays released, whatever came later."""
    if released:
        return InvitationState.RELEASED
    if withdrawn:
        return InvitationState.WITHDRAWN
    if last_day is not None and today > last_day:
        return InvitationState.EXPIRED
    return InvitationState.ANSWERED if answered else InvitationState.INVITED


def to_be_reminded(*, closes_on: date, invited_at: datetime, today: date) -> bool:
    """Tell whether it is time to remind a partner: shortly before the end, and not of what was just sent."""
    return closes_on - REMIND_BEFORE <= today <= closes_on and today > invited_at.date() + timedelta(days=1)
