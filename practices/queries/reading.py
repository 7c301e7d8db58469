"""What readers said about a draft, for its owner."""

from __future__ import annotations

from practices.models import PracticeDraft, ReadingRemark


def remarks_on(draft: PracticeDraft) -> list[ReadingRemark]:
    """Return what readers said, the first said first. The caller checked whose draft it is."""
    return list(ReadingRemark.objects.filter(link__draft=draft).select_related("link"))
