"""Pages of a list: which one is asked for, and the links to the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from practices import queries
from practices.rules.visibility import Viewer


class KeptPaginator(Paginator[Any]):
    """The pages of a list that somebody sees. Its total and its order are kept until something is saved.

    name: of the list, the same as long as the queryset asks the same; pages: limited to the viewer, and in its order
    """

    def __init__(self, name: str, pages: Any, viewer: Viewer, per_page: int) -> None:
        super().__init__(pages, per_page)
        self.name, self.viewer = name, viewer

    @cached_property
    def count(self) -> int:
        """The number of items in the whole list."""
        pages: Any = self.object_list
        total: int = queries.until_change(f"total of {self.name}", self.viewer, pages.count)
        return total

    def cards(self, number: int) -> tuple[queries.Card, ...]:
        """Return the cards of a page of the list, as far as the viewer may see them now."""
        first = (number - 1) * self.per_page
        found = queries.page_of_list(self.name, self.object_list, self.viewer, first=first, size=self.per_page)
        return queries.chosen(found, queries.cards_by_number(found, self.viewer))


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
