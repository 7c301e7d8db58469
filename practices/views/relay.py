"""Estafette-leervragen: the list at /leervragen/, the journey of one question, and taking it over in a startbericht."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practices.actions.practice import save_draft, start_draft
from practices.choices import Kind, QuestionStatus
from practices.queries.relay import (
    ENDED,
    UNANSWERED,
    LeftOpen,
    as_left_open,
    journey_of,
    left_open,
    left_open_in,
    to_take_over,
)
from practices.rules.visibility import Viewer
from practices.views.access import explain_refusals, viewer_of
from practices.views.paging import page_links, page_number
from practices.views.presenting.shared import rich
from search.similar import Example, similar

PER_PAGE = 24
#: So many are offered to who begins something: it must not keep anybody from sharing.
OFFERED = 3
_TONES = {
    QuestionStatus.OPEN: "info",
    QuestionStatus.PROVISIONAL: "warning",
    QuestionStatus.ANSWERED: "positive",
    QuestionStatus.LAPSED: "neutral",
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the questions that were left open, the last ended first."""
    viewer = viewer_of(request)
    paginator = Paginator(left_open(viewer), PER_PAGE)
    number = page_number(request, paginator)
    context = {
        "questions": as_left_open(paginator.page(number).object_list, viewer),
        "total": paginator.count,
        "number": number,
        "breadcrumbs": [{"title": "Estafette-leervragen", "url": ""}],
        **page_links(paginator, number, {}),
    }
    return render(request, "practices/relay/listing.html", context)


@require_safe
def journey(request: HttpRequest, number: int) -> HttpResponse:
    """Show the journey of a question over municipalities, with what each found out."""
    stops = journey_of(number, viewer_of(request))
    this = next((stop for stop in stops if stop.number == number), None)
    if this is None:
        raise Http404("Deze leervraag is er niet (meer), of u mag haar niet zien.")
    places = {place for stop in stops for place in stop.municipalities}
    context = {
        "question": this,
        "stops": [{"stop": stop, "tone": _TONES[stop.status], "answer": rich(stop.answer, top=4)} for stop in stops],
        "places": len(places),
        "answered": sum(stop.status == QuestionStatus.ANSWERED for stop in stops),
        "breadcrumbs": [{"title": "Estafette-leervragen", "url": "/leervragen/"}, {"title": this.text[:60], "url": ""}],
    }
    return render(request, "practices/relay/journey.html", context)


@never_cache
@require_http_methods(["POST"])
@explain_refusals
def take_over(request: HttpRequest, number: int) -> HttpResponse:
    """Begin a startbericht with this question in it, and lead to the step of the questions."""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(reverse("practices:relay-question", args=[number]))
    if to_take_over(number, viewer) is None:
        raise Http404("Deze leervraag is er niet (meer), of u mag haar niet zien.")
    draft = start_draft(by=viewer, at=timezone.now())
    typed = {"questions": draft.data.get("questions", [])}
    save_draft(draft.pk, values=with_taken_over(typed, f"questions:over:{number}", viewer), by=viewer)
    messages.success(request, "De vraag staat in uw startbericht. Begin bij stap 1, of kijk eerst hier.")
    return redirect("practices:sharing-step", draft.pk, "leren")


def offered_to(example: Example, viewer: Viewer, *, without: str = "") -> list[tuple[Any, LeftOpen]]:
    """Return questions left open in practices that resemble an example, with their cards; none without an engine."""
    filters = {
        "soort": frozenset({Kind.PRACTICE.value}),
        "fase": frozenset(phase.value for phase in ENDED),
        "leervraag": frozenset(status.value for status in UNANSWERED),
    }
    cards = {card.key: card for card in similar(example, viewer, limit=OFFERED, without=without, filters=filters)}
    return [(cards[question.key], question) for question in left_open_in(list(cards), viewer)]


def with_taken_over(typed: dict[str, Any], button: str, viewer: Viewer) -> dict[str, Any]:
    """Return the fields with a question of another added when the button asks that ("questions:over:17"), once."""
    rows, number = typed.get("questions"), button.removeprefix("questions:over:")
    if not isinstance(rows, list) or number == button or not number.isascii() or not number.isdigit():
        return typed
    origin = to_take_over(int(number[:15]), viewer)
    if origin is None or any(row.get("origin") == str(origin.pk) for row in rows):
        return typed
    row = {"id": "", "question": origin.question, "type": origin.question_type, "origin": str(origin.pk)}
    return {**typed, "questions": [*(each for each in rows if each["question"].strip()), row]}
