"""Makes the mails about what is new that are due, and sends what waits."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from search.alerts.addresses import NoSiteAddress, site_address
from search.alerts.digests import make_digests
from search.alerts.post import MailAway, Post, revive_parked
from search.alerts.postman import writers
from search.alerts.subscriptions import forget_removed
from search.alerts.tokens import forget_expired
from search.log.keeping import forget
from search.log.reports import check_popular

#: The first hour of the day at which a command that keeps running makes mails.
FIRST_HOUR = 6


class Command(BaseCommand):
    help = "Stuurt mail over wat nieuw is bij bewaarde zoekvragen en gevolgde pagina’s. Elke dag of elk uur te draaien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="MINUTEN", help="blijf draaien, en kijk zo vaak")
        parser.add_argument("--retry", action="store_true", help="probeer ook opnieuw wat te vaak geweigerd werd")

    def handle(self, *args: Any, every: int | None, retry: bool, **options: Any) -> None:
        if every is not None and every < 1:
            raise CommandError(f"--every is {every}: kies een getal van 1 of hoger.")
        stop = Event()
        if retry:
            self.stdout.write(f"{revive_parked()} mails opnieuw geprobeerd.")
        if every is None:
            self._report(self._round(stop))
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            try:
                problems = self._round(stop, since=FIRST_HOUR)
            except (DatabaseError, InterfaceError) as error:
                problems = [f"De database antwoordt niet ({str(error).strip()})."]
                connection.close()
            for problem in problems:
                self.stderr.write(problem)
            stop.wait(every * 60)

    def _report(self, problems: list[str]) -> None:
        if problems:
            raise CommandError(" ".join(problems))

    def _round(self, stop: Event, *, since: int = 0) -> list[str]:
        """Do all once and return what went wrong, in Dutch; nothing is lost by any of it."""
        now = timezone.now()
        try:
            site = site_address()
        except NoSiteAddress as error:
            return [str(error)]
        forget_removed(now)
        forget_expired(now)
        forget(now)
        check_popular()
        problems = []
        made = 0
        if timezone.localtime(now).hour >= since:
            outcome = make_digests(now=now, site=site)
            made = outcome.made
            if outcome.away:
                problems.append(f"De zoekmachine antwoordt niet ({outcome.away}). De volgende keer gaat het verder.")
            if outcome.failed:
                problems.append(f"Bij {outcome.failed} personen ging het mis; het logboek zegt waarom.")
        try:
            sent = Post(writers(), clock=timezone.now).send_waiting(stop=stop)
        except MailAway as error:
            return [*problems, f"De mailserver antwoordt niet ({error}). Wat wacht, gaat de volgende keer mee."]
        self.stdout.write(f"{made} mails gemaakt, {sent.sent} verstuurd.")
        if sent.refused or sent.parked:
            problems.append(f"{sent.refused} mails geweigerd, {sent.parked} opgegeven; het logboek zegt waarom.")
        return problems
