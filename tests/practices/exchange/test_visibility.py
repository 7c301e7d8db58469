"""Nobody finds in an export what the portal does not show to them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from practices.exchange.exporter import to_record
from practices.exchange.importer import OPERATOR
from practices.models import LegalCasePage, NetworkPage, PracticePage
from practices.rules.visibility import VISITOR, Role, Viewer
from tests.factories import viewer_for
from tests.practices.exchange.conftest import Exported, Imported, case, dossier, network, practice, term

Person = Callable[[str], Viewer]
PEOPLE = ("visitor", "zaanstad", "breda", "lawyer", "privacy officer", "partner", "editor", "administrator")


@pytest.fixture
def person(imported: Imported, organisation: Callable[[str], Any]) -> Person:
    """Return somebody; what there is to see belongs to Zaanstad."""
    imported(practice(id="van-partner", trekker="Stichting X", zichtbaarheid="concept"), create_terms=True)
    from practices.models import OrganisationPage

    def make(name: str) -> Viewer:
        partner = OrganisationPage.objects.get(code="stichting-x")
        people: dict[str, Callable[[], Viewer]] = {
            "visitor": lambda: VISITOR,
            "zaanstad": lambda: viewer_for(Role.MEMBER, organisation("zaanstad")),
            "breda": lambda: viewer_for(Role.MEMBER, organisation("breda")),
            "lawyer": lambda: viewer_for(Role.LAWYER, organisation("vng")),
            "privacy officer": lambda: viewer_for(Role.PRIVACY_OFFICER, organisation("vng")),
            "partner": lambda: viewer_for(Role.MEMBER, partner),
            "editor": lambda: viewer_for(Role.EDITOR, organisation("vng")),
            "administrator": lambda: OPERATOR,
        }
        return people[name]()

    return make


SEEN = {
    "openbaar": set(PEOPLE),
    "gemeenten": {"zaanstad", "breda", "lawyer", "privacy officer", "editor", "administrator"},
    "organisatie": {"zaanstad", "editor", "administrator"},
    "organisatie met partner": {"zaanstad", "partner", "editor", "administrator"},
    "concept": {"administrator"},
}


@pytest.mark.parametrize(("name", "visibility"), list(itertools.product(PEOPLE, SEEN)))
def test_an_export_holds_what_the_person_may_see(
    imported: Imported, exported: Exported, person: Person, name: str, visibility: str
) -> None:
    viewer = person(name)
    partners = [{"naam": "Stichting X"}] if "partner" in visibility else []
    imported(practice(zichtbaarheid=visibility.split()[0], partners=partners))
    ids = {record["id"] for record in exported(viewer)}
    assert ("p1" in ids) == (name in SEEN[visibility])


@pytest.mark.parametrize("name", PEOPLE)
def test_names_of_persons_are_for_own_staff_and_curators(
    imported: Imported, exported: Exported, person: Person, name: str
) -> None:
    viewer = person(name)
    imported(
        practice(
            zichtbaarheid="openbaar",
            contact={"rol": "projectleider", "mailbox": "a@b.example", "naam": "Wietske", "vervanger": "Joris"},
        ),
        network(
            gemeenten=["zaanstad"],
            zichtbaarheid="openbaar",
            beheerder={"naam": "Fatima", "rol": "voorzitter", "mailbox": "c@d.example"},
            leden=[{"naam": "Pelle", "rol": "lid", "organisatie": "Gemeente"}],
        ),
    )
    records = {record["id"]: record for record in exported(viewer)}
    shown = {person for person in ("Wietske", "Joris", "Fatima", "Pelle") if person in str(records)}
    assert shown == ({"Wietske", "Joris", "Fatima", "Pelle"} if name in SEEN["organisatie"] else set())
    assert records["p1"]["contact"]["mailbox"] == "a@b.example"
    assert records["n1"]["leden"][0]["rol"] == "lid"


@pytest.mark.parametrize("name", PEOPLE)
def test_measurements_that_are_not_released_are_for_owner_and_curators(
    imported: Imported, exported: Exported, person: Person, name: str
) -> None:
    viewer = person(name)
    photos = [{"partner": "Politie", "scores": {"snelheid": 2}}, {"partner": "GGD", "vrijgegeven": True}]
    imported(practice(zichtbaarheid="openbaar", startfotos=photos))
    record = next(record for record in exported(viewer) if record["id"] == "p1")
    partners = [photo["partner"] for photo in record["startfotos"]]
    assert partners == (["Politie", "GGD"] if name in SEEN["organisatie"] else ["GGD"])


@pytest.mark.parametrize("name", PEOPLE)
def test_references_lead_only_to_what_the_person_may_see(
    imported: Imported, exported: Exported, person: Person, name: str
) -> None:
    viewer = person(name)
    imported(
        term(id="open", zichtbaarheid="openbaar"),
        term(id="intern", titel="intern", gemeenten=["zaanstad"], zichtbaarheid="organisatie"),
        case(gemeenten=["zaanstad"], zichtbaarheid="concept"),
        practice(begrippen=["open", "intern"], casussen=["c1"], zichtbaarheid="openbaar"),
        dossier(items=[{"soort": "begrip", "id": "intern"}, {"soort": "casus", "id": "c1"}], zichtbaarheid="openbaar"),
    )
    records = {record["id"]: record for record in exported(viewer)}
    assert ("intern" in records["p1"]["begrippen"]) == (name in SEEN["organisatie"])
    assert ("casussen" in records["p1"]) == (name in SEEN["concept"])
    assert {item["id"] for item in records["d1"].get("items", ())} <= set(records)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_single_record_holds_the_same_as_the_export(
    imported: Imported, exported: Exported, person: Person, name: str
) -> None:
    viewer = person(name)
    imported(
        term(zichtbaarheid="gemeenten"),
        practice(begrippen=["b1"], contact={"naam": "Wietske"}, zichtbaarheid="openbaar"),
        case(antwoord="mag", zichtbaarheid="openbaar"),
        network(leden=[{"naam": "Pelle", "rol": "lid"}], zichtbaarheid="openbaar"),
    )
    records = {record["id"]: record for record in exported(viewer)}
    pages = (PracticePage.objects.get(source_id="p1"), LegalCasePage.objects.get(), NetworkPage.objects.get())
    assert [to_record(page, viewer) for page in pages] == [records["p1"], records["c1"], records["n1"]]


def test_the_number_of_queries_does_not_grow_with_the_number_of_items(
    imported: Imported, exported: Exported, django_assert_max_num_queries: Any
) -> None:
    def shared(first: int, last: int) -> list[dict[str, Any]]:
        return [
            practice(id=str(number), trefwoorden=[str(number)], partners=[{"naam": "Politie"}], begrippen=["b1"])
            for number in range(first, last)
        ]

    imported(term(), *shared(0, 2))
    with django_assert_max_num_queries(200) as few:
        exported()
    imported(*shared(2, 20))
    with django_assert_max_num_queries(len(few)):
        exported()
