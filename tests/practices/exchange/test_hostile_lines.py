"""Whatever a line holds: it is refused with a reason, or taken as far as it is good, and the next one is read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.choices import Kind
from practices.exchange.importer import OPERATOR, Importer, Result
from practices.exchange.lines import LONGEST_LINE, read_lines
from practices.exchange.records import FIELDS as FIELDS_OF
from tests.conftest import NOW
from tests.practices.exchange.conftest import Imported, Record, practice

GOOD = json.dumps(practice(id="goed")).encode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "geen geldige JSON"),
        (b'{"soort": "praktijk",}', "geen geldige JSON"),
        (b"[1, 2]", "geen object"),
        (b'"tekst"', "geen object"),
        (b"5", "geen object"),
        (b"null", "geen object"),
        (b'{"jaar": NaN}', "NaN is geen getal"),
        (b'{"jaar": -Infinity}', "-Infinity is geen getal"),
        (b'{"jaar": ' + b"9" * 5000 + b"}", "te groot"),
        (b"[" * 100_000, "te diep"),
        (b'{"a":' * 100_000, "te diep"),
        (b'{"id": "a", "id": "b"}', "“id” staat er twee keer"),
        (b'{"titel": "\xff\xfe"}', "UTF-8"),
        (b'{"titel": "\xed\xa0\x80"}', "UTF-8"),
        (b"\x00\x01\x02", "geen geldige JSON"),
        (b'{"titel": "' + b"x" * LONGEST_LINE + b'"}', "te lang"),
    ],
    ids=lambda value: repr(value[:30]),
)
def test_a_line_that_is_no_record_is_refused_with_its_number_and_the_next_is_taken(
    imported: Imported, line: bytes, reason: str
) -> None:
    outcomes = imported(GOOD.replace(b"goed", b"eerst"), line, GOOD)
    assert [(outcome.line, outcome.result) for outcome in outcomes] == [
        (1, Result.ADDED),
        (2, Result.REFUSED),
        (3, Result.ADDED),
    ]
    assert reason in str(outcomes[1].problems[0])


def test_byte_order_mark_blank_lines_and_windows_line_ends_do_no_harm(imported: Imported) -> None:
    lines = b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n   \r\n" + GOOD.replace(b"goed", b"tweede") + b"\r"
    outcomes = imported(lines)
    assert [(outcome.line, outcome.result) for outcome in outcomes] == [(1, Result.ADDED), (4, Result.ADDED)]


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"])
def test_an_empty_file_has_no_lines(imported: Imported, content: bytes) -> None:
    assert imported(content) == []


def test_what_no_database_takes_is_dropped_from_texts(
    imported: Imported, exported_one: Callable[[str], Record]
) -> None:
    imported(practice(titel="Sa\x00men\ud800 \u0007rond", aanleiding="Eén\r\nTwee\x00", trefwoorden=["a\x00b"]))
    record = exported_one("p1")
    assert (record["titel"], record["aanleiding"], record["trefwoorden"]) == ("Samen rond", "Eén\nTwee", ["ab"])


def test_a_title_of_nothing_visible_is_missing(imported: Imported) -> None:
    (outcome,) = imported(practice(titel="\x00\x01 \t"))
    assert outcome.result == Result.REFUSED


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3),
    max_leaves=8,
)
FIELDS = sorted({field.name for kind in Kind for field in FIELDS_OF[kind]})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["praktijk", "casus", "netwerk", "begrip", "dossier"]),
    fields=st.dictionaries(st.sampled_from(FIELDS), json_values, min_size=1, max_size=6),
)
def test_no_value_of_any_field_stops_the_run(db: None, kind: str, fields: dict[str, Any]) -> None:
    line = json.dumps({"soort": kind, "id": "x", "titel": "Titel", **fields}).encode()
    importer = Importer(by=OPERATOR, at=NOW, dry_run=True)
    outcomes = [*importer.lines(read_lines(io.BytesIO(line + b"\n" + GOOD))), *importer.links()]
    assert outcomes[0].line == 1
    assert any(outcome.line == 2 and outcome.result == Result.ADDED for outcome in outcomes)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reader(content: bytes) -> None:
    lines = list(read_lines(io.BytesIO(content)))
    assert all((line.record is None) == bool(line.problem) for line in lines)
