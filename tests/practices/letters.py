"""Sends the letters that wait, as the tests of use cases ask it."""

from __future__ import annotations

import re
from typing import Any

from search.models import OutgoingMail
from tests.posted import SITE, posted


def send_letters(settings: Any) -> dict[str, Any]:
    """Send what waits, and return the letters by the address they went to: each person gets one at most."""
    messages = posted(settings)
    assert not OutgoingMail.objects.exists(), "a letter could not be written"
    by_address = {message.to[0]: message for message in messages}
    assert len(by_address) == len(messages)
    return by_address


def link_in(letter: Any) -> str:
    """Return the address on this site of the one thing to do."""
    return re.findall(rf"^{SITE}(/\S*)$", str(letter.body), re.MULTILINE)[0]
