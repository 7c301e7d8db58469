"""Imports records from a file of JSON Lines; safe to repeat."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import reset_queries
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from practices.exchange.importer import OPERATOR, Importer, UnknownOwner
from practices.exchange.lines import read_lines
from practices.exchange.report import Report


class Command(BaseCommand):
    help = "Neemt items over uit een bestand met JSON Lines (zie docs/api.md). Mag vaker: wat gelijk is, blijft zo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.jsonl", help="bestand, of - voor standaardinvoer")
        parser.add_argument("--dry-run", action="store_true", help="vertel wat er zou gebeuren en bewaar niets")
        parser.add_argument(
            "--create-terms", action="store_true", help="voeg namen die geen lijst kent toe aan de lijst"
        )
        parser.add_argument(
            "--owner", default="", metavar="ORG", help="organisatie van items zonder trekker en gemeente"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = Report(dry_run=options["dry_run"])
        try:
            run = Importer(
                by=OPERATOR,
                at=timezone.now(),
                create_terms=options["create_terms"],
                owner=options["owner"],
                dry_run=options["dry_run"],
            )
        except UnknownOwner as error:
            raise CommandError(f"--owner: {error}") from error
        if options["file"] == "-":
            self._import(sys.stdin.buffer, 0, run, report)
        else:
            self._import_file(Path(options["file"]), run, report)
        self.stdout.write(report.summary())
        if report.has_refusals:
            sys.exit(1)

    def _import_file(self, path: Path, run: Importer, report: Report) -> None:
        try:
            with path.open("rb") as file:
                self._import(file, path.stat().st_size, run, report)
        except OSError as error:
            raise CommandError(f"{path} kan niet gelezen worden: {error.strerror}") from error

    def _import(self, file: BinaryIO, size: int, run: Importer, report: Report) -> None:
        """Import with a progress bar on standard error when that is a terminal, and the report on standard output."""
        console = Console(stderr=True)
        columns = (TextColumn("Importeren"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task("", total=size or None)
            for outcome in run.lines(read_lines(file)):
                self._print(report.lines(outcome))
                reset_queries()  # with DEBUG on Django remembers the last thousands, texts and all
                progress.advance(task, outcome.size)
            for outcome in run.links():
                self._print(report.lines(outcome))

    def _print(self, lines: Any) -> None:
        for line in lines:
            self.stdout.write(line)
