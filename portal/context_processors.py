"""What every page shows around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse

from portal.sections import ALL

_SECTIONS = {section.url.strip("/"): section for section in ALL if section.url != "/"}
#: A longer address of a search is not led back to.
LONGEST_REFERER = 4_000


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer and where in the menu this page stands."""
    return {
        "viewer": getattr(request, "viewer", None),
        "section": request.path.strip("/").split("/")[0],
        "site_url": settings.SITE_URL or _address_asked(request),
        "back_to_search": _search_before(request),
        "default_crumbs": _crumbs(request.path),
    }


def _crumbs(path: str) -> list[dict[str, str]]:
    """Return the way to a page that gives none of its own: the section that it is in, a link unless it is that."""
    first = path.strip("/").split("/")[0]
    section = _SECTIONS.get(path.strip("/")) or _SECTIONS.get("mijn" if first == "account" else first)
    return [{"title": section.label, "url": "" if path == section.url else section.url}] if section else []


@dataclass(frozen=True, slots=True)
class SearchBefore:
    """The search that led to this page, with its words."""

    url: str
    text: str


def _search_before(request: HttpRequest) -> SearchBefore | None:
    """Return the search on this site from which somebody came, whole: filters, order, page and map.

    The browser says it (Referer), also without JavaScript and in a second tab; nothing is kept of it.
    """
    search = reverse("search:results")
    address = request.headers.get("Referer", "")
    if request.path == search or search not in address or len(address) > LONGEST_REFERER:
        return None
    try:
        before = urlsplit(address)
    except ValueError:  # a host that is none
        return None
    if before.path != search or before.netloc != urlsplit(_address_asked(request)).netloc:
        return None
    words = parse_qs(before.query).get("q", [""])[-1].strip()
    return SearchBefore(f"{search}?{before.query}" if before.query else search, words[:60])


def _address_asked(request: HttpRequest) -> str:
    """Return the address of the site as this request knows it; nothing when it asks for a site that is not ours."""
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return ""
