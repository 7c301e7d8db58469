"""The button on a page with which one follows an item or a topic, and stops following it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from search.alerts import subscriptions
from search.models import Rhythm, Subscription, SubscriptionKind
from search.sources import Person

#: How often a mail may come at first; its owner changes that in the own list.
RHYTHM = Rhythm.WEEKLY


@dataclass(frozen=True, slots=True)
class FollowButton:
    """What the button shows and sends. Of an item `key` is given, of a topic `facet` and `value`.

    what: in a sentence, such as "deze praktijk"; back: where the page with the button is
    """

    what: str
    back: str
    key: str = ""
    facet: str = ""
    value: str = ""
    is_followed: bool = False
    is_signed_in: bool = False


def button_for_item(key: str, *, what: str, back: str, person: Person) -> FollowButton:
    """Return the button of an item."""
    followed = bool(subscriptions.followed([key], person))
    return FollowButton(what, back, key=key, is_followed=followed, is_signed_in=person.user_id is not None)


def button_for_topic(facet: str, value: str, *, what: str, back: str, person: Person) -> FollowButton:
    """Return the button of one value of a facet."""
    followed = bool(subscriptions.followed([_target(facet, value)], person))
    return FollowButton(
        what, back, facet=facet, value=value, is_followed=followed, is_signed_in=person.user_id is not None
    )


def follow(*, key: str = "", facet: str = "", value: str = "", by: Person, at: datetime) -> Subscription:
    """Follow what a button is about; twice is once. Raises CannotKeep."""
    try:
        if key:
            return subscriptions.follow_item(key, rhythm=RHYTHM, by=by, at=at)
        return subscriptions.follow_topic(facet, value, rhythm=RHYTHM, by=by, at=at)
    except subscriptions.KeptAlready as already:
        return already.subscription


def unfollow(*, key: str = "", facet: str = "", value: str = "", by: Person, at: datetime) -> None:
    """Stop following what a button is about; what is not followed stays so."""
    target = key or _target(facet, value)
    for kept in subscriptions.followed([target], by).values():
        subscriptions.remove(kept.pk, by=by, at=at)


def _target(facet: str, value: str) -> str:
    try:
        return subscriptions.canonical(subscriptions.topic(facet, value))
    except subscriptions.CannotKeep:
        return f"{facet}:{value}"  # no address of a search: followed by nobody


def number_of_followers(key: str) -> int:
    """Return how many people follow an item."""
    return Subscription.objects.filter(kind=SubscriptionKind.ITEM, target=key, removed_at=None).count()
