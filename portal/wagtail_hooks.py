"""Connects the site's own pages with Wagtail's admin: the menu and first screen of each role, and reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from portal.models import HomePage
from portal.search_decisions import SearchDecisions
from portal.views import search_explained, search_reports, users
from portal.views.home import show
from practices.choices import Kind
from practices.queries.queue import waiting_total
from practices.rules.editing import LEGAL_ROLES
from practices.rules.visibility import Role, Viewer
from practices.viewsets.pages import LISTINGS, drafts_to_handle

#: Who sees which listing in the menu; whoever curates sees all.
_SHOWN_TO = {
    Kind.PRACTICE: frozenset({Role.MANAGER}),
    Kind.LEGAL_CASE: frozenset({Role.MANAGER, *LEGAL_ROLES}),
    Kind.NETWORK: frozenset({Role.MANAGER}),
    Kind.TERM: frozenset[Role](),
    Kind.DOSSIER: frozenset[Role](),
}


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


@hooks.register("draw_home_preview")
def draw_home_preview(request: HttpRequest, page: HomePage) -> HttpResponse:
    """Draw the first page with texts that are not saved."""
    return show(request, page)


class KindMenuItem(MenuItem):
    """The listing of one kind, for the roles that work with it."""

    def __init__(self, kind: Kind, order: int) -> None:
        viewset = LISTINGS[kind]
        super().__init__(
            kind.plural_label,
            reverse(viewset.get_url_name("index")),
            icon_name=viewset.icon,
            order=order,
            name=kind.plural,
        )
        self.kind = kind

    def is_shown(self, request: HttpRequest) -> bool:
        viewer = _viewer(request)
        return viewer.is_curator or bool(viewer.roles & _SHOWN_TO[self.kind])


def _register(kind: Kind, order: int) -> None:
    hooks.register("register_admin_menu_item", lambda: KindMenuItem(kind, order))


for number, listed in enumerate(LISTINGS):
    _register(Kind(listed), 110 + number)


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out Wagtail's help, which is elsewhere and in English, and reports for who does not curate."""
    hidden = {"help"} if _viewer(request).is_curator else {"help", "reports"}
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_settings_menu")
def leave_out_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what does nothing here: rights follow from the roles of people, the address from SITE_URL."""
    items[:] = [item for item in items if item.name not in {"users", "groups", "collections", "sites"}]


class ForAdministrators(MenuItem):
    """A screen for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return Role.ADMINISTRATOR in _viewer(request).roles


@hooks.register("register_admin_urls")
def user_addresses() -> list[URLPattern]:
    """Give the screens of accounts and roles their addresses."""
    return [
        path("gebruikers/", users.listing, name="users"),
        path("gebruikers/nieuw/", users.add, name="user-add"),
        path("gebruikers/<int:number>/", users.edit, name="user"),
        path("gebruikers/<int:number>/neem-af/", users.take, name="user-take"),
        path("gebruikers/<int:number>/aan-uit/", users.switch, name="user-switch"),
    ]


@hooks.register("register_settings_menu_item")
def users_menu_item() -> MenuItem:
    """Lead to accounts and roles."""
    return ForAdministrators("Gebruikers en rollen", reverse("users"), icon_name="user", order=100, name="gebruikers")


class DraftsPanel(Component):
    """What is not online yet, among the pages that this person works with."""

    order = 90
    template_name = "portal/cms/drafts_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"pages": drafts_to_handle(_viewer(self.request))}


class QueuePanel(Component):
    """How much waits for the editors."""

    order = 80
    template_name = "portal/cms/queue_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"total": waiting_total()}


@hooks.register("construct_homepage_panels")
def add_drafts(request: HttpRequest, panels: list[Component]) -> None:
    """Begin with what waits."""
    if _viewer(request).is_curator:
        panels.append(QueuePanel())
    panels.append(DraftsPanel(request))


@hooks.register("construct_homepage_summary_items")
def leave_out_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out numbers of what others made."""
    if not _viewer(request).is_curator:
        items.clear()


# --- reports about searching ------------------------------------------------------------------------------------------


class ReportOfSearching(MenuItem):
    """A report that editors and administrators read."""

    def is_shown(self, request: HttpRequest) -> bool:
        return _viewer(request).is_curator


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
