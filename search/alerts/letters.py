"""Letters: mail to one person about one thing, at once, beside the digests of what is new.

A use case queues a letter in its own transaction. What it says is written at the moment of sending, by the writer of
its kind, so that nobody gets what may no longer be seen. The kinds are named by the setting SEARCH_LETTERS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string

from search.alerts.addresses import new_message_id, site_address
from search.models import OutgoingMail, StoppedLetter
from search.sources import Recipient, get_people

_SALT = "search.alerts.letter"


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things in a letter, each with a link of its own. path: an address on this site."""

    title: str
    text: str = ""
    label: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, in Dutch.

    paragraphs: plain text, above the button
    label, path: the one thing to do, and its address on this site
    entries: things below it
    closing: plain text at the end
    address: where it goes, only for somebody without an account
    """

    subject: str
    paragraphs: tuple[str, ...]
    label: str = ""
    path: str = ""
    entries: tuple[Entry, ...] = ()
    closing: tuple[str, ...] = ()
    address: str = ""


#: Writes a letter from what was queued, for its reader (None without an account); None when nothing is left to say.
LetterWriter = Callable[[Mapping[str, Any], Recipient | None], Letter | None]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter.

    label: what it is about, as it stands in the list of one's mail: "vragen bij wat u deelt"
    why: completes "U krijgt dit omdat ..."
    can_stop: whether one may do without it; what one asked for oneself, such as a link to sign in, cannot be stopped
    """

    label: str
    why: str
    write: LetterWriter
    can_stop: bool = True


@lru_cache(maxsize=1)
def letter_kinds() -> Mapping[str, LetterKind]:
    """Return the kinds of the setting, by name."""
    kinds: Mapping[str, LetterKind] = import_string(settings.SEARCH_LETTERS)
    return kinds


def queue_letter(kind: str, content: Mapping[str, Any], *, to: int | None, at: datetime) -> None:
    """Let a letter be sent after this transaction.

    content: what its writer needs, as JSON: keys and numbers rather than texts and addresses
    to: the number of an account; None for somebody without one, whose address the writer finds
    Raises KeyError for a kind that is not there.
    """
    letter_kinds()[kind]
    OutgoingMail.objects.create(
        message_id=new_message_id(settings.SITE_URL), user_id=to, kind=kind, content=dict(content), created_at=at
    )


def write_letter(mail: OutgoingMail) -> EmailMessage | None:
    """Return the mail, or None when its reader is gone or stopped this kind, or nothing is left to say."""
    kind = letter_kinds()[mail.kind]
    reader = None
    if mail.user_id is not None:
        reader = get_people().recipient(mail.user_id)
        if reader is None or (kind.can_stop and is_stopped(mail.user_id, mail.kind)):
            return None
    letter = kind.write(mail.content, reader)
    address = reader.address if reader else letter.address if letter else ""
    if letter is None or not address:
        return None
    site = site_address()
    stop_url = site + stop_path(mail.user_id, mail.kind) if mail.user_id and kind.can_stop else ""
    context = {"letter": letter, "why": kind.why, "site": site, "stop_url": stop_url, "list_url": f"{site}/mijn/#mail"}
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if stop_url:
        headers |= {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=render_to_string("mail/letter.txt", context),
        to=[address],
        headers=headers,
    )
    message.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
    return message


def is_stopped(user_id: int, kind: str) -> bool:
    """Return whether this person does not want letters of this kind."""
    return StoppedLetter.objects.filter(user_id=user_id, kind=kind).exists()


def stopped_kinds(user_id: int) -> frozenset[str]:
    """Return the kinds of letters that this person does not want."""
    return frozenset(StoppedLetter.objects.filter(user_id=user_id).values_list("kind", flat=True))


def stop_kind(user_id: int, kind: str) -> None:
    """Send this person no letters of this kind any more; nothing happens for an account that is gone."""
    if get_people().recipient(user_id) is not None:
        StoppedLetter.objects.get_or_create(user_id=user_id, kind=kind)


def choose_letters(user_id: int, *, stopped: frozenset[str]) -> None:
    """Keep which kinds this person does not want; those that cannot be stopped are left out."""
    wanted = {name for name, kind in letter_kinds().items() if kind.can_stop and name in stopped}
    StoppedLetter.objects.filter(user_id=user_id).exclude(kind__in=wanted).delete()
    StoppedLetter.objects.bulk_create(
        (StoppedLetter(user_id=user_id, kind=name) for name in sorted(wanted)), ignore_conflicts=True
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of letters as one chooses whether it comes. name: as in `letter_kinds`."""

    name: str
    label: str
    why: str
    is_wanted: bool
    can_stop: bool


def letter_choices(user_id: int) -> list[Choice]:
    """Return every kind of letters with whether this person gets it, in one query."""
    stopped = stopped_kinds(user_id)
    return [
        Choice(name, kind.label, kind.why, not (kind.can_stop and name in stopped), kind.can_stop)
        for name, kind in letter_kinds().items()
    ]


def stop_path(user_id: int, kind: str) -> str:
    """Return the address on this site that stops a kind of letter without signing in."""
    return reverse("search:stop-letters", args=[signing.dumps([user_id, kind], salt=_SALT)])


def opened_stop(token: str) -> tuple[int, str] | None:
    """Return for whom and for which kind a stop link is, or None when nobody made it."""
    try:
        user_id, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return (user_id, kind) if kind in letter_kinds() else None
