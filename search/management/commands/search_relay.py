"""Brings the index up to date with what changes, until it is asked to stop; or once."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.alerts.postman import start_postman
from search.engines.base import EngineUnavailable
from search.models import OutboxRow
from search.outbox.leases import waiting
from search.outbox.relay import BATCH, Relay
from search.service import get_engine
from search.sources import get_source

#: Seconds that a mail in hand gets when the relay stops; one that takes longer is sent by the next process.
PATIENCE = 5


class Command(BaseCommand):
    help = "Werkt de zoekindex bij en verstuurt mail die wacht. Stopt na Ctrl-C of SIGTERM met wat in behandeling is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="werk de wachtrij leeg en stop")
        parser.add_argument(
            "--batch", type=int, default=BATCH, metavar="N", help=f"zoveel pagina's tegelijk (standaard {BATCH})"
        )

    def handle(self, *args: Any, once: bool, batch: int, **options: Any) -> None:
        if batch < 1:
            raise CommandError(f"--batch is {batch}: kies een getal van 1 of hoger.")
        stop = Event()
        source = get_source()
        relay = Relay(source, get_engine(), clock=timezone.now, batch=batch, chore=source.do_what_is_due)
        if not once:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
            postman = start_postman(stop)
            relay.run(stop=stop)
            postman.join(PATIENCE)
            return
        try:
            done = relay.drain(stop=stop)
        except EngineUnavailable as error:
            raise CommandError(
                f"De zoekmachine antwoordt niet ({error}). Er wachten {waiting().count()} pagina's; "
                "niets gaat verloren. Probeer het opnieuw als de zoekmachine weer werkt."
            ) from error
        self.stdout.write(f"{done} pagina's bijgewerkt.")
        if refused := OutboxRow.objects.filter(attempts__gt=0).count():
            self.stderr.write(f"{refused} pagina's zijn geweigerd; search_audit noemt ze met de reden.")
