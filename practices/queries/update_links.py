"""Signed links that let one person update one practice: they end by themselves, and when a password changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import signing

_SALT = "practices.update-link"
#: How long a link in a mail opens the updates; after that its owner signs in.
LASTS = timedelta(days=60)
_MARK = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """Whom a link is for, and the key of the practice that it opens."""

    user_id: int
    key: str


def make_token(user_id: int, key: str) -> str:
    """Return the secret part of the link; raises `DoesNotExist` for somebody who is gone."""
    user = get_user_model().objects.get(pk=user_id)
    return signing.dumps([user_id, key, _mark_of(user)], salt=_SALT, compress=True)


def open_token(token: str) -> Opened | None:
    """Return what the link opens, or None when it ended, was changed, or its owner has another password by now."""
    try:
        user_id, key, mark = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    return Opened(user_id, key) if user is not None and _mark_of(user) == mark else None


def mark_of_user(user_id: int) -> str:
    """Return what changes when this person gets another password; empty for somebody who is gone."""
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    return _mark_of(user) if user else ""


def _mark_of(user: object) -> str:
    return str(user.get_session_auth_hash())[:_MARK]  # type: ignore[attr-defined]
