"""Loads the content that the portal starts with: the terms, and examples where these are wanted; safe to repeat."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

import portal
from portal.bootstrap import SYSTEM
from portal.example_accounts import add_example_accounts
from practices.actions.audit import record
from practices.actions.lists import REFERENCE
from practices.exchange.importer import Importer
from practices.exchange.lines import read_lines
from practices.exchange.report import Report
from practices.models import AuditEntry

EXAMPLES = Path(portal.__file__).resolve().parent / "examples"
TERMS = REFERENCE / "begrippen.jsonl"
#: What goes first is referred to by what follows.
FILES = tuple(EXAMPLES / f"{name}.jsonl" for name in ("casussen", "praktijken", "netwerken", "dossiers"))
LOADED = "startinhoud geladen"


class Command(BaseCommand):
    help = "Laadt de begrippen, tenzij EXAMPLES=no de voorbeelden, en de voorbeeldaccounts. Wat er is, blijft zo."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for path in (TERMS, *(FILES if settings.LOAD_EXAMPLES else ())):
            self._load(path, at=now)
        self.stdout.write(f"{add_example_accounts(at=now)} voorbeeldaccounts gemaakt")

    def _load(self, path: Path, *, at: datetime) -> None:
        """Load what is new in a file, once per version of it: what was changed stays, what was deleted stays away."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if AuditEntry.objects.filter(deed=LOADED, key=path.name, details__digest=digest).exists():
            return
        report = Report(dry_run=False)
        run = Importer(by=SYSTEM, at=at, only_new=True)
        with path.open("rb") as file:
            told = [line for outcome in run.lines(read_lines(file)) for line in report.lines(outcome)]
            told += [line for outcome in run.links() for line in report.lines(outcome)]
        if report.has_refusals:  # a mistake of this release, not of whoever starts it
            raise CommandError("\n".join([path.name, *told]))
        record(by=SYSTEM, deed=LOADED, key=path.name, at=at, digest=digest)
        self.stdout.write(f"{path.name}: {report.summary()}")
