"""A site of its own for one test: database, index and folder, used by real processes that may be killed."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import psycopg
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from psycopg import sql

T = TypeVar("T")

#: Seconds to wait for what must happen: far more than it takes, also on a busy machine.
DEADLINE = 300.0

#: Starting Django takes seconds, so one server does that, and each process of a test is forked from it.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["pytest", "tests.own_site_preloaded"])

_numbers = itertools.count(1)


class Failed(Exception):
    """A process did not do what it was asked; the message holds what it said."""


@dataclass(frozen=True)
class OwnSite:
    """A site that only this test uses.

    folder: its VAR_DIR; database: the file of SQLite or the name in PostgreSQL; engine: the setting SEARCH_ENGINE
    """

    folder: Path
    database: str
    engine: dict[str, Any]
    running: list[Running] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which any command, such as `manage.py` or a web server, serves this site."""
        options = self.engine["options"]
        return {
            **os.environ,
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self._database_url(),
            "ELASTICSEARCH_URL": options.get("url", ""),
            "ELASTICSEARCH_PREFIX": options.get("prefix", ""),
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        }

    def _database_url(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.database}"
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        return f"{server}/{self.database}"

    def start(self, work: Callable[..., object], *args: object) -> Running:
        """Start a process that does `work(*args)` in this site; `work` must be a function of a module."""
        output = self.folder / f"process-{next(_numbers)}.txt"
        receiving, sending = _processes.Pipe(duplex=False)
        site = OwnSite(self.folder, self.database, self.engine)
        process = _processes.Process(target=_work_in, args=(site, output, sending, work, args), daemon=True)
        process.start()
        sending.close()
        running = Running(process, output, receiving)
        self.running.append(running)
        return running

    def event(self) -> Any:
        """Return an event that processes of the site can share with the test."""
        return _processes.Event()

    def do(self, work: Callable[..., T], *args: object) -> T:
        """Let a process do `work(*args)` in this site, and return its answer; raises Failed."""
        answer: T = self.start(work, *args).answer()
        return answer

    def start_command(self, *command: str) -> Running:
        """Start `manage.py` with these arguments."""
        return self.start(_manage, command)

    def command(self, *command: str) -> tuple[int, str]:
        """Run `manage.py` with these arguments; return the exit code and what it said."""
        running = self.start_command(*command)
        return running.end(), running.said

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Read or write the database from outside, with a statement that both databases know."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.database, timeout=60, isolation_level=None)) as file:
                return file.execute(statement).fetchall()
        with _postgresql(self.database) as server, server.cursor() as cursor:
            cursor.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def number(self, statement: str) -> int:
        """Return the one number that a statement gives."""
        return int(self.query(statement)[0][0])

    def search_engine(self) -> Any:
        """Return an engine of this process on the index of the site, to look from outside."""
        from search.sources import get_source

        return import_string(self.engine["class"])(schema=get_source().schema, **self.engine["options"])

    def copy(self, folder: Path) -> OwnSite:
        """Return a new site that begins as this one is now, with an index only when the engine keeps it in a folder."""
        folder.mkdir(parents=True)
        site = _new_site(folder, self.database)
        index = self.engine["options"].get("directory")
        if index is not None and Path(index).exists():
            shutil.copytree(index, site.engine["options"]["directory"])
        return site

    def remove(self) -> None:
        """End all processes and remove database and index."""
        for running in self.running:
            running.kill()
        self.search_engine().destroy()
        if connection.vendor == "postgresql":
            _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.database)


@dataclass(frozen=True)
class Running:
    """A process of a site."""

    process: ForkServerProcess
    output: Path
    answers: Any

    @property
    def said(self) -> str:
        return self.output.read_text() if self.output.exists() else ""

    @property
    def is_alive(self) -> bool:
        return self.process.is_alive()

    def kill(self) -> None:
        """End it with SIGKILL: nothing of its own can run any more."""
        self.process.kill()
        self.process.join()

    def freeze(self) -> None:
        """Let it stand still until `thaw`."""
        os.kill(self.process.pid or 0, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.process.pid or 0, signal.SIGCONT)

    def terminate(self) -> int:
        """Ask it to end with SIGTERM, and return its exit code."""
        self.process.terminate()
        return self.end()

    def end(self) -> int:
        """Wait for its end and return its exit code."""
        self.process.join(DEADLINE)
        if self.process.exitcode is None:
            self.kill()
            raise Failed(f"still busy after {DEADLINE} seconds: {self.said}")
        return self.process.exitcode

    def answer(self) -> Any:
        """Wait for what its work returns."""
        try:
            if not self.answers.poll(DEADLINE):
                raise Failed(f"no answer within {DEADLINE} seconds: {self.said}")
            answer = self.answers.recv()
        except EOFError:
            raise Failed(f"ended with {self.end()}: {self.said}") from None
        self.end()
        return answer


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Return as soon as the condition holds; fail when it does not within the deadline."""
    until = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < until, f"not within {DEADLINE} seconds: {what}"
        Event().wait(0.02)


def site_of_test_database(folder: Path) -> OwnSite:
    """Return a new site with the content of this worker's test database, migrated and bootstrapped."""
    folder.mkdir(parents=True, exist_ok=True)
    return _new_site(folder, None)


def _new_site(folder: Path, template: str | None) -> OwnSite:
    """Make a site in a folder, with a copy of the template's database or of the test database."""
    if connection.vendor == "sqlite":
        database = str(folder / "site.sqlite3")
        with closing(sqlite3.connect(database)) as target:
            if template is None:
                connection.ensure_connection()
                connection.connection.backup(target)
            else:
                with closing(sqlite3.connect(template)) as source:
                    source.backup(target)
    else:
        database = f"own_{uuid.uuid4().hex}"
        name = template or connection.settings_dict["NAME"]
        connection.close()  # PostgreSQL copies a database that nobody uses
        _on_server("CREATE DATABASE {} TEMPLATE {}", database, name)
    return OwnSite(folder, database, _engine(folder))


def _engine(folder: Path) -> dict[str, Any]:
    setting = settings.SEARCH_ENGINE
    own = {"prefix": f"own-{uuid.uuid4().hex[:12]}"} if settings.ELASTICSEARCH_URL else {"directory": folder / "index"}
    return {**setting, "options": {**setting["options"], **own}}


@contextmanager
def _postgresql(database: str) -> Iterator[psycopg.Connection[Any]]:
    server = connection.settings_dict
    with psycopg.connect(
        host=server["HOST"],
        port=server["PORT"] or 5432,
        user=server["USER"],
        password=server["PASSWORD"],
        dbname=database,
        autocommit=True,
    ) as opened:
        yield opened


def _on_server(statement: str, *names: str) -> None:
    with _postgresql("postgres") as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _work_in(site: OwnSite, output: Path, answers: Any, work: Callable[..., object], args: tuple[object, ...]) -> None:
    """Do the work in a forked process: what the settings took from the environment is replaced by this site's."""
    from django.db import connections

    with output.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    settings.VAR_DIR = site.folder
    settings.MEDIA_ROOT = str(site.folder / "media")
    settings.SEARCH_ENGINE = site.engine
    connections.databases["default"]["NAME"] = site.database
    try:
        answers.send(work(*args))
    except SystemExit:
        raise
    except BaseException:
        traceback.print_exc()
        raise SystemExit(1) from None
    finally:
        answers.close()


def _manage(command: tuple[str, ...]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *command])
