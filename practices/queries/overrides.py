"""Which likely personal data was allowed, by whom and why: for editors, and for who guards privacy somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from practices.choices import Kind
from practices.models import AuditEntry, SharedPage
from practices.models.guard import ALLOWED, BY_IMPORT
from practices.rules.privacy import KINDS
from practices.rules.visibility import Role, Viewer


@dataclass(frozen=True, slots=True)
class Override:
    """A find that somebody let through. `masked` is all that is kept of it; `title` and `url` are of the item now."""

    number: int
    at: datetime
    by: str
    key: str
    title: str
    url: str
    kind: str
    masked: str
    place: str
    reason: str
    where: str


def may_read_overrides(viewer: Viewer) -> bool:
    """Tell whether somebody reads what was allowed: who curates, and who guards privacy at an organisation."""
    return viewer.is_curator or Role.PRIVACY_OFFICER in viewer.roles


def override_lines(
    viewer: Viewer,
    *,
    since: datetime | None = None,
    kind: str = "",
    imported: bool | None = None,
    text: str = "",
) -> QuerySet[AuditEntry]:
    """Return the lines of the audit trail that this person reads, the last first.

    kind: one of the kinds of personal data; imported: only those of an import, or none of those
    text: words in the reason or the name of who gave it
    """
    lines = AuditEntry.objects.filter(deed=ALLOWED).order_by("-at", "-pk")
    if not viewer.is_curator:
        lines = lines.filter(key__in=_own_keys(viewer)) if may_read_overrides(viewer) else lines.none()
    if since:
        lines = lines.filter(at__gte=since)
    if kind:
        lines = lines.filter(details__kind=kind)
    if imported is not None:
        lines = lines.filter(details__where=BY_IMPORT) if imported else lines.exclude(details__where=BY_IMPORT)
    return lines.filter(Q(by_name__icontains=text) | Q(details__reason__icontains=text)) if text else lines


def overrides(lines: QuerySet[AuditEntry] | list[AuditEntry]) -> list[Override]:
    """Return lines of the audit trail as overrides, with the items as they are called now; two queries."""
    rows = list(lines)
    pages = _pages({row.key for row in rows})
    return [_override(row, pages.get(row.key)) for row in rows]


def _override(row: AuditEntry, page: SharedPage | None) -> Override:
    told = row.details
    return Override(
        number=row.pk,
        at=row.at,
        by=row.by_name,
        key=row.key,
        title=page.title if page else row.key,
        url=Kind(page.kind).url(page.address) if page and page.live else "",
        kind=KINDS.get(str(told.get("kind")), ""),
        masked=str(told.get("masked", "")),
        place=str(told.get("place", "")),
        reason=str(told.get("reason", "")),
        where=str(told.get("where", "")),
    )


def _pages(keys: set[str]) -> dict[str, SharedPage]:
    numbers = [int(number) for key in keys if (number := key.rpartition("-")[2]).isdigit()]
    found = SharedPage.objects.filter(pk__in=numbers).only("title", "kind", "address", "live")
    return {page.key: page for page in found}


def _own_keys(viewer: Viewer) -> list[str]:
    """Return the keys of the items of those organisations where this person guards privacy."""
    below = Q(pk__in=[])
    for affiliation in viewer.affiliations:
        if Role.PRIVACY_OFFICER in affiliation.roles:
            below |= Q(path__startswith=affiliation.path)
    return [f"{kind}-{number}" for kind, number in SharedPage.objects.filter(below).values_list("kind", "pk")]
