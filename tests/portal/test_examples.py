"""The starting content is complete, refers only to what exists, and names no real person."""

import csv
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "portal" / "examples"
REFERENCE = ROOT / "practices" / "reference"
WRITTEN_ON = datetime.date(2026, 11, 25)
REAL = {"allen-voor-een", "city-deal-zorg-voor-veiligheid"}
STATEMENTS = {"verbinding", "informatie-delen", "snelheid", "ruimte-in-geld", "verantwoordingsdruk", "duidelijke-regie"}
VERDICTS = {"mag", "mag-onder-voorwaarden", "mag-niet", "niet-uitgemaakt"}
PHASES = {"idee", "voorbereiding", "uitvoering", "afgerond", "geborgd", "gestopt"}

Record = dict[str, Any]

# Where a closed value stands: (soort, list or empty for the record itself, field) -> what is allowed.
CLOSED = {
    ("praktijk", "", "fase"): PHASES,
    ("praktijk", "", "bewijs"): {"indruk", "geteld", "gemeten", "onderzocht"},
    ("praktijk", "leervragen", "type"): {"doelgroep", "weg"},
    ("praktijk", "leervragen", "status"): {"open", "voorlopig", "beantwoord", "vervallen"},
    ("praktijk", "logboek", "soort"): {"voortgang", "tegenslag", "bijstelling", "mijlpaal", "resultaat"},
    ("praktijk", "bijstellingen", "soort"): {"aangepast", "deel-gestopt", "gepauzeerd", "hervat", "gestopt"},
    ("praktijk", "mijlpalen", "soort"): {
        *("getekend", "plan-klaar", "projectleider", "budget", "eerste-casus", "eerste-resultaat", "borging")
    },
    ("praktijk", "partners", "rol"): {"opdrachtgever", "regie", "uitvoering", "financier", "advies"},
    ("praktijk", "overgenomenDoor", "stap"): {"interesse", "verkennen", "aangepast-overgenomen", "gestopt"},
    ("casus", "", "status"): {"vraag", "in-behandeling", "bij-deskundige", "gepubliceerd", "te-herzien", "vervallen"},
    ("casus", "", "antwoord"): VERDICTS,
    ("casus", "", "belemmering"): {"wet", "uitleg", "cultuur", "techniek", "capaciteit"},
    ("casus", "rijen", "oordeel"): VERDICTS,
    ("casus", "standpunten", "standpunt"): VERDICTS,
    ("casus", "standpunten", "rol"): {"jurist", "privacy-officer", "fg", "politiejurist", "bron"},
    ("netwerk", "", "netwerksoort"): {"vakgroep", "regio", "leerkring", "programma"},
    ("netwerk", "", "toegang"): {"open", "op-verzoek", "op-uitnodiging"},
}
# The same for keys of a reference list.
REFERRING = {
    ("", "gemeenten"): "gemeenten",
    ("", "trekker"): "gemeenten",
    ("", "ookOnzeVraag"): "gemeenten",
    ("", "themas"): "themas",
    ("", "domeinen"): "domeinen",
    ("", "doelgroepen"): "doelgroepen",
    ("", "wetten"): "wetten",
    ("partners", "soort"): "partners",
    ("overgenomenDoor", "gemeente"): "gemeenten",
    ("citaten", "wet"): "wetten",
    ("rijen", "verstrekker"): "partners",
    ("rijen", "ontvanger"): "partners",
    ("leden", "domeinen"): "domeinen",
    ("betekenissen", "domein"): "domeinen",
}
FORBIDDEN = {
    "citizen service number": r"(?<!\d)\d{8,9}(?!\d)",
    "bank account": r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}\s?\d{2}",
    "telephone number": r"(?<![\d-])(?:\+31|0031|0)[\s-]?\d{1,3}[\s-]?\d{6,8}(?!\d)|\b0[89]00-\d{4}",
    "address with postcode": r"\b[1-9]\d{3}\s?[A-Z]{2}\b",
    "mailbox outside voorbeeld.nl": r"[\w.+-]+@(?!voorbeeld\.nl\b)[\w-]+\.\w+",
}


def load(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


RECORDS = [
    record for path in (*sorted(EXAMPLES.glob("*.jsonl")), REFERENCE / "begrippen.jsonl") for record in load(path)
]
PRACTICES = [record for record in RECORDS if record["soort"] == "praktijk"]
CASES = [record for record in RECORDS if record["soort"] == "casus"]
NETWORKS = [record for record in RECORDS if record["soort"] == "netwerk"]
INVENTED = [*(record for record in PRACTICES if record["id"] not in REAL), *CASES, *NETWORKS]
IDS = {(record["soort"], record["id"]) for record in RECORDS}


def each(records: list[Record]) -> pytest.MarkDecorator:
    """Run a test once per record, named by its id."""
    return pytest.mark.parametrize("record", records, ids=[f"{r['soort']}-{r['id']}" for r in records])


def known(name: str) -> set[str]:
    """Return the keys of a reference list."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
        return {row.get("slug") or row["id"] for row in csv.DictReader(file)}


KNOWN = {name: known(name) for name in ("gemeenten", "themas", "domeinen", "doelgroepen", "partners", "wetten")}


def values(record: Record, part: str, field: str) -> Iterator[str]:
    """Yield the values of a field of the record itself, or of every item in one of its lists of objects."""
    items = record.get(part, []) if part else [record]
    for item in items:
        value = item.get(field) if isinstance(item, dict) else None
        yield from value if isinstance(value, list) else [value] if value is not None else []


def days(value: Any, field: str = "") -> Iterator[tuple[str, datetime.date]]:
    """Yield every date in a record with the name of its field."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from days(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from days(inner, field)
    elif field in {"datum", "sinds", "faseSinds", "gestartOp", "bevestigdOp", "geldigOp"}:
        yield field, datetime.date.fromisoformat(value)


def test_there_is_enough_to_count_in_every_facet() -> None:
    kinds = Counter(record["soort"] for record in RECORDS)
    assert kinds["casus"] >= 22
    assert kinds["netwerk"] >= 11
    assert kinds["dossier"] >= 4
    assert kinds["begrip"] >= 68


def test_legal_questions_show_every_status_answer_and_barrier() -> None:
    statuses = Counter(record["status"] for record in CASES)
    answers = Counter(record["antwoord"] for record in CASES if "antwoord" in record)
    assert set(statuses) == CLOSED["casus", "", "status"]
    assert min(statuses.values()) >= 2
    assert set(answers) == VERDICTS
    assert min(answers.values()) >= 3
    assert {record["belemmering"] for record in CASES} == CLOSED["casus", "", "belemmering"]
    assert all(("antwoord" in r) == (r["status"] in {"gepubliceerd", "te-herzien", "vervallen"}) for r in CASES)


def test_an_answered_question_says_what_to_do_next_on_which_articles_and_who_thinks_what() -> None:
    answered = [record for record in CASES if record["status"] == "gepubliceerd"]
    for record in answered:
        assert record["vervolgstappen"], record["id"]
        assert record["citaten"], record["id"]
        assert len(record["standpunten"]) >= 2, record["id"]
        assert {citation["wet"] for citation in record["citaten"]} <= set(record["wetten"]), record["id"]
    differing = [r for r in answered if len({p["standpunt"] for p in r["standpunten"]}) > 1]
    assert len(differing) >= 8


def test_networks_show_every_kind_and_access() -> None:
    assert {record["netwerksoort"] for record in NETWORKS} == CLOSED["netwerk", "", "netwerksoort"]
    assert {record["toegang"] for record in NETWORKS} == CLOSED["netwerk", "", "toegang"]


def test_an_id_occurs_once_per_kind() -> None:
    assert [key for key, count in Counter((r["soort"], r["id"]) for r in RECORDS).items() if count > 1] == []


def test_closed_fields_hold_allowed_values() -> None:
    wrong = [
        (record["id"], part, field, value)
        for record in RECORDS
        for (kind, part, field), allowed in CLOSED.items()
        for value in values(record, part, field)
        if record["soort"] == kind and value not in allowed
    ]
    assert wrong == []
    assert {record["zichtbaarheid"] for record in RECORDS} == {"openbaar", "gemeenten", "organisatie"}


def test_names_are_keys_of_the_reference_lists() -> None:
    unknown = [
        (record["id"], part, field, value)
        for record in RECORDS
        for (part, field), name in REFERRING.items()
        for value in values(record, part, field)
        if value not in KNOWN[name]
    ]
    assert unknown == []
    assert {kind for record in (*CASES, *NETWORKS) for kind in record["partners"]} <= KNOWN["partners"]


def test_what_a_record_refers_to_is_there() -> None:
    wanted = {("begrip", key) for record in RECORDS for key in record.get("begrippen", [])}
    wanted |= {("casus", key) for record in RECORDS for key in record.get("casussen", [])}
    wanted |= {("praktijk", key) for record in RECORDS for key in record.get("praktijken", [])}
    wanted |= {(item["soort"], item["id"]) for record in RECORDS for item in record.get("items", [])}
    assert wanted - IDS == set()


@each(INVENTED)
def test_invented_content_says_so(record: Record) -> None:
    assert "voorbeeld" in record["trefwoorden"]
    assert record["titel"].endswith("(voorbeeld)")
    assert "verzonnen voorbeeld" in record["inhoud"]
    assert record["soort"] != "praktijk" or record["id"].startswith("voorbeeld-")


@each([record for record in PRACTICES if record["id"] in REAL])
def test_a_real_practice_tells_where_it_comes_from(record: Record) -> None:
    assert "## Over deze beschrijving" in record["inhoud"]
    assert "voorbeeld" not in record["trefwoorden"]
    assert record["bewijs"] == "indruk"
    assert {question["type"] for question in record["leervragen"]} == {"doelgroep", "weg"}
    assert all("Illustratie" in photo["toelichting"] for photo in record.get("startfotos", []))


@each(PRACTICES)
def test_a_practice_has_what_a_startbericht_asks(record: Record) -> None:
    for field in ("titel", "samenvatting", "gemeenten", "trekker", "themas", "aanleiding", "fase", "leervragen"):
        assert record[field], field
    assert len(record["samenvatting"]) <= 500
    assert len(record["themas"]) <= 3
    assert record["trekker"] in record["gemeenten"]
    assert record["contact"]["rol"]
    assert record["contact"]["mailbox"].endswith("@voorbeeld.nl")
    assert all("status" in question and "type" in question for question in record["leervragen"])


@each(PRACTICES)
def test_a_startfoto_scores_the_six_statements_from_one_to_five(record: Record) -> None:
    for photo in record.get("startfotos", []):
        assert set(photo["scores"]) == STATEMENTS
        assert set(photo["scores"].values()) <= {1, 2, 3, 4, 5}


@each(PRACTICES)
def test_an_answered_question_has_an_answer_and_an_adjustment_its_own_question(record: Record) -> None:
    questions = {question["vraag"] for question in record["leervragen"]}
    for question in record["leervragen"]:
        assert ("antwoord" in question) or question["status"] == "open"
    assert {item["leervraag"] for item in record.get("bijstellingen", []) if "leervraag" in item} <= questions


def test_what_happened_is_not_in_the_future() -> None:
    happened = [{**record, "bijeenkomsten": []} for record in RECORDS]
    assert max(day for record in happened for _, day in days(record)) <= WRITTEN_ON


@each(NETWORKS)
def test_a_network_has_meetings_to_come_in_their_order(record: Record) -> None:
    meetings = [day for _, day in days(record["bijeenkomsten"])]
    assert meetings == sorted(meetings)
    assert WRITTEN_ON < meetings[-1] < WRITTEN_ON + datetime.timedelta(days=365)


@each([record for record in PRACTICES if "faseVerloop" in record])
def test_a_history_of_phases_ends_in_the_phase_of_now(record: Record) -> None:
    phases = [change["fase"] for change in record["faseVerloop"]]
    since = [change["sinds"] for change in record["faseVerloop"]]
    assert since == sorted(since)
    assert len(phases) > 1
    assert (phases[-1], since[-1]) == (record["fase"], record["faseSinds"])
    assert since[0] == record["gestartOp"]


@each([record for record in INVENTED if record["soort"] == "praktijk"])
def test_the_dates_of_an_example_agree_with_its_phase(record: Record) -> None:
    found = list(days(record))
    confirmed = datetime.date.fromisoformat(record["bevestigdOp"])
    assert WRITTEN_ON - datetime.timedelta(days=730) <= confirmed <= WRITTEN_ON
    assert all(day <= confirmed for name, day in found if name == "datum")
    assert record["gestartOp"] <= record["faseSinds"] <= record["bevestigdOp"]
    log = [entry["datum"] for entry in record.get("logboek", [])]
    assert log == sorted(log)
    assert all(record["gestartOp"] <= milestone["datum"] for milestone in record.get("mijlpalen", []))
    assert record["jaar"] == int(record["gestartOp"][:4])


def test_nobody_can_be_identified() -> None:
    found = [
        (record["id"], what)
        for record in RECORDS
        for what, pattern in FORBIDDEN.items()
        if re.search(pattern, json.dumps(record, ensure_ascii=False))
    ]
    assert found == []
    people = [person for r in RECORDS for person in (r.get("contact", {}), r.get("beheerder", {}), *r.get("leden", []))]
    assert not any("naam" in person for person in people)


def test_a_part_that_stopped_does_not_stop_the_practice() -> None:
    parts = [r for r in PRACTICES if any(a["soort"] == "deel-gestopt" for a in r.get("bijstellingen", []))]
    assert any(record["fase"] == "uitvoering" for record in parts if record["id"] not in REAL)
    assert all(record["fase"] != "gestopt" for record in parts)
