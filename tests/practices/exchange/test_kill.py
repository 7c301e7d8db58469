"""An import that is killed leaves whole items, and a repeat completes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.own_site import OwnSite, wait_until
from tests.practices.exchange.conftest import practice, term

MANY = 60


def line(number: int) -> dict[str, Any]:
    """Return a practice with several rows and a reference to a later record."""
    return practice(
        id=f"p{number}",
        titel=f"Praktijk {number}",
        leervragen=[{"vraag": f"Vraag {each}"} for each in range(3)],
        logboek=[{"tekst": f"Bericht {each}"} for each in range(3)],
        begrippen=["b1"],
        trefwoorden=["aanpak", f"nummer {number}"],
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    records = [*(line(number) for number in range(MANY)), term()]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def exported(site: OwnSite) -> list[dict[str, Any]]:
    """Return all records of the site."""
    return site.do(_all_records)


def _all_records() -> list[dict[str, Any]]:
    from practices.exchange.exporter import records
    from practices.exchange.importer import OPERATOR

    return list(records(OPERATOR))


@pytest.mark.parametrize("after", [1, 20, 45])
def test_a_killed_import_leaves_whole_items_and_a_repeat_completes_it(
    own_site: OwnSite, file: Path, after: int
) -> None:
    running = own_site.start_command("import_content", str(file))
    made = "SELECT count(*) FROM practices_practicepage"
    wait_until(lambda: own_site.number(made) >= after or not running.is_alive, "the import works")
    running.kill()
    assert "Traceback" not in running.said

    left = [record for record in exported(own_site) if record["soort"] == "praktijk"]
    assert after <= len(left) <= MANY
    assert all(len(record["leervragen"]) == len(record["logboek"]) == 3 for record in left)
    assert all(len(record["trefwoorden"]) == 2 for record in left)
    assert own_site.number("SELECT count(*) FROM search_outboxrow") >= len(left)

    code, said = own_site.command("import_content", str(file))
    assert code == 0
    assert "0 geweigerd" in said
    whole = [record for record in exported(own_site) if record["soort"] == "praktijk"]
    assert len(whole) == MANY
    assert all(record["begrippen"] == ["b1"] for record in whole)
    assert (
        own_site.command("import_content", str(file))[1]
        .splitlines()[-1]
        .startswith(f"0 toegevoegd, 0 gewijzigd, {MANY + 1} ongewijzigd, 0 geweigerd")
    )
