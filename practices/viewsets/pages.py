"""The views of items and organisations in /cms/, where they differ from Wagtail's, and a listing per kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.create import AddSubpageView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.views.pages.revisions import RevisionsUnscheduleView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from practices.actions.editing import note
from practices.choices import Kind
from practices.models import (
    DossierPage,
    LegalCasePage,
    NetworkPage,
    OrganisationPage,
    PracticePage,
    SharedPage,
    TermPage,
)
from practices.models.access import viewer_in_cms
from practices.rules.editing import kinds_to_add
from practices.rules.visibility import Viewer
from practices.views.access import viewer_of
from practices.viewsets.policies import pages_handled_by

#: How many drafts the first screen shows.
MOST_DRAFTS = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page with something that is not online. `saved`: when somebody last kept it."""

    number: int
    title: str
    kind: str
    is_live: bool
    saved: datetime | None


def drafts_to_handle(viewer: Viewer) -> list[Waiting]:
    """Return what is not online yet among the items that this person works with, the last saved first."""
    waiting = SharedPage.objects.filter(pages_handled_by(viewer)).filter(
        Q(live=False) | Q(has_unpublished_changes=True)
    )
    rows = waiting.order_by("-latest_revision_created_at", "-pk")[:MOST_DRAFTS]
    return [
        Waiting(
            page.pk, page.draft_title or page.title, Kind(page.kind).label, page.live, page.latest_revision_created_at
        )
        for page in rows
    ]


class AddItemView(AddSubpageView):
    """Offers the kinds that this person makes below this organisation."""

    page_types: list[tuple[str, str, str, str]]

    def dispatch(self, request: HttpRequest, parent_page_id: int, *args: Any, **kwargs: Any) -> Any:
        place = OrganisationPage.objects.filter(pk=parent_page_id).first()
        if place is not None:
            kinds = kinds_to_add(viewer_of(request), place.path, is_vng=place.code == "VNG")
            models = [model for model in OrganisationPage.creatable_subpage_models() if model.KIND in kinds]
            if len(models) == 1:
                names = models[0]._meta
                return redirect("wagtailadmin_pages:add", names.app_label, names.model_name, parent_page_id)
            self.kinds = kinds
        return super().dispatch(request, parent_page_id, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{model._meta.model_name}": model.KIND for model in SharedPage.__subclasses__()}
        self.page_types = [row for row in self.page_types if names.get(row[2]) in self.kinds]
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context


class UnscheduleView(RevisionsUnscheduleView):
    """Takes back what was planned, and notes it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        note(self.object, deed="planning ingetrokken", by=viewer_of(request), at=timezone.now())
        return response


class ItemViewSet(PageViewSet):
    """Items of every kind."""

    model = SharedPage
    parent_models = (OrganisationPage,)
    icon = "doc-full"
    add_subpage_view_class = AddItemView  # asked of the items: they lie below an organisation
    revisions_unschedule_view_class = UnscheduleView


class OrganisationViewSet(PageViewSet):
    """Organisations, below which items lie."""

    model = OrganisationPage
    icon = "group"
    revisions_unschedule_view_class = UnscheduleView


class OrganisationForm(forms.Form):
    """Asks below which organisation something new lies."""

    def __init__(self, places: Any, *args: Any) -> None:
        super().__init__(*args)
        self.fields["parent_page"] = forms.ModelChoiceField(
            places, label="Organisatie", help_text="Het nieuwe item hoort bij deze organisatie.", empty_label="Kies"
        )


class ChooseOrganisationView(ChooseParentView):
    """Offers the organisations below which this person makes this kind; a single one is taken at once."""

    page_title = "Bij welke organisatie?"

    def get_valid_parent_pages(self, user: Any) -> Any:
        viewer = viewer_in_cms(user)
        places = OrganisationPage.objects.filter(live=True).order_by("title")
        able = [
            number
            for number, path, code in places.values_list("pk", "path", "code")
            if self.model.KIND in kinds_to_add(viewer, path, is_vng=code == "VNG")
        ]
        return places.filter(pk__in=able)

    def get_form(self, form_class: Any = None) -> forms.Form:
        places = self.get_valid_parent_pages(self.request.user)
        return OrganisationForm(places, *([self.request.POST] if self.request.method == "POST" else []))


class KindIndexView(IndexView):
    """All items of one kind that this person works with, the last changed first."""

    default_ordering = "-latest_revision_created_at"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("latest_revision")


class KindViewSet(PageListingViewSet):
    """The listing of one kind in the menu."""

    index_view_class = KindIndexView
    choose_parent_view_class = ChooseOrganisationView
    add_to_admin_menu = False


def _listing(model: type[SharedPage], icon_name: str) -> KindViewSet:
    kind = Kind(model.KIND)

    class Listing(KindViewSet):
        pass

    Listing.model, Listing.icon, Listing.menu_label = model, icon_name, kind.plural_label
    return Listing(f"lijst-{kind.plural}", url_prefix=kind.plural)


#: The listings by kind, in the order of the menu.
LISTINGS = {
    model.KIND: _listing(model, icon_name)
    for model, icon_name in (
        (PracticePage, "doc-full"),
        (LegalCasePage, "help"),
        (NetworkPage, "group"),
        (TermPage, "openquote"),
        (DossierPage, "folder-open-1"),
    )
}

PAGE_VIEWSETS = [ItemViewSet("items"), OrganisationViewSet("organisations"), *LISTINGS.values()]
