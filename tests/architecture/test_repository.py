"""The repository keeps its own promises: no addresses of registries, and one sentence on top of each module."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def tracked(*patterns: str) -> list[Path]:
    """Return the tracked files that match, as they are on disk."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


MODULES = [path for path in tracked("*.py") if "migrations" not in path.parts and path.read_text().strip()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_in_its_first_line_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text()))
    assert docstring
    assert docstring.splitlines()[0].strip()


def test_no_file_holds_the_address_of_a_registry() -> None:
    pattern = re.compile(r"registry = \"https?:|\"resolved\": \"https?:|(index-url|find-links)[ =]")
    locks = [*tracked("requirements*.txt"), *tracked("*package-lock.json")]
    assert locks
    assert [path.name for path in locks if pattern.search(path.read_text())] == []


def test_there_is_no_drawer_named_utils() -> None:
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "misc", "common"}] == []


@pytest.mark.django_db
def test_every_migration_is_there() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
