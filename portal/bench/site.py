"""A site of its own to measure: database, index and files in one folder, its commands in processes of their own."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.bench.generator import records
from portal.bench.measurements import StepResult
from portal.settings.env import BASE_DIR
from portal.supervisor import end

#: Seconds after which a command is taken for stuck.
PATIENCE = 3_600.0
#: `ru_maxrss` counts kilobytes, on a Mac bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandFailed(Exception):
    """A command of the site failed; the message names it and holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command took: seconds on the clock and of the processor, and its most memory in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Site:
    """A site in a folder. `environment` is added to that of its processes, such as the address of an engine."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def with_engine(self, environment: Mapping[str, str]) -> Site:
        """Return the same site with another engine."""
        return Site(self.folder, environment)

    def copy_to(self, folder: Path) -> Site:
        """Return a copy of this site in another folder."""
        shutil.copytree(self.folder, folder)
        return Site(folder, self.environment)

    def run(self, *command: str) -> Finished:
        """Run a management command; raises CommandFailed."""
        with tempfile.TemporaryFile() as output:
            started = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603 (our own commands)
                [sys.executable, "manage.py", *command],
                cwd=BASE_DIR,
                env=self._environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                usage = _wait(process, PATIENCE)
            finally:
                end(process)
            if process.returncode:
                output.seek(0)
                said = output.read().decode(errors="replace")[-2_000:]
                raise CommandFailed(f"manage.py {' '.join(command)} ({process.returncode}):\n{said}")
            seconds = time.perf_counter() - started
            return Finished(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT / 1e6)

    def step(self, name: str, *options: str) -> StepResult:
        """Run one step of the benchmark in a process of its own and return what it measured."""
        answer = self.folder / "step.json"
        self.run("bench", "--step", name, "--json", str(answer), *options)
        return StepResult.from_json(json.loads(answer.read_text()))

    def write_records(self, count: int) -> Path:
        """Write so many generated records to a file of the site and return it."""
        path = self.folder / "records.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for record in records(count):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return path

    def _environment(self) -> dict[str, str]:
        # Nothing of the surroundings that points to other data is handed on.
        strange = {"DATABASE_URL", "ELASTICSEARCH_URL", "MEDIA_ROOT", "DEBUG", "SITE_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in strange}
        own = {"VAR_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": "portal.settings.bench"}
        return kept | own | dict(self.environment)


def new_site(folder: Path) -> Site:
    """Make an empty site with its lists and an empty index."""
    folder.mkdir(parents=True)
    site = Site(folder)
    site.step("prepare")
    return site


def _wait(process: subprocess.Popen[bytes], patience: float) -> resource.struct_rusage:
    """Wait for the end of a process and return what it used; raises CommandFailed when it does not end."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage
        time.sleep(0.02)
    raise CommandFailed(f"{process.args!r} did not end within {patience:.0f} seconds")
