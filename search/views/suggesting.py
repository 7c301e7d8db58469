"""Suggestions while typing: titles of what the viewer may see, values to narrow to, and queries that many asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from search import querystring
from search.log.reports import popular_queries
from search.querystring import SearchRequest
from search.service import suggest
from search.sources import Viewer, get_source
from search.views.results import address, viewer_of

#: Below this many letters nearly everything completes.
FEWEST = 2
TITLES, VALUES, QUERIES = 5, 4, 3


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Return what completes the words: {"suggesties": [{"titel", "soort", "url", "groep"}]}, group after group."""
    typed = request.GET.get("q", "").replace("\0", "")[: querystring.MAX_LENGTH].strip()
    items = list(_completions(typed, viewer_of(request))) if len(typed) >= FEWEST else []
    response = JsonResponse({"suggesties": items}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response


def _completions(typed: str, viewer: Viewer) -> Iterator[dict[str, str]]:
    cards: tuple[Any, ...] = suggest(typed, viewer)
    for card in cards[:TITLES]:
        yield _item(card.title, card.kind_label, card.url, "Titels")
    source = get_source()
    for facet, value, label in source.completions(typed, limit=VALUES):
        heading = next(known.label for known in source.schema if known.name == facet)
        yield _item(label, heading, address(SearchRequest(chosen={facet: (value,)})), "Alles over")
    for words in popular_queries(typed, limit=QUERIES):
        yield _item(words, "Zoekvraag", address(SearchRequest(text=words)), "Vaak gezocht")


def _item(title: str, kind: str, url: str, group: str) -> dict[str, str]:
    return {"titel": title, "soort": kind, "url": url, "groep": group}
