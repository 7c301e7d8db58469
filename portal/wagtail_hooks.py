"""Connects the site's own pages with Wagtail's admin: reports about searching."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from portal.search_decisions import SearchDecisions
from portal.views import search_explained, search_reports


class ReportOfSearching(MenuItem):
    """A report that editors and administrators read."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.viewer.is_curator)  # type: ignore[attr-defined]


@hooks.register("register_admin_urls")
def search_report_addresses() -> list[URLPattern]:
    """Give the reports about searching their addresses."""
    return [
        path("zoekvragen/niet-gevonden/", search_reports.missed, name="search-missed"),
        path("zoekvragen/uitleg/", search_explained.explained, name="search-explained"),
        path("zoekvragen/geholpen/", search_reports.success, name="search-success"),
    ]


@hooks.register("register_reports_menu_item")
def missed_menu_item() -> Any:
    """Lead to what is searched and not found."""
    return ReportOfSearching("Gezocht en niet gevonden", reverse("search-missed"), icon_name="search", order=100)


@hooks.register("register_reports_menu_item")
def success_menu_item() -> Any:
    """Lead to how often searching helps."""
    return ReportOfSearching("Helpt het zoeken?", reverse("search-success"), icon_name="order", order=110)


register_snippet(SearchDecisions)
