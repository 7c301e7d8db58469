"""What becomes of a record: whose item it is, whether it is live, what it keeps, and personal data in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practices.exchange.importer import OPERATOR, Result, UnknownOwner
from practices.models import (
    AuditEntry,
    FormerAddress,
    LegalCasePage,
    OrganisationPage,
    PracticePage,
    Theme,
)
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import VISITOR
from tests.practices.exchange.conftest import Imported, Record, case, practice
from tests.practices.exchange.outcomes import reasons, warnings

One = Callable[[str], Record]


def test_an_adjusted_practice_goes_on_with_an_adjustment(imported: Imported, exported_one: One) -> None:
    record = practice(fase="bijgestuurd", faseSinds="2026-03-01")
    imported(record)
    found = exported_one("p1")
    assert found["fase"] == "uitvoering"
    assert found["bijstellingen"] == [{"datum": "2026-03-01", "soort": "aangepast"}]
    (again,) = imported(record)
    assert again.result == Result.UNCHANGED


def test_an_adjusted_practice_keeps_the_adjustments_it_names(imported: Imported, exported_one: One) -> None:
    imported(practice(fase="bijgestuurd", bijstellingen=[{"soort": "gepauzeerd", "wat": "Even stil"}]))
    assert exported_one("p1")["bijstellingen"] == [{"soort": "gepauzeerd", "wat": "Even stil"}]


def test_a_draft_is_no_live_page_and_keeps_who_may_see_it_later(imported: Imported, exported_one: One) -> None:
    imported(practice(zichtbaarheid="concept", zichtbaarNaDelen="openbaar"))
    page = PracticePage.objects.get()
    assert (page.live, page.visibility, page.first_published_at) == (False, "openbaar", None)
    assert exported_one("p1")["zichtbaarheid"] == "concept"


def test_a_live_item_becomes_a_draft_and_live_again_as_its_record_says(imported: Imported, exported_one: One) -> None:
    imported(practice(zichtbaarheid="openbaar"))
    imported(practice(zichtbaarheid="concept"))
    assert not PracticePage.objects.get().live
    assert exported_one("p1")["zichtbaarNaDelen"] == "openbaar"
    imported(practice(zichtbaarheid="openbaar"))
    assert PracticePage.objects.get().live


def test_a_case_goes_live_whatever_its_status_and_that_is_audited(imported: Imported) -> None:
    imported(case(status="vraag", zichtbaarheid="openbaar"))
    page = LegalCasePage.objects.get()
    entry = AuditEntry.objects.get(key=page.key)
    assert page.live
    assert (entry.deed, entry.by_name, entry.details["visibility"]) == ("geïmporteerd", OPERATOR.name, "openbaar")


@pytest.mark.parametrize(
    ("fields", "owner", "code"),
    [
        ({"trekker": "Breda"}, "", "GM0758"),
        ({"trekker": "gm0758"}, "", "GM0758"),
        ({"trekker": "VNG"}, "", "VNG"),
        ({"trekker": "VR11"}, "", "VR11"),
        ({"trekker": "Regio Zaanstreek-Waterland"}, "", "VR11"),
        ({"trekker": "Beemster"}, "", "GM0439"),
        ({}, "breda", "GM0479"),
        ({"gemeenten": ["Tilburg", "Breda"]}, "", "GM0855"),
        ({"gemeenten": []}, "breda", "GM0758"),
        ({"gemeenten": []}, "VR20", "VR20"),
        ({"gemeenten": []}, "", "VNG"),
    ],
)
def test_the_owner_is_the_lead_else_the_first_municipality_else_the_option_else_vng(
    imported: Imported, fields: Record, owner: str, code: str
) -> None:
    imported(practice(**fields), owner=owner)
    assert PracticePage.objects.get().organisation.code == code


def test_an_unknown_lead_refuses_the_line_and_with_create_terms_becomes_a_partner(
    imported: Imported, exported_one: One
) -> None:
    record = practice(trekker="Stichting Samen Sterk")
    assert imported(record)[0].result == Result.REFUSED
    assert imported(record, create_terms=True)[0].result == Result.ADDED
    assert OrganisationPage.objects.get(organisation_kind="partner").title == "Stichting Samen Sterk"
    assert exported_one("p1")["trekker"] == "Stichting Samen Sterk"
    assert imported(record)[0].result == Result.UNCHANGED


def test_an_unknown_owner_option_stops_the_run(imported: Imported) -> None:
    with pytest.raises(UnknownOwner):
        imported(practice(), owner="Atlantis")


def test_another_lead_moves_the_item(imported: Imported) -> None:
    imported(practice(trekker="zaanstad"))
    (outcome,) = imported(practice(trekker="breda"))
    assert outcome.result == Result.CHANGED
    assert PracticePage.objects.get().organisation.code == "GM0758"


def test_only_whoever_may_import_can(imported: Imported) -> None:
    with pytest.raises(NotAllowed):
        imported(practice(), by=VISITOR)


def test_an_address_that_is_taken_is_replaced_with_a_warning(imported: Imported, exported_one: One) -> None:
    outcomes = imported(practice(id="a", adres="samen"), practice(id="b", adres="samen"), practice(id="c"))
    assert exported_one("a")["adres"] == "samen"
    assert exported_one("b")["adres"] == "samen-rond-het-gezin"
    assert exported_one("c")["adres"] == "samen-rond-het-gezin-2"
    assert "“samen” is al van een ander item" in warnings(outcomes[1])


def test_a_new_address_leads_on_from_the_old_one(imported: Imported) -> None:
    imported(practice(adres="oud"))
    imported(practice(adres="nieuw"))
    assert FormerAddress.objects.get().address == "oud"


def test_an_absent_field_empties_and_what_the_portal_keeps_stays(imported: Imported, exported_one: One) -> None:
    imported(practice(aanleiding="Te laat", vngLabel=True, gepubliceerdOp="2025-01-01T10:00:00+02:00"))
    imported(practice())
    record = exported_one("p1")
    assert "aanleiding" not in record
    assert record["vngLabel"] is True
    assert record["gepubliceerdOp"] == "2025-01-01T08:00:00Z"


def test_the_history_of_the_phase_goes_on(imported: Imported, exported_one: One) -> None:
    imported(practice(fase="idee", faseSinds="2026-01-01"))
    imported(practice(fase="uitvoering", faseSinds="2026-02-01"))
    imported(practice(fase="uitvoering", faseSinds="2026-02-01", aanleiding="Nieuw"))
    history = exported_one("p1")["faseVerloop"]
    assert [(step["fase"], step["sinds"]) for step in history] == [
        ("idee", "2026-01-01"),
        ("uitvoering", "2026-02-01"),
    ]


def test_keywords_keep_the_spelling_that_is_there(imported: Imported, exported_one: One) -> None:
    imported(practice(id="a", trefwoorden=["Jeugdhulp"]))
    imported(practice(id="b", trefwoorden=["jeugdhulp", "JEUGDHULP", "één gezin"]))
    assert exported_one("b")["trefwoorden"] == ["Jeugdhulp", "één gezin"]


def test_the_same_key_twice_in_a_file_refuses_the_later_line(imported: Imported) -> None:
    outcomes = imported(practice(), case(id="p1"), practice(titel="Anders"))
    assert [outcome.result for outcome in outcomes] == [Result.ADDED, Result.ADDED, Result.REFUSED]
    assert "regel 1" in reasons(outcomes[2])


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"aanleiding": "Het gaat om BSN 111222333."}, "bsn"),
        ({"logboek": [{"tekst": "Betaald op NL91 ABNA 0417 1643 00."}]}, "iban"),
        ({"titel": "Cliënt 111222333"}, "bsn"),
    ],
)
def test_a_hard_find_of_personal_data_refuses_the_line_without_repeating_it(
    imported: Imported, fields: Record, word: str
) -> None:
    (outcome,) = imported(practice(**fields))
    assert outcome.result == Result.REFUSED
    assert word in reasons(outcome)
    assert "111222333" not in reasons(outcome)
    assert "0417" not in reasons(outcome)


def test_a_soft_find_is_a_warning_and_shared_mailboxes_are_none(imported: Imported) -> None:
    (outcome,) = imported(
        practice(aanleiding="Mail jan@voorbeeld.nl of bel 06-12345678.", contact={"mailbox": "team@zaanstad.example"})
    )
    assert outcome.result == Result.ADDED
    assert "mailadres" in warnings(outcome)
    assert "telefoonnummer" in warnings(outcome)
    assert "example" not in warnings(outcome)


def test_the_name_of_a_client_is_a_warning_and_that_of_a_contact_is_none(imported: Imported) -> None:
    (outcome,) = imported(practice(aanleiding="Fatima durft niet naar huis.", contact={"naam": "Sanne Bakker"}))
    assert outcome.result == Result.ADDED
    assert "aanleiding: naam van een persoon gevonden: F•••••" in warnings(outcome)
    assert "contact.naam" not in warnings(outcome)


def test_create_terms_adds_to_every_list_but_the_municipalities(imported: Imported, exported_one: One) -> None:
    record = practice(
        themas=["Nieuw thema"],
        domeinen=["Ruimte"],
        doelgroepen=["Zeevarenden"],
        wetten=["Wet op de zeevaart"],
        partners=[{"naam": "Havenmeester", "soort": "Haven"}],
    )
    (refused,) = imported(record)
    assert len(refused.problems) == 5
    (added,) = imported(record, create_terms=True)
    assert added.result == Result.ADDED
    assert exported_one("p1")["themas"] == ["nieuw-thema"]
    assert Theme.objects.get(slug="nieuw-thema").name == "Nieuw thema"
    assert AuditEntry.objects.filter(deed="term toegevoegd").count() == 5
    (again,) = imported(record, create_terms=True)
    assert again.result == Result.UNCHANGED
    (outcome,) = imported(practice(id="p2", gemeenten=["Atlantis"]), create_terms=True)
    assert outcome.result == Result.REFUSED


def test_a_refused_line_adds_no_terms(imported: Imported) -> None:
    imported(practice(themas=["Nieuw thema"], fase="x"), create_terms=True)
    assert not Theme.objects.filter(slug="nieuw-thema").exists()
