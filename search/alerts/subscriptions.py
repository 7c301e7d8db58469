"""What somebody wants to hear about: save, follow, rename, change the rhythm, remove and put back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from search import querystring
from search.models import HeardMark, Rhythm, Subscription, SubscriptionKind
from search.models.saved_search import LONGEST_NAME, LONGEST_TARGET
from search.querystring import SearchRequest
from search.sources import Person, get_source
from search.wording import in_words

#: Searches, topics and items that one person may keep.
MOST = 50
#: How long what was removed can be put back.
CAN_BE_PUT_BACK = timedelta(days=7)
_FULL = f"U volgt al {MOST} zoekvragen, onderwerpen en pagina’s. Haal er eerst een weg."


class CannotKeep(Exception):
    """This cannot be kept; the message is a Dutch sentence for the screen."""


class KeptAlready(Exception):
    """The same is kept already, as `subscription`."""

    def __init__(self, subscription: Subscription) -> None:
        super().__init__(str(subscription))
        self.subscription = subscription


@dataclass(frozen=True, slots=True)
class Kept:
    """Something one wants to hear about, as the list of its owner shows it.

    title: what it is called; why: why mails come, in words; url: where it is to be seen, empty when it is gone
    """

    id: int
    kind: str
    title: str
    why: str
    url: str
    rhythm: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OwnList:
    """All that one hears about, and what one took off that list a short while ago."""

    kept: tuple[Kept, ...]
    removed: tuple[Kept, ...]

    @property
    def most(self) -> int:
        return MOST


def canonical(asked: SearchRequest) -> str:
    """Return the one address of a search: two searches that ask the same have the same."""
    chosen = {facet: tuple(sorted(values)) for facet, values in asked.chosen.items()}
    return querystring.encode(replace(asked.without_order(), chosen=chosen), get_source().schema)


def asked_by(subscription: Subscription) -> SearchRequest:
    """Return the search of a subscription, read again by the rules of today."""
    return querystring.read(parse_qs(subscription.target))


def topic(facet: str, value: str) -> SearchRequest:
    """Return the search for one value of a facet; raises CannotKeep for what no list knows."""
    source = get_source()
    if facet not in source.schema.names or value not in source.labels(facet, [value]):
        raise CannotKeep("Dit onderwerp kennen wij niet. Het bestaat niet (meer).")
    return SearchRequest(chosen={facet: (value,)})


def proposed_name(asked: SearchRequest) -> str:
    """Return a name for a search: what it asks, in words."""
    words = in_words(asked)
    words = words[0].upper() + words[1:]
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


def save_search(asked: SearchRequest, *, name: str, rhythm: str, by: Person, at: datetime) -> Subscription:
    """Keep a search; raises CannotKeep or KeptAlready."""
    return _keep(SubscriptionKind.SEARCH, canonical(asked), name=name, rhythm=rhythm, by=by, at=at)


def follow_topic(facet: str, value: str, *, rhythm: str, by: Person, at: datetime) -> Subscription:
    """Keep the search for one value of a facet; raises CannotKeep or KeptAlready."""
    asked = topic(facet, value)
    return _keep(SubscriptionKind.TOPIC, canonical(asked), name=proposed_name(asked), rhythm=rhythm, by=by, at=at)


@transaction.atomic
def follow_item(key: str, *, rhythm: str, by: Person, at: datetime) -> Subscription:
    """Hear what happens with an item from now on; raises CannotKeep or KeptAlready."""
    if key not in get_source().cards([key], by):
        raise CannotKeep("Deze pagina is er niet (meer), of u mag die niet zien.")
    kept = _keep(SubscriptionKind.ITEM, key, name="", rhythm=rhythm, by=by, at=at)
    _hear_what_is_there(kept, by)
    return kept


@transaction.atomic
def _keep(kind: SubscriptionKind, target: str, *, name: str, rhythm: str, by: Person, at: datetime) -> Subscription:
    if len(target) > LONGEST_TARGET:
        raise CannotKeep("Deze zoekvraag is te lang om te bewaren. Kies minder filters of minder woorden.")
    own = kept_by(by)
    if found := own.filter(target=target).first():
        raise KeptAlready(found)
    if own.count() >= MOST:
        raise CannotKeep(_FULL)
    try:
        with transaction.atomic():
            return Subscription.objects.create(
                user_id=_account(by), kind=kind, target=target, name=name, rhythm=rhythm, created_at=at, looked_until=at
            )
    except IntegrityError:  # a second click was quicker
        raise KeptAlready(own.get(target=target)) from None


def _hear_what_is_there(kept: Subscription, by: Person) -> None:
    """Take what happened with an item until now as heard."""
    events = get_source().events([kept.target], by, since=None)
    hear(kept, {mark for event in events.get(kept.target, ()) for mark in event.marks})


def hear(kept: Subscription, marks: Iterable[str]) -> None:
    """Write down that these were told; those that were told before do no harm."""
    HeardMark.objects.bulk_create(
        [HeardMark(subscription=kept, mark=mark) for mark in sorted(set(marks))], ignore_conflicts=True
    )


def _account(person: Person) -> int:
    """Return the number of an account; raises CannotKeep for a visitor."""
    if person.user_id is None:
        raise CannotKeep("Log eerst in.")
    return person.user_id


def kept_by(person: Person) -> QuerySet[Subscription]:
    """Return what this person keeps, the newest first."""
    return Subscription.objects.filter(user_id=_account(person), removed_at=None)


def followed(targets: Iterable[str], person: Person) -> dict[str, Subscription]:
    """Return which of these targets this person keeps, by target."""
    if person.user_id is None:
        return {}
    return {kept.target: kept for kept in kept_by(person).filter(target__in=list(targets))}


@transaction.atomic
def change(number: int, *, name: str, rhythm: str, by: Person, at: datetime) -> Subscription:
    """Rename and change the rhythm; raises Subscription.DoesNotExist unless it is this person's.

    Who turns mail on again hears what is new from then on, not what came while it was off.
    """
    kept = kept_by(by).select_for_update().get(pk=number)
    if kept.rhythm == Rhythm.NEVER and rhythm != Rhythm.NEVER:
        kept.looked_until = max(kept.looked_until, at)
        if kept.kind == SubscriptionKind.ITEM:
            _hear_what_is_there(kept, by)
    kept.rhythm = rhythm
    if kept.kind != SubscriptionKind.ITEM:
        kept.name = name
    kept.save(update_fields=["rhythm", "name", "looked_until"])
    return kept


@transaction.atomic
def remove(number: int, *, by: Person, at: datetime) -> Subscription:
    """Take it off the list; it can be put back for a while. Raises Subscription.DoesNotExist unless it is theirs."""
    kept = kept_by(by).select_for_update().get(pk=number)
    kept.removed_at = at
    kept.save(update_fields=["removed_at"])
    return kept


@transaction.atomic
def put_back(number: int, *, by: Person, at: datetime) -> Subscription:
    """Undo a removal; raises Subscription.DoesNotExist when it is not theirs or too long ago, and CannotKeep."""
    removed = removed_by(by, at).select_for_update().get(pk=number)
    own = kept_by(by)
    if found := own.filter(target=removed.target).first():  # kept anew meanwhile
        removed.delete()
        return found
    if own.count() >= MOST:
        raise CannotKeep(_FULL)
    removed.removed_at = None
    removed.save(update_fields=["removed_at"])
    return removed


@transaction.atomic
def stop_mail(subscription: Subscription | None, *, user_id: int, rhythm: str) -> None:
    """Send this person no more mail about one thing, or none of this rhythm; the list keeps everything."""
    _of_stop_link(subscription, user_id, rhythm).update(rhythm=Rhythm.NEVER)


def sends_mail(subscription: Subscription | None, *, user_id: int, rhythm: str) -> bool:
    """Tell whether there is anything left for `stop_mail` to stop."""
    return _of_stop_link(subscription, user_id, rhythm).exists()


def _of_stop_link(subscription: Subscription | None, user_id: int, rhythm: str) -> QuerySet[Subscription]:
    own = Subscription.objects.filter(user_id=user_id, removed_at=None)
    if subscription is None:
        return own.filter(rhythm=rhythm)
    return own.filter(pk=subscription.pk).exclude(rhythm=Rhythm.NEVER)


def removed_by(person: Person, at: datetime) -> QuerySet[Subscription]:
    """Return what this person removed a short while ago, the last first."""
    return Subscription.objects.filter(user_id=_account(person), removed_at__gt=at - CAN_BE_PUT_BACK).order_by(
        "-removed_at"
    )


def forget_removed(at: datetime) -> int:
    """Delete what can no longer be put back, and return how many that were."""
    return Subscription.objects.filter(removed_at__lte=at - CAN_BE_PUT_BACK).delete()[1].get("search.Subscription", 0)


def own_list(person: Person, at: datetime) -> OwnList:
    """Return what this person hears about, in a constant number of queries."""
    kept, removed = list(kept_by(person)), list(removed_by(person, at))
    both = shown([*kept, *removed], person)
    return OwnList(tuple(both[: len(kept)]), tuple(both[len(kept) :]))


def shown(subscriptions: Iterable[Subscription], viewer: Person) -> list[Kept]:
    """Return subscriptions as their owner sees them, in a constant number of queries."""
    found = list(subscriptions)
    cards = get_source().cards([each.target for each in found if each.kind == SubscriptionKind.ITEM], viewer)
    return [_shown(each, cards) for each in found]


def _shown(kept: Subscription, cards: Mapping[str, Any]) -> Kept:
    if kept.kind == SubscriptionKind.ITEM:
        card = cards.get(kept.target)
        title = card.title if card else "Een pagina die er niet meer is, of die u niet meer mag zien"
        why = "u deze pagina volgt"
        url = card.url if card else ""
    else:
        title, url = kept.name, reverse("search:results") + (f"?{kept.target}" if kept.target else "")
        why = "u dit onderwerp volgt" if kept.kind == SubscriptionKind.TOPIC else "u deze zoekvraag bewaarde"
    return Kept(
        id=kept.pk,
        kind=SubscriptionKind(kept.kind).label,
        title=title,
        why=why,
        url=url,
        rhythm=Rhythm(kept.rhythm).label,
        created_at=kept.created_at,
    )
