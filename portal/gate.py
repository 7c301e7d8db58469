"""The gate of /cms/: who enters, and which of Wagtail's views somebody uses who does not curate everything.

Some of Wagtail's views show titles of every page, drafts too: its chooser, its reports, its lists of what one may not
do. Whoever curates may see those. For all others the gate is closed but for the views that are named here, each of
which shows only what its person works with; a view that a new version of Wagtail brings stays closed until somebody
looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from practices.rules.editing import may_enter
from practices.rules.visibility import Viewer

CMS = "/cms/"
#: Ways in and what a page needs before anybody is known.
_OPEN = ("/cms/login/", "/cms/logout/", "/cms/password_reset/", "/cms/jsi18n/", "/cms/sprite/")

#: Views for nobody: a test page that fails, aliases, and pages of other sites.
_CLOSED = frozenset(
    {
        "wagtailadmin_error_test",
        "wagtailadmin_api:pages:action",
        "wagtailadmin_pages:convert_alias",
        "wagtailadmin_pages:set_privacy",
    }
)

_PAGE_VIEWS = (
    *("add", "preview_on_add", "add_subpage", "edit", "preview_on_edit", "view_draft", "unpublish", "copy", "unlock"),
    *("usage", "history", "history_results", "search", "search_results", "type_use", "type_use_results"),
    *("revisions_index", "revisions_view", "revisions_revert", "revisions_unschedule", "revisions_compare"),
)
_FILE_VIEWS = (
    *("index", "index_results", "add", "edit", "delete", "preview", "image_usage", "document_usage"),
    *("add_multiple", "edit_multiple", "delete_multiple", "delete_upload_multiple"),
    *("create_multiple_from_uploaded_image", "create_multiple_from_uploaded_document"),
)
_CHOOSER_VIEWS = ("choose", "choose_results", "chosen", "chosen_multiple", "create", "select_format")
#: Views for those who work with some pages only.
_LISTED = frozenset(
    {
        *("wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"),
        *("wagtailadmin_account", "wagtailadmin_dismissibles", "wagtailadmin_block_preview"),
        *("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete", "wagtailadmin_api:pages:listing"),
        *("overrides", "overrides-csv"),
        *("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"),
        *(f"wagtailadmin_pages:{name}" for name in _PAGE_VIEWS),
        *(f"{namespace}:{name}" for namespace in ("wagtaildocs", "wagtailimages") for name in _FILE_VIEWS),
        *(
            f"{chooser}:{name}"
            for chooser in ("wagtaildocs_chooser", "wagtailimages_chooser")
            for name in _CHOOSER_VIEWS
        ),
        *(
            f"lijst-{kind}:{name}"
            for kind in ("praktijken", "casussen", "netwerken")
            for name in ("index", "index_results", "choose_parent")
        ),
    }
)

#: Names under which the number of a page comes, in an address or a form, and of a file.
_PAGE_NUMBERS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "new_parent_page", "parent_page")
_FILE_NUMBERS = {"wagtaildocs": ("document_id", "doc_id"), "wagtailimages": ("image_id",)}


class CmsGateMiddleware:
    """Lets through to /cms/ who works there, each to their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Refuse what is not for this person, before the view looks at anything."""
        if not request.path.startswith(CMS) or request.path.startswith(_OPEN):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if not may_enter(viewer):
            raise PermissionDenied("Het CMS is voor de redactie, juristen en organisatiebeheerders.")
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _CLOSED:
            raise Http404
        if not viewer.is_curator:
            _check(request, name, kwargs)
        return None


def _check(request: HttpRequest, name: str, kwargs: Mapping[str, Any]) -> None:
    """Raise PermissionDenied for a view that is not listed, or Http404 for a page or file of others."""
    if name not in _LISTED:
        raise PermissionDenied("Dit onderdeel van het CMS is voor de redactie.")
    sent = {**request.GET.dict(), **request.POST.dict(), **kwargs}
    pages = {sent[key] for key in _PAGE_NUMBERS if sent.get(key)}
    if name == "wagtailadmin_pages:revisions_compare":
        pages.add(kwargs["pk"])
    _require(policy_registry.get_by_type(Page).explorable_instances(request.user), pages)
    for namespace, model in (("wagtaildocs", get_document_model()), ("wagtailimages", get_image_model())):
        if name.startswith(namespace):
            files = {kwargs[key] for key in (*_FILE_NUMBERS[namespace], "pk") if kwargs.get(key)}
            files |= set(request.GET.getlist("id")) if name.endswith("chosen_multiple") else set()
            _require(
                policy_registry.get_by_type(model).instances_user_has_any_permission_for(request.user, {"choose"}),
                files,
            )


def _require(allowed: Any, numbers: Iterable[Any]) -> None:
    """Raise Http404 unless every number is one of those that are allowed."""
    wanted = {str(number) for number in numbers}
    if not wanted:
        return
    if not all(number.isascii() and number.isdigit() and len(number) < 16 for number in wanted):
        raise Http404
    if allowed.filter(pk__in=wanted).count() != len(wanted):
        raise Http404
