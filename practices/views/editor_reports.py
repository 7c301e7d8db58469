"""The reports of the editors in /cms/, each with its download: what got old, what waits, who shares and did what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from practices.queries.audit import audit_lines, deeds, titles_of
from practices.queries.editor_reports import ReportRow, per_municipality, stale, unanswered
from practices.views.curating import editor
from practices.views.presenting.sheets import sheet

#: Rows on a screen, and lines of the audit trail in one download.
ROWS, MOST_LINES = 50, 50_000
#: After so many days without a confirmation something counts as old.
OLD = timedelta(days=365)
CSV = "csv"


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name, what it is about, its columns, and how its rows are found on a day."""

    title: str
    about: str
    columns: Sequence[str]
    find: Callable[[date], list[ReportRow]]
    with_items: bool = True


REPORTS = {
    "verouderd": Report(
        "Lang niet bevestigd",
        "Wat een jaar lang door niemand is bevestigd. Kies er een paar, en vraag de eigenaren of het nog klopt.",
        ("Titel", "Soort", "Organisatie", "Bevestigd of gedeeld op", "Mailadres"),
        lambda today: stale(before=today - OLD),
    ),
    "onbeantwoord": Report(
        "Zonder antwoord",
        "Juridische vragen zonder antwoord, en vragen van lezers bij een praktijk. De oudste staat bovenaan.",
        ("Vraag", "Soort", "Waar", "Sinds", "Mailadres"),
        lambda today: unanswered(),
    ),
    "gemeenten": Report(
        "Per gemeente",
        "Wat elke organisatie deelt, en hoeveel praktijken een jaar lang niet zijn bevestigd.",
        (
            "Organisatie",
            "Praktijken",
            "Juridische vragen",
            "Netwerken",
            "Niet bevestigd",
            "Laatst gedeeld",
            "Gewijzigd",
        ),
        lambda today: per_municipality(stale_before=today - OLD),
        with_items=False,
    ),
}


@require_safe
def report(request: HttpRequest, name: str) -> HttpResponse:
    """Show a report, or give it as CSV with `vorm=csv`."""
    editor(request)
    if name not in REPORTS:
        raise Http404("Dit rapport is er niet.")
    known = REPORTS[name]
    rows = known.find(timezone.localdate())
    if request.GET.get("vorm") == CSV:
        return sheet(known.columns, (row.values for row in rows), name=name)
    page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
    context = {
        "page_title": known.title,
        "header_icon": "table",
        "report": known,
        "rows": page.object_list,
        "page": page,
        "total": page.paginator.count,
        "until": timezone.now().isoformat(),
    }
    return render(request, "practices/cms/report.html", context)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show who did what, by what is asked; the same as CSV with `vorm=csv`."""
    editor(request)
    asked = {name: request.GET.get(name, "").replace("\0", "").strip()[:100] for name in ("wie", "wat", "waarmee")}
    days = {name: _day(request.GET.get(name, "")) for name in ("van", "tot")}
    lines = audit_lines(who=asked["wie"], deed=asked["wat"], key=asked["waarmee"], first=days["van"], last=days["tot"])
    if request.GET.get("vorm") == CSV:
        rows = (
            (timezone.localtime(line.at).isoformat(timespec="seconds"), line.by_name, line.deed, line.key, line.details)
            for line in lines[:MOST_LINES]
        )
        return sheet(("Moment", "Wie", "Wat", "Waarmee", "Bijzonderheden"), rows, name="auditspoor")
    page = Paginator(lines, ROWS).get_page(request.GET.get("p"))
    titles = titles_of({line.key for line in page.object_list})
    chosen = {**asked, **{name: day.isoformat() if day else "" for name, day in days.items()}}
    context = {
        "page_title": "Auditspoor",
        "header_icon": "history",
        "lines": [(line, titles.get(line.key)) for line in page.object_list],
        "page": page,
        "total": page.paginator.count,
        "asked": chosen,
        "deeds": deeds(),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render(request, "practices/cms/audit.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
