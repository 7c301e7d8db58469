"""The letter that says that a reader left a remark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from practices.models import ReadingRemark
from search.alerts.letters import Letter
from search.sources import Recipient


def write_remark(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Return the letter to who made the link; None when the draft or the remark is gone."""
    remark = ReadingRemark.objects.filter(pk=content["remark"]).select_related("link__draft", "link__page").first()
    if remark is None or reader is None:
        return None
    link = remark.link
    path = (
        reverse("practices:reading-links", args=[link.draft.pk])
        if link.draft
        else reverse("practices:reading-links-of-page", args=[link.page.key if link.page else ""])
    )
    return Letter(
        subject=f"Een opmerking bij “{link.draft or link.page}”",
        paragraphs=(f"Wie meelas ({link.label}), schreef een opmerking bij uw concept.",),
        label="Lees de opmerking",
        path=path,
    )
