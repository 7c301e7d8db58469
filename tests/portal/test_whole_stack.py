"""The same first start on SQLite and on PostgreSQL gives the same portal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("POSTGRESQL_TEST_URL", "")
pytestmark = pytest.mark.postgresql


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[str]:
    """Return the address of an empty database of its own, removed afterwards."""
    if not SERVER:
        reason = "PostgreSQL: POSTGRESQL_TEST_URL is not set"
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    name = sql.Identifier(f"test_stack_{os.getpid()}")
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        yield f"{SERVER.rpartition('/')[0]}/test_stack_{os.getpid()}"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def manage(folder: Path, database: str, *arguments: str) -> str:
    """Run manage.py on a site of its own as `make start` does, and return what it wrote."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, "DEBUG": "yes", "VAR_DIR": str(folder), "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_both_databases_give_the_same_portal(postgresql: str, tmp_path: Path) -> None:
    exports = []
    for folder, database in (("een", f"sqlite:///{tmp_path / 'een.sqlite3'}"), ("twee", postgresql)):
        manage(tmp_path / folder, database, "start", "--setup-only", "--port", "8998")
        manage(tmp_path / folder, database, "search_relay", "--once")
        manage(tmp_path / folder, database, "search_audit")
        exports.append(manage(tmp_path / folder, database, "export_content", "--user", "beheerder@voorbeeld.nl"))
    assert exports[0].count("\n") > 80
    assert without_moments(exports[0]) == without_moments(exports[1])


def without_moments(export: str) -> list[str]:
    """Return the lines without the moments at which each of both sites took them in."""
    return [re.sub(r'"[0-9]{4}-[0-9]{2}-[0-9]{2}T[^"]*"', '"moment"', line) for line in export.splitlines()]
