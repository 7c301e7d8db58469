"""What waits for the editors, the most urgent first, and what else others changed this week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import CharField, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Revision

from practices.choices import Kind, ReportKind, WaitingReason
from practices.models import AuditEntry, Look, OrganisationPage, ProblemReport, SharedPage, Waiting
from practices.models.guard import ALLOWED, BY_IMPORT
from practices.queries.curation import REPORT_URGENCY
from practices.queries.pages import MODELS, split_key
from practices.queries.parts import part_called
from practices.rules.visibility import Role

#: The order of the queue: a person who may be harmed comes first.
_URGENCY = {reason: number for number, reason in enumerate(WaitingReason.values)}
#: What the weekly list shows of the audit trail, beside whatever an update is called: no reading, no importing.
NOT_IN_WEEK = frozenset(
    {
        *("geïmporteerd", "opnieuw geïmporteerd", "concept bewaard", "concept weggegooid", "melding"),
        *("gezien door redactie", "vraag van redactie verwerkt"),
    }
)
WEEK = timedelta(days=7)
#: So many of what the privacy guard let through with a reason are looked at, the last first.
_MOST_ALLOWED = 1_000


@dataclass(frozen=True, slots=True)
class ToSee:
    """An item that an editor should look at.

    reasons: why it waits, as labels; reports: open reports, the most urgent first
    since: when it began to wait; done: what happened with it lately, as (deed, by whom, moment)
    seen_at: when the editors looked last, or None; changed: names of the fields that changed since then
    """

    number: int
    key: str
    kind_label: str
    title: str
    url: str
    is_live: bool
    organisation: str
    since: datetime
    reasons: tuple[WaitingReason, ...] = ()
    reports: tuple[ProblemReport, ...] = ()
    done: tuple[tuple[str, str, datetime], ...] = ()
    seen_at: datetime | None = None
    changed: tuple[str, ...] = ()
    labelled: bool = False

    @property
    def is_urgent(self) -> bool:
        """A reader says that a person can be recognised."""
        return any(report.kind == ReportKind.PERSONAL_DATA for report in self.reports)


def waiting_total() -> int:
    """Return how many items wait for the editors."""
    waiting = set(Waiting.objects.values_list("page", flat=True))
    return len(waiting | set(_allowed_unseen()))


def queue() -> list[tuple[int, datetime]]:
    """Return number and moment of what waits: reports of personal data first, then by reason, the oldest first."""
    rows = list(Waiting.objects.values_list("page", "reason", "since"))
    reports = ProblemReport.objects.filter(handled_at=None).values_list("page", "kind")
    worst: dict[int, int] = {}
    for number, kind in reports:
        worst[number] = min(worst.get(number, len(REPORT_URGENCY)), REPORT_URGENCY[kind])
    rows += [(number, WaitingReason.OVERRIDE.value, at) for number, at in _allowed_unseen().items()]
    best: dict[int, tuple[int, int, datetime]] = {}
    since: dict[int, datetime] = {}
    for number, reason, moment in rows:
        since[number] = min(since.get(number, moment), moment)
        mine = (_URGENCY[reason], worst.get(number, 0), since[number])
        best[number] = min(best.get(number, mine), mine)
    return [(number, since[number]) for number in sorted(best, key=lambda number: (*best[number], number))]


def _allowed_unseen() -> dict[int, datetime]:
    """Return since when items wait that were shared by hand although the privacy guard warned, by number.

    They are read from the audit trail: the guard writes a line for whatever somebody lets through.
    """
    rows = AuditEntry.objects.filter(deed=ALLOWED).values_list("key", "at", "details")
    found: dict[int, datetime] = {}
    for key, at, details in rows.order_by("-at", "-pk")[:_MOST_ALLOWED]:
        if details.get("where") != BY_IMPORT and (parts := split_key(key)):
            found.setdefault(parts[1], at)
    seen = dict(Look.objects.filter(page__in=found).values_list("page", "seen_at"))
    there = set(SharedPage.objects.filter(pk__in=found, live=True).values_list("pk", flat=True))
    return {
        number: at for number, at in found.items() if number in there and not (number in seen and seen[number] >= at)
    }


def week(*, until: datetime) -> list[tuple[int, datetime]]:
    """Return number and moment of the items that others than editors changed in the week before, not waiting or seen.

    The moment is that of the last deed; the newest comes first.
    """
    editors = get_user_model()._default_manager.filter(
        Q(memberships__role__in=[Role.EDITOR, Role.ADMINISTRATOR]) | Q(is_superuser=True)
    )
    rows = (
        AuditEntry.objects.filter(at__gt=until - WEEK, at__lte=until, by__isnull=False)
        .exclude(deed__in=NOT_IN_WEEK)
        .exclude(by__in=editors.values("pk"))
        .values_list("key", "at")
    )
    last: dict[int, datetime] = {}
    for key, at in rows:
        if parts := split_key(key):
            last[parts[1]] = max(last.get(parts[1], at), at)
    waiting = set(Waiting.objects.values_list("page", flat=True)) | set(_allowed_unseen())
    seen = dict(Look.objects.filter(seen_at__gt=until - WEEK).values_list("page", "seen_at"))
    live = set(SharedPage.objects.filter(pk__in=last, live=True).values_list("pk", flat=True))
    found = [
        (number, at)
        for number, at in last.items()
        if number in live and number not in waiting and not (number in seen and seen[number] >= at)
    ]
    return sorted(found, key=lambda row: (row[1], row[0]), reverse=True)


def to_see(rows: Iterable[tuple[int, datetime]], *, since: datetime) -> list[ToSee]:
    """Return what the queue shows of these items, in their order and in a constant number of queries.

    since: deeds before this moment are not told
    """
    moments = dict(rows)
    pages = SharedPage.objects.filter(pk__in=moments).in_bulk()
    reasons, reports = _by_page(Waiting, moments), _by_page(ProblemReport, moments, handled_at=None)
    looks = Look.objects.filter(page__in=moments).in_bulk()
    homes = dict(
        OrganisationPage.objects.filter(path__in={page.path[: -page.steplen] for page in pages.values()}).values_list(
            "path", "title"
        )
    )
    keys = [page.key for page in pages.values()]
    deeds: dict[str, list[tuple[str, str, datetime]]] = defaultdict(list)
    for entry in AuditEntry.objects.filter(key__in=keys, at__gt=since).exclude(deed__in=NOT_IN_WEEK):
        deeds[entry.key].append((entry.deed, entry.by_name, entry.at))
    changed, allowed = _changed_fields(pages, looks), _allowed_unseen()
    return [
        ToSee(
            number=page.pk,
            key=page.key,
            kind_label=str(Kind(page.kind).label),
            title=page.title,
            url=page.get_absolute_url(),
            is_live=page.live,
            organisation=homes.get(page.path[: -page.steplen], ""),
            since=at,
            reasons=tuple(
                sorted(
                    [
                        *(WaitingReason(row.reason) for row in reasons[number]),
                        *([WaitingReason.OVERRIDE] if number in allowed else []),
                    ],
                    key=lambda each: _URGENCY[each],
                )
            ),
            reports=tuple(sorted(reports[number], key=lambda report: REPORT_URGENCY[report.kind])),
            done=tuple(deeds[page.key][:3]),
            seen_at=looks[number].seen_at if number in looks else None,
            changed=changed.get(number, ()),
            labelled=page.vng_label,
        )
        for number, at in moments.items()
        if (page := pages.get(number))
    ]


def _by_page(model: Any, numbers: Iterable[int], **condition: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in model.objects.filter(page__in=list(numbers), **condition):
        found[row.page_id].append(row)
    return found


def _changed_fields(pages: Mapping[int, SharedPage], looks: Mapping[int, Look]) -> dict[int, tuple[str, ...]]:
    """Return the names of the fields that are no longer as the editors saw them, by the number of the page."""
    wanted = {looks[number].revision_id for number in pages if number in looks} - {None}
    wanted |= {page.latest_revision_id for number, page in pages.items() if number in looks} - {None}
    contents = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content"))
    found = {}
    for number, look in looks.items():
        before, after = contents.get(look.revision_id), contents.get(pages[number].latest_revision_id)
        if before and after:
            found[number] = tuple(_labels(pages[number], before, after))
    return found


#: Fields of which a change says nothing to a reader.
_TECHNICAL = frozenset(
    {
        *("pk", "path", "depth", "numchild", "url_path", "slug", "changed_at", "live_revision", "latest_revision"),
        *("live_since", "members_since", "public_since", "first_published_at", "last_published_at", "draft_title"),
        *("latest_revision_created_at", "has_unpublished_changes", "live", "owner", "phase_changes", "vng_label"),
        *("kind", "address", "source_id", "expired", "go_live_at", "expire_at", "locked", "locked_at", "locked_by"),
    }
)


def _labels(page: SharedPage, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    model = MODELS[Kind(page.kind)]
    names = [name for name in after if name not in _TECHNICAL and before.get(name) != after[name]]
    return [part_called(model, name) for name in names]


def texts_at(numbers: Iterable[int], moment: datetime) -> dict[int, int | None]:
    """Return the number of the text that each of these pages had then, or else of its latest; one query."""
    then = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()), created_at__lte=moment)
    seen = Coalesce(Subquery(then.order_by("-created_at", "-pk").values("pk")[:1]), F("latest_revision"))
    return dict(SharedPage.objects.filter(pk__in=list(numbers)).annotate(seen=seen).values_list("pk", "seen"))


def text_a_week_ago(page: SharedPage, *, at: datetime) -> Revision | None:
    """Return the last text of a page from before this week, or None when it is younger."""
    revisions = Revision.page_revisions.filter(object_id=str(page.pk), created_at__lt=at - WEEK)
    return revisions.order_by("-created_at", "-pk").first()
