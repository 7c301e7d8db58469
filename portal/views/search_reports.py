"""What editors read in /cms/ about searching: what is not found, and how often searching helps."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from practices.rules.visibility import Viewer
from practices.views.presenting.sheets import sheet
from search.log.reports import KEPT_DAYS, MissState, Week, missed_queries, note_missed, weeks

LONGEST_NOTE = 500
#: The size of the chart, in units of its own.
CHART_WIDTH, CHART_HEIGHT = 640, 200


@dataclass(frozen=True, slots=True)
class Column:
    """A week in the chart: where it stands, and how high its two bars are."""

    week: Week
    x: float
    width: float
    helped: float
    nothing: float

    @property
    def helped_y(self) -> float:
        return CHART_HEIGHT - self.helped

    @property
    def nothing_x(self) -> float:
        return self.x + self.width

    @property
    def nothing_y(self) -> float:
        return CHART_HEIGHT - self.nothing


@require_http_methods(["GET", "HEAD", "POST"])
def missed(request: HttpRequest) -> HttpResponse:
    """Show what is searched and not found; a POST keeps what an editor did about one of them."""
    viewer = _editor(request)
    state = request.GET.get("status", MissState.OPEN)
    if state not in MissState.values:
        state = MissState.OPEN
    if request.method == "POST":
        _note(request, viewer)
        return HttpResponseRedirect(f"{reverse('search-missed')}?status={state}")
    found = missed_queries()
    if request.GET.get("vorm") == "csv":
        columns = ("Gezocht naar", "Keren", "Met minder woorden", "Laatste keer", "Status", "Notitie")
        rows = [(row.text, row.times, row.relaxed, row.last_day, MissState(row.state).label, row.note) for row in found]
        return sheet(columns, rows, name="niet-gevonden")
    context = {
        "page_title": "Gezocht en niet gevonden",
        "header_icon": "search",
        "rows": [row for row in found if row.state == state],
        "states": [
            {"value": each.value, "label": each.label, "count": sum(row.state == each for row in found)}
            for each in MissState
        ],
        "state": state,
        "kept_days": KEPT_DAYS,
        "longest_note": LONGEST_NOTE,
    }
    return render(request, "portal/cms/search_missed.html", context)


def _note(request: HttpRequest, viewer: Viewer) -> None:
    words, state = request.POST.get("woorden", "")[:200], request.POST.get("status", "")
    if not words or state not in MissState.values:
        raise BadRequest("Kies een status bij een zoekvraag.")
    note = " ".join(request.POST.get("notitie", "").split())[:LONGEST_NOTE]
    note_missed(words, state=MissState(state), note=note, by=viewer, at=timezone.now())
    messages.success(request, f"“{words}” staat nu bij {MissState(state).label.lower()}.")


@require_safe
def success(request: HttpRequest) -> HttpResponse:
    """Show per week how often a search helped, and how often it found nothing."""
    _editor(request)
    found = weeks(timezone.now())
    width = CHART_WIDTH / len(found)
    columns = [
        Column(
            week=week,
            x=number * width + width * 0.1,
            width=width * 0.4,
            helped=week.helped_share * CHART_HEIGHT,
            nothing=week.nothing_share * CHART_HEIGHT,
        )
        for number, week in enumerate(found)
    ]
    context = {
        "page_title": "Helpt het zoeken?",
        "header_icon": "order",
        "columns": columns,
        "rows": [
            {"week": week, "helped": round(100 * week.helped_share), "nothing": round(100 * week.nothing_share)}
            for week in reversed(found)
        ],
        "width": CHART_WIDTH,
        "height": CHART_HEIGHT,
        "total": sum(week.searches for week in found),
    }
    return render(request, "portal/cms/search_success.html", context)


def _editor(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.is_curator:
        raise PermissionDenied("Dit is voor de VNG-redactie.")
    return viewer
