"""Says that keys must be looked at again, in the transaction of whoever changes them."""

from __future__ import annotations

from collections.abc import Iterable

from search.models import OutboxRow

#: What a change resets. A lease stays: its holder sees by the revision that the work is not done.
_RENEWED = ("revision", "enqueued_at", "not_before", "attempts", "last_error", "parked", "applied")


def enqueue(keys: Iterable[str]) -> None:
    """Write a row per key, or renew the row that is there, within the caller's transaction.

    In one order everywhere: two transactions that enqueue the same keys then wait for each other, and never both.
    """
    OutboxRow.objects.bulk_create(
        [OutboxRow(key=key) for key in sorted(set(keys))],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=_RENEWED,
    )
