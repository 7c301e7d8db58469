"""The secret part of a link: made from a number and the key of the site, so that the database alone opens nothing."""

from __future__ import annotations

import base64
import hashlib
from ipaddress import IPv6Address, IPv6Network, ip_address
from uuid import UUID

from django.utils.crypto import salted_hmac


def secret_of(number: UUID, *, purpose: str) -> str:
    """Return the secret of the link with this number; the same at every call, another for each purpose."""
    secret = salted_hmac(f"practices.link.{purpose}", str(number), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """Return what is kept of a secret: it tells which one it is, and cannot be used in its place."""
    return hashlib.sha256(secret.encode()).hexdigest()


def mark_of_network(address: str) -> str:
    """Return a mark by which to count what comes from one network, without keeping its address.

    A connection has 2**64 addresses of IPv6, and may choose; their first half tells which one it is.
    """
    return salted_hmac("practices.network", _network(address), algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
