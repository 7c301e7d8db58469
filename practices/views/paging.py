"""Pages of a list: which one is asked for, and the links to the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest


def page_number(request: HttpRequest, paginator: Paginator[Any]) -> int:
    """Return the page of the list that is asked for; raises Http404 when there is none."""
    value = request.GET.get("pagina", "1") or "1"
    if not (value.isascii() and value.isdigit()) or len(value) > 9 or not 1 <= int(value) <= paginator.num_pages:
        raise Http404("Deze pagina van de lijst bestaat niet.")
    return int(value)


def page_links(paginator: Paginator[Any], number: int, parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return what the component `pagination` reads; `parameters` stay in every address."""

    def address(page: int) -> str:
        query = urlencode({**parameters, **({"pagina": page} if page > 1 else {})})
        return f"?{query}" if query else "./"

    return {
        "pages": [
            {"number": page, "url": address(page), "current": page == number} if isinstance(page, int) else None
            for page in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
        ],
        "previous_url": address(number - 1) if number > 1 else "",
        "next_url": address(number + 1) if number < paginator.num_pages else "",
    }
