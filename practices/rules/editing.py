"""Who works in /cms/, on which pages: the deeds are those of the site, the people are fewer."""

from __future__ import annotations

from practices.rules.permissions import FOREIGN, OWN, Deed
from practices.rules.visibility import Role, Viewer

#: Roles that may enter. A member without one of them shares on the site itself.
CMS_ROLES = frozenset({Role.MANAGER, Role.LAWYER, Role.PRIVACY_OFFICER, Role.EDITOR, Role.ADMINISTRATOR})
#: Roles that work on legal questions, also those of others.
LEGAL_ROLES = frozenset({Role.LAWYER, Role.PRIVACY_OFFICER})

#: The records' `soort` of what these rules tell apart.
CASE, TERM, DOSSIER = "casus", "begrip", "dossier"
_ITEMS = frozenset({"praktijk", CASE, "netwerk"})
_ON_CASES = frozenset({Deed.EDIT, Deed.SEE_DRAFT, Deed.SEE_PERSONS})


def may_enter(viewer: Viewer) -> bool:
    """Tell whether this person works in /cms/."""
    return bool(viewer.roles & CMS_ROLES)


def may_handle(viewer: Viewer, deed: Deed, *, path: str, kind: str, live: bool) -> bool:
    """Tell whether somebody may do this in /cms/ with a page.

    path: its place in the tree; kind: its `soort`, or "" for an organisation or a page of the site
    live: whether it is published; what others did not publish is seen by curators only
    """
    if viewer.is_curator:
        return any(deed in FOREIGN[role] for role in viewer.roles)
    if viewer.manages(path) and deed in OWN[Role.MANAGER]:
        return True
    return kind == CASE and deed in _ON_CASES and bool(viewer.roles & LEGAL_ROLES) and (live or viewer.owns(path))


def kinds_to_add(viewer: Viewer, path: str, *, is_vng: bool) -> frozenset[str]:
    """Return what somebody may make in /cms/ below the organisation at this place; terms and dossiers are VNG's."""
    if viewer.is_curator:
        return _ITEMS | {TERM, DOSSIER} if is_vng else _ITEMS
    if viewer.manages(path):
        return _ITEMS
    if viewer.roles & LEGAL_ROLES and viewer.owns(path):
        return frozenset({CASE})
    return frozenset()
