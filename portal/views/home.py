"""The first page: search, and what started recently."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices.queries import OpenQuestion, cards_by_number, open_questions, recently_started, totals_by_kind

RECENT = 6
QUESTIONS = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, what started recently and what colleagues want to learn."""
    viewer = request.viewer  # type: ignore[attr-defined]
    asked = open_questions(viewer, limit=QUESTIONS)
    cards = cards_by_number(page for _, page in asked)
    return render(
        request,
        "portal/home_page.html",
        {
            "recent": recently_started(viewer, limit=RECENT),
            "questions": [OpenQuestion(text, cards[page]) for text, page in asked],
            "totals": [
                {"label": kind.plural_label, "url": f"/{kind.plural}/", "total": total}
                for kind, total in totals_by_kind(viewer).items()
            ],
        },
    )
