"""Makes the search index anew beside the one in use, and swaps them when it is whole."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from search.engines.base import EngineUnavailable
from search.outbox import rebuild
from search.outbox.present import reasons_in_words
from search.service import get_engine
from search.sources import get_source


class Command(BaseCommand):
    help = "Maakt de zoekindex opnieuw. Zoeken werkt intussen door met de oude."

    def handle(self, *args: Any, **options: Any) -> None:
        # As Ctrl-C does: the unfinished index is removed, and the next rebuild need not wait.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            with self._progress() as progress:
                rebuilt = rebuild.rebuild_index(get_source(), get_engine(), clock=timezone.now, progress=progress)
        except rebuild.RebuildRunning as error:
            raise CommandError("De index wordt al opnieuw gemaakt: wacht tot dat klaar is.") from error
        except rebuild.RebuildLost as error:
            raise CommandError(
                "Deze opbouw stond te lang stil en is afgebroken: start search_rebuild opnieuw."
            ) from error
        except EngineUnavailable as error:
            raise CommandError(f"De zoekmachine werkt niet mee ({error}); de oude index blijft in gebruik.") from error
        self.stdout.write(f"{rebuilt.documents} pagina's in de index.")
        if rebuilt.refused:
            self.stderr.write(f"{len(rebuilt.refused)} geweigerd: {reasons_in_words(rebuilt.refused)}")

    @contextmanager
    def _progress(self) -> Iterator[rebuild.Progress]:
        """Show a bar on a terminal, and a line per tenth elsewhere."""
        if not self.stdout.isatty():
            yield self._lines()
            return
        columns = (TextColumn("Index"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=sys.stdout)) as bar:
            task = bar.add_task("", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _lines(self) -> rebuild.Progress:
        shown = 0

        def show(done: int, total: int) -> None:
            nonlocal shown
            tenth = 10 * done // total if total else 10
            if tenth > shown:
                shown = tenth
                self.stdout.write(f"{done} van {total}")

        return show
