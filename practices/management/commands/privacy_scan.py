"""Looks for personal data in texts: reads {"id", "text"} a line and prints a finding a line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from practices.exchange.lines import Line, read_lines
from practices.rules.privacy import find


class Command(BaseCommand):
    help = (
        'Zoekt persoonsgegevens in teksten. Leest {"id", "text"} per regel (JSON Lines) en schrijft per vondst een '
        'regel {"id", "kind", "severity", "masked", "start", "end"}: "block" houdt delen tegen, '
        '"warn" vraagt om een reden. '
        "Plaatsen tellen in tekens van de tekst. Een regel die niet te lezen is, wordt genoemd; dan is de uitkomst 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.jsonl", help="bestand, of - voor standaardinvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] == "-":
            refused = self._scan(sys.stdin.buffer)
        else:
            path = Path(options["file"])
            try:
                with path.open("rb") as file:
                    refused = self._scan(file)
            except OSError as error:
                raise CommandError(f"{path} kan niet gelezen worden: {error.strerror}") from error
        if refused:
            sys.exit(1)

    def _scan(self, file: BinaryIO) -> int:
        """Print the findings of each line as soon as it is read, and return how many lines could not be."""
        refused = 0
        for line in read_lines(file):
            problem = _problem(line)
            if problem or line.record is None:
                refused += 1
                self.stderr.write(f"regel {line.number}: {problem}")
                continue
            for found in find(line.record["text"]):
                row = {
                    "id": line.record["id"],
                    "kind": found.kind,
                    "severity": found.severity,
                    "masked": found.masked,
                    "start": found.start,
                    "end": found.end,
                }
                self.stdout.write(json.dumps(row))
        return refused


def _problem(line: Line) -> str:
    """Return, in Dutch, why a line cannot be scanned; empty when it can."""
    if line.record is None:
        return line.problem
    if not isinstance(line.record.get("id"), str | int):
        return "het veld “id” ontbreekt, of is geen tekst of getal"
    if not isinstance(line.record.get("text"), str):
        return "het veld “text” ontbreekt, of is geen tekst"
    return ""
