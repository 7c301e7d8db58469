"""What a phase asks for counts, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from practices.choices import CaseStatus, Kind, Phase
from practices.exchange.records import FIELDS
from practices.rules.completeness import OTHERS, PRACTICE, missing, percentage, required

EIGHT = {
    "soort": "praktijk",
    "titel": "x",
    "samenvatting": "x",
    "gemeenten": ["zaanstad"],
    "trekker": "zaanstad",
    "themas": ["schulden"],
    "aanleiding": "x",
    "fase": "idee",
    "faseSinds": "2026-01-01",
    "leervragen": [{"vraag": "x", "status": "open"}],
    "contact": {"rol": "x", "mailbox": "a@b.example"},
}


def test_every_phase_has_its_row() -> None:
    assert set(PRACTICE) == set(Phase.values)


def test_every_other_kind_has_its_row() -> None:
    assert set(OTHERS) == set(Kind.values) - {"praktijk"}


@pytest.mark.parametrize("kind", list(Kind))
def test_only_fields_of_the_record_are_required(kind: Kind) -> None:
    fields = {field.name for field in FIELDS[kind]}
    for state in (*Phase.values, *CaseStatus.values):
        assert set(required({"soort": kind.value, "fase": state, "status": state})) <= fields


@pytest.mark.parametrize("phase", ["idee", "voorbereiding"])
def test_the_eight_fields_of_the_startbericht_are_complete_in_the_early_phases(phase: str) -> None:
    record = {**EIGHT, "fase": phase}
    assert (missing(record), percentage(record)) == ((), 100)


@pytest.mark.parametrize("field", sorted(set(EIGHT) - {"soort", "fase"}))
def test_each_of_the_eight_counts(field: str) -> None:
    record: dict[str, Any] = {**EIGHT, field: None}
    assert missing(record) == (field,)
    assert percentage(record) == 90


def test_execution_asks_more() -> None:
    assert missing({**EIGHT, "fase": "uitvoering"}) == ("domeinen", "doelgroepen", "doel", "aanpak", "partners")


@pytest.mark.parametrize(
    ("status", "is_missing"), [("open", True), ("voorlopig", True), ("beantwoord", False), ("vervallen", False)]
)
def test_at_the_end_learning_questions_are_answered_or_lapsed(status: str, is_missing: bool) -> None:
    record = {**EIGHT, "fase": "afgerond", "leervragen": [{"vraag": "x", "status": status}]}
    assert ("leervragen" in missing(record)) == is_missing


def test_a_stop_asks_only_what_happened() -> None:
    assert missing({**EIGHT, "fase": "gestopt"}) == ("bijstellingen",)
    assert missing({**EIGHT, "fase": "gestopt", "bijstellingen": [{"soort": "gestopt"}]}) == ()


@pytest.mark.parametrize("contact", [{"rol": "x"}, {"mailbox": "a@b.example"}, {}])
def test_a_contact_has_a_role_and_a_mailbox(contact: dict[str, str]) -> None:
    assert missing({**EIGHT, "contact": contact}) == ("contact",)


def test_a_published_case_needs_its_answer() -> None:
    assert "antwoord" in missing({"soort": "casus", "status": "gepubliceerd"})
    assert "antwoord" not in missing({"soort": "casus", "status": "vraag"})
