"""Saves searches, follows pages, and sends what is due, as the tests of alerts ask it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from django.core import mail
from django.utils import timezone

from portal.accounts import viewer_of
from search.alerts import following, subscriptions
from search.alerts.digest_mail import write_digest
from search.alerts.digests import DIGEST, make_digests
from search.alerts.post import Post
from search.models import OutboxRow, Rhythm, Subscription
from search.querystring import SearchRequest

SITE = "https://plein.example"
DAY = timedelta(days=1)


def refreshed(search_index: Any) -> None:
    search_index.refresh()
    OutboxRow.objects.all().delete()


def save(user: Any, text: str = "wijkteam", rhythm: str = Rhythm.DAILY, **chosen: tuple[str, ...]) -> Subscription:
    asked = SearchRequest(text=text, chosen=chosen)
    return subscriptions.save_search(asked, name=f"Over {text}", rhythm=rhythm, by=viewer_of(user), at=timezone.now())


def follow(user: Any, **about: str) -> Subscription:
    return following.follow(**about, by=viewer_of(user), at=timezone.now())


def send(now: datetime | None = None) -> list[Any]:
    """Make and send what is due, and return the mails."""
    mail.outbox.clear()
    now = now or timezone.now()
    make_digests(now=now, site=SITE)
    Post({DIGEST: write_digest}, clock=lambda: now).send_waiting(stop=Event())
    return list(mail.outbox)


def html_of(message: Any) -> str:
    return str(message.alternatives[0].content)


def links_in(message: Any, label: str) -> list[str]:
    return re.findall(rf'<a href="([^"]*)">{label}</a>', html_of(message))


def path(url: str) -> str:
    assert url.startswith(f"{SITE}/")
    return url.removeprefix(SITE)
