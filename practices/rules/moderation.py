"""What the status of a legal question means for who may read its answer."""

from __future__ import annotations

from practices.rules.visibility import Role, Viewer

#: Statuses in which everybody who sees a question may read its answer; one that lapsed is no advice any more.
ANSWERED = frozenset({"gepubliceerd", "te-herzien"})
#: Who reviews answers before they are published.
REVIEWERS = frozenset({Role.LAWYER, Role.EDITOR, Role.ADMINISTRATOR})


def may_see_answer(viewer: Viewer, status: str) -> bool:
    """Tell whether the viewer may read `antwoord` and `uitleg` of a question with this status."""
    return status in ANSWERED or bool(viewer.roles & REVIEWERS)
