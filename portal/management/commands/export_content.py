"""Exports what a user may see as records, to standard output or a file."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import reset_queries

from portal.accounts import account_is_usable, viewer_of
from portal.models import User
from practices.choices import Kind
from practices.exchange.exporter import ORDER, records
from practices.exchange.flat import write_csv
from practices.rules.visibility import VISITOR, Viewer


class Command(BaseCommand):
    help = "Schrijft alles wat een gebruiker mag zien als JSON Lines of CSV (zie docs/api.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--soort", choices=Kind.values, help="alleen deze soort")
        parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
        parser.add_argument("--user", metavar="EMAIL", help="wie kijkt; zonder deze keuze een bezoeker")
        parser.add_argument("--output", metavar="FILE", help="bestand; zonder deze keuze standaarduitvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = (Kind(options["soort"]),) if options["soort"] else ORDER
        found = records(_viewer(options["user"]), kinds)
        with _opened(options["output"], self.stdout) as file:
            if options["format"] == "csv":
                write_csv(found, kinds, file)
            else:
                for record in found:
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    reset_queries()  # with DEBUG on Django remembers the last thousands, texts and all


def _viewer(email: str | None) -> Viewer:
    if not email:
        return VISITOR
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not user.is_active or not account_is_usable(user):
        raise CommandError(f"Er is geen account met het adres {email} dat u hier kunt gebruiken.")
    return viewer_of(user)


@contextmanager
def _opened(path: str | None, standard: Any) -> Iterator[TextIO]:
    """Open the file, or standard output in UTF-8; a reader that stops early, such as `head`, is no error."""
    if path:
        try:
            with Path(path).open("w", encoding="utf-8", newline="") as file:
                yield file
        except OSError as error:
            raise CommandError(f"{path} kan niet geschreven worden: {error.strerror}") from error
        return
    stream = getattr(standard, "_out", standard)
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="")
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        sys.stderr.close()
