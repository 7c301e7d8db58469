"""Lets editors decide about searching in /cms/: results on top, results left out, and synonyms."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from portal.accounts import viewer_of
from practices.rules.visibility import Role
from search.editorial import ExcludedResult, PinnedResult, SynonymGroup
from search.sources import get_source


class CuratorPolicy(BasePermissionPolicy):
    """Editors and administrators decide; their role says so, not Wagtail's groups."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and viewer_of(user).is_curator)

    def users_with_any_permission(self, actions: Collection[str]) -> Any:
        curators = Q(memberships__role__in=(Role.EDITOR, Role.ADMINISTRATOR)) | Q(is_superuser=True)
        return get_user_model()._default_manager.filter(curators, is_active=True).distinct()


class DecisionForm(WagtailAdminModelForm):
    """A decision about an item that is there."""

    def clean_key(self) -> str:
        """Refuse the key of nothing, or of what is not published."""
        key = str(self.cleaned_data["key"]).strip()
        if key not in get_source().documents([key]):
            raise forms.ValidationError(
                "Dit item is er niet, of het is niet gepubliceerd. Neem de sleutel over van de zoekpagina."
            )
        return key


class PrefilledView(CreateView):
    """A new decision, with query and item from the link on the search page."""

    def get_initial(self) -> dict[str, Any]:
        given = {name: self.request.GET[name][:200] for name in ("query", "key") if name in self.request.GET}
        return {**super().get_initial(), **given}


class _Decisions(SnippetViewSet):
    add_view_class = PrefilledView
    search_fields = ["query", "key"]


class PinnedResults(_Decisions):
    model = PinnedResult
    icon = "pick"
    menu_label = "Bovenaan zetten"
    list_display = ["query", "key", "position"]
    edit_handler = ObjectList(
        [FieldPanel("query"), FieldPanel("key"), FieldPanel("position")], base_form_class=DecisionForm
    )


class ExcludedResults(_Decisions):
    model = ExcludedResult
    icon = "cross"
    menu_label = "Uitsluiten"
    list_display = ["query", "key"]
    edit_handler = ObjectList([FieldPanel("query"), FieldPanel("key")], base_form_class=DecisionForm)


class SynonymGroups(SnippetViewSet):
    model = SynonymGroup
    icon = "list-ul"
    menu_label = "Synoniemen"
    list_display = ["words"]
    search_fields = ["words"]
    edit_handler = ObjectList([FieldPanel("words")])


class SearchDecisions(SnippetViewSetGroup):
    """What editors decide about searching, under one heading of the menu."""

    items = (PinnedResults, ExcludedResults, SynonymGroups)
    menu_label = "Zoeken bijsturen"
    menu_icon = "search"
    menu_order = 300
    add_to_admin_menu = True


for model in (PinnedResult, ExcludedResult, SynonymGroup):
    register_permission_policy(model, CuratorPolicy(model), exact_class=True)
