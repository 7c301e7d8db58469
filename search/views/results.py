"""The search page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from search import querystring
from search.querystring import PageNotANumber, SearchRequest
from search.service import CountedFacet, Found, NoSuchPage, Result, find
from search.sources import Viewer, get_source
from search.values import Sort
from search.views import filters
from search.views.telling import tell_search
from search.views.understanding import reading

SORT_LABELS = {Sort.RELEVANCE: "Relevantie", Sort.NEWEST: "Nieuwste eerst", Sort.CONFIRMED: "Laatst bevestigd"}


@dataclass(frozen=True, slots=True)
class Place:
    """A value of the facet that the site can show on a map, and the list of the search with only this one chosen."""

    value: str
    label: str
    count: int
    chosen: bool
    url: str


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what a search finds; htmx takes the parts it needs from the same page."""
    try:
        asked = querystring.read(dict(request.GET.lists()))
        found = find(asked, viewer_of(request))
    except PageNotANumber as error:
        raise Http404("Deze pagina bestaat niet: een paginanummer is een getal vanaf 1.") from error
    except NoSuchPage as error:
        raise Http404(
            "U kunt door de eerste 10.000 resultaten bladeren. Maak uw vraag preciezer om verder te komen."
            if error.too_deep
            else "Zo veel pagina’s met resultaten zijn er niet."
        ) from error
    number = tell_search(request, found, at=timezone.now())
    explains = getattr(request.viewer, "is_curator", False)  # type: ignore[attr-defined]  # the site knows roles
    page = context(found, whole=frozenset(request.GET.getlist("toon")))
    response = render(
        request, "search/results.html", {**page, "number": number, "here": address(asked), "explains": explains}
    )
    if getattr(request, "htmx", False):
        response["HX-Push-Url"] = address(asked)
    response["Vary"] = "HX-Request, Cookie"
    return response


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks, as the site's middleware found out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def address(asked: SearchRequest) -> str:
    """Return the address of a search on this site, without empty or default parameters."""
    query = querystring.encode(asked, get_source().schema)
    return reverse("search:results") + (f"?{query}" if query else "")


def feed_address(asked: SearchRequest) -> str:
    """Return the address of the feed of a search on this site: always the newest first."""
    return _address_of("search:feed", asked)


def _address_of(route: str, asked: SearchRequest) -> str:
    query = querystring.encode(asked.without_order(), get_source().schema)
    return reverse(route) + (f"?{query}" if query else "")


def context(found: Found, *, whole: Collection[str] = ()) -> dict[str, Any]:
    """Return what the search page shows; of the facets in `whole` the whole list."""
    asked = found.request
    pages = Paginator(range(found.last_page * found.page_size), found.page_size)
    current = pages.page(min(asked.page, found.last_page))
    chips = filters.chips(found, address)
    chosen_count = sum(facet.chosen_count for facet in found.facets)
    return {
        "found": found,
        "asked": asked,
        "reading": reading(found, address),
        "results": [shown(result) for result in found.results],
        "first_number": (asked.page - 1) * found.page_size + 1,
        "panel": filters.panel(found, whole=whole, address=address),
        "chips": chips,
        "chosen_count": chosen_count,
        "more_chips": chosen_count - len(chips),
        "unknown_values": found.unknown_values[: filters.CHIPS],
        "more_unknown": max(0, len(found.unknown_values) - filters.CHIPS),
        "clear_url": address(asked.without_filters()),
        "feed_url": feed_address(asked),
        "save_url": _address_of("search:save", asked),
        "places": places(found) if asked.on_map else [],
        "list_url": address(asked.shown(on_map=False)),
        "map_url": address(asked.shown(on_map=True)),
        "sorts": [(sort.value, label, sort == asked.sort) for sort, label in SORT_LABELS.items()],
        "pages": [
            {"number": number, "url": address(asked.at_page(number)), "current": number == asked.page}
            if isinstance(number, int)
            else None
            for number in pages.get_elided_page_range(current.number, on_each_side=1, on_ends=1)
        ],
        "previous_url": address(asked.at_page(asked.page - 1)) if current.has_previous() else "",
        "next_url": address(asked.at_page(asked.page + 1)) if current.has_next() else "",
    }


def shown(result: Result) -> dict[str, Any]:
    """Return a result as the card component reads it."""
    card: Any = result.card
    return {
        "key": card.key,
        "kind": card.kind,
        "kind_label": card.kind_label,
        "title": result.title,
        "text": result.text,
        "url": card.url,
        "municipalities": card.municipalities,
        "themes": card.themes,
        "phase": card.phase,
        "phase_label": card.phase_label,
        "answer_label": card.answer_label,
        "confirmed": card.confirmed,
        "example": card.example,
        "visibility_label": card.visibility_label,
        "adopted": card.adopted,
    }


def places(found: Found) -> list[Place]:
    """Return where the results are, from the counts that the filters show as well."""
    mapped = {facet.name for facet in get_source().schema if facet.mapped}
    return [place for facet in found.facets if facet.name in mapped for place in _places_of(facet, found.request)]


def _places_of(facet: CountedFacet, request: SearchRequest) -> list[Place]:
    # There are hundreds, and their addresses differ in one value: no address holds a NUL of its own.
    before, _, after = address(request.only_with(facet.name, "\0")).partition("%00")
    return [
        Place(
            value=choice.value,
            label=choice.label,
            count=choice.count,
            chosen=choice.chosen,
            url=f"{before}{quote_plus(choice.value)}{after}",
        )
        for choice in facet.choices
        if choice.known
    ]
