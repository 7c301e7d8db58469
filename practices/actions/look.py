"""Counts how often practices are looked at, many at once: it has no actor, for nobody knows who looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from practices.models import DayOfLooks, PracticePage


@dataclass(frozen=True, slots=True)
class Look:
    """The page of a practice was shown. practice: its number."""

    practice: int
    day: date


@transaction.atomic
def count_looks(looks: Sequence[Look]) -> list[Look]:
    """Add the looks to the numbers of their days; return those that could not be written: none.

    In the order of the rows, so that two processes that write at once wait for each other only once.
    """
    counted = Counter(looks)
    there = set(PracticePage.objects.filter(pk__in={look.practice for look in counted}).values_list("pk", flat=True))
    for look in sorted(counted, key=lambda each: (each.practice, each.day)):
        if look.practice in there:
            row, _ = DayOfLooks.objects.get_or_create(practice_id=look.practice, day=look.day)
            DayOfLooks.objects.filter(pk=row.pk).update(number=F("number") + counted[look])
    return []
