"""Which pages, images and documents somebody works with in /cms/: by role, so that a role that ends, ends at once."""

from __future__ import annotations

from collections.abc import Collection as Some
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from wagtail.models import Collection, Page
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from practices.models import LegalCasePage, OrganisationPage
from practices.models.access import viewer_in_cms
from practices.rules.editing import CMS_ROLES, LEGAL_ROLES, may_enter
from practices.rules.visibility import Role, Viewer

_EVERYTHING = frozenset({"add", "change", "publish", "lock", "unlock", "view", "choose"})
#: What Wagtail calls the things that a role does with some pages or other.
_ACTIONS = {
    Role.MANAGER: frozenset({"add", "change", "publish", "view", "choose"}),
    Role.LAWYER: frozenset({"add", "change", "view", "choose"}),
    Role.PRIVACY_OFFICER: frozenset({"add", "change", "view", "choose"}),
    Role.EDITOR: _EVERYTHING,
    Role.ADMINISTRATOR: _EVERYTHING,
}
#: Characters of the path in the tree down to an organisation, and down to what it shares.
_ORGANISATION_PATH = 12


def pages_handled_by(viewer: Viewer) -> Q:
    """Return the condition of the pages that somebody edits in /cms/; the same rule as `rules.editing.may_handle`."""
    if viewer.is_curator:
        return Q()
    handled = Q(pk__in=[])
    for affiliation in viewer.affiliations:
        if Role.MANAGER in affiliation.roles:
            handled |= Q(path__startswith=affiliation.path)
    if viewer.roles & LEGAL_ROLES:
        cases = Q(live=True)
        for affiliation in viewer.affiliations:
            cases |= Q(path__startswith=affiliation.path)
        handled |= Q(pk__in=LegalCasePage.objects.filter(cases).values("pk"))
    return handled


def people_in_roles(roles: Some[Role], *, or_superuser: bool = True) -> QuerySet[Any]:
    """Return the active accounts with one of these roles, and those of administrators without an organisation."""
    wanted = Q(memberships__role__in=roles)
    if or_superuser:
        wanted |= Q(is_superuser=True)
    return get_user_model()._default_manager.filter(wanted, is_active=True).distinct()


class PagePolicy(PagePermissionPolicy):
    """Takes the place of the permissions that Wagtail reads from groups."""

    def get_all_permissions_for_user(self, user: Any) -> Any:
        return ()  # groups give nothing here

    def user_has_any_permission(self, user: Any, actions: Some[str]) -> bool:
        return any(not set(actions).isdisjoint(_ACTIONS.get(role, ())) for role in viewer_in_cms(user).roles)

    def user_has_any_permission_for_instance(self, user: Any, actions: Some[str], instance: Page) -> bool:
        return not set(actions).isdisjoint(instance.permissions_for_user(user).permissions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Some[str]) -> Any:
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return self.model._default_manager.filter(pages_handled_by(viewer_in_cms(user)))

    def users_with_any_permission(self, actions: Some[str], include_superusers: bool = True) -> Any:
        roles = {role for role, given in _ACTIONS.items() if not given.isdisjoint(actions)}
        return people_in_roles(roles, or_superuser=include_superusers)

    def users_with_any_permission_for_instance(
        self, actions: Some[str], instance: Page, include_superusers: bool = True
    ) -> Any:
        users = self.users_with_any_permission(actions, include_superusers)
        able = [user.pk for user in users if self.user_has_any_permission_for_instance(user, actions, instance)]
        return get_user_model()._default_manager.filter(pk__in=able)

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        viewer = viewer_in_cms(user)
        if user.is_superuser:
            return list(Page.objects.filter(depth=1))
        if viewer.is_curator or viewer.roles & LEGAL_ROLES:
            return list(Page.objects.filter(depth=2)[:1])
        paths = [affiliation.path for affiliation in viewer.affiliations if Role.MANAGER in affiliation.roles]
        return list(Page.objects.filter(path__in=paths))

    def explorable_instances(self, user: Any) -> Any:
        """Return the pages that somebody may open, and those above them."""
        viewer = viewer_in_cms(user)
        pages = self.model._default_manager.all() if may_enter(viewer) else self.model._default_manager.none()
        if viewer.is_curator:
            return pages
        handled = pages_handled_by(viewer)
        above = Page.objects.filter(handled, depth__gt=3).annotate(organisation=Substr("path", 1, _ORGANISATION_PATH))
        root = self.explorable_root_instance(user)
        own = [affiliation.path for affiliation in viewer.affiliations]
        on_the_way = Q(path__in=above.values("organisation")) | Q(path__in=own) | Q(pk=root.pk if root else None)
        return pages.filter(handled | on_the_way)


class FilePolicy(BasePermissionPolicy):
    """Images and documents: everybody in /cms/ adds their own; one also works with those of one's organisations."""

    _ADD = frozenset({"add"})
    _USE = frozenset({"change", "choose", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self._ADD | self._USE | {"delete"} and may_enter(viewer_in_cms(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return bool(self.instances_user_has_any_permission_for(user, {action}).filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Some[str]) -> QuerySet[Any]:
        viewer = viewer_in_cms(user)
        files: QuerySet[Any] = self.model._default_manager.all()
        if not may_enter(viewer):
            return files.none()
        if viewer.is_curator:
            return files
        own = files.filter(uploaded_by_user=user)
        if set(actions).isdisjoint(self._USE):
            return own
        colleagues = get_user_model()._default_manager.filter(
            memberships__organisation__in=OrganisationPage.objects.filter(code__in=viewer.codes)
        )
        return files.filter(Q(uploaded_by_user=user) | Q(uploaded_by_user__in=colleagues.values("pk")))

    def users_with_any_permission(self, actions: Some[str]) -> QuerySet[Any]:
        return people_in_roles(CMS_ROLES)

    def collections_user_has_any_permission_for(self, user: Any, actions: Some[str]) -> QuerySet[Any]:
        collections: QuerySet[Any] = Collection.objects.all()
        viewer = viewer_in_cms(user)
        if not may_enter(viewer):
            return collections.none()
        return collections if viewer.is_curator else collections.filter(depth=1)

    def collections_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Any]:
        return self.collections_user_has_any_permission_for(user, {action})
