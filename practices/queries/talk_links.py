"""Signed links that let one person, or one shared mailbox, answer a request to talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

from practices.models import TalkRequest
from practices.queries.keepers import keepers_of, mailbox_for
from practices.queries.update_links import mark_of_user

_SALT = "practices.talk-link"
LASTS = timedelta(days=60)
_MARK = 16


@dataclass(frozen=True, slots=True)
class OpenedTalk:
    """The request that a link is for, and who answers; without a number: the shared mailbox of the item."""

    talk: TalkRequest
    user_id: int | None


def make_talk_token(talk: TalkRequest, user_id: int | None) -> str:
    """Return the secret part of the link for this person, or for the mailbox of the item that the request is about."""
    return signing.dumps([talk.pk, user_id, _mark(talk, user_id)], salt=_SALT, compress=True)


def with_tokens(talks: Sequence[TalkRequest], user_id: int | None) -> list[tuple[TalkRequest, str]]:
    """Return requests with the links for one person, in one query."""
    mark = mark_of_user(user_id) if talks and user_id is not None else ""
    return [(talk, signing.dumps([talk.pk, user_id, mark], salt=_SALT, compress=True)) for talk in talks]


def open_talk(token: str) -> OpenedTalk | None:
    """Return what a link is for; None when it ended, was changed, or is for somebody who no longer keeps the item."""
    try:
        number, user_id, mark = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    rows = TalkRequest.objects.select_related("practice", "about", "asked_by", "organisation", "answered_by")
    talk = rows.filter(pk=number, about__live=True).first()
    if talk is None or (user_id is not None and user_id not in keepers_of(talk.about)):
        return None
    return OpenedTalk(talk, user_id) if _mark(talk, user_id) == mark else None


def _mark(talk: TalkRequest, user_id: int | None) -> str:
    """Return what changes when the link must end: a password, or the mailbox of the item."""
    if user_id is not None:
        return mark_of_user(user_id)
    return salted_hmac(_SALT, mailbox_for(talk.about)).hexdigest()[:_MARK]
