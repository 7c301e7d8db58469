"""Keeps the files that administrators import in /cms/, for a day at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from practices.actions.audit import record
from practices.models import ImportFile
from practices.rules.permissions import Deed, require
from practices.rules.visibility import Viewer

#: A larger file is for the command: nobody should wait for it behind a screen.
LARGEST_FILE = 10_000_000
KEPT = timedelta(days=1)


@transaction.atomic
def keep_import_file(
    name: str, content: bytes, *, create_terms: bool, owner: str, by: Viewer, at: datetime
) -> ImportFile:
    """Keep a file for the trial and the real run, and forget those of before yesterday."""
    require(by, Deed.IMPORT, "")
    forget_import_files(at=at)
    return ImportFile.objects.create(
        name=name[:200],
        content=content,
        size=len(content),
        by_id=by.user_id or 0,  # whoever may import has an account
        at=at,
        create_terms=create_terms,
        owner=owner[:200],
    )


@transaction.atomic
def finish_import(file: ImportFile, *, dry_run: bool, told: str, by: Viewer, at: datetime) -> None:
    """Write down that a trial or an import came to its end; after an import the texts go.

    told: how many lines became what, in Dutch
    """
    require(by, Deed.IMPORT, "")
    if dry_run:
        ImportFile.objects.filter(pk=file.pk).update(tried_at=at)
        return
    ImportFile.objects.filter(pk=file.pk).update(done_at=at, content=b"")
    record(by=by, deed="bestand geïmporteerd", key=f"import-{file.pk}", at=at, file=file.name, told=told)


def forget_import_files(*, at: datetime) -> int:
    """Delete the files that were kept long enough; return how many."""
    return ImportFile.objects.filter(at__lt=at - KEPT).delete()[0]
