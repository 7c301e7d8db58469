"""Takes what the privacy guard finds in older versions of items, and what stands there no more, out of everything."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from practices.actions.history import clean_history
from practices.models import SharedPage
from practices.rules.visibility import Role, Viewer

#: Who cleans at the command line: the operator of the portal.
OPERATOR = Viewer(name="beheer (opschonen)", roles=frozenset({Role.ADMINISTRATOR}))


class Command(BaseCommand):
    help = "Wist persoonsgegevens uit oudere versies van items, uit concepten en uit de logboeken. Kan niet terug."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("keys", nargs="*", metavar="SLEUTEL", help="items, zoals praktijk-17")
        parser.add_argument("--all", action="store_true", help="alle items")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["keys"]) == options["all"]:
            raise CommandError("Noem een of meer sleutels, of geef --all.")
        for page in self._pages(options["keys"]):
            count = clean_history(page, by=OPERATOR, at=timezone.now())
            if count or not options["all"]:
                self.stdout.write(f"{page.key}: {count} {'gegeven' if count == 1 else 'gegevens'} gewist")

    def _pages(self, keys: list[str]) -> Any:
        if not keys:
            return SharedPage.objects.order_by("pk").specific().iterator(chunk_size=100)
        found = []
        for key in keys:
            kind, _, number = key.rpartition("-")
            page = SharedPage.objects.filter(kind=kind, pk=number).first() if number.isdecimal() else None
            if page is None:
                raise CommandError(f"“{key}” is geen item. Een sleutel ziet eruit als praktijk-17.")
            found.append(page.specific)
        return found
