"""What goes in comes out: record to page to record, for every field of every kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from practices.choices import Kind
from practices.exchange.importer import Result
from practices.exchange.records import FIELDS
from practices.models import OrganisationPage, SharedPage
from tests.practices.exchange.conftest import Exported, Imported, practice
from tests.practices.exchange.whole_records import WHOLE


@pytest.fixture
def partner(imported: Imported) -> None:
    """Have a partner organisation in the portal."""
    imported(practice(id="van-partner", trekker="Stichting X", titel="Van een partner"), create_terms=True)
    SharedPage.objects.all().delete()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_whole_records_of_this_test_fill_every_field(kind: Kind) -> None:
    assert {field.name for field in FIELDS[kind]} - set(WHOLE[kind]) == set()


def test_every_field_of_every_kind_comes_out_as_it_went_in(
    imported: Imported, exported: Exported, partner: None
) -> None:
    outcomes = imported(*WHOLE.values())
    assert [(outcome.problems, outcome.result) for outcome in outcomes] == [((), Result.ADDED)] * 5
    assert {record["soort"]: record for record in exported()} == {str(kind): record for kind, record in WHOLE.items()}


@pytest.mark.parametrize("kind", list(Kind))
def test_fields_come_out_in_their_order(imported: Imported, exported: Exported, partner: None, kind: Kind) -> None:
    imported(*WHOLE.values())
    (record,) = (record for record in exported() if record["soort"] == kind)
    assert list(record) == [field.name for field in FIELDS[kind]]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_can_be_emptied_again(imported: Imported, exported: Exported, partner: None, kind: Kind) -> None:
    imported(*WHOLE.values())
    bare = {name: WHOLE[kind][name] for name in ("soort", "id", "titel")}
    assert imported(bare)[0].result == Result.CHANGED
    (record,) = (record for record in exported() if record["soort"] == kind)
    kept = {field.name for field in FIELDS[kind] if field.managed or getattr(field, "lasting", "")}
    assert set(record) <= {*bare, *kept, "trekker", "zichtbaarheid", "fase", "status", "partnerorganisaties"}


def test_an_export_in_an_empty_portal_exports_the_same_bytes(imported: Imported, exported: Exported) -> None:
    imported(
        *WHOLE.values(),
        practice(id="p2", titel="Samen rond het gezin", trekker="VR11", aanleiding="x"),
        practice(id="p3", trekker="Stichting Y", titel="日本"),
        create_terms=True,
    )
    first = [json.dumps(record) for record in exported()]
    SharedPage.objects.all().delete()
    OrganisationPage.objects.exclude(code="VNG").delete()
    outcomes = imported(*(line.encode() for line in first), create_terms=True)
    assert {outcome.result for outcome in outcomes} == {Result.ADDED}
    assert [json.dumps(record) for record in exported()] == first


def test_an_administrators_export_imported_again_changes_nothing(
    imported: Imported, exported: Exported, organisation: Callable[[str], Any]
) -> None:
    from tests.factories import make_practice

    imported(*WHOLE.values(), create_terms=True)
    made_here = make_practice(organisation("zaanstad"), summary="Met een\r\nregeleinde ")
    outcomes = imported(*exported())
    assert {outcome.result for outcome in outcomes} == {Result.UNCHANGED}
    assert made_here.source_id in {outcome.source_id for outcome in outcomes}


def test_what_others_told_in_the_portal_stays_when_a_source_does_not_know_it(
    imported: Imported, exported: Exported
) -> None:
    photo = {"datum": "2026-01-01", "partner": "GGD", "scores": {"snelheid": 2}, "vrijgegeven": True}
    told = {"gemeente": "breda", "stap": "verkennen", "gemeldOp": "2026-01-02T10:00:00Z"}
    known = {"gemeente": "tilburg", "stap": "interesse"}
    released = {**photo, "partner": "politie", "vrijgegevenOp": "2026-01-03T10:00:00Z"}
    imported(practice(id="p1", startfotos=[photo, released], overgenomenDoor=[known, told]))

    source = practice(id="p1", overgenomenDoor=[{"gemeente": "breda", "stap": "gestopt"}, known])
    assert imported(source)[0].result == Result.CHANGED
    (record,) = exported()
    assert record["startfotos"] == [released]
    assert record["overgenomenDoor"] == [told, known]
    assert imported(source)[0].result == Result.UNCHANGED


def test_an_own_practice_is_found_when_it_comes_later(imported: Imported, exported: Exported) -> None:
    adoption = {"gemeente": "breda", "stap": "aangepast-overgenomen", "eigenPraktijk": "p2"}
    outcomes = imported(practice(id="p1", overgenomenDoor=[adoption]), practice(id="p2", titel="Zo doet Breda het"))
    assert [outcome.result for outcome in outcomes][-1] == Result.LINKED
    first = next(record for record in exported() if record["id"] == "p1")
    assert first["overgenomenDoor"] == [adoption]
    again = imported(*exported())
    assert {outcome.result for outcome in again} == {Result.UNCHANGED}
