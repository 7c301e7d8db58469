"""The commands as an operator sees them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from practices.models import SharedPage
from practices.rules.visibility import Role
from tests.factories import make_user
from tests.practices.exchange.conftest import Imported, case, practice, term


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a good line, a bad one, and one with a warning."""
    path = tmp_path / "in.jsonl"
    lines = (practice(id="goed"), practice(id="fout", fase="klaar"), term(kleur="rood"))
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def run(*arguments: str, **options: Any) -> tuple[int, str]:
    """Run a command and return its exit code and what it wrote."""
    out = io.StringIO()
    try:
        call_command(*arguments, stdout=out, **options)
    except SystemExit as error:
        return int(error.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_report_names_each_line_with_what_became_of_it(db: None, file: Path) -> None:
    code, said = run("import_content", str(file))
    assert code == 1
    assert "regel 1: praktijk “goed” toegevoegd" in said
    assert "regel 2: praktijk “fout” geweigerd" in said
    assert "  fout: fase: “klaar” kan niet; toegestaan: idee, voorbereiding, uitvoering" in said
    assert "  let op: kleur: onbekend veld" in said
    assert "2 toegevoegd, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd" in said.splitlines()[-1]


def test_without_refusals_the_command_ends_well(db: None, file: Path) -> None:
    file.write_text(json.dumps(practice()))
    assert run("import_content", str(file))[0] == 0


def test_a_dry_run_ends_the_same_and_keeps_nothing(db: None, file: Path) -> None:
    code, said = run("import_content", str(file), "--dry-run")
    assert code == 1
    assert "Proef, niets bewaard: 2 toegevoegd" in said
    assert not SharedPage.objects.exists()


def test_options_reach_the_import(db: None, file: Path) -> None:
    file.write_text(json.dumps({"soort": "begrip", "id": "x", "titel": "x", "themas": ["Nieuw"]}))
    assert run("import_content", str(file), "--create-terms", "--owner", "Breda")[0] == 0
    assert SharedPage.objects.get().organisation.code == "GM0758"


@pytest.mark.parametrize(
    "arguments", [("bestaat-niet.jsonl",), ("tests",), ("pyproject.toml", "--owner", "Atlantis")], ids=str
)
def test_what_cannot_be_done_is_one_sentence(db: None, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"kan niet gelezen worden|geen organisatie"):
        run("import_content", *arguments)


def test_an_export_is_one_object_a_line_and_by_default_what_a_visitor_sees(imported: Imported) -> None:
    imported(practice(zichtbaarheid="openbaar", titel="Één"), case(zichtbaarheid="gemeenten"))
    _, said = run("export_content")
    assert [json.loads(line)["id"] for line in said.splitlines()] == ["p1"]
    assert "Één" in said


def test_an_export_for_a_user_holds_what_that_user_sees(imported: Imported, organisation: Any) -> None:
    imported(practice(zichtbaarheid="openbaar"), case(zichtbaarheid="gemeenten"), term(zichtbaarheid="concept"))
    make_user(Role.MEMBER, organisation("breda"), email="lid@voorbeeld.nl")
    make_user(Role.ADMINISTRATOR, None, email="baas@voorbeeld.nl")
    for user, ids in (("lid@voorbeeld.nl", {"p1", "c1"}), ("baas@voorbeeld.nl", {"p1", "c1", "b1"})):
        _, said = run("export_content", "--user", user)
        assert {json.loads(line)["id"] for line in said.splitlines()} == ids


def test_an_export_can_be_of_one_kind_as_a_table_in_a_file(imported: Imported, tmp_path: Path) -> None:
    imported(practice(zichtbaarheid="openbaar"), case(zichtbaarheid="openbaar"))
    path = tmp_path / "uit.csv"
    run("export_content", "--soort", "casus", "--format", "csv", "--output", str(path))
    header, *rows = path.read_bytes().decode().split("\r\n")
    assert header.startswith("soort,id,titel,samenvatting,vraag,")
    assert [row[:8] for row in rows] == ["casus,c1", ""]


@pytest.mark.parametrize("arguments", [("--user", "niemand@voorbeeld.nl"), ("--output", "/bestaat/niet/uit.jsonl")])
def test_an_export_that_cannot_be_made_is_one_sentence(db: None, arguments: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match=r"geen account|kan niet geschreven worden"):
        run("export_content", *arguments)


def test_an_export_for_an_example_account_needs_debug(db: None, organisation: Any, settings: Any) -> None:
    make_user(Role.MEMBER, organisation("breda"), email="proef@voorbeeld.nl", is_example=True)
    settings.EXAMPLE_ACCOUNTS = False
    with pytest.raises(CommandError, match="geen account"):
        run("export_content", "--user", "proef@voorbeeld.nl")
