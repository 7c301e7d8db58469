"""What a partner does with a startfoto: fill it in, change it, and release it; an owner does so with its own score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from practices.actions.sharing import keep_word_of_others
from practices.actions.telling import tell_keepers
from practices.models import (
    BaselineMeasurement,
    PracticePage,
    StartfotoAnswer,
    StartfotoInvitation,
    StartfotoRound,
)
from practices.queries.startfoto import hash_of, new_nonce, secret_of
from practices.rules.permissions import Deed, NotAllowed, require
from practices.rules.visibility import Viewer


class AlreadyReleased(Exception):
    """What was released is there for the readers of the practice, and does not change any more."""


class LinkEnded(Exception):
    """The link is of no use any more: it was taken back, replaced, or the round is over."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in, after it was checked. scores: 1 to 5 by the name of a statement; some may be missing."""

    scores: Mapping[str, int]
    remark: str = ""
    family_effect: str = ""


@transaction.atomic
def fill_in(invitation: StartfotoInvitation, *, filled: Filled, release: bool, at: datetime) -> str:
    """Keep what a partner filled in by its link, and return the secret that its link has from now on.

    A link that the owner handed over gets another secret at the first answer, so that the owner cannot open that.
    release: show it on the page of the practice as well
    Raises AlreadyReleased or LinkEnded.
    """
    page = PracticePage.objects.select_for_update().get(pk=invitation.round.practice_id)
    now = StartfotoInvitation.objects.select_for_update().get(pk=invitation.pk)
    if now.secret_hash is None or now.secret_hash != invitation.secret_hash or at.date() > now.round.closes_on:
        raise LinkEnded
    is_first = _keep(now, filled, at)
    if is_first and not now.mailbox:
        now.nonce = new_nonce()
        now.secret_hash = hash_of(secret_of(now.nonce))
        now.save()
    if release:
        _release(page, now, by=Viewer(name=f"{now.partner[:150]} (persoonlijke link)"), at=at)
    return secret_of(now.nonce)


@transaction.atomic
def fill_in_own(round_: StartfotoRound, *, filled: Filled, release: bool, by: Viewer, at: datetime) -> None:
    """Keep the owner's own score, which colleagues see and may change until it is released.

    Raises NotAllowed, also for those who may edit but do not belong to the organisation, or AlreadyReleased.
    """
    page = PracticePage.objects.select_for_update().get(pk=round_.practice_id)
    require_own(page, by)
    own, _ = StartfotoInvitation.objects.get_or_create(
        round=round_, is_own=True, defaults={"partner": page.organisation.title, "invited_at": at}
    )
    _keep(own, filled, at)
    if release:
        _release(page, own, by=by, at=at)


def require_own(page: PracticePage, by: Viewer) -> None:
    """Raise NotAllowed unless this person gives the owner's own score: who merely curates does not see it."""
    require(by, Deed.EDIT, page.path)
    if not by.owns(page.path):
        raise NotAllowed("De eigen score geven alleen medewerkers van de organisatie zelf.")


def _keep(invitation: StartfotoInvitation, filled: Filled, at: datetime) -> bool:
    """Keep what was filled in, and tell whether it is the first time."""
    there = StartfotoAnswer.objects.filter(invitation=invitation).first()
    if there is not None and there.released_at is not None:
        raise AlreadyReleased
    answer = there or StartfotoAnswer(invitation=invitation)
    answer.scores, answer.remark = dict(sorted(filled.scores.items())), filled.remark
    answer.family_effect, answer.saved_at = filled.family_effect, at
    answer.save()
    return there is None


def _release(page: PracticePage, invitation: StartfotoInvitation, *, by: Viewer, at: datetime) -> None:
    """Move an answer to the page of the practice, where its readers see it, and tell the owner."""
    answer = StartfotoAnswer.objects.get(invitation=invitation)
    page.measurements.add(
        BaselineMeasurement(
            date=invitation.round.date,
            partner=invitation.partner,
            scores=answer.scores,
            remark=answer.remark,
            family_effect=answer.family_effect,
            released=True,
            released_at=at,
            sort_order=max((each.sort_order or 0 for each in page.measurements.all()), default=-1) + 1,
        )
    )
    keep_word_of_others(page, by=by, deed="startfoto vrijgegeven", at=at, partner=invitation.partner)
    answer.scores, answer.remark, answer.family_effect, answer.released_at = {}, "", "", at
    answer.save()
    if not invitation.is_own:
        tell_keepers(page, "startfoto-released", {"practice": page.key, "partner": invitation.partner}, at=at)
