"""Names in records lead to the entry that people mean, or to a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices.exchange.importer import Result
from practices.models import PartnerKind
from tests.practices.exchange.conftest import Imported, Record, practice

One = Callable[[str], Record]


@pytest.mark.parametrize(
    ("field", "name", "slug"),
    [
        ("gemeenten", "zaanstad", "zaanstad"),
        ("gemeenten", "ZAANSTAD", "zaanstad"),
        ("gemeenten", "GM0479", "zaanstad"),
        ("gemeenten", "gm0479", "zaanstad"),
        ("gemeenten", "Gemeente Zaanstad", "zaanstad"),
        ("gemeenten", "Sudwest Fryslan", "sudwest-fryslan"),
        ("gemeenten", "Súdwest-Fryslân", "sudwest-fryslan"),
        ("gemeenten", "'s-Gravenhage", "den-haag"),
        ("gemeenten", "Den Bosch", "s-hertogenbosch"),
        ("gemeenten", "Beemster", "purmerend"),
        ("gemeenten", "GM0370", "purmerend"),
        ("themas", "Huiselijk geweld", "huiselijk-geweld"),
        ("themas", "geweld achter de voordeur", "huiselijk-geweld"),
        ("domeinen", "Sociaal domein", "sociaal"),
        ("doelgroepen", "daklozen", "dak-thuislozen"),
        ("wetten", "AVG", "avg"),
        ("wetten", "Algemene verordening gegevensbescherming", "avg"),
        ("wetten", "GDPR", "avg"),
        ("wetten", "WGS", "wgs-samenwerkingsverbanden"),
        ("wetten", "Wgs", "wgs-schuldhulpverlening"),
        ("wetten", "Wet politiegegevens", "wpg-politiegegevens"),
    ],
)
def test_a_name_a_code_a_slug_or_a_synonym_leads_to_the_entry(
    imported: Imported, exported_one: One, field: str, name: str, slug: str
) -> None:
    (outcome,) = imported(practice(**{field: [name]}))
    assert outcome.problems == ()
    assert exported_one("p1")[field] == [slug]


@pytest.mark.parametrize(
    ("field", "name", "possibilities"),
    [
        ("gemeenten", "Haaren", ("boxtel", "oisterwijk", "tilburg", "vught")),
        ("wetten", "Wpg", ("wpg-politiegegevens", "wpg-publieke-gezondheid")),
        ("wetten", "wgs", ("wgs-samenwerkingsverbanden", "wgs-schuldhulpverlening")),
        ("trekker", "Haaren", ("boxtel", "oisterwijk", "tilburg", "vught")),
    ],
)
@pytest.mark.parametrize("create_terms", [False, True])
def test_a_name_with_more_than_one_meaning_refuses_the_line_and_names_them(
    imported: Imported, field: str, name: str, possibilities: tuple[str, ...], create_terms: bool
) -> None:
    (outcome,) = imported(practice(**{field: name if field == "trekker" else [name]}), create_terms=create_terms)
    assert outcome.result == Result.REFUSED
    assert all(slug in str(outcome.problems[0]) for slug in possibilities)


def test_an_old_name_of_a_municipality_is_said(imported: Imported) -> None:
    (outcome,) = imported(practice(gemeenten=["Beemster", "Purmerend"]))
    assert [str(warning) for warning in outcome.warnings if warning.path == "gemeenten[1]"] == [
        "gemeenten[1]: “Beemster” hoort nu bij Purmerend"
    ]


@pytest.mark.parametrize(
    ("field", "name"),
    [("gemeenten", "Atlantis"), ("themas", "verwaarlozing"), ("wetten", "Wet X"), ("doelgroepen", "marsbewoners")],
)
def test_a_name_that_no_list_knows_refuses_the_line_with_the_name(imported: Imported, field: str, name: str) -> None:
    (outcome,) = imported(practice(**{field: [name]}))
    assert outcome.result == Result.REFUSED
    assert f"{field}[1]: “{name}” staat niet in de lijst" in str(outcome.problems[0])


def test_a_municipality_goes_before_a_region_of_the_same_name(imported: Imported, exported_one: One) -> None:
    imported(practice(id="a", trekker="Utrecht"), practice(id="b", trekker="Regio Utrecht"))
    assert exported_one("a")["trekker"] == "utrecht"
    assert exported_one("b")["trekker"].startswith("VR")


def test_every_kind_of_partner_is_known_by_its_organisations(imported: Imported, exported_one: One) -> None:
    rows: Any = PartnerKind.objects.values_list("slug", "organisations")
    known = [(slug, name) for slug, names in rows for name in names]
    imported(practice(partners=[{"naam": name} for _, name in known]))
    assert [row["soort"] for row in exported_one("p1")["partners"]] == [slug for slug, _ in known]
