"""The page with what resembles a thing; a page of that thing shows it in place."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.similar import Example, similar
from search.sources import get_source
from search.views.results import viewer_of

SHOWN = 4


@require_safe
def like(request: HttpRequest, key: str) -> HttpResponse:
    """Show what resembles the thing with this key, as far as the viewer may see both."""
    source, viewer = get_source(), viewer_of(request)
    card: Any = source.cards([key], viewer).get(key)
    document = source.documents([key]).get(key) if card else None
    if document is None:
        raise Http404("Dit is er niet (meer), of u mag het niet zien.")
    cards = similar(Example.of(document, source.schema.alike), viewer, limit=SHOWN, without=key)
    response = render(request, "search/similar.html", {"card": card, "cards": cards})
    response["Vary"] = "HX-Request, Cookie"
    return response
