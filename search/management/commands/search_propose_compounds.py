"""Proposes compounds for the lexicon, from the words of public texts or from a list of words."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.language import fold
from search.language.splitting import proposals
from search.models import KnownWord


class Command(BaseCommand):
    help = (
        "Stelt samenstellingen voor die nog niet in het lexicon staan, de meest gebruikte eerst, als regels van "
        "search/language/compounds.txt. Iemand kiest welke regels daar bij mogen: zoeken raadt zelf niet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--words",
            metavar="FILE",
            help="lijst met een woord per regel; anders de woorden van openbare teksten",
        )
        parser.add_argument("--limit", metavar="N", type=int, default=200, help="hoogstens zo veel voorstellen")

    def handle(self, *args: Any, **options: Any) -> None:
        known = dict(KnownWord.objects.values_list("exact", "documents"))
        words = self._listed(Path(options["words"])) if options["words"] else known
        if not words:
            raise CommandError("Er zijn nog geen woorden: start search_rebuild, of geef een woordenlijst met --words.")
        for number, proposal in enumerate(proposals(words, parts={*words, *known})):
            if number >= options["limit"]:
                break
            self.stdout.write(f"{proposal.line}  # {proposal.texts}")

    def _listed(self, path: Path) -> dict[str, int]:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeError) as error:
            raise CommandError(f"{path} kan niet worden gelezen: {error}") from error
        return {fold(word): 1 for line in lines for word in line.split()[:1]}
