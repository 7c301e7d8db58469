"""Which role may do what, on the own organisation's items and on those of others, in one table."""

from __future__ import annotations

import enum

from practices.rules.visibility import Role, Viewer


class Deed(enum.StrEnum):
    """What one can do with an item."""

    SHARE = "delen"
    EDIT = "wijzigen"
    CHANGE_VISIBILITY = "zichtbaarheid wijzigen"
    WITHDRAW = "intrekken"
    SEE_DRAFT = "concept bekijken"
    SEE_PERSONS = "namen van personen bekijken"
    LABEL = "label geven"
    MOVE = "verplaatsen"
    DELETE = "verwijderen"
    IMPORT = "importeren"
    ASK = "een vraag stellen"


_STAFF = frozenset(
    {Deed.SHARE, Deed.EDIT, Deed.CHANGE_VISIBILITY, Deed.WITHDRAW, Deed.SEE_DRAFT, Deed.SEE_PERSONS, Deed.ASK}
)
#: What everybody with a role may do with what another organisation shares.
_GUEST = frozenset({Deed.ASK})
_CURATOR = _STAFF | {Deed.LABEL, Deed.MOVE}

#: Deeds per role on items of the own organisation.
OWN: dict[Role, frozenset[Deed]] = {
    Role.MEMBER: _STAFF,
    Role.MANAGER: _STAFF,
    Role.LAWYER: _STAFF,
    Role.PRIVACY_OFFICER: _STAFF,
    Role.EDITOR: _CURATOR,
    Role.ADMINISTRATOR: frozenset(Deed),
}

#: Deeds per role on items of other organisations.
FOREIGN: dict[Role, frozenset[Deed]] = {
    Role.MEMBER: _GUEST,
    Role.MANAGER: _GUEST,
    Role.LAWYER: _GUEST,
    Role.PRIVACY_OFFICER: _GUEST,
    Role.EDITOR: _CURATOR,
    Role.ADMINISTRATOR: frozenset(Deed),
}


#: Roles that need a second factor, because they see or change what others wrote.
NEEDS_SECOND_FACTOR = frozenset({Role.EDITOR, Role.LAWYER, Role.ADMINISTRATOR})


class NotAllowed(Exception):
    """The person may not do this; the message is a Dutch sentence for the screen."""


def require_curator(viewer: Viewer, what: str) -> None:
    """Raise NotAllowed unless the viewer curates; `what` belongs to those who do, as in "De lijsten zijn"."""
    if not viewer.is_curator:
        raise NotAllowed(f"{what} van de VNG-redactie.")


def may(viewer: Viewer, deed: Deed, path: str) -> bool:
    """Tell whether the viewer may do the deed with the item, or below the organisation, at this place in the tree."""
    table = OWN if viewer.owns(path) else FOREIGN
    return any(deed in table[role] for role in viewer.roles)


def require(viewer: Viewer, deed: Deed, path: str) -> None:
    """Raise NotAllowed unless the viewer may do the deed at this place in the tree."""
    if not may(viewer, deed, path):
        raise NotAllowed(
            f"U mag hier niet {deed.value}. Dat mogen alleen medewerkers van de organisatie zelf en de VNG-redactie."
        )
