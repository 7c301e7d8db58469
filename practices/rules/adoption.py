"""Who may say "wij doen dit ook" about a practice, and for which municipality."""

from __future__ import annotations

from practices.rules.permissions import Deed, NotAllowed, may
from practices.rules.visibility import Affiliation, Viewer

#: What codes of municipalities begin with; regions and VNG adopt nothing themselves.
_MUNICIPALITY = "GM"


def adopting(viewer: Viewer, path: str) -> tuple[Affiliation, ...]:
    """Return the municipalities for which this person may tell that they do this practice too, and take that back.

    path: the place of the practice in the page tree; one's own practice is not adopted
    """
    return tuple(
        own
        for own in viewer.affiliations
        if own.municipal
        and own.code.startswith(_MUNICIPALITY)
        and not path.startswith(own.path)
        and may(viewer, Deed.SHARE, own.path)
    )


def require_adopter(viewer: Viewer, *, code: str, path: str) -> Affiliation:
    """Return the municipality with this code as the viewer belongs to it; raises NotAllowed for anybody else."""
    for own in adopting(viewer, path):
        if own.code == code:
            return own
    raise NotAllowed("Dit mogen alleen medewerkers van de gemeente zelf, bij een praktijk van een ander.")
