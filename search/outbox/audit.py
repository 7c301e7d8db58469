"""Compares the index with the database, key by key, and says what differs and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from search.engines.base import Engine, EngineUnavailable
from search.engines.prepared import digest, refusal
from search.models import OutboxRow
from search.outbox.enqueue import enqueue
from search.outbox.leases import waiting
from search.outbox.present import read_changes
from search.sources import Source

#: Documents in memory at a time.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    compared: how many keys the database says are findable
    missing, stale, surplus: keys that the index lacks, holds in another state, or should not hold
    unreadable: keys whose document cannot be made, with the reason
    parked: keys that the engine refused too often, with the reason
    under_way: keys that differ and wait in the outbox, which is as it should be
    waiting, oldest: how many keys wait, and since when the first of them
    """

    compared: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    surplus: tuple[str, ...]
    unreadable: Mapping[str, str]
    parked: Mapping[str, str]
    under_way: tuple[str, ...]
    waiting: int
    oldest: datetime | None

    @property
    def drifted(self) -> tuple[str, ...]:
        """Every key that is not as it should be, in order."""
        return tuple(sorted({*self.missing, *self.stale, *self.surplus, *self.unreadable, *self.parked}))


@dataclass(frozen=True, slots=True)
class _Look:
    """One comparison. What differs has the digests of database and index, each None where there is no document."""

    compared: int
    different: Mapping[str, tuple[str | None, str | None]]
    unreadable: Mapping[str, str]


def audit(source: Source, engine: Engine) -> Audit:
    """Compare everything; raises `EngineUnavailable`.

    The index and the database cannot be read at one moment, and both go on changing: what differs is looked at again,
    and what waits in the outbox before or after that counts as under way.
    """
    look = _compare(source, engine, list(source.keys()), within=None)
    compared = look.compared
    under_way = set(_waiting_keys())
    if look.different or look.unreadable:
        keys = sorted({*look.different, *look.unreadable})
        look = _compare(source, engine, keys, within=frozenset(keys))
        under_way |= set(_waiting_keys())
    unfinished = waiting().exclude(attempts=0, not_before__isnull=False)  # without those that only want a second look
    parked = dict(OutboxRow.objects.filter(parked=True).order_by("key").values_list("key", "last_error"))
    drift = {key: pair for key, pair in look.different.items() if key not in under_way and key not in parked}
    return Audit(
        compared=compared,
        missing=tuple(sorted(key for key, (_, indexed) in drift.items() if indexed is None)),
        stale=tuple(sorted(key for key, (present, indexed) in drift.items() if present and indexed)),
        surplus=tuple(sorted(key for key, (present, _) in drift.items() if present is None)),
        unreadable={key: reason for key, reason in look.unreadable.items() if key not in parked},
        parked=parked,
        under_way=tuple(sorted(set(look.different) & under_way)),
        waiting=unfinished.count(),
        oldest=unfinished.values_list("enqueued_at", flat=True).first(),
    )


def repair(source: Source, engine: Engine) -> Audit:
    """Enqueue everything that is not as it should be, and return what that was; raises `EngineUnavailable`."""
    found = audit(source, engine)
    enqueue(found.drifted)
    return found


def explain(key: str, source: Source, engine: Engine) -> list[str]:
    """Return, in Dutch, what is known about a key: whether it can be found, by whom, and if not, why not."""
    changes, unreadable = read_changes(source, [key])
    document = changes[0].document if changes else None
    lines = []
    if unreadable:
        lines.append(f"De pagina kan niet gelezen worden: {unreadable[key]}.")
    elif document is None:
        lines.append(f"Hoort niet vindbaar te zijn: {source.why_not(key)}")
    else:
        lines.append(
            f"Hoort vindbaar te zijn voor wie een van deze kenmerken heeft: {', '.join(sorted(document.tokens))}."
        )
        if reason := refusal(document, source.schema):
            lines.append(f"Geen zoekmachine kan dit opnemen: {reason}.")
    lines.append(_in_index(engine, key, digest(document) if document is not None else None))
    lines.append(_in_outbox(OutboxRow.objects.filter(key=key).first()))
    return lines


def _in_index(engine: Engine, key: str, present: str | None) -> str:
    try:
        indexed = next((entry.digest for entry in engine.entries() if entry.key == key), None)
    except EngineUnavailable as error:
        return f"De zoekmachine antwoordt niet: {error}."
    if indexed is None:
        return "Staat niet in de index."
    return (
        "Staat in de index, zoals het nu is." if indexed == present else "Staat in de index, maar niet zoals het nu is."
    )


def _in_outbox(row: OutboxRow | None) -> str:
    if row is None or row.applied:
        return "Staat niet in de wachtrij."
    since = f"Staat in de wachtrij sinds {row.enqueued_at:%Y-%m-%d %H:%M:%S} UTC"
    if row.parked:
        return f"{since}, en is geparkeerd na {row.attempts} keer proberen: {row.last_error}."
    return f"{since}; laatste fout: {row.last_error}." if row.last_error else f"{since}."


def _waiting_keys() -> Iterator[str]:
    return waiting().order_by("key").values_list("key", flat=True).iterator()


def _compare(source: Source, engine: Engine, keys: Sequence[str], *, within: frozenset[str] | None) -> _Look:
    """Compare the index with these keys; `within`: leave everything else in the index out of it."""
    indexed = {entry.key: entry.digest for entry in engine.entries() if within is None or entry.key in within}
    compared = 0
    different: dict[str, tuple[str | None, str | None]] = {}
    unreadable: dict[str, str] = {}
    for start in range(0, len(keys), BATCH):
        changes, failed = read_changes(source, keys[start : start + BATCH])
        unreadable |= failed
        for key in failed:
            indexed.pop(key, None)
        for change in changes:
            document = change.document
            present = digest(document) if document is not None and document.tokens else None
            compared += present is not None
            if (found := indexed.pop(change.key, None)) != present:
                different[change.key] = (present, found)
    return _Look(compared, different | {key: (None, found) for key, found in indexed.items()}, unreadable)
