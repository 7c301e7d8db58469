"""Connects the domain with Wagtail's admin: who may do what, previews, and the actions behind its buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from practices.actions.editing import note, note_draft, note_published
from practices.models import OrganisationPage, SharedPage
from practices.models.access import viewer_in_cms
from practices.models.taxonomy import ListEntry
from practices.queries.overrides import may_read_overrides
from practices.rules.editing import kinds_to_add
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from practices.views import curating, curating_deeds, editor_reports, importing, keywords, merging, overrides, together
from practices.views.access import viewer_of
from practices.views.pages import show_typed
from practices.views.places import show_organisation
from practices.viewsets.bulk import PublishWhatMay
from practices.viewsets.lists import MaintainedLists
from practices.viewsets.pages import PAGE_VIEWSETS
from practices.viewsets.policies import FilePolicy, PagePolicy

# Roles decide, not Wagtail's groups: before anything asks.
register_permission_policy(AbstractPage, PagePolicy())
for model in (get_image_model(), get_document_model()):
    # Exactly this class: Wagtail's own policies are registered later, for the class and those derived from it.
    register_permission_policy(model, FilePolicy(model), exact_class=True)

register_snippet(MaintainedLists)

_LATE = 100  # after Wagtail's own


@hooks.register("draw_preview")
def draw_preview(request: HttpRequest, page: Page) -> HttpResponse:
    """Draw an item or an organisation as the public will see it."""
    return show_organisation(request, page) if isinstance(page, OrganisationPage) else show_typed(request, page)


@hooks.register("register_admin_viewset", order=_LATE)
def register_page_viewsets() -> Any:
    """Give items and organisations the views of ours."""
    return PAGE_VIEWSETS


# --- what happens with pages ------------------------------------------------------------------------------------------


@hooks.register("before_create_page")
def check_kind(request: HttpRequest, parent: Page, model: type[Page]) -> None:
    """Refuse a kind of item that this person does not make below this organisation."""
    place = parent.specific
    if not isinstance(place, OrganisationPage) or not issubclass(model, SharedPage):
        return
    if model.KIND not in kinds_to_add(viewer_of(request), place.path, is_vng=place.code == "VNG"):
        raise PermissionDenied(f"U maakt hier geen {model._meta.verbose_name}.")


@hooks.register("after_publish_page")
def published(request: HttpRequest, page: Page) -> None:
    """Note that it was published, or that this is planned."""
    note_published(page, **_by(request))
    request.is_noted = True  # type: ignore[attr-defined]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def kept(request: HttpRequest, page: Page) -> None:
    """Note that a draft is kept, when nothing else happened with it."""
    if not getattr(request, "is_noted", False):
        note_draft(page, **_by(request))


@hooks.register("after_unpublish_page")
def withdrawn(request: HttpRequest, page: Page) -> None:
    """Note that it was taken offline."""
    note(page, deed="ingetrokken", **_by(request))


@hooks.register("after_delete_page")
def deleted(request: HttpRequest, page: Page) -> None:
    """Note that it was deleted."""
    note(page, deed="verwijderd", title=page.title, **_by(request))


@hooks.register("after_move_page")
def moved(request: HttpRequest, page: Page) -> None:
    """Note that it now belongs to another organisation."""
    note(page.specific, deed="verplaatst", to=page.get_parent().specific_deferred.slug, **_by(request))


@hooks.register("after_copy_page")
def copied(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Note where a copy came from."""
    note(new_page.specific, deed="gekopieerd", source=page.pk, **_by(request))


# --- what waits for the editors ---------------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def curation_addresses() -> list[URLPattern]:
    """Give the screens of the editors their addresses."""
    return [
        path("redactie/", curating.waiting, name=curating.QUEUE),
        path("redactie/week/", curating.weekly, name=curating.WEEKLY),
        path("redactie/week/alles-gezien/", curating.all_seen, name="curation-all-seen"),
        path("redactie/uitgelicht/", curating.on_home, name="curation-featured"),
        path("redactie/samen/", together.together, name=together.TOGETHER),
        path("redactie/auditspoor/", editor_reports.audit, name="audit-trail"),
        path("redactie/rapport/<slug:name>/", editor_reports.report, name="editor-report"),
        path("redactie/<int:number>/", curating.item, name=curating.ITEM),
        path("redactie/<int:number>/samenvoegen/", merging.merge, name=merging.MERGE),
        path("redactie/<int:number>/uit-elkaar/", merging.undo, name="curation-undo-merge"),
        path("redactie/<int:number>/gezien/", curating.seen, name=curating.SEEN),
        path("redactie/<int:number>/<slug:name>/", curating_deeds.do, name="curation-do"),
    ]


# --- keywords and importing -------------------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def keyword_addresses() -> list[URLPattern]:
    """Give the screens of the keywords their addresses."""
    return [
        path("trefwoorden/", keywords.listing, name=keywords.LIST),
        path("trefwoorden/<int:number>/hernoemen/", keywords.rename, name="keyword-rename"),
        path("trefwoorden/<int:number>/samenvoegen/", keywords.merge, name="keyword-merge"),
    ]


@hooks.register("register_admin_urls")
def import_addresses() -> list[URLPattern]:
    """Give the screens of importing their addresses."""
    return [
        path("importeren/", importing.begin, name="import"),
        path("importeren/<int:number>/proef/", importing.trial, name="import-trial"),
        path("importeren/<int:number>/", importing.import_file, name="import-run"),
    ]


@hooks.register("register_admin_urls")
def override_addresses() -> list[URLPattern]:
    """Give the screens of the privacy guard their addresses."""
    return [
        path("toegestaan/", overrides.listing, name=overrides.LIST),
        path("toegestaan/csv/", overrides.download, name=overrides.DOWNLOAD),
        path("opschonen/<int:number>/", overrides.clean, name=overrides.CLEAN),
    ]


class ForImporters(MenuItem):
    """A screen for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(viewer_of(request), Deed.IMPORT, "")


@hooks.register("register_settings_menu_item")
def import_menu_item() -> MenuItem:
    """Lead to importing."""
    return ForImporters("Importeren", reverse("import"), icon_name="upload", order=900, name="importeren")


class ForCurators(MenuItem):
    """A screen for those who curate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return viewer_of(request).is_curator


@hooks.register("register_admin_menu_item")
def curation_menu_item() -> MenuItem:
    """Lead to what waits for the editors."""
    return ForCurators("Redactie", reverse(curating.QUEUE), icon_name="tasks", order=90, name="redactie")


def _add_report(name: str, order: int) -> None:
    title = editor_reports.REPORTS[name].title
    item = ForCurators(title, reverse_lazy("editor-report", args=[name]), icon_name="table", order=order, name=name)
    hooks.register("register_reports_menu_item", lambda: item)


for number, known in enumerate(editor_reports.REPORTS):
    _add_report(known, 10 + number)


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    """Lead to who did what."""
    return ForCurators("Auditspoor", reverse("audit-trail"), icon_name="history", order=20, name="auditspoor")


@hooks.register("register_admin_menu_item")
def keywords_menu_item() -> MenuItem:
    """Lead to the keywords."""
    return ForCurators("Trefwoorden", reverse(keywords.LIST), icon_name="tag", order=210, name="trefwoorden")


class ForPrivacyOfficers(MenuItem):
    """A screen for those who guard privacy at their organisation; who curates finds it among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        viewer = viewer_of(request)
        return may_read_overrides(viewer) and not viewer.is_curator


@hooks.register("register_admin_menu_item")
def overrides_menu_item() -> MenuItem:
    """Lead to what was allowed."""
    return ForPrivacyOfficers(
        "Toegestane gegevens", reverse(overrides.LIST), icon_name="lock-open", order=220, name="toegestaan"
    )


@hooks.register("register_reports_menu_item")
def overrides_report() -> MenuItem:
    """Lead to what was allowed, among the reports."""
    return ForCurators(
        "Toegestane persoonsgegevens", reverse(overrides.LIST), icon_name="lock-open", order=120, name="toegestaan"
    )


@hooks.register("register_page_header_buttons")
def clean_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer to take personal data out of older versions."""
    if isinstance(page, SharedPage) and viewer_in_cms(user).is_curator:
        yield Button(
            "Oudere versies opschonen", reverse(overrides.CLEAN, args=[page.pk]), icon_name="history", priority=90
        )


@hooks.register("insert_global_admin_css")
def own_style() -> str:
    """Style the screens of our own."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editing.css"))


# --- several at once --------------------------------------------------------------------------------------------------

_DEEDS = {"publish": "gedeeld", "unpublish": "ingetrokken", "delete": "verwijderd", "move": "verplaatst"}


@hooks.register("before_bulk_action")
def delete_entries_one_by_one(request: HttpRequest, action: str, pages: list[Any], view: Any) -> None:
    """Delete entries of lists one at a time: their own screen shows where each stands."""
    if action == "delete" and any(isinstance(each, ListEntry) for each in pages):
        raise PermissionDenied("Haal iets uit een lijst weg op zijn eigen scherm: dat laat zien waar het staat.")


# What the privacy guard holds stays as it is; Wagtail takes the last action of a name.
hooks.register("register_bulk_action", PublishWhatMay, order=_LATE)


@hooks.register("after_bulk_action")
def done_with_several(request: HttpRequest, action: str, pages: list[Any], view: Any) -> None:
    """Note each of several pages at once."""
    for page in pages:
        if isinstance(page, Page) and action in _DEEDS:
            note(page.specific if page.pk else page, deed=_DEEDS[action], together=len(pages), **_by(request))


def _by(request: HttpRequest) -> dict[str, Any]:
    viewer: Viewer = viewer_of(request)
    return {"by": viewer, "at": timezone.now()}
