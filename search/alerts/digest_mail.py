"""Writes the mail of a digest: what it may say at the moment of sending, in plain text and simple HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string

from search.alerts.addresses import site_address
from search.alerts.matching import told_events
from search.alerts.subscriptions import shown
from search.alerts.tokens import stop_path, stop_token
from search.models import OutgoingMail, Rhythm, Subscription, SubscriptionKind
from search.sources import Card, Person, get_people, get_source
from search.values import Event

#: Hits that stand in a mail per subscription; the page of the search has them all.
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is new. url: absolute; empty for what happened with the page that the part is about."""

    title: str
    url: str = ""
    text: str = ""
    kind: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is new in one subscription. more: how many more there are than `lines`."""

    title: str
    url: str
    why: str
    lines: tuple[Line, ...]
    more: int
    stop_url: str

    @property
    def total(self) -> int:
        return len(self.lines) + self.more


def write_digest(mail: OutgoingMail) -> EmailMessage | None:
    """Return the mail, or None when nothing is left to say: its reader is gone, stopped it, or may no longer see it."""
    if mail.user_id is None or (recipient := get_people().recipient(mail.user_id)) is None:
        return None
    site = site_address()
    parts = _parts(mail, mail.user_id, recipient.person, site)
    if not parts:
        return None
    stop_all = site + stop_path(stop_token(mail.message_id, None))
    often = "dag" if mail.content["rhythm"] == Rhythm.DAILY else "week"
    context = {
        "parts": parts,
        "often": often,
        "stop_url": stop_all,
        "site": site,
        "list_url": f"{site}/mijn/#meldingen",
    }
    message = EmailMultiAlternatives(
        subject=_subject(parts),
        body=render_to_string("mail/digest.txt", context),
        to=[recipient.address],
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop_all}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return message


def _parts(mail: OutgoingMail, user_id: int, person: Person, site: str) -> list[Part]:
    told: dict[int, list[str]] = {entry["subscription"]: entry["tell"] for entry in mail.content["entries"]}
    own = Subscription.objects.filter(pk__in=told, user_id=user_id, removed_at=None).exclude(rhythm=Rhythm.NEVER)
    subscriptions = sorted(own, key=lambda each: (each.kind != SubscriptionKind.ITEM, each.created_at, each.pk))
    source = get_source()
    items = [each.target for each in subscriptions if each.kind == SubscriptionKind.ITEM]
    keys = {key for each in subscriptions if each.kind != SubscriptionKind.ITEM for key in told[each.pk]}
    cards = source.cards(sorted(keys), person)
    events = source.events(items, person, since=None) if items else {}
    parts = []
    for each, about in zip(subscriptions, shown(subscriptions, person), strict=True):
        stop_url = site + stop_path(stop_token(mail.message_id, each.pk))
        if each.kind == SubscriptionKind.ITEM:
            lines = _event_lines(told_events(each.target, told[each.pk], events))
        else:
            lines = _hit_lines(told[each.pk], cards, site)
        if lines and about.url:
            url = site + about.url
            parts.append(
                Part(about.title, url, about.why, lines[:MOST_SHOWN], max(0, len(lines) - MOST_SHOWN), stop_url)
            )
    return parts


def _hit_lines(keys: Sequence[str], cards: Mapping[str, Card], site: str) -> tuple[Line, ...]:
    found = [cards[key] for key in keys if key in cards]
    return tuple(Line(_one_line(card.title), site + card.url, _one_line(card.text), card.kind_label) for card in found)


def _event_lines(events: Sequence[Event]) -> tuple[Line, ...]:
    return tuple(Line(_one_line(event.text), on=event.on) for event in events)


def _subject(parts: Sequence[Part]) -> str:
    total = sum(part.total for part in parts)
    number = "1 bericht" if total == 1 else f"{total} berichten"
    if len(parts) == 1:
        return _one_line(f"Nieuw op Praktijkplein: {number} bij {parts[0].title}")
    return f"Nieuw op Praktijkplein: {number}"


def _one_line(text: Any) -> str:
    return " ".join(str(text).split())
