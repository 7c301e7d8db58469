"""Links that stop mail: secret, for one purpose, and not to be read from the database."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.crypto import salted_hmac

from search.models import StopLink, Subscription

#: How long a link in a mail stops it; after that its owner signs in.
LASTS = timedelta(days=400)
_SALT = "search.alerts.stop"


def stop_token(message_id: str, subscription: int | None) -> str:
    """Return the secret that stops a subscription, or all mail of the rhythm, from one mail.

    The same at every try to send that mail, and without the site's secret key nobody can make it.
    """
    secret = salted_hmac(_SALT, f"{message_id} {subscription or 'alles'}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def stop_path(token: str) -> str:
    """Return the address on this site of the link with this secret."""
    return reverse("search:stop", args=[token])


def make_stop_links(message_id: str, subscriptions: Iterable[Subscription], *, rhythm: str, at: datetime) -> None:
    """Keep the links of one mail: one per subscription, and one for all of its rhythm."""
    found = list(subscriptions)
    user_id = found[0].user_id
    StopLink.objects.bulk_create(
        StopLink(
            token_hash=_hash(stop_token(message_id, each.pk if each else None)),
            user_id=user_id,
            subscription=each,
            rhythm=rhythm,
            expires_at=at + LASTS,
        )
        for each in (*found, None)
    )


def link_of(token: str, at: datetime) -> StopLink | None:
    """Return the link with this secret, if it still works."""
    links = StopLink.objects.filter(token_hash=_hash(token), expires_at__gt=at)
    return links.select_related("subscription").first()


def forget_expired(at: datetime) -> None:
    """Remove the links that no longer work."""
    StopLink.objects.filter(expires_at__lte=at).delete()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
