"""What is going on: what started, what waits for an answer, how much there is."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Q

from practices.choices import CaseStatus, Kind
from practices.models import LegalCasePage, PracticePage, SharedPage
from practices.rules.visibility import Viewer

#: A legal question that nobody answered yet has one of these.
WAITING = (CaseStatus.QUESTION, CaseStatus.IN_PROGRESS, CaseStatus.WITH_EXPERT)


def recently_started(viewer: Viewer, *, until: date, limit: int) -> list[int]:
    """Return the numbers of the practices that started last, until this day; then those without a date, as shared."""
    started = PracticePage.objects.visible_to(viewer).filter(started_on__lte=until).order_by("-started_on", "-pk")
    found = list(started.values_list("pk", flat=True)[:limit])
    if len(found) < limit:
        undated = PracticePage.objects.visible_to(viewer).filter(started_on=None)
        shared = undated.order_by("-first_published_at", "-pk").values_list("pk", flat=True)
        found += list(shared[: limit - len(found)])
    return found


def started_between(viewer: Viewer, first: date, last: date) -> int:
    """Return how many practices started from the first day to the last."""
    return int(PracticePage.objects.visible_to(viewer).filter(started_on__range=(first, last)).count())


def waiting_cases(viewer: Viewer, *, limit: int) -> list[int]:
    """Return the numbers of legal questions without an answer: first what most municipalities ask, then the oldest."""
    cases = LegalCasePage.objects.visible_to(viewer).filter(status__in=WAITING)
    asked = cases.annotate(asked=Count("also_asked_by"))
    return list(asked.order_by("-asked", "first_published_at", "pk").values_list("pk", flat=True)[:limit])


def waiting_total(viewer: Viewer) -> int:
    """Return how many legal questions wait for an answer."""
    return LegalCasePage.objects.visible_to(viewer).filter(status__in=WAITING).count()


def newest_dossiers(viewer: Viewer, *, limit: int) -> list[int]:
    """Return the numbers of the dossiers that editors made last."""
    pages = SharedPage.objects.visible_to(viewer).filter(kind=Kind.DOSSIER)
    return list(pages.order_by("-first_published_at", "-pk").values_list("pk", flat=True)[:limit])


def shared_since(viewer: Viewer, moment: datetime) -> int:
    """Return how much was shared for the first time since this moment."""
    return SharedPage.objects.visible_to(viewer).filter(first_published_at__gte=moment).count()


def unconfirmed_of_own_organisations(viewer: Viewer, *, before: date) -> int:
    """Return how much of this person's organisations nobody confirmed since this day."""
    own = Q(pk__in=[])
    for affiliation in viewer.affiliations:
        own |= Q(path__startswith=affiliation.path)
    stale = Q(confirmed_on__lt=before) | Q(confirmed_on=None, first_published_at__date__lt=before)
    return SharedPage.objects.visible_to(viewer).filter(own, stale).count()
