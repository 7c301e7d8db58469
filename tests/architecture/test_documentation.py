"""The documentation says what the code does: settings, commands, facets, routes, modules, links and decisions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from portal.api import api
from practices.choices import Kind
from practices.documents import SCHEMA
from practices.exchange.records import FIELDS
from tests.architecture.test_repository import ROOT, tracked

DOCS = ROOT / "docs"
PACKAGES = ("portal", "practices", "search")
PAGES = tracked("*.md")
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))

#: `[text](target)` outside code, and the heading of a page.
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| (.+?) \| (.+?) \|", re.MULTILINE)


def text_of(name: str) -> str:
    return (DOCS / name).read_text()


def in_first_column(name: str) -> set[str]:
    """Return what stands between backticks in the first column of the tables of a page."""
    return {word for first, _ in _ROW.findall(text_of(name)) for word in re.findall(r"`([^`]+)`", first)}


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def anchor(heading: str) -> str:
    """Return the anchor that a heading gets on the usual hosts of Markdown."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).lower()).replace(" ", "-")


# --- settings ---------------------------------------------------------------------------------------------------------


def read_variables() -> set[str]:
    """Return the names that the settings read from the environment."""
    sources = [path.read_text() for path in (ROOT / "portal" / "settings").glob("*.py")]
    return {name for source in sources for name in re.findall(r"read_\w+\(\s*\"([A-Z][A-Z_]+)\"", source)}


def test_every_variable_that_the_settings_read_has_a_row() -> None:
    assert read_variables() >= {"DEBUG", "DATABASE_URL", "ELASTICSEARCH_CA"}, "the search for variables finds nothing"
    assert read_variables() - in_first_column("settings.md") == set()


def test_no_row_is_about_a_variable_that_nothing_reads() -> None:
    everything = "\n".join(
        path.read_text()
        for path in tracked("portal/*.py", "tests/*.py", "Makefile", "compose.yaml", ".ci/run")
        if path.name != Path(__file__).name
    )
    assert {name for name in in_first_column("settings.md") if name not in everything} == set()


def test_every_variable_of_the_compose_file_is_in_its_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text()))
    example = (ROOT / ".env.example").read_text()
    assert asked == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_no_secret_has_a_default_in_the_compose_file() -> None:
    compose = (ROOT / "compose.yaml").read_text()
    example = (ROOT / ".env.example").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "ELASTIC_PASSWORD", "SEARCH_PASSWORD"):
        assert re.findall(rf"\$\{{{name}(?!:\?)", compose) == []
        assert re.search(rf"^{name}=$", example, re.MULTILINE)


# --- commands, facets, records and routes -----------------------------------------------------------------------------


def own_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app in PACKAGES}


def test_every_command_has_a_row_and_every_row_a_command() -> None:
    commands = text_of("operations.md").partition("\n## Commands\n")[2].partition("\n## ")[0]
    described = {word for first, _ in _ROW.findall(commands) for word in re.findall(r"`(\w+)`", first)}
    assert described == own_commands()


def test_every_facet_is_described() -> None:
    assert set(SCHEMA.names) - in_first_column("api.md") == set()


def test_every_field_of_a_record_is_described() -> None:
    fields = {field.name for kind in Kind for field in FIELDS[kind]}
    assert {name for name in fields if not re.search(rf"`{name}`", text_of("api.md"))} == set()


def test_every_route_of_the_api_is_described() -> None:
    paths: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    described = text_of("api.md")
    assert paths
    assert {path for path in paths if f"/{path.removeprefix('/api/v1/').partition('/')[0]}" not in described} == set()


# --- modules ----------------------------------------------------------------------------------------------------------


def modules() -> Iterator[tuple[str, str]]:
    """Yield the top-level modules of each package and the packages at any depth, with their first line."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            relative = path.relative_to(ROOT)
            if {"migrations", "commands"} & set(relative.parts) or relative == Path(package) / "__init__.py":
                continue
            if path.name == "__init__.py":
                yield f"{relative.parent.as_posix()}/", first_line(path)
            elif len(relative.parts) == 2:
                yield relative.as_posix(), first_line(path)


def first_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text()))
    return docstring.splitlines()[0] if docstring else ""


def test_the_architecture_names_every_module_with_its_first_line() -> None:
    rows = {name.strip("`"): sentence for name, sentence in _ROW.findall(text_of("architecture.md"))}
    wrong = {name: line for name, line in modules() if name not in rows or (line and rows[name] != line)}
    wanted = "\n".join(f"| `{name}` | {line} |" for name, line in wrong.items())
    assert not wrong, f"docs/architecture.md lacks these rows:\n{wanted}"


def test_the_architecture_names_no_module_that_is_gone() -> None:
    named = set(re.findall(r"`((?:portal|practices|search)/[\w/.]+)`", text_of("architecture.md")))
    assert named
    assert {path for path in named if not (ROOT / path).exists() and "/x." not in path and "/x_" not in path} == set()


@pytest.mark.parametrize("page", sorted((DOCS / "features").glob("*.md")), ids=lambda page: page.name)
def test_the_key_files_of_a_feature_are_there(page: Path) -> None:
    named = re.findall(r"`((?:portal|practices|search|templates|tests)/[\w/.]+)`", page.read_text())
    assert named or page.name == "README.md"
    assert [path for path in named if not (ROOT / path).exists()] == []


# --- links and decisions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target in _LINK.findall(without_code(page.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        headings = _HEADING.findall(found.read_text()) if fragment and found.exists() else []
        if not found.exists() or (fragment and fragment not in {anchor(heading) for heading in headings}):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("record", DECISIONS, ids=lambda record: record.name)
def test_a_decision_has_context_decision_and_consequences(record: Path) -> None:
    text = record.read_text()
    assert text.startswith(f"# {record.name[:4]}. ")
    sections = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    assert sections[1::2] == ["Context", "Decision", "Consequences"]
    assert all(section.strip() for section in sections[2::2])


def test_every_decision_is_in_the_list_once() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text_of("decisions/README.md"))
    assert listed == [record.name for record in DECISIONS]
    assert [int(record.name[:4]) for record in DECISIONS] == list(range(1, len(DECISIONS) + 1))


# --- what others read -------------------------------------------------------------------------------------------------


def test_publiccode_describes_this_version() -> None:
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert public["softwareVersion"] == project["version"]
    assert public["legal"]["license"] == project["license"]
    for description in public["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 500 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_the_readme_fits_in_a_screen_and_a_half() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 75


def test_pictures_are_small() -> None:
    pictures = list((DOCS / "pictures").glob("*.png"))
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 200_000] == []


def test_the_documented_length_of_a_session_is_that_of_the_settings() -> None:
    assert f"ends after {settings.SESSION_COOKIE_AGE // 3600} hours" in text_of("settings.md")
    assert f"at least {settings.AUTH_PASSWORD_VALIDATORS[1]['OPTIONS']['min_length']} characters" in text_of(
        "settings.md"
    )
