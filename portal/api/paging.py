"""Pages of a list in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from portal.api.errors import BadInput

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100

PAGE_SIZE_PARAMETER: dict[str, Any] = {
    "name": "paginagrootte",
    "in": "query",
    "description": "Hoeveel resultaten per pagina.",
    "schema": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
}


def page_size_of(request: HttpRequest) -> int:
    """Return the asked size of a page; raises BadInput for anything but 1 to 100."""
    value = request.GET.get("paginagrootte", "").strip()
    if not value:
        return DEFAULT_PAGE_SIZE
    if not (value.isascii() and value.isdigit()) or len(value) > 4 or not 1 <= int(value) <= MAX_PAGE_SIZE:
        raise BadInput("paginagrootte", f"Kies een geheel getal van 1 tot en met {MAX_PAGE_SIZE}.")
    return int(value)


def links(address: Callable[[int], str], *, page: int, last_page: int) -> dict[str, Any]:
    """Return the links of a page: itself, and the next and previous where there are."""
    result = {"self": {"href": address(page)}}
    if page < last_page:
        result["next"] = {"href": address(page + 1)}
    if page > 1:
        result["prev"] = {"href": address(page - 1)}
    return result
