"""The first page: search, what is going on, and one first thing to do."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.first_actions import WAITING_URL, first_action
from portal.models import HomePage
from practices import queries
from practices.choices import CaseStatus, Kind, QuestionStatus
from practices.queries.curation import featured
from practices.rules.curation import MOST_FEATURED
from practices.rules.visibility import Viewer
from practices.views.presenting.gathered import how_many, municipality_links
from search.querystring import SearchRequest
from search.service import Counted, count

RECENT, QUESTIONS, CASES, CHANGES, DOSSIERS, THEMES = 6, 5, 4, 5, 2, 10
#: Seconds after which new texts of the first page show in every process.
_TEXTS, TEXTS_KEPT = "portal.home.texts", 10
_WAITING = {CaseStatus.QUESTION.value, CaseStatus.IN_PROGRESS.value, CaseStatus.WITH_EXPERT.value}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, what started and changed, what colleagues want to know, and where it happens."""
    page: HomePage | None = cache.get(_TEXTS)
    if page is None:
        page = HomePage.objects.first() or HomePage()
        cache.set(_TEXTS, page, TEXTS_KEPT)
    return show(request, page)


def show(request: HttpRequest, page: HomePage) -> HttpResponse:
    """Show the first page with these texts on top; also as they were typed and are not saved."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = timezone.localtime()
    counted = count(SearchRequest(), viewer, facets=("soort", "thema", "gemeente", "leervraag", "status"))
    waiting = sum(counted.by_value("status").get(status, 0) for status in _WAITING) if counted else 0
    context = {
        "page": page,
        "first": first_action(viewer, at=now),
        "waiting_total": waiting,
        "waiting_url": WAITING_URL,
        "today": now.date(),
        **_items(viewer, now.date()),
        **_figures(counted),
    }
    return render(request, "portal/home_page.html", context)


def _items(viewer: Viewer, today: date) -> dict[str, Any]:
    """Return what is going on; one look at the cards serves all of it, and leaves out what was hidden meanwhile."""
    found = queries.until_change(f"home {today}", viewer, lambda: _going_on(viewer, today))
    cards = queries.cards_by_number(found.pages, viewer)
    return {
        "featured": queries.chosen(found.featured, cards),
        "recent": queries.chosen(found.recent, cards),
        "started": found.started,
        "dossiers": queries.chosen(found.dossiers, cards),
        "questions": queries.asked_in(found.asked, cards),
        "cases": queries.chosen(found.cases, cards),
        "changes": [
            {"change": change, "card": cards[change.practice]} for change in found.changes if change.practice in cards
        ],
    }


@dataclass(frozen=True, slots=True)
class _GoingOn:
    """Which pages the first page shows, by number; `started`: how many practices started this month."""

    featured: list[int]
    recent: list[int]
    started: int
    dossiers: list[int]
    cases: list[int]
    asked: list[tuple[str, int]]
    changes: list[queries.Change]

    @property
    def pages(self) -> list[int]:
        asked, changed = [page for _, page in self.asked], [change.practice for change in self.changes]
        return [*self.featured, *self.recent, *self.dossiers, *self.cases, *asked, *changed]


def _going_on(viewer: Viewer, today: date) -> _GoingOn:
    last = today.replace(day=monthrange(today.year, today.month)[1])
    return _GoingOn(
        featured=featured(viewer, today=today, limit=MOST_FEATURED),
        recent=queries.recently_started(viewer, until=today, limit=RECENT),
        started=queries.started_between(viewer, today.replace(day=1), last),
        dossiers=queries.newest_dossiers(viewer, limit=DOSSIERS),
        cases=queries.waiting_cases(viewer, limit=CASES),
        asked=queries.open_questions(viewer, limit=QUESTIONS),
        changes=queries.latest_changes(viewer, until=today, limit=CHANGES),
    )


def _figures(counted: Counted | None) -> dict[str, Any]:
    """Return how much there is, by kind, theme and place; names without numbers while the engine is away."""
    found = counted.by_value("soort") if counted else {}
    themes = counted.facets["thema"].choices[:THEMES] if counted else ()
    return {
        "totals": [
            {
                "label": how_many(kind, found.get(kind.value, 0)) if counted else str(kind.plural_label),
                "url": f"/{kind.plural}/",
            }
            for kind in Kind
        ],
        "themes": [
            {"name": choice.label, "url": f"/themas/{choice.value}/", "count": choice.count}
            for choice in themes
            if choice.known
        ],
        "places": municipality_links(counted),
        "asking": counted.by_value("leervraag").get(QuestionStatus.OPEN.value, 0) if counted else 0,
    }
