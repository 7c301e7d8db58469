"""What mail says of the site that sends it: its address, and the Message-ID."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.conf import settings


class NoSiteAddress(Exception):
    """The site does not know its own address, so no link in a mail would work."""


def site_address() -> str:
    """Return the address of the site without a slash at its end; raises NoSiteAddress."""
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    if settings.DEBUG:
        return "http://127.0.0.1:8000"
    raise NoSiteAddress("SITE_URL is leeg. Vul het adres van de site in, anders werkt geen enkele link in de mail.")


def new_message_id(site: str) -> str:
    """Return a Message-ID (RFC 5322) for mail of the site with this address, which may be empty."""
    return f"<{uuid.uuid4()}@{urlsplit(site).hostname or 'localhost'}>"
