"""The tables of fields in the documentation are those of the code."""

from pathlib import Path

import practices
from practices.exchange.describe import tables

_API = Path(practices.__file__).resolve().parent.parent / "docs" / "api.md"


def test_the_tables_of_fields_are_up_to_date() -> None:
    made = _API.read_text().partition('print(tables())"` -->\n')[2].partition("<!-- end of what is made -->")[0]
    assert made.strip() == tables().strip()
