"""The search of the site as an API: same parameters, same answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router

from portal.api.errors import BadInput
from portal.api.paging import PAGE_SIZE_PARAMETER, links, page_size_of
from portal.api.schemas import FacetValue, Loosened, Problem, SearchResult, SearchResults, Understood
from search import querystring
from search.language import Meaning, Mode
from search.querystring import MAX_LENGTH, MAX_VALUES, PageNotANumber, SearchRequest
from search.service import CountedFacet, Found, NoSuchPage, Relaxed, Result, find
from search.sources import get_source
from search.wording import loosened_in_words

router = Router(tags=["zoeken"])


def _parameters() -> list[dict[str, Any]]:
    """Describe the parameters of a search; facets come from the one place where they are declared."""
    text = {"type": "string"}
    several = {"type": "array", "items": {"type": "string", "maxLength": 200}}
    facets = [
        {"name": facet.name, "in": "query", "description": facet.label, "schema": several, "explode": True}
        for facet in get_source().schema
    ]
    return [
        {
            "name": "q",
            "in": "query",
            "description": "Woorden; “aanhalingstekens” voor precies zo, -woord om uit te sluiten.",
            "schema": {**text, "maxLength": MAX_LENGTH},
        },
        *facets,
        {
            "name": "sorteer",
            "in": "query",
            "description": "Volgorde.",
            "schema": {**text, "enum": ["relevantie", "nieuwste", "bevestigd"], "default": "relevantie"},
        },
        {
            "name": "letterlijk",
            "in": "query",
            "description": "1: zoek precies deze woorden. Of filters die wij niet in de vraag mogen lezen.",
            "schema": several,
            "explode": True,
        },
        {"name": "pagina", "in": "query", "description": "Pagina.", "schema": {"type": "integer", "minimum": 1}},
        PAGE_SIZE_PARAMETER,
    ]


@router.get(
    "/zoekresultaten",
    response={200: SearchResults, 400: Problem, 404: Problem},
    by_alias=True,
    summary="Zoek in alles wat u mag zien",
    openapi_extra={"parameters": _parameters()},
    operation_id="zoek",
    url_name="zoek",
)
def search_results(request: HttpRequest) -> dict[str, Any]:
    """Return one page of results, with the counts of every facet."""
    page_size = page_size_of(request)
    asked = _asked(request)
    try:
        found = find(asked, request.viewer, page_size=page_size)  # type: ignore[attr-defined]
    except NoSuchPage as error:
        if error.too_deep:
            raise BadInput(
                "pagina", "U kunt door de eerste 10.000 resultaten bladeren. Maak de vraag preciezer."
            ) from error
        raise
    return _answer(request, found)


def _asked(request: HttpRequest) -> SearchRequest:
    """Read the request strictly: what the site meets with a notice is refused here."""
    sort = request.GET.get("sorteer", "")
    if sort and not querystring.is_sort(sort):
        raise BadInput("sorteer", "Kies uit relevantie, nieuwste of bevestigd.")
    try:
        asked = querystring.read(dict(request.GET.lists()))
    except PageNotANumber as error:
        raise BadInput("pagina", "Een paginanummer is een geheel getal vanaf 1.") from error
    if asked.text_was_cut:
        raise BadInput("q", f"Een zoekvraag heeft hoogstens {MAX_LENGTH} tekens.")
    if asked.too_many_values:
        raise BadInput("filters", f"Kies hoogstens {MAX_VALUES} waarden tegelijk.")
    return replace(asked, on_map=False)  # how a page shows its results means nothing here


def _answer(request: HttpRequest, found: Found) -> dict[str, Any]:
    asked, schema = found.request, get_source().schema
    path = reverse("api-1.0.0:zoek")

    def address(page: int) -> str:
        query = querystring.encode(asked.at_page(page), schema)
        if found.page_size != 20:
            query += ("&" if query else "") + f"paginagrootte={found.page_size}"
        return request.build_absolute_uri(f"{path}?{query}" if query else path)

    return {
        "aantal": found.total,
        "pagina": asked.page,
        "paginagrootte": found.page_size,
        "bedoeldeU": found.corrected or found.meant or None,
        "gecorrigeerd": bool(found.corrected),
        "begrepen": [_understood(meaning) for meaning in found.meanings],
        "versoepeld": _loosened(found.relaxed) if found.relaxed else None,
        "bron": found.answered_by,
        "volledig": not found.partial,
        "resultaten": [_result(request, result) for result in found.results],
        "facetten": {facet.name: _values(facet) for facet in found.facets},
        "_links": links(address, page=asked.page, last_page=found.last_page),
    }


def _understood(meaning: Meaning) -> Understood:
    return Understood(
        facet=meaning.facet, waarden=list(meaning.values), labels=list(meaning.labels), hoe=_MODES[meaning.mode]
    )


_MODES = {Mode.ONLY: "alleen", Mode.RATHER: "liever", Mode.FIRST: "eerst"}


def _loosened(relaxed: Relaxed) -> Loosened:
    return Loosened(
        tekst=loosened_in_words(relaxed),
        zonder=list(relaxed.without),
        minstens=relaxed.at_least or None,
        van=relaxed.of or None,
    )


def _result(request: HttpRequest, result: Result) -> SearchResult:
    card: Any = result.card
    return SearchResult(
        id=card.key,
        bronId=card.source_id,
        soort=card.kind.value,
        titel=card.title,
        samenvatting=card.summary,
        fragment=result.text,
        url=request.build_absolute_uri(card.url),
        gemeenten=list(card.municipality_slugs),
        themas=list(card.theme_slugs),
        fase=card.phase or None,
        gepubliceerdOp=card.published_at,
        bevestigdOp=card.confirmed.isoformat() if card.confirmed else None,
    )


def _values(facet: CountedFacet) -> list[FacetValue]:
    return [
        FacetValue(waarde=choice.value, label=choice.label, aantal=choice.count, gekozen=choice.chosen)
        for choice in facet.choices
    ]
