"""Tells which documents somebody may open: those of the pages that one may see."""

from __future__ import annotations

from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from practices.blocks.content import DOCUMENT
from practices.models import DossierPage, SharedPage
from practices.rules.visibility import Viewer


def document_to_open(number: int, viewer: Viewer) -> Any:
    """Return the document with this number when a page that the viewer may see has it, drafts of one's own too."""
    document = get_document_model().objects.filter(pk=number).first()
    if document is None:
        return None
    linked = SharedPage.objects.filter(document_links__document=document)
    for pages in (linked, SharedPage.objects.filter(pk__in=_dossiers_with(document))):
        if pages.visible_to(viewer).exists() or pages.drafts_of(viewer).exists():
            return document
    return None


def _dossiers_with(document: Any) -> list[int]:
    """Return the numbers of the dossiers with this document in a block, as their content says now.

    Wagtail's index of references finds them without reading every dossier; it may be behind, so each is looked at.
    """
    numbers = ReferenceIndex.get_references_to(document).values_list("object_id", flat=True)
    dossiers = DossierPage.objects.filter(pk__in=[int(number) for number in numbers if number.isdigit()])
    return [page.pk for page in dossiers if document.pk in page.numbers_in(DOCUMENT, "document")]
