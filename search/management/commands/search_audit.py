"""Compares the search index with the database, names what differs, and repairs it when asked."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.engines.base import EngineUnavailable
from search.outbox.audit import Audit, audit, explain, repair
from search.outbox.relay import Relay
from search.service import get_engine
from search.sources import get_source


class Command(BaseCommand):
    help = "Vergelijkt de zoekindex met de database. Eindigt met 1 als er iets niet klopt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="herstel wat niet klopt, en vergelijk opnieuw")
        parser.add_argument("--explain", metavar="SLEUTEL", help="leg uit waarom een pagina wel of niet te vinden is")

    def handle(self, *args: Any, repair: bool, explain: str | None, **options: Any) -> None:
        try:
            if explain is not None:
                self._explain(explain)
                return
            found = self._repaired() if repair else audit(get_source(), get_engine())
        except EngineUnavailable as error:
            raise CommandError(f"De zoekmachine antwoordt niet, dus er is niets te vergelijken ({error}).") from error
        self._report(found, now=timezone.now())
        if found.drifted:
            raise CommandError(
                f"{len(found.drifted)} pagina's kloppen niet."
                + ("" if repair else " Herstel ze met search_audit --repair.")
            )

    def _explain(self, key: str) -> None:
        for line in explain(key, get_source(), get_engine()):
            self.stdout.write(line)

    def _repaired(self) -> Audit:
        """Repair at once, also when no relay is running; one that is running does no harm."""
        found = repair(get_source(), get_engine())
        self.stdout.write(f"{len(found.drifted)} pagina's worden hersteld.")
        Relay(get_source(), get_engine(), clock=timezone.now).drain(stop=Event())
        return audit(get_source(), get_engine())

    def _report(self, found: Audit, *, now: datetime) -> None:
        for heading, keys in (
            ("ontbreekt in de index", found.missing),
            ("verouderd in de index", found.stale),
            ("te veel in de index", found.surplus),
        ):
            for key in keys:
                self.stdout.write(f"{key}: {heading}")
        for heading, reasons in (("kan niet gelezen worden", found.unreadable), ("geparkeerd", found.parked)):
            for key, reason in reasons.items():
                self.stdout.write(f"{key}: {heading}: {reason}")
        for key in found.under_way:
            self.stdout.write(f"{key}: onderweg")
        self.stdout.write(f"{found.compared} pagina's vergeleken, {found.waiting} in de wachtrij.")
        if found.oldest:
            age = max(0, round((now - found.oldest).total_seconds()))
            self.stdout.write(f"De oudste wacht {age} seconden.")
