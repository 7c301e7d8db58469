"""Makes the mails that are due: one per person and rhythm, with everything that is new for that person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from search.alerts.addresses import new_message_id
from search.alerts.matching import Look, look
from search.alerts.subscriptions import hear
from search.alerts.tokens import make_stop_links
from search.models import LastDigest, OutgoingMail, Rhythm, Subscription
from search.service import SearchAway
from search.sources import get_people

logger = structlog.get_logger(__name__)

#: The kind of these mails in the post.
DIGEST = "digest"
#: Rhythms that send mail.
SENDING = (Rhythm.DAILY, Rhythm.WEEKLY)


@dataclass(frozen=True, slots=True)
class Made:
    """How many mails were made, and for how many people that failed. `away`: why it stopped early; empty if not."""

    made: int = 0
    failed: int = 0
    away: str = ""


def make_digests(*, now: datetime, site: str) -> Made:
    """Make all mails that are due at this moment; `site` is the address of the site.

    When the engine cannot answer it stops: nothing counts as looked at, and the next time finds it all.
    """
    made = failed = 0
    for user_id, rhythm in _subscribers():
        try:
            made += _make_digest(user_id, rhythm, now=now, site=site)
        except SearchAway as error:
            logger.warning("alerts_engine_away", reason=str(error))
            return Made(made, failed, away=str(error))
        except Exception:  # one person's mail must not keep all others from theirs
            logger.exception("alerts_digest_failed", user=user_id, rhythm=rhythm)
            failed += 1
    return Made(made, failed)


def _subscribers() -> Iterator[tuple[int, str]]:
    rows = Subscription.objects.filter(removed_at=None, rhythm__in=SENDING).order_by("user_id", "rhythm")
    yield from list(rows.values_list("user_id", "rhythm").distinct())


def is_due(made_at: datetime | None, rhythm: str, now: datetime) -> bool:
    """Tell whether a mail may be made: none was made yet today, or since Monday."""
    if made_at is None:
        return True
    last, today = timezone.localdate(made_at), timezone.localdate(now)
    return last < today if rhythm == Rhythm.DAILY else last.isocalendar()[:2] < today.isocalendar()[:2]


def _make_digest(user_id: int, rhythm: str, *, now: datetime, site: str) -> bool:
    """Make the mail of one person and rhythm when it is due and something is new; return whether it was made."""
    last = LastDigest.objects.filter(user_id=user_id, rhythm=rhythm).first()
    if last and not is_due(last.made_at, rhythm, now):
        return False
    recipient = get_people().recipient(user_id)
    if recipient is None:
        return False
    own = list(Subscription.objects.filter(user_id=user_id, rhythm=rhythm, removed_at=None))
    return _keep(user_id, rhythm, look(own, recipient.person, now), now=now, site=site)


@transaction.atomic(durable=True)
def _keep(user_id: int, rhythm: str, looks: Sequence[Look], *, now: datetime, site: str) -> bool:
    """Write what was looked at, and with it the mail that tells it: both or neither.

    Another process may have done the same meanwhile, or its owner stopped something: what is so now counts.
    """
    LastDigest.objects.get_or_create(user_id=user_id, rhythm=rhythm)
    last = LastDigest.objects.select_for_update().get(user_id=user_id, rhythm=rhythm)
    if not is_due(last.made_at, rhythm, now):
        return False
    still = Subscription.objects.select_for_update().filter(user_id=user_id, rhythm=rhythm, removed_at=None)
    wanted = {each.pk for each in still.order_by("pk")}
    kept = [each for each in looks if each.subscription.pk in wanted]
    for each in kept:
        each.subscription.looked_until = each.looked_until
        each.subscription.save(update_fields=["looked_until"])
        hear(each.subscription, each.hear)
    told = [each for each in kept if each.tell]
    if not told:
        return False
    message_id = new_message_id(site)
    entries = [{"subscription": each.subscription.pk, "tell": list(each.tell)} for each in told]
    OutgoingMail.objects.create(
        message_id=message_id,
        user_id=user_id,
        kind=DIGEST,
        content={"rhythm": rhythm, "entries": entries},
        created_at=now,
    )
    make_stop_links(message_id, [each.subscription for each in told], rhythm=rhythm, at=now)
    last.made_at = now
    last.save(update_fields=["made_at"])
    return True
