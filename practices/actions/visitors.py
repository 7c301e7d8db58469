"""What somebody types before signing in, and the one-time link in a mail that signs in and keeps it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from practices.actions.audit import record
from practices.actions.drafts import known_fields, own_draft
from practices.models import MailLink, PracticeDraft
from practices.queries.own import drafts_of_browser
from practices.queries.secret_links import hash_of, secret_of
from practices.rules.visibility import VISITOR, Viewer
from search.alerts.letters import queue_letter

PURPOSE = "sign-in"
#: How long a link in a mail signs in.
LINK_LASTS = timedelta(minutes=30)
#: How long a draft waits for its owner: after an address was left, and when none was.
ADDRESSED_DRAFT_LASTS, DRAFT_LASTS = timedelta(days=14), timedelta(days=2)

#: What one browser has open at a time; what one network begins, and asks, in an hour; what one address gets in one.
#: A town hall shares one network.
MOST_DRAFTS, MOST_DRAFTS_OF_NETWORK, MOST_LINKS_OF_NETWORK, MOST_LINKS_TO_ADDRESS = 3, 300, 200, 3
_HOUR = timedelta(hours=1)


class TooMany(Exception):
    """More than one person needs; the message is a Dutch sentence for the screen."""


@transaction.atomic
def start_draft_of_visitor(*, browser: str, network: str, at: datetime) -> PracticeDraft:
    """Return a new draft of this browser, or the last one in which nothing was typed yet. Raises TooMany.

    browser, network: marks, see `PracticeDraft`
    """
    known = known_fields(VISITOR, today=at.date())
    found = drafts_of_browser(browser)
    untouched = next((draft for draft in found if draft.data == known), None)
    if untouched:
        return untouched
    if len(found) >= MOST_DRAFTS:
        raise TooMany("U heeft hier al drie concepten. Ga met een daarvan verder, of gooi er een weg.")
    begun = PracticeDraft.objects.filter(user=None, network=network, created_at__gt=at - _HOUR)
    if begun.count() >= MOST_DRAFTS_OF_NETWORK:
        raise TooMany("Vanaf uw netwerk zijn net veel concepten begonnen. Log in, of probeer het over een uur opnieuw.")
    return PracticeDraft.objects.create(browser=browser, network=network, data=known)


@transaction.atomic
def ask_link(address: str, *, network: str, at: datetime, draft_id: UUID | None = None, browser: str = "") -> MailLink:
    """Send a link that signs in to this address, whoever it is of; the draft waits until then.

    Without a draft the link carries what waits for this address already: an account may come days after the typing.
    Raises TooMany, or NotAllowed when the draft is not of this browser.
    """
    address = address.strip().lower()
    if draft_id is None:
        waiting = PracticeDraft.objects.filter(user=None, address=address).first()
        return _send(address, waiting, network=network, at=at)
    draft = own_draft(draft_id, VISITOR, browser)
    link = _send(address, draft, network=network, at=at)
    draft.address = address
    draft.save()
    return link


@transaction.atomic
def renew_link(secret: str, *, network: str, at: datetime) -> MailLink | None:
    """Send a new link to where an old one went, and return it; None when there was no such link. Raises TooMany."""
    old = MailLink.objects.filter(token_hash=hash_of(secret), used_at=None).select_related("draft").first()
    return _send(old.address, old.draft, network=network, at=at) if old else None


def _send(address: str, draft: PracticeDraft | None, *, network: str, at: datetime) -> MailLink:
    recent = MailLink.objects.filter(created_at__gt=at - _HOUR)
    if recent.filter(address=address).count() >= MOST_LINKS_TO_ADDRESS:
        raise TooMany("Naar dit adres gingen net al drie e-mails. Kijk ook bij ongewenste e-mail, of wacht een uur.")
    if recent.filter(network=network).count() >= MOST_LINKS_OF_NETWORK:
        raise TooMany("Vanaf uw netwerk zijn net veel links gevraagd. Wacht een uur en probeer het opnieuw.")
    number = uuid.uuid4()
    link = MailLink.objects.create(
        id=number,
        token_hash=hash_of(secret_of(number, purpose=PURPOSE)),
        address=address,
        draft=draft,
        network=network,
        created_at=at,
        expires_at=at + LINK_LASTS,
    )
    queue_letter("sign-in", {"link": str(number)}, to=None, at=at)
    return link


def open_link(secret: str, *, at: datetime) -> MailLink | None:
    """Return the link with this secret while it works."""
    return (
        MailLink.objects.filter(token_hash=hash_of(secret), used_at=None, expires_at__gt=at)
        .select_related("draft")
        .first()
    )


@transaction.atomic
def use_link(secret: str, *, at: datetime) -> MailLink | None:
    """Use the link, once, and return it; None when it does not work (any more)."""
    link = open_link(secret, at=at)
    if link is None or not MailLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        return None
    return link


@transaction.atomic
def claim_draft(draft: PracticeDraft, *, by: Viewer, at: datetime) -> PracticeDraft:
    """Give the draft to whoever signed in, with what is known of that person where nothing was filled in."""
    typed = {name: value for name, value in draft.data.items() if value not in ("", [], [""])}
    draft.data = {**known_fields(by, today=at.date()), **typed}
    draft.user_id, draft.browser, draft.network, draft.address = by.user_id, "", "", ""
    draft.save()
    record(by=by, deed="concept van voor het inloggen", key="", at=at)
    return draft


@transaction.atomic
def claim_drafts_of_browser(browser: str, *, by: Viewer, at: datetime) -> list[PracticeDraft]:
    """Give what was typed in this browser to whoever signed in here, except what waits for another address."""
    return [
        claim_draft(draft, by=by, at=at)
        for draft in drafts_of_browser(browser)
        if draft.address in ("", by.email.lower())
    ]


def forget_visitors(*, at: datetime) -> None:
    """Remove drafts whose owner did not come back, and links that are long over."""
    over = Q(address="", saved_at__lt=at - DRAFT_LASTS) | Q(saved_at__lt=at - ADDRESSED_DRAFT_LASTS)
    for gone in (
        PracticeDraft.objects.filter(over, user=None),
        MailLink.objects.filter(expires_at__lt=at - ADDRESSED_DRAFT_LASTS),
    ):
        if gone.exists():  # looking takes no lock
            gone.delete()
