"""The page of each shared item, and the list of each kind."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from practices import queries
from practices.choices import Kind
from practices.models import SharedPage
from practices.rules.visibility import Viewer
from practices.views.looks import note_look
from practices.views.paging import KeptPaginator, page_links, page_number
from practices.views.presenting import kept, present
from practices.views.presenting.gathered import how_many, places
from practices.views.presenting.listing import facets_of, narrowing
from search.alerts.following import button_for_item
from search.querystring import ON_MAP, SearchRequest
from search.service import count

PER_PAGE = 24
#: The introduction above each list.
INTRODUCTIONS = {
    Kind.PRACTICE: "Wat gemeenten proberen, vanaf het eerste idee. Ook wat nog niet af is, en wat niet lukte.",
    Kind.LEGAL_CASE: "Mag dit? Wie mag wat geven aan wie, met welke grondslag, en wat zeggen deskundigen ervan.",
    Kind.NETWORK: "Mensen die u kunt bellen, en de groepen waarin zij elkaar ontmoeten.",
    Kind.TERM: "Hetzelfde woord betekent niet overal hetzelfde. Hier ziet u wat een ander ermee bedoelt.",
    Kind.DOSSIER: "Alles over één onderwerp bij elkaar, gekozen door de VNG-redactie.",
}
#: The kinds of which one can follow what happens, as the button calls them.
FOLLOWED_AS = {Kind.PRACTICE: "deze praktijk", Kind.LEGAL_CASE: "deze vraag", Kind.NETWORK: "dit netwerk"}


@require_safe
def listing(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Show what is shared of one kind, newest first, terms by name; or on the map with `weergave=kaart`."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    counted = count(SearchRequest(chosen={"soort": (kind.value,)}), viewer, facets=facets_of(kind))
    on_map = request.GET.get("weergave") == ON_MAP
    context = {
        "kind": kind,
        "title": kind.plural_label,
        "introduction": INTRODUCTIONS[kind],
        "order": "op naam" if kind == Kind.TERM else "van nieuw naar oud",
        "groups": narrowing(kind, counted),
        "places": places(counted, soort=kind.value) if on_map else [],
        "has_places": bool(counted and counted.by_value("gemeente")),
        "on_map": on_map,
        "breadcrumbs": [{"title": kind.plural_label, "url": ""}],
        **_page_of_list(request, kind, viewer, shown=not on_map),
    }
    return render(request, "practices/listing.html", context)


def _page_of_list(request: HttpRequest, kind: Kind, viewer: Viewer, *, shown: bool) -> dict[str, Any]:
    """Return the page of the list that is asked for; the total only where the map takes its place."""
    pages = queries.visible_pages(kind, viewer)
    if kind == Kind.TERM:
        pages = pages.order_by(Lower("title"), "pk")
    paginator = KeptPaginator(f"list of {kind.value}", pages, viewer, PER_PAGE)
    total = {"total": paginator.count, "total_in_words": how_many(kind, paginator.count)}
    if not shown:
        return total
    number = page_number(request, paginator)
    return {**total, "number": number, "cards": paginator.cards(number), **page_links(paginator, number, {})}


@require_safe
def detail(request: HttpRequest, kind: Kind, address: str) -> HttpResponse:
    """Show one item, lead on from an address that it had before, or say that it was taken back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.page_at(kind, address, viewer)
    if page is None:
        moved_to = queries.current_address(kind, address, viewer)
        if moved_to:
            return HttpResponsePermanentRedirect(moved_to)
        if queries.was_taken_back(kind, address):
            told = {"kind": kind, "list_label": kind.plural_label, "words": address.replace("-", " ")}
            return render(request, "410.html", told, status=410)
        raise Http404("Dit is er niet (meer), of u mag het niet zien.")
    context = {"page": page, **present(page, viewer, today=timezone.localdate(), body_of=kept)}
    if kind in FOLLOWED_AS:
        context["follow"] = button_for_item(page.key, what=FOLLOWED_AS[kind], back=request.path, person=viewer)
    note_look(request, page, is_own=context["is_own"])
    return render(request, page.get_template(request), context)


def show_typed(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show an item as it was typed, saved or not, the way this reader would see it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(
        request, page.get_template(request), {"page": page, **present(page, viewer, today=timezone.localdate())}
    )
