"""The command that looks for personal data in a file: a finding a line, and bad lines named and skipped."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def scanned(path: Path, text: str | bytes, *, bad: bool = False) -> tuple[list[dict[str, Any]], str]:
    """Return the findings and what is said of bad lines."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    out, err = io.StringIO(), io.StringIO()
    if bad:
        with pytest.raises(SystemExit) as stopped:
            call_command("privacy_scan", str(path), stdout=out, stderr=err)
        assert stopped.value.code == 1
    else:
        call_command("privacy_scan", str(path), stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_each_finding_is_a_line_with_its_place_and_never_the_data(tmp_path: Path) -> None:
    text = "Mevrouw Jansen, bsn 111222333."
    found, errors = scanned(tmp_path / "a.jsonl", json.dumps({"id": "een", "text": text}) + "\n")
    assert errors == ""
    assert [set(row) for row in found] == [{"id", "kind", "severity", "masked", "start", "end"}] * 2
    assert [(row["id"], row["kind"], row["severity"]) for row in found] == [
        ("een", "naam", "warn"),
        ("een", "bsn", "block"),
    ]
    assert [text[row["start"] : row["end"]] for row in found] == ["Jansen", "111222333"]
    assert not any(part in json.dumps(found) for part in ("Jansen", "111222333"))


def test_places_count_characters_and_not_bytes(tmp_path: Path) -> None:
    text = "Café 😀 é: 111222333"
    ((row,), _) = scanned(tmp_path / "a.jsonl", json.dumps({"id": 7, "text": text}))
    assert (row["id"], text[row["start"] : row["end"]]) == (7, "111222333")


def test_bad_lines_are_named_and_skipped_and_make_the_command_fail(tmp_path: Path) -> None:
    good = json.dumps({"id": "goed", "text": "bsn 111222333"})
    lines = b"\n".join(
        [b"geen json", b'{"id": 1}', b'{"text": "x"}', b'{"id": 1, "text": 2}', b"\xff", b"", good.encode()]
    )
    found, errors = scanned(tmp_path / "a.jsonl", lines, bad=True)
    assert [row["id"] for row in found] == ["goed"]
    assert [line.partition(":")[0] for line in errors.splitlines()] == [f"regel {number}" for number in range(1, 6)]


def test_a_lone_surrogate_and_a_nul_break_nothing(tmp_path: Path) -> None:
    found, _ = scanned(tmp_path / "a.jsonl", '{"id": "\\ud800", "text": "\\ud800 bsn 111222333 \\u0000"}')
    assert [row["kind"] for row in found] == ["bsn"]


def test_standard_input_is_read_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "bsn 111222333"}\n')))
    call_command("privacy_scan", "-")
    assert json.loads(capsys.readouterr().out)["kind"] == "bsn"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"weg\.jsonl kan niet gelezen worden"):
        call_command("privacy_scan", str(tmp_path / "weg.jsonl"))
