"""Reads startfoto's: what an owner may know of them, and what a personal link opens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import salted_hmac

from practices.models import PracticePage, StartfotoAnswer, StartfotoInvitation, StartfotoRound
from practices.rules.startfoto import InvitationState, state_of

_SALT = "practices.startfoto-link"
#: Longer than any secret; what is longer is not looked up.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A partner that was asked, as its owner may know it: never what was filled in.

    by_mail: the link went by mail; else the owner handed it over
    """

    number: int
    partner: str
    kind: str
    mailbox: str
    is_own: bool
    state: InvitationState

    @property
    def by_mail(self) -> bool:
        return bool(self.mailbox)


@dataclass(frozen=True, slots=True)
class Round:
    """A round with those who were asked in it; `name` is "Startfoto" or "Vervolgfoto"."""

    round: StartfotoRound
    name: str
    asked: Sequence[Asked]
    is_open: bool

    @property
    def own_is_released(self) -> bool:
        return any(each.is_own and each.state == InvitationState.RELEASED for each in self.asked)

    @property
    def is_answered(self) -> bool:
        return any(each.state in {InvitationState.ANSWERED, InvitationState.RELEASED} for each in self.asked)


def rounds_of(practice: PracticePage, *, today: date) -> list[Round]:
    """Return the rounds of a practice, the newest first, in three queries; without a single score."""
    rounds = list(StartfotoRound.objects.filter(practice=practice).order_by("date", "pk"))
    people: dict[int, list[Asked]] = {each.pk: [] for each in rounds}
    invitations = StartfotoInvitation.objects.filter(round__in=rounds).select_related("partner_kind", "round")
    answers = dict(
        StartfotoAnswer.objects.filter(invitation__round__in=rounds).values_list("invitation", "released_at")
    )
    for each in invitations:
        people[each.round_id].append(
            Asked(
                number=each.pk,
                partner=each.partner,
                kind=each.partner_kind.name if each.partner_kind else "",
                mailbox=each.mailbox,
                is_own=each.is_own,
                state=state_of(
                    answered=each.pk in answers,
                    released=answers.get(each.pk) is not None,
                    withdrawn=each.withdrawn_at is not None,
                    last_day=None if each.is_own else each.round.closes_on,
                    today=today,
                ),
            )
        )
    first = rounds[0].pk if rounds else None
    return [
        Round(each, "Startfoto" if each.pk == first else "Vervolgfoto", people[each.pk], today <= each.closes_on)
        for each in reversed(rounds)
    ]


def name_of(round_: StartfotoRound) -> str:
    """Return "startfoto" for the first round of a practice, and "vervolgfoto" for each later one."""
    earlier = StartfotoRound.objects.filter(practice=round_.practice_id, date__lt=round_.date).exists()
    return "vervolgfoto" if earlier else "startfoto"


def new_nonce() -> str:
    """Return what a new secret is made of."""
    return secrets.token_urlsafe(24)


def secret_of(nonce: str) -> str:
    """Return the secret of a link: whoever reads only the database cannot make it."""
    return salted_hmac(_SALT, nonce, algorithm="sha256").hexdigest()


def hash_of(secret: str) -> str:
    """Return by what a link is found."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_at(secret: str) -> StartfotoInvitation | None:
    """Return what a link opens, or None when there is no such link (any more). Whether it is open is up to the day."""
    if not secret.isascii() or len(secret) > _LONGEST:
        return None
    return (
        StartfotoInvitation.objects.select_related("round__practice", "answer")
        .filter(secret_hash=hash_of(secret), withdrawn_at=None)
        .first()
    )
