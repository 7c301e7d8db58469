"""Sends the mail that waits: each to one process at a time, and each until it was handed over.

A row goes only after the mail server took its mail. Who is killed between the two leaves a lease that runs out (at once
on the same machine); then that one mail is sent again, with the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from threading import Event

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet

from search.models import OutgoingMail
from search.outbox.processes import is_gone, own_name

logger = structlog.get_logger(__name__)

#: How long a process may work on one mail: longer than a mail server may think.
LEASE = timedelta(minutes=5)
#: A refused mail rests this long after the first time, twice as long after each next time, and is parked at the end.
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=6)
MOST_ATTEMPTS = 10

#: Writes the mail of a row, or returns None when there is nothing (left) to say.
Writer = Callable[[OutgoingMail], EmailMessage | None]


class MailAway(Exception):
    """The mail server cannot be reached; what waits, waits on."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the mails: how many were sent, refused for now, parked, and dropped because nothing was left."""

    sent: int = 0
    refused: int = 0
    parked: int = 0
    dropped: int = 0

    def __add__(self, other: Sent) -> Sent:
        return Sent(
            self.sent + other.sent,
            self.refused + other.refused,
            self.parked + other.parked,
            self.dropped + other.dropped,
        )


def claimable(now: datetime) -> QuerySet[OutgoingMail]:
    """Return the mails that may be sent at this moment."""
    return OutgoingMail.objects.filter(
        Q(not_before=None) | Q(not_before__lte=now), Q(leased_until=None) | Q(leased_until__lte=now), parked=False
    )


class Post:
    """Sends for one process. Any number of them may run.

    writers: per kind of mail
    clock: the time, in UTC
    """

    def __init__(self, writers: Mapping[str, Writer], *, clock: Callable[[], datetime]) -> None:
        self._writers = writers
        self._clock = clock
        self._owner = own_name()

    def send_waiting(self, *, stop: Event) -> Sent:
        """Send what may be sent now; raises MailAway. Ends with the mail in hand when asked to stop."""
        self._free_the_gone()
        total = Sent()
        if not claimable(self._clock()).exists():
            return total
        with _Server() as server:
            while not stop.is_set() and (mail := self._claim()) is not None:
                total += self._handle(mail, server)
                server.open()  # after a mail that it did not take
        return total

    def _claim(self) -> OutgoingMail | None:
        now = self._clock()
        with transaction.atomic(durable=True):
            mail = claimable(now).select_for_update(skip_locked=True).first()
            if mail is not None:
                mail.lease_owner, mail.leased_until = self._owner, now + LEASE
                mail.save(update_fields=["lease_owner", "leased_until"])
        return mail

    def _handle(self, mail: OutgoingMail, server: _Server) -> Sent:
        try:
            message = self._writers[mail.kind](mail)
            if message is not None:
                server.send(message)
        except Exception as error:  # whatever is the matter with one mail must not keep the others
            server.close()
            return self._refuse(mail, f"{type(error).__name__}: {error}")
        own = OutgoingMail.objects.filter(pk=mail.pk, lease_owner=self._owner)
        if not own.delete()[0]:  # it took too long, and another sends it as well
            logger.warning("alerts_mail_lease_lost", message_id=mail.message_id)
        return Sent(sent=1) if message is not None else Sent(dropped=1)

    def _refuse(self, mail: OutgoingMail, reason: str) -> Sent:
        attempts = mail.attempts + 1
        parked = attempts >= MOST_ATTEMPTS
        OutgoingMail.objects.filter(pk=mail.pk, lease_owner=self._owner).update(
            attempts=attempts,
            parked=parked,
            not_before=self._clock() + min(LONGEST_REST, FIRST_REST * 2**mail.attempts),
            lease_owner="",
            leased_until=None,
            last_error=reason[:500],
        )
        log = logger.error if parked else logger.warning
        log("alerts_mail_parked" if parked else "alerts_mail_refused", message_id=mail.message_id, reason=reason[:200])
        return Sent(refused=not parked, parked=parked)

    def _free_the_gone(self) -> None:
        """Free at once what ended processes of this host hold, instead of waiting for their time to run out."""
        held = OutgoingMail.objects.filter(leased_until__gt=self._clock())
        gone = [owner for owner in set(held.values_list("lease_owner", flat=True)) if is_gone(owner)]
        OutgoingMail.objects.filter(lease_owner__in=gone).update(leased_until=None)


class _Server:
    """A connection to the mail server that is opened again after a mail that it did not take."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend = get_connection()
        self._is_open = False

    def __enter__(self) -> _Server:
        self.open()
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def open(self) -> None:
        """Open the connection unless it is open; raises MailAway."""
        if self._is_open:
            return
        try:
            self._connection.open()
        except (OSError, SMTPException) as error:
            raise MailAway(f"{type(error).__name__}: {error}") from error
        self._is_open = True

    def send(self, message: EmailMessage) -> None:
        """Hand the message over, or raise what the server says."""
        message.connection = self._connection
        message.send(fail_silently=False)

    def close(self) -> None:
        """End the connection, whatever state it is in."""
        try:
            self._connection.close()
        except (OSError, SMTPException) as error:
            logger.info("alerts_mail_connection_broken", reason=str(error))
        self._is_open = False


def revive_parked() -> int:
    """Let parked mails be tried again, and return how many there are."""
    return OutgoingMail.objects.filter(parked=True).update(parked=False, attempts=0, not_before=None)
