"""Who may see what, as tokens: a page has tokens, a viewer has tokens, and one in common is enough.

The same rule is turned into SQL in `practices.models.querysets` and stored in the index by `practices.documents`;
a property test holds the three together.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

PUBLIC = "public"
#: Accounts of municipalities, regions and VNG.
MEMBER = "member"
#: VNG editors and administrators, who curate everything that is published.
CURATOR = "curator"


class Role(enum.StrEnum):
    """What a person may be in the portal; a person may be several."""

    MEMBER = "medewerker"
    MANAGER = "organisatiebeheerder"
    LAWYER = "jurist"
    PRIVACY_OFFICER = "privacy-officer"
    EDITOR = "redacteur"
    ADMINISTRATOR = "beheerder"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An organisation that a person belongs to.

    code: unique code of the organisation, such as "GM0479"
    path: its place in the page tree; everything below it is its own
    municipal: a municipality, a region or VNG, whose staff sees what municipalities share with each other
    roles: what the person is there
    """

    code: str
    path: str
    municipal: bool
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person that looks or acts, as far as the rules need to know; by default a visitor who is not signed in."""

    user_id: int | None = None
    name: str = "bezoeker"
    email: str = ""
    roles: frozenset[Role] = frozenset()
    affiliations: tuple[Affiliation, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_curator(self) -> bool:
        return bool(self.roles & {Role.EDITOR, Role.ADMINISTRATOR})

    @property
    def is_municipal(self) -> bool:
        return any(affiliation.municipal for affiliation in self.affiliations)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the organisations of this person."""
        return frozenset(affiliation.code for affiliation in self.affiliations)

    @property
    def tokens(self) -> frozenset[str]:
        """The visibility tokens of this person; see the module."""
        tokens = {PUBLIC, *(organisation_token(code) for code in self.codes)}
        if self.is_municipal:
            tokens.add(MEMBER)
        if self.is_curator:
            tokens |= {CURATOR, MEMBER}
        return frozenset(tokens)

    def owns(self, path: str) -> bool:
        """Tell whether the place in the page tree lies under an organisation of this person."""
        return any(path.startswith(affiliation.path) for affiliation in self.affiliations)

    def manages(self, path: str) -> bool:
        """Tell whether the place lies under an organisation that this person manages."""
        return any(
            Role.MANAGER in affiliation.roles and path.startswith(affiliation.path) for affiliation in self.affiliations
        )


VISITOR = Viewer()


def organisation_token(code: str) -> str:
    """Return the token that the staff of one organisation shares."""
    return f"org:{code}"


def page_tokens(*, live: bool, visibility: str, owner: str, named: Iterable[str]) -> frozenset[str]:
    """Return the tokens of an item: empty when it is not live, so that nothing finds it.

    visibility: "openbaar", "gemeenten" or "organisatie"; raises ValueError for anything else
    owner: code of the organisation that it belongs to; named: codes of the municipalities and partners it names
    """
    if not live:
        return frozenset()
    if visibility == "openbaar":
        return frozenset({PUBLIC})
    own = {CURATOR, organisation_token(owner)}
    if visibility == "gemeenten":
        return frozenset({MEMBER, *own})
    if visibility == "organisatie":
        return frozenset({*own, *(organisation_token(code) for code in named)})
    raise ValueError(f"unknown visibility: {visibility!r}")
