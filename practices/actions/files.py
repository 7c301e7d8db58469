"""Adds a photo or document to a page, and takes it away: only who may see the page can open it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model

from practices.actions.sharing import update
from practices.models import DocumentLink, SharedPage
from practices.rules.permissions import Deed, require
from practices.rules.visibility import Viewer


@transaction.atomic
def add_file(page: SharedPage, *, name: str, content: bytes, title: str, by: Viewer, at: datetime) -> SharedPage:
    """Put a file on the page; `title` says what is in it, of a photo what there is to see. Raises NotAllowed.

    A file that is on the page already under this title is not added again.
    """
    page = type(page).objects.select_for_update().get(pk=page.pk)
    require(by, Deed.EDIT, page.path)
    mark = hashlib.sha1(content, usedforsecurity=False).hexdigest()  # as Wagtail marks files
    links = list(page.document_links.select_related("document"))
    if any(link.title == title and link.document and link.document.file_hash == mark for link in links):
        return page
    document = get_document_model()(title=title, uploaded_by_user_id=by.user_id, file_size=len(content), file_hash=mark)
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    page.document_links.add(DocumentLink(title=title, document=document, sort_order=len(links)))
    return update(page, by=by, at=at, live=page.live, deed="bestand toegevoegd")


@transaction.atomic
def remove_file(page: SharedPage, *, link: int, by: Viewer, at: datetime) -> SharedPage:
    """Take a file or an address off the page; the file itself stays for who has it elsewhere. Raises NotAllowed."""
    page = type(page).objects.select_for_update().get(pk=page.pk)
    require(by, Deed.EDIT, page.path)
    kept = [each for each in page.document_links.all() if each.pk != link]
    if len(kept) == len(page.document_links.all()):
        return page
    page.document_links.set(kept)
    return update(page, by=by, at=at, live=page.live, deed="bestand weggehaald")
