"""What a description lacks in its phase, for its owner; counted once for each time that the page was saved."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches

from practices.exchange.exporter import to_record
from practices.models import SharedPage
from practices.rules.completeness import missing, percentage
from practices.rules.visibility import Viewer
from practices.views.presenting.words import MISSING

#: Seconds that the answer is kept.
_KEPT = 3_600


def todo(page: SharedPage, viewer: Viewer) -> dict[str, Any] | None:
    """Return what is missing in words, with how complete the page is; None when nothing is."""
    cache = caches["pages"]
    key = f"todo:{page.pk}:{page.changed_at.timestamp()}"
    kept: tuple[tuple[str, ...], int] | None = cache.get(key)
    if kept is None:
        record = to_record(page, viewer)  # of what is required, every owner sees the same
        kept = missing(record), percentage(record)
        cache.set(key, kept, _KEPT)
    names, complete = kept
    if not names:
        return None
    things = "1 ding" if len(names) == 1 else f"{len(names)} dingen"
    return {
        "title": f"Nog {things} voor een volledige beschrijving",
        "names": [MISSING[name] for name in names],
        "percentage": complete,
    }
