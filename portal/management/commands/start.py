"""Sets up what is missing and serves the site on this machine: web and relay, until Ctrl-C."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from portal.example_accounts import EXAMPLE_ACCOUNTS, EXAMPLE_PASSWORD
from portal.supervisor import PortInUse, Supervisor, check_port
from search.service import engine_answers


class Command(BaseCommand):
    help = "Zet alles klaar en start het portaal op deze machine."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="poort van de site (standaard 8000)")
        parser.add_argument("--setup-only", action="store_true", help="zet alleen klaar, start niets")

    def handle(self, *args: Any, **options: Any) -> None:
        port = self._port(options["port"])
        self._set_up()
        if options["setup_only"]:
            return
        supervisor = Supervisor(port=port)
        self._welcome(port)
        code = supervisor.run()
        if code:
            raise CommandError("De site is gestopt; de reden staat hierboven.")

    def _port(self, value: str) -> int:
        if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
            raise CommandError(f"PORT is “{value}”, geen poort: kies een getal van 1 tot en met 65535.")
        try:
            check_port(int(value))
        except PortInUse as error:
            raise CommandError(str(error)) from error
        return int(value)

    def _set_up(self) -> None:
        try:
            self._step("Database bijwerken", lambda: call_command("migrate", verbosity=0))
            self._step("Lijsten en pagina’s", lambda: call_command("bootstrap_site", stdout=self.quiet))
            self._step("Begrippen en voorbeelden", lambda: call_command("load_examples", stdout=self.quiet))
        except DatabaseError as error:
            raise CommandError(self._explain(error)) from error
        if not engine_answers():
            self._make_index()

    def _make_index(self) -> None:
        """Make the index; without a search engine the site still serves, from its database."""
        try:
            self._step("Zoekindex maken", lambda: call_command("search_rebuild", stdout=self.quiet))
        except CommandError as error:
            self.stderr.write(f"\nLet op: {error}")
            self.stderr.write("De site zoekt nu in de database. Geef search_rebuild als de zoekmachine er weer is.\n")

    @property
    def quiet(self) -> Any:
        return _Quiet()

    def _step(self, name: str, work: Callable[[], Any]) -> None:
        self.stdout.write(f"  {name} ...", ending="")
        self.stdout.flush()
        started = time.monotonic()
        work()
        self.stdout.write(f" klaar ({time.monotonic() - started:.0f} s)")

    def _explain(self, error: DatabaseError) -> str:
        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite" and ("not a database" in str(error) or "malformed" in str(error)):
            return (
                f"Het databasebestand {name} is beschadigd: zet een reservekopie terug, "
                "of zet het bestand opzij en start opnieuw met een lege database."
            )
        reason = " ".join(str(error).split())  # one sentence, whatever the database says
        return f"De database {name} werkt niet mee ({reason}): controleer DATABASE_URL en of de database draait."

    def _welcome(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}"
        self.stdout.write(f"\nPraktijkplein draait op {address}/ (stoppen: Ctrl-C)\n")
        for path, what in (("/zoeken/", "zoeken"), ("/delen/", "een praktijk delen"), ("/cms/", "redactie")):
            self.stdout.write(f"  {address + path:<40} {what}")
        if settings.EXAMPLE_ACCOUNTS:
            self.stdout.write(f"\nVoorbeeldaccounts, wachtwoord {EXAMPLE_PASSWORD}:")
            for account in EXAMPLE_ACCOUNTS:
                self.stdout.write(f"  {account.email:<34} {account.description}")
        self.stdout.write("")


class _Quiet:
    """Takes what a command says and keeps it off the screen."""

    def write(self, *args: Any, **kwargs: Any) -> int:
        return 0

    def flush(self) -> None:
        return None

    def isatty(self) -> bool:
        return False
