"""What the form of a practice asks in each phase: it grows with the work, and asks nothing that cannot be known yet."""

from __future__ import annotations

import enum

from practices.rules.completeness import PRACTICE


class Asked(enum.StrEnum):
    """How much a field of the record is asked for in a phase."""

    REQUIRED = "nodig"
    OPTIONAL = "mag"
    LATER = "later"


_EARLY = frozenset({"idee", "voorbereiding"})
_LATE = frozenset({"afgerond", "geborgd"})
#: What one knows only when the work is under way.
_FROM_EXECUTION = frozenset(
    {
        *("resultaten", "hoeGemeten", "neveneffecten", "voorwaarden"),
        *("lokaleOmstandigheden", "lessen", "borging", "zoBeginJe"),
    }
)


def asked(field: str, phase: str) -> Asked:
    """Return how much a field of the record is asked for in this phase of a practice."""
    if field in PRACTICE.get(phase, ()):
        return Asked.REQUIRED
    if field in _FROM_EXECUTION and phase in _EARLY:
        return Asked.LATER
    if field == "hulpvraag" and phase in _LATE:
        return Asked.LATER
    return Asked.OPTIONAL
