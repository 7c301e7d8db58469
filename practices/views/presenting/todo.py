"""What a description lacks in its phase, for its owner; counted once for each time that the page was saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.cache import caches
from django.urls import reverse

from practices.choices import Phase
from practices.exchange.exporter import to_record
from practices.forms.description import PARTS
from practices.models import SharedPage
from practices.rules.completeness import missing, percentage
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import Link
from practices.views.presenting.words import MISSING

#: Seconds that the answer is kept.
_KEPT = 3_600
#: Phases in which every learning question should have an answer.
_ENDED = frozenset({Phase.FINISHED, Phase.EMBEDDED})


#: Where each missing thing of a practice is filled in: the name of the address, and its last part.
_WHERE: Mapping[str, tuple[str, str]] = {
    **{field: ("practices:complete-part", part.slug) for part in PARTS for field in part.records},
    "mijlpalen": ("practices:update-kind", "mijlpaal"),
    "bijstellingen": ("practices:update-kind", "stop"),
    "fase": ("practices:sharing-phase", ""),
    "faseSinds": ("practices:sharing-phase", ""),
}


def missing_of(page: SharedPage, viewer: Viewer) -> frozenset[str]:
    """Return the names of the fields that the phase asks for and that are not there."""
    return frozenset(_counted(page, viewer)[0])


def todo(page: SharedPage, viewer: Viewer) -> dict[str, Any] | None:
    """Return what is missing, each with where to fill it in, and how complete the page is; None when nothing is."""
    names, complete = _counted(page, viewer)
    if not names:
        return None
    things = "1 ding" if len(names) == 1 else f"{len(names)} dingen"
    return {
        "title": f"Nog {things} voor een volledige beschrijving",
        "links": [Link(MISSING[name], _address(page, name)) for name in names],
        "percentage": complete,
    }


def _counted(page: SharedPage, viewer: Viewer) -> tuple[tuple[str, ...], int]:
    cache = caches["pages"]
    key = f"todo:{page.pk}:{page.changed_at.timestamp()}"
    kept: tuple[tuple[str, ...], int] | None = cache.get(key)
    if kept is None:
        record = to_record(page, viewer)  # of what is required, every owner sees the same
        kept = missing(record), percentage(record)
        cache.set(key, kept, _KEPT)
    return kept


def _address(page: SharedPage, field: str) -> str:
    name, last = _WHERE.get(field, ("practices:sharing-edit", ""))
    if field == "leervragen" and getattr(page, "phase", "") in _ENDED:
        name, last = "practices:update-kind", "leervraag"
    return reverse(name, args=[page.key, last] if last else [page.key])
