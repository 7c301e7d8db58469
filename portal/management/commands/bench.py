"""Measures the goals of speed and shows them as a table; touches no data but its own."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from portal.bench import report
from portal.bench.conductor import ENGINES, Outcome, Plan, run
from portal.bench.database_step import measure_database
from portal.bench.documents import GeneratedDocuments
from portal.bench.engine_step import all_documents, measure_engine
from portal.bench.machine import machine_facts
from portal.bench.measurements import StepResult
from portal.bench.page_step import measure_memory, measure_page
from portal.bench.relay_step import measure_findable
from portal.bootstrap import bootstrap_site
from search.service import get_engine
from search.sources import get_source
from search.values import Document

#: The steps that run in a process of their own, by name.
STEPS: Mapping[str, Callable[[dict[str, Any]], StepResult]] = {
    "engine": lambda options: measure_engine(
        _documents(options["generated"]), count=options["requests"], seconds=options["seconds"]
    ),
    "memory": lambda options: measure_memory(_documents(options["generated"]), count=options["requests"]),
    "database": lambda options: measure_database(count=options["requests"]),
    "page": lambda options: measure_page(count=options["requests"]),
    "findable": lambda options: measure_findable(count=min(30, options["requests"])),
    "prepare": lambda options: _prepare(),
    "destroy": lambda options: _destroy(),
}


class Command(BaseCommand):
    help = "Meet de doelen van snelheid, op een eigen site die weer verdwijnt. Uw gegevens blijven zoals ze zijn."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sizes",
            default="1000,20000,200000",
            help="aantallen items (standaard 1000,20000,200000); boven 20000 zonder import",
        )
        parser.add_argument("--quick", action="store_true", help="alleen met 1000 items")
        parser.add_argument("--engines", default=",".join(ENGINES), help=f"waarmee: {','.join(ENGINES)}")
        parser.add_argument("--requests", type=int, default=400, help="aantal vragen (standaard 400)")
        parser.add_argument("--seconds", type=float, default=5.0, help="hoe lang tien bezoekers vragen (standaard 5)")
        parser.add_argument("--json", default="bench.json", help="bestand voor de uitkomst (standaard bench.json)")
        parser.add_argument("--keep", default="", metavar="MAP", help="bewaar de sites in deze map en gebruik ze weer")
        parser.add_argument("--generated", type=int, default=0, help=SUPPRESS)
        parser.add_argument("--step", choices=sorted(STEPS), help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["step"]:
            result = STEPS[options["step"]](options)
            Path(options["json"]).write_text(json.dumps(result.as_json()), encoding="utf-8")
            return
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # cleans up, as Ctrl-C does
        facts = machine_facts()
        plan, outcome = _plan(options), Outcome()
        with _folder(options["keep"]) as folder:
            try:
                run(plan, folder, self._say, outcome)
            except (KeyboardInterrupt, SystemExit):  # what was measured until then is worth showing
                outcome.failed.append("De meting is afgebroken.")
        facts |= {"load_at_the_end": machine_facts()["load"]}
        report.show(outcome, facts, Console(width=None if self.stdout.isatty() else 120))
        report.write(outcome, facts, Path(options["json"]))
        self.stdout.write(f"Ook als JSON: {options['json']}")
        if outcome.failed:
            raise CommandError("Niet alles is gemeten. " + "\n".join(outcome.failed))

    def _say(self, what: str) -> None:
        self.stderr.write(f"  {what} ...")


def _plan(options: Mapping[str, Any]) -> Plan:
    sizes = "1000" if options["quick"] else options["sizes"]
    if not all(size.isascii() and size.isdigit() and int(size) > 0 for size in sizes.split(",")):
        raise CommandError(f"--sizes is “{sizes}”: schrijf aantallen met komma’s ertussen, zoals 1000,20000.")
    engines = options["engines"].split(",")
    if strange := sorted(set(engines) - set(ENGINES)):
        raise CommandError(f"--engines kent {', '.join(strange)} niet: kies uit {', '.join(ENGINES)}.")
    return Plan(
        sizes=sorted({int(size) for size in sizes.split(",")}),
        engines=engines,
        elasticsearch_url=os.environ.get("ELASTICSEARCH_TEST_URL") or os.environ.get("ELASTICSEARCH_URL", ""),
        questions=options["requests"],
        seconds=options["seconds"],
    )


@contextmanager
def _folder(keep: str) -> Iterator[Path]:
    """Give the folder for the sites: one that goes away, or the one that is kept."""
    if keep:
        Path(keep).mkdir(parents=True, exist_ok=True)
        yield Path(keep).resolve()
        return
    with tempfile.TemporaryDirectory(prefix="praktijkplein-bench-") as folder:
        yield Path(folder)


def _documents(generated: int) -> Sequence[Document]:
    """Return so many documents that are made, or those of this site."""
    return GeneratedDocuments(generated) if generated else list(all_documents(get_source()))


def _prepare() -> StepResult:
    """Make the database with its lists, and an empty index."""
    call_command("migrate", verbosity=0)
    bootstrap_site(at=timezone.now())
    call_command("search_rebuild")
    return StepResult()


def _destroy() -> StepResult:
    get_engine().destroy()
    return StepResult()
