"""The audit trail as editors look through it: by person, deed, item and day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from practices.models import AuditEntry, SharedPage
from practices.queries.pages import split_key


def audit_lines(
    *, who: str = "", deed: str = "", key: str = "", first: date | None = None, last: date | None = None
) -> Any:
    """Return the lines that fit, the last first, as a queryset.

    who: part of a name or mail address; deed: exactly; key: of an item, or the beginning of one
    first, last: days, both included
    """
    lines = AuditEntry.objects.select_related("by")
    if who:
        lines = lines.filter(Q(by_name__icontains=who) | Q(by__email__icontains=who))
    if deed:
        lines = lines.filter(deed=deed)
    if key:
        lines = lines.filter(key=key) if split_key(key) else lines.filter(key__istartswith=key)
    if first:
        lines = lines.filter(at__gte=_begin(first))
    if last:
        lines = lines.filter(at__lt=_begin(last, days=1))
    return lines


def deeds() -> list[str]:
    """Return everything that was ever done, by name."""
    return list(AuditEntry.objects.order_by("deed").values_list("deed", flat=True).distinct())


def titles_of(keys: set[str]) -> dict[str, tuple[int, str]]:
    """Return number and title of the items with these keys that are still there; one query."""
    numbers = {parts[1]: key for key in keys if (parts := split_key(key))}
    rows = SharedPage.objects.filter(pk__in=numbers).values_list("pk", "title")
    return {numbers[number]: (number, title) for number, title in rows}


def _begin(day: date, *, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=days))
