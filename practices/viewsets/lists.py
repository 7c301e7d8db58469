"""The maintained lists in /cms/: listings with where an entry is used, and deleting only what nothing uses."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from practices.actions.entries import InUse, delete_entry, save_entry
from practices.choices import Kind
from practices.models import Abbreviation, Domain, Law, Municipality, PartnerKind, SharedPage, TargetGroup, Theme
from practices.models.access import viewer_in_cms
from practices.models.taxonomy import ListEntry
from practices.panels.entries import ENTRY_FORMS
from practices.queries.entries import Uses, pages_of, use_counts, uses_of
from practices.rules.visibility import Role
from practices.views.access import viewer_of
from practices.viewsets.policies import people_in_roles

#: Entries on a page of a listing.
ENTRIES = 50


class ListPolicy(BasePermissionPolicy):
    """Whoever curates keeps the lists; municipalities follow the national register, so nobody adds or deletes those."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        fixed = self.model is Municipality and action in {"add", "delete"}
        return viewer_in_cms(user).is_curator and not fixed

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        return people_in_roles({Role.EDITOR, Role.ADMINISTRATOR})


class EntryIndexView(IndexView):
    """A list, with on how many pages each entry stands."""

    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in generic.IndexView.columns.func(self) if column.name != "_updated_at"]

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        entries = list(object_list)
        counts = use_counts(entries)
        for entry in entries:
            entry.use_count = counts[entry.pk]
        return super().get_table(entries, **kwargs)


class AddEntryView(CreateView):
    """A new entry."""

    def save_instance(self) -> Any:
        return _saved(self, self.form.fields.keys(), super().save_instance)


class ChangeEntryView(EditView):
    """Another name, synonyms or place of an entry."""

    def save_instance(self) -> Any:
        return _saved(self, self.form.changed_data, super().save_instance)


def _saved(view: Any, changed: Collection[str], write: Callable[[], Any]) -> Any:
    by = viewer_of(view.request)
    return save_entry(view.form.instance, changed=changed, by=by, at=timezone.now(), write=write)


class DeleteEntryView(DeleteView):
    """Deletes what nothing uses; of the rest it tells how often it is used and where."""

    template_name = "practices/cms/delete_entry.html"

    def get_usage_url(self) -> None:
        """Nothing: Wagtail's count leaves out drafts and what was imported."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except InUse:
            return self.render_to_response(self.get_context_data(), status=409)

    def delete_action(self) -> None:
        delete_entry(self.object, by=viewer_of(self.request), at=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "uses": uses_of(self.object),
            "usage_url": reverse(self.usage_url_name, args=[self.object.pk]),
            "edit_url": reverse(self.edit_url_name, args=[self.object.pk]),
            "may_retire": hasattr(self.object, "is_retired"),
        }


class EntryUsageView(UsageView):
    """The pages that have an entry, the last changed first."""

    @cached_property
    def uses(self) -> Uses:
        return uses_of(self.object)

    def get_queryset(self) -> Any:
        return pages_of(self.uses)

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn(
                "title",
                label="Titel",
                accessor="get_admin_display_title",
                get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
            ),
            Column("kind", label="Soort", accessor=_kind_of),
            StatusTagColumn("live", label="Stand", accessor=lambda page: "online" if page.live else "concept"),
        ]

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        return generic.BaseListingView.get_table(self, object_list, **kwargs)


def _kind_of(page: Any) -> str:
    model = page.content_type.model_class()
    return str(Kind(model.KIND).label) if model and issubclass(model, SharedPage) else str(model._meta.verbose_name)


class EntryViewSet(SnippetViewSet):
    """One list."""

    index_view_class = EntryIndexView
    add_view_class = AddEntryView
    edit_view_class = ChangeEntryView
    delete_view_class = DeleteEntryView
    usage_view_class = EntryUsageView
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_per_page = ENTRIES
    ordering = ["name", "slug"]

    @property
    def delete_template_name(self) -> str:
        return DeleteEntryView.template_name


class UseCountColumn(Column):
    """On how many pages an entry stands, leading to those pages."""

    cell_template_name = "practices/cms/use_count_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        meta = instance._meta
        name = f"wagtailsnippets_{meta.app_label}_{meta.model_name}:usage"
        return {**context, "usage_url": reverse(name, args=[instance.pk]), "entry": instance}


def _used() -> Column:
    return UseCountColumn("use_count", label="Op hoeveel pagina’s", accessor="use_count")


def _offered() -> StatusTagColumn:
    return StatusTagColumn(
        "is_retired",
        label="Te kiezen",
        accessor=lambda entry: "niet meer" if entry.is_retired else "ja",
        primary=lambda entry: not entry.is_retired,
    )


def _list(
    model: type[ListEntry], address: str, icon_name: str, *columns: Any, more_search: tuple[str, ...] = ()
) -> Any:
    class Entries(EntryViewSet):
        pass

    Entries.model, Entries.icon = model, icon_name
    Entries.menu_label = str(model._meta.verbose_name_plural).capitalize()
    Entries.base_url_path = f"lijsten/{address}"
    Entries.list_display = ["name", *columns, Column("slug", label="Sleutel", accessor="slug", sort_key="slug")]
    Entries.search_fields = [*EntryViewSet.search_fields, *more_search]
    Entries.edit_handler = ENTRY_FORMS[str(model._meta.model_name)]
    register_permission_policy(model, ListPolicy(model), exact_class=True)
    return Entries


def _column(name: str, label: str) -> Column:
    return Column(name, label=label, accessor=name, sort_key=name)


class MaintainedLists(SnippetViewSetGroup):
    """The lists, under one heading of the menu."""

    items = (
        _list(Theme, "themas", "tag", _column("group", "Groep"), _used(), _offered()),
        _list(TargetGroup, "doelgroepen", "group", _used(), _offered()),
        _list(PartnerKind, "partners", "site", _used(), _offered()),
        _list(
            Law,
            "wetten",
            "doc-full-inverse",
            _column("abbreviation", "Afkorting"),
            Column("status", label="Status", accessor="get_status_display", sort_key="status"),
            _used(),
            _offered(),
            more_search=("abbreviation",),
        ),
        _list(Domain, "domeinen", "globe", _used()),
        _list(
            Abbreviation,
            "afkortingen",
            "openquote",
            Column("synonyms", label="Afkorting", accessor=lambda entry: ", ".join(entry.synonyms)),
        ),
        _list(Municipality, "gemeenten", "home", _used()),
    )
    menu_label = "Lijsten"
    menu_icon = "list-ul"
    menu_order = 200
    add_to_admin_menu = True
