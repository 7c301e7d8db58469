"""Hands out rows of the outbox to one process at a time, and takes them back: the database's side of the relay.

Why nothing is lost and nothing stale stays in the index, whatever happens to a process:

- A row goes only when its revision is the one that was claimed and the lease is still held. A change that comes while
  its row is worked on renews the revision, so that the row stays.
- Who dies leaves rows whose lease runs out; another takes them over. What the dead one had sent may still arrive at
  the engine after that, so a row that was taken over is looked at once more when no request can be under way any more.
- Who was only slow finds its lease gone when it is done. It may have overwritten the work of the other with an older
  state, so it enqueues the keys again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, Q, QuerySet

from search.models import IndexRebuild, OutboxRow, Stage
from search.outbox.enqueue import enqueue
from search.outbox.processes import is_gone

logger = structlog.get_logger(__name__)

#: How long a process may work on its rows before others take them over.
LEASE = timedelta(seconds=15)
#: When to look once more at a row that was taken over: after the longest request to an engine.
SECOND_LOOK = timedelta(seconds=60)
#: A rebuild without a sign of life for so long is dead. While it switches the relays wait, and must not wait for long.
#: While it fills nobody does, and its sign of life may itself have to wait for the one writer of a busy SQLite.
SILENCE = {Stage.FILLING: timedelta(seconds=60), Stage.SWITCHING: timedelta(seconds=15)}

#: A refused row rests this long after the first time, twice as long after each next time, and is parked at the end.
FIRST_REST = timedelta(seconds=0.5)
LONGEST_REST = timedelta(seconds=30)
MOST_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """A row as it was claimed. `taken_over` from a process that did not finish it."""

    key: str
    revision: UUID
    taken_over: bool


def waiting() -> QuerySet[OutboxRow]:
    """Return the rows with work left, whether or not they may be claimed now; not those that are parked."""
    return OutboxRow.objects.filter(parked=False, applied=False)


def living_rebuilds(now: datetime) -> QuerySet[IndexRebuild]:
    """Return the rebuild that is under way and not dead."""
    heard = [Q(stage=stage, heartbeat_at__gt=now - silence) for stage, silence in SILENCE.items()]
    return IndexRebuild.objects.filter(heard[0] | heard[1])


def claimable(now: datetime) -> QuerySet[OutboxRow]:
    """Return the rows that may be claimed at this moment.

    None while a living rebuild switches. Rows that are kept for a rebuild count again when it is no more: doing them
    twice does no harm, and whatever a dead rebuild left cleans itself up.
    """
    alive = living_rebuilds(now)
    return OutboxRow.objects.filter(
        Q(not_before=None) | Q(not_before__lte=now),
        Q(leased_until=None) | Q(leased_until__lte=now),
        Q(applied=False) | ~Exists(alive),
        ~Exists(alive.filter(stage=Stage.SWITCHING)),
        parked=False,
    )


def claim(owner: str, now: datetime, *, limit: int) -> list[Claim]:
    """Lease the rows that wait longest to this owner, and return them."""
    if not claimable(now).exists():  # a plain read: SQLite's only write lock is for when there is work
        return []
    with transaction.atomic(durable=True):
        _end_dead_rebuild(now)
        rows = list(claimable(now).select_for_update(skip_locked=True)[:limit])
        OutboxRow.objects.filter(key__in=[row.key for row in rows]).update(lease_owner=owner, leased_until=now + LEASE)
    return [Claim(row.key, row.revision, taken_over=bool(row.lease_owner)) for row in rows]


def _end_dead_rebuild(now: datetime) -> None:
    """Lock the row of the rebuild, so that it cannot switch while rows are claimed; remove it when it is dead.

    A rebuild that was only slow finds its row gone, and knows that its index may lack what was done meanwhile.
    """
    for rebuild in IndexRebuild.objects.select_for_update():
        if rebuild.heartbeat_at <= now - SILENCE[Stage(rebuild.stage)]:
            logger.warning("search_rebuild_dead", owner=rebuild.owner, stage=rebuild.stage)
            rebuild.delete()


def complete(
    owner: str, claims: Collection[Claim], refused: Mapping[str, str], now: datetime
) -> tuple[list[Claim], list[str]]:
    """Remove the rows of finished work, and put back what was refused or has changed again.

    Returns the claims whose row somebody has locked, to be completed later, and the keys that were parked.
    """
    with transaction.atomic(durable=True):
        own = OutboxRow.objects.filter(key__in=[claim.key for claim in claims], lease_owner=owner)
        rows = {row.key: row for row in own.select_for_update(skip_locked=True).order_by("key")}
        locked = set(own.exclude(key__in=rows).values_list("key", flat=True))
        held = [claim for claim in claims if claim.key in rows]
        finished = [claim for claim in held if rows[claim.key].revision == claim.revision]
        _release([claim.key for claim in held if rows[claim.key].revision != claim.revision])
        _finish([claim for claim in finished if claim.key not in refused], now)
        parked = [
            claim.key
            for claim in finished
            if claim.key in refused and _refuse(rows[claim.key], refused[claim.key], now)
        ]
    lost = [claim.key for claim in claims if claim.key not in rows and claim.key not in locked]
    if lost:
        logger.warning("search_lease_lost", count=len(lost), keys=lost[:20])
        enqueue(lost)
    return [claim for claim in claims if claim.key in locked], parked


def give_back(owner: str, claims: Collection[Claim], error: str) -> None:
    """Let go of rows whose work may or may not have reached the engine.

    The owner's name stays: whoever claims such a row takes it over, with a second look.
    """
    own = OutboxRow.objects.filter(key__in=[claim.key for claim in claims], lease_owner=owner)
    own.update(leased_until=None, last_error=error[:500])


def forget_the_gone(now: datetime) -> None:
    """Free at once what ended processes of this host hold, instead of waiting for their time to run out."""
    owners = (
        OutboxRow.objects.filter(leased_until__gt=now).order_by("lease_owner").values_list("lease_owner", flat=True)
    )
    gone = [owner for owner in owners.distinct() if is_gone(owner)]
    OutboxRow.objects.filter(lease_owner__in=gone).update(leased_until=None)
    for rebuild in IndexRebuild.objects.all():
        if is_gone(rebuild.owner):
            IndexRebuild.objects.filter(token=rebuild.token).delete()


def _release(keys: Collection[str]) -> None:
    OutboxRow.objects.filter(key__in=keys).update(lease_owner="", leased_until=None)


def _finish(claims: Collection[Claim], now: datetime) -> None:
    """Remove rows; keep those that want a second look, and all while a rebuild is under way.

    No rebuild can slip in between: one that begins after this reads the documents after it, and finds the changes.
    """
    twice = [claim.key for claim in claims if claim.taken_over]
    OutboxRow.objects.filter(key__in=twice).update(
        lease_owner="", leased_until=None, last_error="", not_before=now + SECOND_LOOK
    )
    once = OutboxRow.objects.filter(key__in=[claim.key for claim in claims if not claim.taken_over])
    if IndexRebuild.objects.exists():
        once.update(lease_owner="", leased_until=None, last_error="", applied=True)
    else:
        once.delete()


def _refuse(row: OutboxRow, reason: str, now: datetime) -> bool:
    """Put a row back for a while, or park it when it was refused too often; return whether it was parked."""
    row.attempts += 1
    row.parked = row.attempts >= MOST_ATTEMPTS
    row.not_before = now + min(LONGEST_REST, FIRST_REST * 2 ** (row.attempts - 1))
    row.lease_owner, row.leased_until, row.last_error = "", None, reason[:500]
    row.save(update_fields=["attempts", "parked", "not_before", "lease_owner", "leased_until", "last_error"])
    return row.parked
