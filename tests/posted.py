"""The letters that wait, sent as the relay would send them."""

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


def posted(settings: Any) -> list[Any]:
    """Send what waits, and return those messages."""
    settings.SITE_URL = SITE
    mail.outbox.clear()
    Post(writers(), clock=timezone.now).send_waiting(stop=Event())
    assert not OutgoingMail.objects.filter(attempts__gt=0).exists(), OutgoingMail.objects.values_list("last_error")
    return list(mail.outbox)


def paths_in(message: Any, beginning: str) -> list[str]:
    """Return the addresses on this site in a message that begin so, in order."""
    return re.findall(rf"{re.escape(SITE)}({re.escape(beginning)}\S*)", message.body)
