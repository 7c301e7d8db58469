"""Tells the search who the accounts are: what each may see now, and where its mail goes."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts import account_is_usable, viewer_of
from portal.models import User
from practices.rules.visibility import VISITOR, Viewer


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get mail."""

    person: Viewer
    address: str


class PortalPeople:
    """The accounts of this site; see `search.sources.People`."""

    def recipient(self, user_id: int) -> Recipient | None:
        """Return the account as it is now; None when it is off, gone, or an example account where those do not work."""
        user = User.objects.filter(pk=user_id, is_active=True).first()
        if user is None or not account_is_usable(user):
            return None
        return Recipient(viewer_of(user), user.email)

    def visitor(self) -> Viewer:
        """Return whoever is not signed in."""
        return VISITOR
