"""Adds entries to the maintained lists."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from practices.actions.audit import record
from practices.models.taxonomy import ListEntry
from practices.rules.permissions import Deed, require
from practices.rules.visibility import Viewer


@transaction.atomic
def add_entry(model: type[ListEntry], *, slug: str, name: str, by: Viewer, at: datetime) -> ListEntry:
    """Add an entry with this slug and name to the list. Raises NotAllowed, or IntegrityError when the slug is there."""
    require(by, Deed.IMPORT, "")
    entry = model._default_manager.create(slug=slug, name=name)
    record(by=by, deed="term toegevoegd", key=slug, at=at, list=str(model._meta.verbose_name))
    return entry
