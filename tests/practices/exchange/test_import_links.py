"""What an import ties together: partners, organisations, laws, and items that refer to each other."""

from __future__ import annotations

from collections.abc import Callable

from practices.exchange.importer import Result
from practices.models import (
    PracticePage,
)
from tests.practices.exchange.conftest import Imported, Record, case, dossier, network, practice, term
from tests.practices.exchange.outcomes import warnings

One = Callable[[str], Record]


def test_the_kind_of_a_partner_follows_from_its_name_and_its_organisation(
    imported: Imported, exported_one: One
) -> None:
    imported(practice(partners=[{"naam": "BMC"}, {"naam": "Wijkclub De Linde"}, {"naam": "x", "soort": "Politie"}]))
    assert [row.get("soort") for row in exported_one("p1")["partners"]] == ["adviesbureau", None, "politie"]
    assert set(PracticePage.objects.get().partner_kinds.values_list("slug", flat=True)) == {"adviesbureau", "politie"}


def test_partners_of_a_case_and_a_network_are_kinds_or_organisations(imported: Imported, exported_one: One) -> None:
    outcomes = imported(case(partners=["OM", "BMC"]), network(partners=["Politie", "Club X"]))
    assert exported_one("c1")["partners"] == ["adviesbureau", "om"]
    assert "BMC" in warnings(outcomes[0])
    assert outcomes[1].result == Result.REFUSED


def test_a_partner_that_is_an_organisation_here_sees_what_is_shared_with_partners(
    imported: Imported, exported_one: One
) -> None:
    imported(practice(id="van-hen", trekker="Stichting Samen Sterk"), create_terms=True)
    imported(practice(partners=[{"naam": "stichting samen sterk"}], zichtbaarheid="organisatie"))
    assert exported_one("p1")["partnerorganisaties"] == ["stichting-samen-sterk"]


def test_giver_and_receiver_are_kinds_where_they_can_be(imported: Imported, exported_one: One) -> None:
    (outcome,) = imported(
        case(
            rijen=[
                {"verstrekker": "Openbaar Ministerie", "ontvanger": "Nationale Politie"},
                {"verstrekker": "de buurvrouw", "ontvanger": "wijkteam", "ontvangerSoort": "wijkteam"},
            ]
        )
    )
    assert exported_one("c1")["rijen"] == [
        {"verstrekker": "om", "ontvanger": "Nationale Politie", "ontvangerSoort": "politie"},
        {"verstrekker": "de buurvrouw", "ontvanger": "wijkteam"},
    ]
    assert "de buurvrouw" in warnings(outcome)


def test_a_position_is_a_short_answer_or_a_text(imported: Imported, exported_one: One) -> None:
    positions = [
        {"rol": "jurist", "standpunt": "mag", "standpuntTekst": "Ja, mits", "criteria": ["noodzaak", "ernst"]},
        {"rol": "fg", "standpunt": "Ik aarzel", "datum": "2026-01-02"},
    ]
    imported(case(standpunten=[*positions, {"rol": "bron", "criteria": "een\ntwee"}]))
    assert exported_one("c1")["standpunten"] == [*positions, {"rol": "bron", "criteria": ["een", "twee"]}]


def test_cited_laws_are_laws_of_the_case(imported: Imported, exported_one: One) -> None:
    imported(case(wetten=["avg"], citaten=[{"wet": "Wmo 2015", "artikel": "5.2.6"}]))
    assert exported_one("c1")["wetten"] == ["avg", "wmo-2015"]


def test_references_may_come_later_in_the_file_and_by_other_names(imported: Imported, exported_one: One) -> None:
    imported(
        dossier(items=[{"soort": "casus", "id": "c1"}, {"soort": "praktijk", "id": "Samen rond het gezin"}]),
        practice(begrippen=["opgeschaald", "b2"], casussen=["Mag ik dit delen?"]),
        case(),
        term(id="b1", synoniemen=["opgeschaald"]),
        term(id="b2", titel="afschalen (proef)"),
    )
    record = exported_one("p1")
    assert (record["begrippen"], record["casussen"]) == (["b1", "b2"], ["c1"])
    assert exported_one("d1")["items"] == [{"soort": "casus", "id": "c1"}, {"soort": "praktijk", "id": "p1"}]


def test_a_reference_that_leads_nowhere_is_a_warning_and_the_rest_is_kept(
    imported: Imported, exported_one: One
) -> None:
    record = practice(begrippen=["b1", "bestaat-niet"])
    outcomes = imported(record, term())
    assert [outcome.result for outcome in outcomes] == [Result.ADDED, Result.ADDED, Result.LINKED]
    assert "bestaat-niet" in warnings(outcomes[2])
    assert exported_one("p1")["begrippen"] == ["b1"]
    assert [outcome.result for outcome in imported(record)] == [Result.UNCHANGED, Result.REMARK]


def test_a_title_that_two_items_share_is_no_reference(imported: Imported, exported_one: One) -> None:
    outcomes = imported(practice(casussen=["Mag ik dit delen?"]), case(id="c1"), case(id="c2"))
    assert "casussen" not in exported_one("p1")
    assert "2 items" in warnings(outcomes[-1])
