"""Marks of where a request comes from: its browser while nobody signed in, and its network."""

from __future__ import annotations

import secrets

from django.http import HttpRequest

from practices.queries.secret_links import hash_of, mark_of_network

_NAME = "secret_of_browser"


def browser_of(request: HttpRequest) -> str:
    """Return the mark of this browser, or nothing when nobody typed here before signing in."""
    secret = request.session.get(_NAME)
    return hash_of(secret) if secret else ""


def marked_browser(request: HttpRequest) -> str:
    """Return the mark of this browser, which gets one when it had none."""
    request.session[_NAME] = request.session.get(_NAME) or secrets.token_urlsafe(32)
    return browser_of(request)


def network_of(request: HttpRequest) -> str:
    """Return the mark of the network, which the setting PROXIES tells behind a proxy."""
    return mark_of_network(request.META.get("REMOTE_ADDR", ""))
