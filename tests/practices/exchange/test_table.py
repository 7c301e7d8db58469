"""Records as a table: a column per field, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from practices.choices import Kind
from practices.exchange.flat import columns_of, flatten, write_csv
from tests.practices.exchange.conftest import Exported, Imported, Record, practice
from tests.practices.exchange.whole_records import WHOLE


def test_a_table_has_a_column_for_every_field_of_a_record(imported: Imported, exported: Exported) -> None:
    imported(*WHOLE.values(), create_terms=True)
    columns = set(columns_of(list(Kind)))
    for record in exported():
        assert set(flatten(record)) <= columns


def test_a_table_joins_lists_and_keeps_the_parts_of_objects_together(imported: Imported, exported: Exported) -> None:
    imported(
        practice(
            gemeenten=["zaanstad", "breda"],
            leervragen=[{"vraag": "Een | twee?", "antwoord": "Ja"}, {"vraag": "Drie?"}],
            contact={"rol": "leider"},
        )
    )
    (row,) = table(exported())
    assert row["gemeenten"] == "breda|zaanstad"
    assert row["leervragen.vraag"] == "Een ¦ twee?|Drie?"
    assert row["leervragen.antwoord"] == "Ja|"
    assert row["contact.rol"] == "leider"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1"])
def test_no_cell_is_a_formula_to_a_spreadsheet(imported: Imported, exported: Exported, text: str) -> None:
    imported(practice(titel=text, aanpak=[text]))
    (row,) = table(exported())
    assert row["titel"].startswith("'")
    assert row["aanpak"].startswith("'")


def table(found: list[Record]) -> list[dict[str, str]]:
    file = io.StringIO()
    write_csv(found, list(Kind), file)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
