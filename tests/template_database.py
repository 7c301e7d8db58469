"""Keeps the migrated database between runs of the tests: migrating takes 20 seconds of work, copying takes none."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import sql

_ROOT = Path(settings.BASE_DIR)
#: What decides how a migrated database looks: the migrations of the site, and the versions of those of others.
_SOURCES = ("*/migrations/*.py", "requirements.txt")


@contextmanager
def migrated_database() -> Iterator[None]:
    """Give the tests of this process a migrated database of their own, which goes away at the end."""
    name = connection.settings_dict["NAME"]
    with _one_at_a_time():
        copied = _copy_of_template()
        if not copied:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            _keep_as_template()
    yield
    connection.creation.destroy_test_db(name, verbosity=0)


def _copy_of_template() -> bool:
    """Make the test database as a copy of the template; tell whether there was one."""
    test_name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        if not _file().exists():
            return False
        _use(test_name)
        connection.ensure_connection()
        with closing(sqlite3.connect(_file())) as template:
            template.backup(connection.connection)
        return True
    connection.close()
    with connection._nodb_cursor() as server:
        server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_database()])
        if server.fetchone() is None:
            return False
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(test_name)))
        _copy(server, _database(), test_name)
    _use(test_name)
    return True


def _keep_as_template() -> None:
    if connection.vendor == "sqlite":
        made = _file().with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(made)) as template:
            connection.connection.backup(template)
        made.replace(_file())
        return
    test_name = connection.settings_dict["NAME"]
    connection.close()  # PostgreSQL copies a database that nobody uses
    with connection._nodb_cursor() as server:
        _copy(server, test_name, _database())


def _copy(server: object, source: str, target: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(target), sql.Identifier(source))
    server.execute(statement)  # type: ignore[attr-defined]


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _file() -> Path:
    return _folder() / f"{_digest()}.sqlite3"


def _database() -> str:
    """Return the name of the template, which holds its owner: a role may only copy a database of its own."""
    owner = hashlib.sha256(connection.settings_dict["USER"].encode()).hexdigest()[:8]
    return f"praktijkplein_template_{owner}_{_digest()}"


def _digest() -> str:
    """Return a name for the migrations: equal migrations give equal databases."""
    total = hashlib.sha256()
    for pattern in _SOURCES:
        for path in sorted(_ROOT.glob(pattern)):
            total.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:16]


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"praktijkplein-test-database-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one process migrate while the others wait for its template."""
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
