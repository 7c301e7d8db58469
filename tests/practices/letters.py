"""Sends the letters that wait, as the tests of use cases ask it."""

from __future__ import annotations

import re
from threading import Event
from typing import Any

from django.core import mail
from django.utils import timezone

from search.alerts.post import Post
from search.alerts.postman import writers
from search.models import OutgoingMail

SITE = "https://plein.example"


def send_letters(settings: Any) -> dict[str, Any]:
    """Send what waits, and return the letters by the address they went to: each person gets one at most."""
    settings.SITE_URL = SITE
    mail.outbox.clear()
    Post(writers(), clock=timezone.now).send_waiting(stop=Event())
    assert not OutgoingMail.objects.exists(), "a letter could not be written"
    by_address = {message.to[0]: message for message in mail.outbox}
    assert len(by_address) == len(mail.outbox)
    return by_address


def link_in(letter: Any) -> str:
    """Return the address on this site of the one thing to do."""
    return re.findall(rf"^{SITE}(/\S*)$", str(letter.body), re.MULTILINE)[0]
