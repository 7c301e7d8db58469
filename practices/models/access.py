"""What somebody may do with a page in /cms/, in the words that Wagtail asks for: the rules decide, not groups."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import policy_registry

from practices.rules.editing import kinds_to_add, may_handle
from practices.rules.permissions import Deed
from practices.rules.visibility import VISITOR, Viewer

#: What Wagtail calls the deeds.
_ACTIONS = {Deed.EDIT: "change", Deed.SHARE: "publish"}


def viewer_in_cms(user: Any) -> Viewer:
    """Return the viewer of a user as Wagtail hands one on; a visitor for whoever may not act."""
    viewer: Viewer = user.viewer if user.is_active and hasattr(user, "viewer") else VISITOR
    return viewer


class RolePermissions(PagePermissionTester):
    """The permissions of one user on one page; takes the place of those that Wagtail reads from groups."""

    def __init__(self, user: Any, page: Page) -> None:
        self.user, self.page = user, page
        self.page_is_root = page.depth == 1
        self.permission_policy = policy_registry.get(page)
        self.viewer = viewer_in_cms(user)
        self.permissions = {action for deed, action in _ACTIONS.items() if self._may(deed)}
        if self.viewer.is_curator:
            self.permissions |= {"lock", "unlock"}
        if self._may_add():
            self.permissions.add("add")

    def _may(self, deed: Deed) -> bool:
        kind = getattr(self.page, "KIND", "")
        return may_handle(self.viewer, deed, path=self.page.path or "", kind=str(kind), live=self.page.live)

    def _may_add(self) -> bool:
        code = getattr(self.page, "code", None)
        if code is None:  # no organisation: a page of the site
            return self.viewer.is_curator
        return bool(kinds_to_add(self.viewer, self.page.path, is_vng=code == "VNG"))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.page_is_root and self._may(Deed.DELETE)

    def can_move(self) -> bool:
        return not self.page_is_root and self._may(Deed.MOVE)

    def can_unpublish(self) -> bool:
        return bool(self._may(Deed.WITHDRAW) and super().can_unpublish()) if self.page.live else False

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and (self.viewer.is_curator or self.page.live or not self._kept_offline())

    def _kept_offline(self) -> bool:
        """Tell whether the editors took the page offline, or merged it into another: only they put it back."""
        taken_down = getattr(self.page, "taken_down", None)
        if self.page.pk is None or taken_down is None:
            return False
        return bool(taken_down.filter(ended_at=None).exists() or hasattr(self.page, "merged_into"))

    def can_set_view_restrictions(self) -> bool:
        return False  # who may see a page is one of its own fields

    def can_reorder_children(self) -> bool:
        return False  # nothing follows from the order in the tree


class RuledByRoles:
    """A page whose permissions in /cms/ follow from the roles of people."""

    def permissions_for_user(self, user: Any) -> RolePermissions:
        """Return what this user may do with the page."""
        return RolePermissions(user, self)
