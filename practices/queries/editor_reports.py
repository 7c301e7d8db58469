"""What editors look up now and then: what got old, what nobody answered, and how much each municipality shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone

from practices.choices import Kind
from practices.models import LegalCasePage, OrganisationPage, PracticePage, ReaderQuestion, SharedPage
from practices.queries.overviews import WAITING

#: A report shows and gives at most so many rows.
MOST = 5_000
_MAILBOXES = ("practicepage__contact_mailbox", "networkpage__manager_mailbox")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row: the item that it is about (0 for none), and a value per column."""

    number: int
    values: Sequence[Any]


def stale(*, before: date) -> list[ReportRow]:
    """Return practices and networks that nobody confirmed since this day, the oldest first.

    Values: title, kind, organisation, when it was confirmed or else shared, mailbox.
    """
    old = Q(confirmed_on__lt=before) | Q(confirmed_on=None, first_published_at__date__lt=before)
    kinds = [Kind.PRACTICE, Kind.NETWORK]
    rows = SharedPage.objects.filter(old, live=True, kind__in=kinds).values_list(
        "pk", "title", "kind", "path", "confirmed_on", "first_published_at", *_MAILBOXES
    )
    homes = _homes()
    found = [
        ReportRow(
            number,
            (
                title,
                str(Kind(kind).label),
                homes.get(path[: -SharedPage.steplen], ("", ""))[0],
                confirmed or _day(shared),
                of_practice or of_network or homes.get(path[: -SharedPage.steplen], ("", ""))[1],
            ),
        )
        for number, title, kind, path, confirmed, shared, of_practice, of_network in rows.order_by("pk")
    ]
    return sorted(found, key=lambda row: (row.values[3] or date.min, row.number))[:MOST]


def unanswered() -> list[ReportRow]:
    """Return legal questions without an answer and questions of readers that wait, the oldest first.

    Values: the question, its kind, where it was asked, since when, mailbox.
    """
    homes = _homes()
    cases = LegalCasePage.objects.filter(live=True, status__in=WAITING).values_list(
        "pk", "title", "path", "first_published_at"
    )
    found: list[ReportRow] = []
    for number, title, path, since in cases:
        name, mailbox = homes.get(path[: -SharedPage.steplen], ("", ""))
        found.append(ReportRow(number, (title, "Juridische vraag", name, _day(since), mailbox)))
    asked = ReaderQuestion.objects.filter(answered_at=None, hidden_at=None, practice__live=True).select_related(
        "practice"
    )
    for question in asked:
        page = question.practice
        row = (question.text[:200], "Vraag bij een praktijk", page.title, _day(question.asked_at), page.contact_mailbox)
        found.append(ReportRow(page.pk, row))
    return sorted(found, key=lambda row: (row.values[3] or date.min, row.number))[:MOST]


def per_municipality(*, stale_before: date) -> list[ReportRow]:
    """Return what each organisation shares, the most first.

    Values: organisation, practices, legal questions, networks, unconfirmed practices, last shared, last changed.
    """
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for path, kind in SharedPage.objects.filter(live=True).values_list("path", "kind"):
        counted[path[: -SharedPage.steplen]][kind] += 1
    old = Q(confirmed_on__lt=stale_before) | Q(confirmed_on=None, first_published_at__date__lt=stale_before)
    for path in PracticePage.objects.filter(old, live=True).values_list("path", flat=True):
        counted[path[: -SharedPage.steplen]]["oud"] += 1
    last = _last_moments()
    found = []
    for path, (name, _) in _homes().items():
        numbers = counted.get(path, {})
        shared, changed = last.get(path, (None, None))
        kinds = [numbers.get(kind.value, 0) for kind in (Kind.PRACTICE, Kind.LEGAL_CASE, Kind.NETWORK)]
        found.append(ReportRow(0, (name, *kinds, numbers.get("oud", 0), _day(shared), _day(changed))))
    return sorted(found, key=lambda row: (-sum(row.values[1:4]), row.values[0]))[:MOST]


def _last_moments() -> dict[str, tuple[datetime | None, datetime | None]]:
    """Return when something was first shared and last published below each organisation."""
    home = Substr("path", 1, Length("path") - SharedPage.steplen)
    rows = SharedPage.objects.filter(live=True).annotate(home=home).values("home").order_by("home")
    summed = rows.annotate(shared=Max("first_published_at"), changed=Max("last_published_at"))
    return {row["home"]: (row["shared"], row["changed"]) for row in summed}


def _homes() -> dict[str, tuple[str, str]]:
    rows = OrganisationPage.objects.values_list("path", "title", "mailbox")
    return {path: (title, mailbox) for path, title, mailbox in rows}


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
