"""Measures how well searching finds what judged queries ask for."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.accounts import account_is_usable, viewer_of
from portal.models import User
from practices.rules.visibility import VISITOR, Viewer
from search.quality import DEPTH, EngineAway, Judged, Report, Scored, measure, read
from search.sources import get_source


class Command(BaseCommand):
    help = (
        "Stelt beoordeelde zoekvragen en meet of de beste antwoorden bovenaan staan (nDCG@10, van 0 tot 1). Een regel: "
        '{"query", "filters", "judgments": {bronId: 0-3}, "kind"}. Zonder oordelen hoort er niets te komen: dan is de '
        "uitkomst 1 als er niets is gevonden, en anders 0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="beoordeelde zoekvragen, een per regel (JSON Lines)")
        parser.add_argument("--kind", action="append", help="alleen vragen van deze soort; mag vaker")
        parser.add_argument(
            "--engine", choices=("current",), default="current", help="de zoekmachine van de instellingen"
        )
        parser.add_argument("--user", metavar="EMAIL", help="wie zoekt; zonder deze keuze een bezoeker")
        parser.add_argument("--worst", metavar="N", type=int, default=10, help="zo veel slechtste vragen tonen")
        parser.add_argument(
            "--json", metavar="FILE", help="schrijf alles ook als JSON in dit bestand (- is het scherm)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refused: list[str] = []
        judged = self._read(Path(options["file"]), options["kind"] or (), refused)
        try:
            report = measure(judged, get_source().schema, _viewer(options["user"]))
        except EngineAway as error:
            raise CommandError("De zoekmachine is weg of heeft geen index: start search_rebuild.") from error
        if options["json"]:
            self._write_json(report, options["json"])
        if options["json"] != "-":
            self._show(report, options["worst"])
        if refused:
            raise CommandError("\n".join(["Deze regels zijn overgeslagen:", *refused]))

    def _read(self, path: Path, kinds: Sequence[str], refused: list[str]) -> list[Judged]:
        def refuse(number: int, reason: str) -> None:
            refused.append(f"regel {number}: {reason}.")

        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeError) as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error}") from error
        judged = [each for each in read(lines, get_source().schema, refused=refuse) if not kinds or each.kind in kinds]
        if not judged:
            raise CommandError("\n".join([f"In {path} staat geen vraag die gesteld kan worden.", *refused]))
        return judged

    def _show(self, report: Report, worst: int) -> None:
        write = self.stdout.write
        engine = settings.SEARCH_ENGINE["class"].rpartition(".")[2]
        write(f"{len(report.scored)} vragen, {engine}: nDCG@{DEPTH} {report.score:.3f}")
        for kind, (score, count) in report.by_kind.items():
            write(f"  {kind or '(geen soort)'}: {score:.3f} ({count})")
        for scored in report.worst(worst):
            write("")
            for line in _told(scored):
                write(line)

    def _write_json(self, report: Report, path: str) -> None:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
        if path == "-":
            self.stdout.write(text)
            return
        try:
            Path(path).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} kan niet worden geschreven: {error}") from error


def _told(scored: Scored) -> list[str]:
    """Return what was asked, what should have come and what came instead."""
    judged = scored.judged
    chosen = "".join(f" {name}={','.join(values)}" for name, values in judged.filters.items())
    wanted = sorted(judged.grades.items(), key=lambda pair: -pair[1])[:DEPTH]
    expected = ", ".join(f"{key} ({grade})" for key, grade in wanted) or "niets"
    came = [
        f"  {place:2}. {judged.grades.get(key, '-')}  {key}: {title}"
        for place, (key, title) in enumerate(scored.came, 1)
    ]
    first = f"{scored.score:.3f}  {judged.query}{chosen}" + (f"  [{judged.kind}]" if judged.kind else "")
    return [first, f"  verwacht: {expected}", f"  gevonden: {scored.total}", *came]


def _viewer(email: str | None) -> Viewer:
    if not email:
        return VISITOR
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not user.is_active or not account_is_usable(user):
        raise CommandError(f"Er is geen account met het adres {email} dat u hier kunt gebruiken.")
    return viewer_of(user)
