"""Sends what waits within seconds, beside the relay, and goes on when the mail server or the database was away."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event, Thread

import structlog
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from search.alerts.addresses import NoSiteAddress, site_address
from search.alerts.digest_mail import write_digest
from search.alerts.digests import DIGEST
from search.alerts.letters import letter_kinds, write_letter
from search.alerts.post import MailAway, Post, Writer

logger = structlog.get_logger(__name__)

#: Seconds between two looks at what waits, and between two tries when something is away.
EVERY = 2.0
LONGEST_REST = 300.0


def writers() -> Mapping[str, Writer]:
    """Return who writes which kind of mail."""
    return {DIGEST: write_digest, **dict.fromkeys(letter_kinds(), write_letter)}


def start_postman(stop: Event) -> Thread:
    """Start sending in a thread, so that a mail server that hangs keeps nothing else waiting."""
    thread = Thread(target=deliver, args=(stop,), name="postman", daemon=True)
    thread.start()
    return thread


def deliver(stop: Event) -> None:
    """Send until asked to stop."""
    rest = EVERY
    while not stop.is_set():
        trouble = send_once(stop)
        if trouble:
            logger.warning("alerts_mail_waits", reason=trouble)
        rest = min(LONGEST_REST, rest * 2) if trouble else EVERY
        stop.wait(rest)
    connection.close()


def send_once(stop: Event) -> str:
    """Send what waits, and return what is in the way: nothing that happens here ends the thread."""
    try:
        site_address()
        Post(writers(), clock=timezone.now).send_waiting(stop=stop)
    except (NoSiteAddress, MailAway) as error:
        return str(error)
    except (DatabaseError, InterfaceError) as error:
        connection.close()  # the next query opens a new one
        return str(error).strip()
    except Exception as error:  # such as a mail backend that cannot be loaded: the next try may find it mended
        logger.exception("alerts_mail_failed")
        return f"{type(error).__name__}: {error}"
    return ""
