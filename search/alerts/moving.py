"""Lets those who follow an item follow another instead, and takes that back: what editors do with duplicates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from search.alerts.subscriptions import hear
from search.models import HeardMark, Subscription, SubscriptionKind


@transaction.atomic
def move_followers(before: str, after: str) -> dict[str, Any]:
    """Let whoever follows one item follow the other; who follows both goes on with that one.

    Returns what is needed to take it back, as JSON.
    """
    both = dict(_following(after).values_list("user", "pk"))
    moved, dropped = [], []
    for kept in _following(before):
        if kept.user_id in both:
            marks = list(kept.heard.values_list("mark", flat=True))
            hear(Subscription.objects.get(pk=both[kept.user_id]), marks)
            row = {"user": kept.user_id, "rhythm": kept.rhythm, "created_at": kept.created_at.isoformat()}
            dropped.append({**row, "looked_until": kept.looked_until.isoformat(), "marks": marks})
            kept.delete()
        else:
            kept.target = after
            kept.save(update_fields=["target"])
            moved.append(kept.pk)
    return {"moved": moved, "dropped": dropped}


@transaction.atomic
def take_back_followers(told: dict[str, Any], *, before: str, after: str) -> None:
    """Undo `move_followers`, for those who still follow."""
    Subscription.objects.filter(pk__in=told["moved"], target=after, removed_at=None).update(target=before)
    following = set(_following(before).values_list("user", flat=True))
    still = set(_following(after).values_list("user", flat=True))
    for row in told["dropped"]:
        if row["user"] in still and row["user"] not in following:
            made = Subscription.objects.create(
                user_id=row["user"],
                kind=SubscriptionKind.ITEM,
                target=before,
                rhythm=row["rhythm"],
                created_at=datetime.fromisoformat(row["created_at"]),
                looked_until=datetime.fromisoformat(row["looked_until"]),
            )
            HeardMark.objects.bulk_create([HeardMark(subscription=made, mark=mark) for mark in row["marks"]])


def _following(key: str) -> Any:
    return Subscription.objects.filter(kind=SubscriptionKind.ITEM, target=key, removed_at=None)
