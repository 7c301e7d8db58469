"""The site map for people, and the one for search engines: only what everybody may see."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import sections
from practices import queries
from practices.choices import Kind
from practices.models import Municipality, Theme
from practices.rules.visibility import VISITOR


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Show all pages with a fixed address, and the themes, pairs of domains and provinces that lead further."""
    groups: dict[str, list[Any]] = {}
    for theme in queries.themes():
        groups.setdefault(theme.group, []).append(theme)
    context = {
        "search": sections.SEARCH,
        "shared": sections.SHARED,
        "entrances": sections.ENTRANCES,
        "taking_part": sections.TAKING_PART,
        "about": sections.ABOUT,
        "theme_groups": groups,
        "pairs": queries.pairs_of_domains(),
        "provinces": queries.provinces(),
        "breadcrumbs": [{"title": "Sitemap", "url": ""}],
    }
    return render(request, "portal/sitemap.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is not for them, and where the map is."""
    closed = ("/account/", "/cms/", "/mijn/")
    address = (settings.SITE_URL or request.build_absolute_uri("/")).rstrip("/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {address}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class _OwnSitemap(Sitemap):  # type: ignore[type-arg]  # takes no argument at run time
    """A part of the map for search engines, at the address that the settings give the site."""

    limit = 5_000

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or str(super().get_domain(site))

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or str(super().get_protocol(protocol))


class _Addresses(_OwnSitemap):
    """The pages with a fixed address, themes and pairs of domains."""

    def items(self) -> list[str]:
        fixed = [section.url for section in sections.ALL if section not in sections.TAKING_PART]
        themes = [theme.get_absolute_url() for theme in Theme.objects.order_by("slug")]
        pairs = [f"/domeinen/{first.slug}-en-{second.slug}/" for first, second in queries.pairs_of_domains()]
        return [*fixed, *themes, *pairs]

    def location(self, item: str) -> str:
        return item


class _Municipalities(_OwnSitemap):
    def items(self) -> Any:
        return Municipality.objects.order_by("slug")


class _Items(_OwnSitemap):
    """The items of one kind that everybody may see, with the moment of their last change."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def items(self) -> Any:
        pages = queries.visible_pages(self.kind, VISITOR).order_by("pk")
        return pages.values_list("address", "changed_at")

    def location(self, item: tuple[str, datetime]) -> str:
        return self.kind.url(item[0])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]

    def get_latest_lastmod(self) -> datetime | None:
        newest: datetime | None = queries.visible_pages(self.kind, VISITOR).aggregate(last=Max("changed_at"))["last"]
        return newest  # one number, instead of every page


#: The parts of the map for search engines, by the name in their address.
SITEMAPS: dict[str, _OwnSitemap] = {
    "paginas": _Addresses(),
    "gemeenten": _Municipalities(),
    **{kind.plural: _Items(kind) for kind in Kind},
}
