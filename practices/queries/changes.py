"""What changed lately in the practices that somebody may see: updates, changes of course and new phases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from practices.choices import AdjustmentKind, LogKind, Phase
from practices.models import Adjustment, LogEntry, PhaseChange, SharedPage
from practices.rules.markup import excerpt
from practices.rules.visibility import Viewer

#: Of one practice at most so many, so that a busy one leaves room for others.
OF_ONE = 1


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened in a practice.

    kind: as in the logboek (`LogKind`), for its colour; label: what it is called; practice: number of its page
    """

    on: date
    kind: str
    label: str
    text: str
    practice: int


def latest_changes(viewer: Viewer, *, until: date, limit: int) -> list[Change]:
    """Return what changed last, until this day, the newest first, in three queries."""
    enough = limit * 4  # one practice may hold several of the last
    found = [
        *_adjustments(_of_visible(Adjustment, viewer).filter(date__lte=until).order_by("-date", "-pk")[:enough]),
        *_updates(
            _of_visible(LogEntry, viewer).filter(date__lte=until, is_minor=False).order_by("-date", "-pk")[:enough]
        ),
        *_phases(_of_visible(PhaseChange, viewer).filter(since__lte=until).order_by("-since", "-pk")[:enough]),
    ]
    per_practice: Counter[int] = Counter()
    kept = []
    for change in sorted(found, key=lambda change: change.on, reverse=True):  # stable: of one day, as above
        per_practice[change.practice] += 1
        if per_practice[change.practice] <= OF_ONE:
            kept.append(change)
    return kept[:limit]


def _of_visible(model: Any, viewer: Viewer) -> Any:
    """Return the rows of practices that the viewer may see; asked row by row, so that few of many are read."""
    page = SharedPage.objects.visible_to(viewer).filter(pk=OuterRef("practice"))
    return model.objects.filter(Exists(page))


def _adjustments(rows: Any) -> Iterator[Change]:
    for kind, on, what, learnt, practice in rows.values_list("adjustment_kind", "date", "what", "learnt", "practice"):
        yield Change(on, LogKind.ADJUSTMENT, str(AdjustmentKind(kind).label), excerpt(what or learnt), practice)


def _updates(rows: Any) -> Iterator[Change]:
    for kind, on, text, practice in rows.values_list("log_kind", "date", "text", "practice"):
        yield Change(on, kind, str(LogKind(kind).label), excerpt(text), practice)


def _phases(rows: Any) -> Iterator[Change]:
    for phase, since, practice in rows.values_list("phase", "since", "practice"):
        yield Change(since, LogKind.PROGRESS, f"Nieuwe fase: {Phase(phase).label}", "", practice)
