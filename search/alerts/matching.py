"""Looks what is new for a person: the saved search again, among what appeared since, and what happened with items.

New is what the person may see for the first time since it was saved, by how far it is shared. An old item that is
edited, or hidden and shown again, is not new. Everything is told once; see docs/features/alerts.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from search.alerts.subscriptions import asked_by
from search.models import HeardMark, OutboxRow, Subscription, SubscriptionKind
from search.service import matching
from search.sources import Person, get_source
from search.values import Event

#: A page that is being saved now may carry a moment that lies this far back when it can be seen at last.
MARGIN = timedelta(hours=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one subscription gave.

    tell: keys, newest first, or marks of events, oldest first: what is new
    hear: marks that were told with this, those of `tell` among them
    looked_until: what appeared before this moment need not be looked at again
    """

    subscription: Subscription
    tell: tuple[str, ...]
    hear: frozenset[str]
    looked_until: datetime


def look(subscriptions: Sequence[Subscription], person: Person, now: datetime) -> list[Look]:
    """Return what is new in these subscriptions for their owner; raises `SearchAway`."""
    if not subscriptions:
        return []
    heard = _heard(subscriptions)
    items = [each for each in subscriptions if each.kind == SubscriptionKind.ITEM]
    searches = [each for each in subscriptions if each.kind != SubscriptionKind.ITEM]
    return [*_look_at_items(items, person, heard, now), *_look_at_searches(searches, person, heard, now)]


def _heard(subscriptions: Iterable[Subscription]) -> Mapping[int, set[str]]:
    heard: dict[int, set[str]] = defaultdict(set)
    rows = HeardMark.objects.filter(subscription__in=[each.pk for each in subscriptions])
    for number, mark in rows.values_list("subscription_id", "mark"):
        heard[number].add(mark)
    return heard


def _look_at_searches(
    searches: Sequence[Subscription], person: Person, heard: Mapping[int, set[str]], now: datetime
) -> list[Look]:
    if not searches:
        return []
    appeared = get_source().appeared(min(each.looked_until for each in searches), person)
    waiting = _waiting(appeared)
    looks = []
    for each in searches:
        candidates = {
            key: moment
            for key, moment in appeared.items()
            if moment > each.looked_until and key not in heard.get(each.pk, ())
        }
        found = matching(asked_by(each), person, among=candidates) if candidates else frozenset()
        # What the index does not hold yet is looked at again the next time.
        unsure = [moment - _INSTANT for key, moment in candidates.items() if key in waiting and key not in found]
        looks.append(
            Look(
                subscription=each,
                tell=tuple(sorted(found, key=lambda key: (candidates[key], key), reverse=True)),
                hear=frozenset(found),
                looked_until=max(each.looked_until, min([now - MARGIN, *unsure])),
            )
        )
    return looks


def _waiting(keys: Iterable[str]) -> set[str]:
    """Return which of these keys the index must still look at."""
    waiting = OutboxRow.objects.filter(applied=False).values_list("key", flat=True)
    wanted = set(keys)
    return {key for key in waiting.iterator(chunk_size=2_000) if key in wanted} if wanted else set()


def _look_at_items(
    items: Sequence[Subscription], person: Person, heard: Mapping[int, set[str]], now: datetime
) -> list[Look]:
    if not items:
        return []
    since = min(each.looked_until for each in items)
    events = get_source().events([each.target for each in items], person, since=since)
    looks = []
    for each in items:
        happened = events.get(each.target, ())
        new = [event for event in happened if not set(event.marks) & heard.get(each.pk, set())]
        # An edited event keeps one of its marks; its other, new one is heard as well.
        marks = frozenset(mark for event in happened for mark in event.marks)
        tell = tuple(event.marks[0] for event in new)
        looks.append(Look(each, tell, marks - heard.get(each.pk, set()), max(each.looked_until, now - MARGIN)))
    return looks


def told_events(key: str, marks: Iterable[str], events: Mapping[str, Sequence[Event]]) -> list[Event]:
    """Return those events of an item that have one of these marks."""
    wanted = set(marks)
    return [event for event in events.get(key, ()) if wanted & set(event.marks)]
