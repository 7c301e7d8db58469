"""Whole records of everything that is shared."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from ninja import Router

from portal.api.errors import BadInput
from portal.api.paging import PAGE_SIZE_PARAMETER, links, page_size_of
from portal.api.schemas import Problem, Records
from practices import queries
from practices.choices import Kind
from practices.exchange.exporter import to_records
from search.querystring import PageNotANumber, parse_page
from search.service import NoSuchPage

router = Router(tags=["records"])

_PAGE = {"name": "pagina", "in": "query", "description": "Pagina.", "schema": {"type": "integer", "minimum": 1}}
_SOURCE_ID = {
    "name": "bronId",
    "in": "query",
    "description": "De sleutel bij de bron.",
    "schema": {"type": "string", "maxLength": 200},
}


def _routes(kind: Kind) -> None:
    """Add the list and the single record of one kind."""

    @router.get(
        f"/{kind.plural}",
        response={200: Records, 400: Problem, 404: Problem},
        by_alias=True,
        summary=kind.plural_label,
        operation_id=kind.plural,
        url_name=kind.plural,
        openapi_extra={"parameters": [_PAGE, PAGE_SIZE_PARAMETER, _SOURCE_ID]},
    )
    def listing(request: HttpRequest) -> dict[str, Any]:
        return _listing(request, kind)

    @router.get(
        f"/{kind.plural}/{{id}}",
        response={200: dict[str, Any], 404: Problem},
        summary=f"{kind.label}: een record",
        operation_id=f"{kind.value}",
    )
    def single(request: HttpRequest, id: str) -> dict[str, Any]:
        return _single(request, kind, id)


for _kind in Kind:
    _routes(_kind)


def _listing(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    viewer = request.viewer  # type: ignore[attr-defined]
    size = page_size_of(request)
    try:
        page = parse_page(request.GET.get("pagina") or "1")
    except PageNotANumber as error:
        raise BadInput("pagina", "Een paginanummer is een geheel getal vanaf 1.") from error
    source_id = request.GET.get("bronId", "")
    pages = queries.visible_pages(kind, viewer, source_id=source_id)
    total = pages.count()
    last_page = max(1, -(-total // size))
    if page > last_page:
        raise NoSuchPage(too_deep=False)
    path = reverse(f"api-1.0.0:{kind.plural}")

    def address(number: int) -> str:
        asked: dict[str, str | int] = {"pagina": number, "paginagrootte": size, "bronId": source_id}
        kept = {name: value for name, value in asked.items() if value not in {"", 1 if name == "pagina" else 20}}
        return request.build_absolute_uri(path + (f"?{urlencode(kept)}" if kept else ""))

    found = list(pages[(page - 1) * size : page * size])
    return {
        "aantal": total,
        "pagina": page,
        "paginagrootte": size,
        "resultaten": _bodies(request, found, viewer),
        "_links": links(address, page=page, last_page=last_page),
    }


def _single(request: HttpRequest, kind: Kind, identifier: str) -> dict[str, Any]:
    viewer = request.viewer  # type: ignore[attr-defined]
    number = identifier.removeprefix(f"{kind.value}-")
    if not (number.isascii() and number.isdigit()) or len(number) > 15:
        raise Http404
    found = list(queries.visible_pages(kind, viewer).filter(pk=int(number)))
    if not found:
        raise Http404
    return _bodies(request, found, viewer)[0]


def _bodies(request: HttpRequest, pages: list[Any], viewer: Any) -> list[dict[str, Any]]:
    """Return the records of pages; here `id` is the key in this portal and `bronId` the source's own."""
    return [
        {
            **record,
            "id": page.key,
            "bronId": page.source_id,
            "url": request.build_absolute_uri(page.get_absolute_url()),
        }
        for page, record in zip(pages, to_records(pages, viewer), strict=True)
    ]
