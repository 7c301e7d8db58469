"""What an owner does with a startfoto: begin a round, ask partners, remind them, take an invitation back.

No action here reads a score. A link that was answered by hand is the partner's alone from then on; who needs a new one
begins anew, so that an owner never opens what a partner filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from practices.actions.audit import record
from practices.actions.telling import tell_keepers
from practices.models import PartnerKind, PracticePage, StartfotoAnswer, StartfotoInvitation, StartfotoRound
from practices.queries.startfoto import hash_of, new_nonce, secret_of
from practices.rules.permissions import Deed, require
from practices.rules.startfoto import (
    FORGOTTEN_AFTER,
    MOST_PARTNERS,
    REMIND_BEFORE,
    SEND_AGAIN_AFTER,
    USUAL_DAYS,
    to_be_reminded,
)
from practices.rules.visibility import Viewer
from search.alerts.letters import queue_letter


class CannotAsk(Exception):
    """This cannot be done with the round or invitation as it is now; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner to ask. mailbox: where its link goes; empty when the owner hands the link over."""

    name: str
    kind: PartnerKind | None = None
    mailbox: str = ""


@transaction.atomic
def start_round(
    page: PracticePage,
    *,
    on: date,
    closes_on: date,
    own_statements: list[str],
    asks_family: bool,
    again_on: date | None,
    by: Viewer,
    at: datetime,
) -> StartfotoRound:
    """Begin a startfoto or, when there is one, a vervolgfoto; a second click gets the same. Raises NotAllowed."""
    page = _locked(page, by)
    given = {
        "closes_on": closes_on,
        "own_statements": own_statements,
        "asks_family": asks_family,
        "again_on": again_on,
        "started_at": at,
    }
    begun, is_new = StartfotoRound.objects.get_or_create(practice=page, date=on, defaults=given)
    if is_new:
        record(by=by, deed="startfoto begonnen", key=page.key, at=at, date=on.isoformat())
    return begun


@transaction.atomic
def change_round(
    round_: StartfotoRound,
    *,
    closes_on: date,
    own_statements: list[str],
    asks_family: bool,
    again_on: date | None,
    by: Viewer,
    at: datetime,
) -> StartfotoRound:
    """Change a round; its statements only while nobody filled in. Raises NotAllowed or CannotAsk."""
    page = _locked(round_.practice, by)
    now = StartfotoRound.objects.select_for_update().get(pk=round_.pk)
    if own_statements != now.own_statements and StartfotoAnswer.objects.filter(invitation__round=now).exists():
        raise CannotAsk("De stellingen kunnen niet meer veranderen: een partner vulde ze al in.")
    if again_on != now.again_on:
        now.again_told_at = None
    now.closes_on, now.own_statements, now.asks_family, now.again_on = closes_on, own_statements, asks_family, again_on
    now.save()
    record(by=by, deed="startfoto gewijzigd", key=page.key, at=at, date=now.date.isoformat())
    return now


@transaction.atomic
def invite(round_: StartfotoRound, *, partner: Partner, by: Viewer, at: datetime) -> tuple[StartfotoInvitation, str]:
    """Ask a partner, and return the secret of its link when the owner hands that over, else an empty text.

    Raises NotAllowed, or CannotAsk when this partner was asked already or the round is over.
    """
    page = _locked(round_.practice, by)
    asked = StartfotoInvitation.objects.filter(round=round_, withdrawn_at=None, is_own=False)
    if at.date() > round_.closes_on:
        raise CannotAsk("Deze ronde is voorbij. Kies eerst een latere einddatum.")
    if asked.filter(partner__iexact=partner.name).exists():
        raise CannotAsk(f"{partner.name} is al uitgenodigd. Stuur hieronder de uitnodiging opnieuw.")
    if asked.count() >= MOST_PARTNERS:
        raise CannotAsk(f"U kunt hoogstens {MOST_PARTNERS} partners uitnodigen.")
    nonce = new_nonce()
    invitation = StartfotoInvitation.objects.create(
        round=round_,
        partner=partner.name,
        partner_kind=partner.kind,
        mailbox=partner.mailbox,
        nonce=nonce,
        secret_hash=hash_of(secret_of(nonce)),
        invited_at=at,
    )
    if partner.mailbox:
        queue_letter("startfoto-invited", {"invitation": invitation.pk}, to=None, at=at)
    record(by=by, deed="partner uitgenodigd voor startfoto", key=page.key, at=at, partner=partner.name)
    return invitation, "" if partner.mailbox else secret_of(nonce)


@transaction.atomic
def send_again(invitation: StartfotoInvitation, *, by: Viewer, at: datetime) -> None:
    """Send the link once more to the same address, and let a round that ended go on.

    Raises NotAllowed, or CannotAsk, also when the partner got it again less than a day ago.
    """
    page, now = _asked(invitation, by)
    if not now.mailbox:
        raise CannotAsk("Van deze partner is geen e-mailadres bekend. Maak een nieuwe link om zelf door te geven.")
    if now.reminded_at and now.reminded_at > at - SEND_AGAIN_AFTER:
        raise CannotAsk(f"{now.partner} kreeg minder dan een dag geleden al een mail. Probeer het morgen opnieuw.")
    _go_on(now.round, at)
    queue_letter("startfoto-reminder", {"invitation": now.pk}, to=None, at=at)
    StartfotoInvitation.objects.filter(pk=now.pk).update(reminded_at=at)
    record(by=by, deed="uitnodiging voor startfoto opnieuw gestuurd", key=page.key, at=at, partner=now.partner)


@transaction.atomic
def renew_link(invitation: StartfotoInvitation, *, by: Viewer, at: datetime) -> str:
    """Return the secret of a new link to hand over; what was filled in with the one before goes, unseen.

    Raises NotAllowed, or CannotAsk for what was released or went by mail.
    """
    page, now = _asked(invitation, by)
    if now.mailbox:
        raise CannotAsk("Deze link ging per mail. Stuur de uitnodiging opnieuw.")
    _go_on(now.round, at)
    StartfotoAnswer.objects.filter(invitation=now).delete()
    now.nonce = new_nonce()
    now.secret_hash = hash_of(secret_of(now.nonce))
    now.save()
    record(by=by, deed="nieuwe link voor startfoto", key=page.key, at=at, partner=now.partner)
    return secret_of(now.nonce)


@transaction.atomic
def withdraw_invitation(invitation: StartfotoInvitation, *, by: Viewer, at: datetime) -> None:
    """End a link; what was filled in goes, unseen. What was released stays. Raises NotAllowed or CannotAsk."""
    page, now = _asked(invitation, by)
    StartfotoAnswer.objects.filter(invitation=now).delete()
    now.withdrawn_at, now.secret_hash, now.mailbox = at, None, ""
    now.save()
    record(by=by, deed="uitnodiging voor startfoto ingetrokken", key=page.key, at=at, partner=now.partner)


def remind_of_startfotos(*, at: datetime) -> int:
    """Remind partners before a round ends and owners of the next round, once each; return how many letters that is.

    What was never released goes half a year after the end, with the addresses.
    """
    today = at.date()
    with transaction.atomic():
        ending = (
            StartfotoInvitation.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("round")
            .filter(
                withdrawn_at=None,
                reminded_at=None,
                answer__released_at=None,
                round__closes_on__gte=today,
                round__closes_on__lte=today + REMIND_BEFORE,
            )
            .exclude(mailbox="")
            .order_by("pk")
        )
        due = [
            each
            for each in ending
            if to_be_reminded(closes_on=each.round.closes_on, invited_at=each.invited_at, today=today)
        ]
        for each in due:
            queue_letter("startfoto-reminder", {"invitation": each.pk}, to=None, at=at)
        StartfotoInvitation.objects.filter(pk__in=[each.pk for each in due]).update(reminded_at=at)
        again = list(
            StartfotoRound.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(again_on__lte=today, again_told_at=None)
            .select_related("practice")
            .order_by("pk")
        )
        for round_ in again:
            tell_keepers(round_.practice, "startfoto-again", {"round": round_.pk}, at=at)
        StartfotoRound.objects.filter(pk__in=[each.pk for each in again]).update(again_told_at=at)
        _forget(today)
    return len(due) + len(again)


def _forget(today: date) -> None:
    over = StartfotoInvitation.objects.filter(round__closes_on__lt=today - FORGOTTEN_AFTER)
    StartfotoAnswer.objects.filter(invitation__in=over, invitation__is_own=False, released_at=None).delete()
    over.exclude(mailbox="").update(mailbox="", secret_hash=None)


def _go_on(round_: StartfotoRound, at: datetime) -> None:
    """Give partners time again when a round ended."""
    if at.date() > round_.closes_on:
        round_.closes_on = at.date() + timedelta(days=USUAL_DAYS)
        round_.save(update_fields=["closes_on"])


def _locked(page: PracticePage, by: Viewer) -> PracticePage:
    found = PracticePage.objects.select_for_update().get(pk=page.pk)
    require(by, Deed.EDIT, found.path)
    return found


def _asked(invitation: StartfotoInvitation, by: Viewer) -> tuple[PracticePage, StartfotoInvitation]:
    """Return the practice and the invitation as they are now; raises CannotAsk when there is nothing to do."""
    page = _locked(invitation.round.practice, by)
    now = StartfotoInvitation.objects.select_for_update().get(pk=invitation.pk)
    if now.withdrawn_at or now.is_own:
        raise CannotAsk("Deze uitnodiging is ingetrokken.")
    if StartfotoAnswer.objects.filter(invitation=now, released_at__isnull=False).exists():
        raise CannotAsk("Deze partner gaf de scores al vrij.")
    return page, now
