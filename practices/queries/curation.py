"""What the editors decided about an item: questions, the label, the first page, what they took offline or merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from practices.choices import Kind, ReportKind
from practices.models import (
    ChangeRequest,
    Featured,
    Label,
    Look,
    MergedItem,
    ProblemReport,
    SharedPage,
    TakenDown,
    Waiting,
)
from practices.queries.pages import MODELS
from practices.rules.visibility import Viewer

#: Reports in the order in which editors look at them.
REPORT_URGENCY = {kind: number for number, kind in enumerate(ReportKind.values)}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the editors decided about one item, as far as it still holds."""

    look: Look | None
    request: ChangeRequest | None
    label: Label | None
    featured: Featured | None
    taken_down: TakenDown | None
    merged: MergedItem | None
    reports: tuple[ProblemReport, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    earlier: tuple[ProblemReport, ...] = field(default=())


def decisions_about(page: SharedPage) -> Decisions:
    """Return what the editors decided about an item."""
    reports = list(ProblemReport.objects.filter(page_id=page.pk).select_related("by", "handled_by"))
    open_ones = [report for report in reports if report.handled_at is None]
    return Decisions(
        look=Look.objects.filter(pk=page.pk).select_related("revision", "seen_by").first(),
        request=request_about(page.pk),
        label=label_of(page.pk),
        featured=Featured.objects.filter(pk=page.pk).first(),
        taken_down=TakenDown.objects.filter(page_id=page.pk, ended_at=None).first(),
        merged=MergedItem.objects.filter(pk=page.pk).select_related("into").first(),
        reports=tuple(sorted(open_ones, key=lambda report: REPORT_URGENCY[report.kind])),
        waiting=tuple(Waiting.objects.filter(page_id=page.pk)),
        earlier=tuple(report for report in reports if report.handled_at is not None),
    )


def request_about(number: int) -> ChangeRequest | None:
    """Return the open question of the editors to the owner of this item."""
    return ChangeRequest.objects.filter(page_id=number, ended_at=None).first()


def label_of(number: int) -> Label | None:
    """Return the label that an item has, with its notes; an imported label has none."""
    return Label.objects.filter(page_id=number, ended_at=None, page__vng_label=True).select_related("revision").first()


def requests_to(pages: Iterable[SharedPage]) -> dict[int, ChangeRequest]:
    """Return the open questions of the editors about these items, by the number of the page."""
    numbers = [page.pk for page in pages]
    return {row.page_id: row for row in ChangeRequest.objects.filter(page__in=numbers, ended_at=None)}


def taken_down(pages: Iterable[SharedPage]) -> dict[int, TakenDown]:
    """Return why these items are offline that the editors took offline, by the number of the page."""
    numbers = [page.pk for page in pages]
    return {row.page_id: row for row in TakenDown.objects.filter(page__in=numbers, ended_at=None)}


def featured(viewer: Viewer, *, today: date, limit: int) -> list[int]:
    """Return the numbers of the items that the editors put on the first page, in their order."""
    visible = SharedPage.objects.visible_to(viewer)
    rows = Featured.objects.filter(until__gte=today, page__in=visible).order_by("position", "page")
    return list(rows.values_list("page", flat=True)[:limit])


def all_featured() -> list[Featured]:
    """Return everything that the editors chose for the first page, also what is over."""
    return list(Featured.objects.select_related("page").order_by("position", "page"))


def why_kept_offline(number: int) -> str:
    """Return, in Dutch, why only the editors put this item online again; empty when its owner may."""
    if TakenDown.objects.filter(page_id=number, ended_at=None).exists():
        return "De VNG-redactie haalde dit offline. Pas aan waar zij om vraagt; daarna zet de redactie het terug."
    into = MergedItem.objects.filter(pk=number).values_list(F("into__title"), flat=True).first()
    return f"Dit is samengevoegd met “{into}”. De VNG-redactie kan dat terugdraaien." if into else ""


def specific_items(numbers: Iterable[int]) -> list[SharedPage]:
    """Return the items with these numbers, in their order, each as its own kind; one query per kind."""
    wanted = list(numbers)
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, kind in SharedPage.objects.filter(pk__in=wanted).values_list("pk", "kind"):
        kinds[kind].append(number)
    found: dict[int, SharedPage] = {}
    for kind, own in kinds.items():
        found |= MODELS[Kind(kind)].objects.in_bulk(own)
    return [found[number] for number in wanted if number in found]
