"""Which values an import takes and refuses, field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices.exchange.importer import Result
from practices.models import (
    SharedPage,
)
from tests.practices.exchange.conftest import Imported, Record, case, dossier, network, practice
from tests.practices.exchange.outcomes import reasons, warnings

One = Callable[[str], Record]


@pytest.mark.parametrize("field", ["soort", "id", "titel"])
@pytest.mark.parametrize("value", [None, "", "   "])
def test_what_is_required_and_missing_refuses_the_line(imported: Imported, field: str, value: Any) -> None:
    (outcome,) = imported(practice(**{field: value}))
    assert outcome.result == Result.REFUSED
    assert field in reasons(outcome)


def test_a_record_with_only_what_is_required_is_taken_with_defaults_and_a_warning(
    imported: Imported, exported_one: One
) -> None:
    (outcome,) = imported({"soort": "praktijk", "id": "kaal", "titel": "Kaal"})
    record = exported_one("kaal")
    assert outcome.result == Result.ADDED
    assert "nog leeg" in warnings(outcome)
    assert (record["fase"], record["zichtbaarheid"], record["trekker"]) == ("idee", "gemeenten", "VNG")


@pytest.mark.parametrize(
    ("record", "path", "allowed"),
    [
        (practice(soort="artikel"), "soort", "praktijk, casus"),
        (practice(fase="klaar"), "fase", "idee, voorbereiding"),
        (practice(zichtbaarheid="geheim"), "zichtbaarheid", "openbaar, gemeenten, organisatie, concept"),
        (practice(bewijs="bewezen"), "bewijs", "indruk, geteld"),
        (practice(leervragen=[{"vraag": "?", "type": "x"}]), "leervragen[1].type", "doelgroep, weg"),
        (practice(leervragen=[{"vraag": "?", "status": "x"}]), "leervragen[1].status", "open, voorlopig"),
        (practice(logboek=[{"tekst": "x"}, {"tekst": "x", "soort": "x"}]), "logboek[2].soort", "voortgang, tegenslag"),
        (practice(mijlpalen=[{"soort": "x"}]), "mijlpalen[1].soort", "getekend, plan-klaar"),
        (practice(bijstellingen=[{"soort": "x"}]), "bijstellingen[1].soort", "aangepast, deel-gestopt"),
        (practice(partners=[{"naam": "x", "rol": "x"}]), "partners[1].rol", "opdrachtgever, regie"),
        (practice(overgenomenDoor=[{"gemeente": "breda", "stap": "x"}]), "overgenomenDoor[1].stap", "interesse"),
        (case(status="nieuw"), "status", "vraag, in-behandeling"),
        (case(antwoord="ja"), "antwoord", "mag, mag-onder-voorwaarden"),
        (case(belemmering="geld"), "belemmering", "wet, uitleg"),
        (case(rijen=[{"gegevens": "x", "oordeel": "ja"}]), "rijen[1].oordeel", "mag, mag-onder-voorwaarden"),
        (case(standpunten=[{"rol": "burger"}]), "standpunten[1].rol", "jurist, privacy-officer"),
        (network(netwerksoort="club"), "netwerksoort", "vakgroep, regio"),
        (network(toegang="dicht"), "toegang", "open, op-verzoek"),
        (dossier(items=[{"soort": "x", "id": "y"}]), "items[1].soort", "praktijk, casus"),
    ],
)
def test_a_closed_value_that_is_wrong_is_refused_with_the_allowed_ones(
    imported: Imported, record: Record, path: str, allowed: str
) -> None:
    (outcome,) = imported(record)
    assert outcome.result == Result.REFUSED
    assert f"{path}: " in reasons(outcome)
    assert f"toegestaan: {allowed}" in reasons(outcome)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"titel": 5}, "titel"),
        ({"titel": ["x"]}, "titel"),
        ({"samenvatting": 5}, "samenvatting"),
        ({"samenvatting": "x" * 501}, "samenvatting"),
        ({"titel": "x" * 256}, "titel"),
        ({"id": "x" * 201}, "id"),
        ({"aanleiding": "x" * 100_001}, "aanleiding"),
        ({"gemeenten": "zaanstad"}, "gemeenten"),
        ({"gemeenten": [5]}, "gemeenten[1]"),
        ({"themas": {"jeugd": True}}, "themas"),
        ({"aanpak": "eerst dit"}, "aanpak"),
        ({"aanpak": [{}]}, "aanpak"),
        ({"aanpak": ["x"] * 1001}, "aanpak"),
        ({"leervragen": ["Werkt het?"]}, "leervragen[1]"),
        ({"leervragen": {"vraag": "?"}}, "leervragen"),
        ({"contact": "Jan"}, "contact"),
        ({"contact": {"mailbox": "geen adres"}}, "contact.mailbox"),
        ({"contact": {"rol": 3}}, "contact.rol"),
        ({"jaar": "tweeduizend"}, "jaar"),
        ({"jaar": 20.5}, "jaar"),
        ({"jaar": True}, "jaar"),
        ({"jaar": 3000}, "jaar"),
        ({"faseSinds": "2026-02-30"}, "faseSinds"),
        ({"faseSinds": "20260201"}, "faseSinds"),
        ({"faseSinds": "1-2-2026"}, "faseSinds"),
        ({"faseSinds": 2026}, "faseSinds"),
        ({"faseSinds": "0001-01-01"}, "faseSinds"),
        ({"startfotos": [{"scores": {"snelheid": 6}}]}, "startfotos[1].scores"),
        ({"startfotos": [{"scores": {"snelheid": True}}]}, "startfotos[1].scores"),
        ({"startfotos": [{"scores": [1]}]}, "startfotos[1].scores"),
        ({"startfotos": [{"vrijgegeven": "ja"}]}, "startfotos[1].vrijgegeven"),
        ({"overgenomenDoor": [{"gemeente": "breda", "urenBespaard": -1}]}, "overgenomenDoor[1].urenBespaard"),
        ({"overgenomenDoor": [{"gemeente": "breda", "urenBespaard": 10**9}]}, "overgenomenDoor[1].urenBespaard"),
        ({"overgenomenDoor": [{"gemeente": "breda", "urenBespaard": 1.25}]}, "overgenomenDoor[1].urenBespaard"),
        ({"financiering": [{"bedrag": 10**20}]}, "financiering[1].bedrag"),
        ({"trefwoorden": ["!!!"]}, "trefwoorden[1]"),
        ({"trefwoorden": ["x" * 101]}, "trefwoorden[1]"),
        ({"adres": "Met Hoofdletters"}, "adres"),
        ({"gepubliceerdOp": "2026-11-01"}, "gepubliceerdOp"),
        ({"begrippen": "opschalen"}, "begrippen"),
        ({"trekker": ["zaanstad"]}, "trekker"),
    ],
)
def test_a_value_of_the_wrong_kind_refuses_the_line_with_its_field(
    imported: Imported, fields: Record, path: str
) -> None:
    (outcome,) = imported(practice(**fields))
    assert outcome.result == Result.REFUSED
    assert [problem.path for problem in outcome.problems] == [path]
    assert not SharedPage.objects.exists()


def test_all_that_is_wrong_with_a_line_is_said_at_once(imported: Imported) -> None:
    (outcome,) = imported(practice(fase="x", jaar="x", gemeenten=["Atlantis", "Zaanstad", "Utopia"]))
    assert {problem.path for problem in outcome.problems} == {"fase", "jaar", "gemeenten[1]", "gemeenten[3]"}


def test_good_lines_are_kept_beside_bad_ones(imported: Imported) -> None:
    outcomes = imported(practice(id="a"), practice(id="b", fase="x"), practice(id="c"))
    assert [outcome.result for outcome in outcomes] == [Result.ADDED, Result.REFUSED, Result.ADDED]
    assert set(SharedPage.objects.values_list("source_id", flat=True)) == {"a", "c"}


def test_numbers_are_taken_as_text_where_people_write_numbers(imported: Imported, exported_one: One) -> None:
    imported(
        practice(id=17, uren=120, kosten=1500.5, jaar="2024", financiering=[{"bron": "GGU", "bedrag": 5000}]),
        case(citaten=[{"wet": "avg", "artikel": 6, "lid": 1}]),
    )
    record = exported_one("17")
    assert (record["uren"], record["kosten"], record["jaar"]) == ("120", "1500.5", 2024)
    assert record["financiering"] == [{"bron": "GGU", "bedrag": 5000}]
    assert exported_one("c1")["citaten"] == [{"wet": "avg", "artikel": "6", "lid": "1"}]


def test_unknown_fields_are_a_warning(imported: Imported) -> None:
    (outcome,) = imported(practice(kleur="rood", contact={"telefoon": "x", "rol": "projectleider"}))
    assert outcome.result == Result.ADDED
    assert "kleur: onbekend veld" in warnings(outcome)
    assert "contact.telefoon: onbekend veld" in warnings(outcome)


def test_rows_that_say_nothing_are_left_out_with_a_warning(imported: Imported, exported_one: One) -> None:
    (outcome,) = imported(
        practice(
            leervragen=[{"antwoord": "Ja"}, {"vraag": "Werkt het?"}, {}],
            mijlpalen=[{"datum": "2026-01-01"}],
            partners=[{"inbreng": "geld"}],
            overgenomenDoor=[{"gemeente": "breda"}, {"gemeente": "Breda", "stap": "verkennen"}],
        )
    )
    record = exported_one("p1")
    assert outcome.result == Result.ADDED
    assert [row["vraag"] for row in record["leervragen"]] == ["Werkt het?"]
    assert [row["stap"] for row in record["overgenomenDoor"]] == ["interesse"]
    assert not {"mijlpalen", "partners"} & set(record)
    assert warnings(outcome).count("weggelaten") == 5
