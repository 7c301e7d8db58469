"""Explains a result to an editor: which words brought it there, and what can be done about it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.editorial import decided
from search.explaining import EngineUnavailable, explain
from search.language import clean
from search.querystring import MAX_LENGTH, SearchRequest
from search.sources import get_source


@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """Show why a query (`q`) finds an item (`sleutel`) as it does."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.is_curator:
        raise PermissionDenied
    text = clean(request.GET.get("q", ""))[:MAX_LENGTH].strip()
    key = clean(request.GET.get("sleutel", ""))[:64]
    card = get_source().cards([key], viewer).get(key)
    if card is None:
        raise Http404("Dit item is er niet.")
    try:
        found = explain(SearchRequest(text=text), key, viewer)
    except EngineUnavailable:
        found = None
    context = {
        "page_title": "Uitleg van dit resultaat",
        "header_icon": "info-circle",
        "card": card,
        "text": text,
        "found": found,
        "decided": decided(text, key),
    }
    return render(request, "portal/cms/search_explained.html", context)
