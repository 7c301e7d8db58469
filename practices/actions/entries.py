"""What editors do with the maintained lists: add, change and delete entries, each with its line in the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from practices.actions.audit import record
from practices.models import RemovedEntry
from practices.models.taxonomy import ListEntry
from practices.queries.entries import uses_of
from practices.rules.permissions import require_curator
from practices.rules.visibility import Viewer


class InUse(Exception):
    """An entry stands somewhere, so it cannot go. `count`: how often."""

    def __init__(self, count: int) -> None:
        super().__init__(f"in use {count} times")
        self.count = count


@transaction.atomic
def save_entry(
    entry: ListEntry, *, changed: Collection[str], by: Viewer, at: datetime, write: Callable[[], Any] | None = None
) -> Any:
    """Save an entry that an editor added or changed; from now on the fields in `changed` are the editor's.

    write: saves it with what it is linked with, as a form does; its result is returned
    """
    require_curator(by, "De lijsten zijn")
    deed = "lijst gewijzigd" if entry.pk else "lijst aangevuld"
    before = type(entry)._default_manager.filter(pk=entry.pk).values_list("name", flat=True).first()
    entry.edited_fields = sorted({*entry.edited_fields, *changed})
    written: Any = (write or entry.save)()
    renamed = {"before": before} if before and before != entry.name else {}
    record(
        by=by,
        deed=deed,
        key=entry.slug,
        at=at,
        list=_list_of(entry),
        name=entry.name,
        fields=sorted(changed),
        **renamed,
    )
    return written


@transaction.atomic
def delete_entry(entry: ListEntry, *, by: Viewer, at: datetime) -> None:
    """Delete an entry that is used nowhere, for good: no release brings it back. Raises InUse."""
    require_curator(by, "De lijsten zijn")
    type(entry)._default_manager.select_for_update().get(pk=entry.pk)
    uses = uses_of(entry)
    if uses.count:
        raise InUse(uses.count)
    RemovedEntry.objects.get_or_create(list_name=entry._meta.model_name, slug=entry.slug)
    record(by=by, deed="uit lijst verwijderd", key=entry.slug, at=at, list=_list_of(entry), name=entry.name)
    entry.delete()


def _list_of(entry: ListEntry) -> str:
    return str(entry._meta.verbose_name_plural)
