"""What goes in comes out: record to page to record, for every field of every kind."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.choices import Kind, MilestoneKind, Phase, Verdict
from practices.exchange.exporter import records
from practices.exchange.flat import columns_of, flatten, write_csv
from practices.exchange.importer import OPERATOR, Importer, Result
from practices.exchange.lines import read_lines
from practices.exchange.records import FIELDS
from practices.models import OrganisationPage, SharedPage
from tests.conftest import NOW
from tests.practices.exchange.conftest import Exported, Imported, Record, case, dossier, network, practice, term

#: A record of each kind with every field filled, in the canonical form.
WHOLE: dict[Kind, Record] = {}


def fill(record: Record, **fields: Any) -> Record:
    """Add what every kind has, in canonical form."""
    return {
        **record,
        "samenvatting": "Kort.",
        "doel": "Daarom.",
        "inhoud": "Eerste.\n\nTweede.",
        "gemeenten": ["breda", "zaanstad"],
        "trekker": "zaanstad",
        "themas": ["schulden", "huiselijk-geweld"],
        "domeinen": ["bestuur", "zorg"],
        "jaar": 2024,
        "doelgroepen": ["ouderen"],
        "wetten": ["avg", "uavg"],
        "trefwoorden": ["aanpak", "Één gezin"],
        "documenten": [
            {"titel": "Convenant", "adres": "https://voorbeeld.example/convenant.pdf"},
            {"titel": "Was hier", "adres": "/documenten/5/verslag.pdf"},
        ],
        "bevestigdOp": "2026-11-20",
        "zichtbaarheid": "concept",
        "zichtbaarNaDelen": "organisatie",
        "partnerorganisaties": ["stichting-x"],
        "adres": f"adres-{record['id']}",
        "gepubliceerdOp": "2025-01-02T03:04:05.678901Z",
        "vngLabel": True,
        **fields,
    }


WHOLE[Kind.TERM] = fill(
    term(),
    partners=["ggd", "politie"],
    synoniemen=["een", "twee"],
    verwant=["drie"],
    nietVerwarren=["vier"],
    afkortingen=["OS"],
    betekenissen=[{"domein": "zorg", "partij": "ggz", "betekenis": "Snel", "waarde": 1.5, "eenheid": "dag"}],
    letOp="Geen norm.",
)
WHOLE[Kind.LEGAL_CASE] = fill(
    case(),
    vraag="Mag ik dit?",
    situatie="Iemand vraagt iets.",
    status="te-herzien",
    antwoord="mag-onder-voorwaarden",
    uitleg="Mits.",
    vervolgstappen="1. Vraag.",
    belemmering="cultuur",
    citaten=[{"wet": "avg", "artikel": "6", "lid": "1"}],
    rijen=[
        {
            "verstrekker": "politie",
            "ontvanger": "de school om de hoek",
            "ontvangerSoort": "onderwijs",
            "gegevens": "naam",
            "doel": "helpen",
            "grondslagVerstrekker": "a",
            "grondslagOntvanger": "b",
            "uitzondering": "c",
            "geheimhouding": "d",
            "oordeel": "mag",
        }
    ],
    standpunten=[
        {
            "rol": "jurist",
            "standpunt": "mag",
            "standpuntTekst": "Ja",
            "criteria": ["noodzaak"],
            "uitleg": "Zo is het.",
            "datum": "2026-01-02",
            "bron": "jurisprudentie",
        }
    ],
    samenwerkingsverband="ZVH",
    gegevenssoorten=["gezondheid"],
    beroepsgeheim="arts",
    haast="ja",
    gevolgNietDelen="erger",
    proportionaliteit="passend",
    informerenBetrokkene="later",
    dpia="gedaan",
    beoordeeldDoor="jurist",
    geldigOp="2026-02-03",
    partners=["om"],
    ookOnzeVraag=["tilburg"],
)
WHOLE[Kind.PRACTICE] = fill(
    practice(),
    aanleiding="Te laat.",
    fase="geborgd",
    faseSinds="2026-05-06",
    gestartOp="2023-01-01",
    leervragen=[{"vraag": "Werkt het?", "type": "doelgroep", "status": "beantwoord", "antwoord": "Ja"}],
    partners=[
        {"naam": "Stichting X", "soort": "welzijn", "rol": "regie", "inbreng": "mensen"},
        {"naam": "Zonder soort"},
        {"soort": "ggd"},
    ],
    mijlpalen=[{"soort": "getekend", "datum": "2023-02-01"}],
    logboek=[{"datum": "2023-03-01", "soort": "tegenslag", "tekst": "Stroef", "klein": True}],
    bijstellingen=[
        {
            "datum": "2023-04-01",
            "soort": "deel-gestopt",
            "wat": "minder",
            "besluitDoor": "college",
            "geleerd": "veel",
            "leervraag": "Werkt het?",
        }
    ],
    startfotos=[
        {
            "datum": "2023-01-15",
            "partner": "GGD",
            "scores": {"snelheid": 2, "verbinding": 5},
            "toelichting": "Stroperig",
            "vrijgegeven": True,
        }
    ],
    aanpak=["eerst", "dan"],
    hulpvraag="Geld",
    watMerktHetGezin="Rust",
    resultaten="Goed",
    hoeGemeten="Gevraagd",
    bewijs="geteld",
    neveneffecten="Druk",
    voorwaarden="Tijd",
    lokaleOmstandigheden="Klein",
    lessen="Begin klein",
    zoBeginJe=["bel", "praat"],
    borging="In de begroting",
    kosten="weinig",
    uren="8 per week",
    financiering=[{"bron": "GGU", "bedrag": 12000}, {"bron": "fonds", "bedrag": "weten we niet"}],
    begrippen=["b1"],
    casussen=["c1"],
    contact={"rol": "projectleider", "mailbox": "team@zaanstad.example", "naam": "W.", "vervanger": "J."},
    overgenomenDoor=[
        {"gemeente": "breda", "stap": "verkennen", "sinds": "2026-01-01", "watIsAnders": "kleiner", "urenBespaard": 4.5}
    ],
    faseVerloop=[
        {"fase": "idee", "sinds": "2022-01-01", "vastgelegdOp": "2022-01-02T00:00:00Z"},
        {"fase": "geborgd", "sinds": "2026-05-06", "vastgelegdOp": "2026-05-07T08:09:10.111213Z"},
    ],
)
WHOLE[Kind.NETWORK] = fill(
    network(),
    netwerksoort="leerkring",
    partners=["gemeente"],
    toegang="op-verzoek",
    ritme="elke maand",
    beheerder={"naam": "F.", "rol": "voorzitter", "mailbox": "kring@voorbeeld.example"},
    leden=[
        {
            "naam": "P.",
            "rol": "lid",
            "organisatie": "Gemeente",
            "domeinen": ["sociaal", "zorg"],
            "belMijOver": "schulden",
        }
    ],
    bijeenkomsten=[
        {
            "datum": "2026-12-03",
            "tijd": "14:30",
            "titel": "Eén plan",
            "plaats": "Utrecht",
            "online": "https://voorbeeld.nl/overleg",
        },
        {"datum": "2027-02-04"},
    ],
    openVragen=["Wie belt de huisarts?"],
    praktijken=["p1"],
    casussen=["c1"],
)
WHOLE[Kind.DOSSIER] = fill(
    dossier(),
    partners=["om"],
    items=[{"soort": "praktijk", "id": "p1"}, {"soort": "begrip", "id": "b1"}],
    zoekvraag="thema=schulden",
    blokken=[
        {"soort": "tekst", "tekst": "Eerste."},
        {"soort": "onderdelen", "kop": "Begin hier", "items": [{"soort": "praktijk", "id": "p1"}]},
        {"soort": "cijfer", "getal": "4 van de 10", "uitleg": "gezinnen", "bron": "monitor"},
        {"soort": "citaat", "tekst": "Wij kenden elkaar niet.", "wie": "wijkagent"},
        {"soort": "tekst", "tekst": "Tweede."},
        {"soort": "onderdelen", "items": [{"soort": "praktijk", "id": "p1"}, {"soort": "begrip", "id": "b1"}]},
        {"soort": "zoekvraag", "kop": "Nieuw", "zoekvraag": "thema=schulden", "aantal": 3},
        {"soort": "afbeelding", "adres": "original_images/tafel.jpg", "alt": "Een tafel", "onderschrift": "In april"},
        {"soort": "afbeelding", "adres": "original_images/plein.jpg", "versiering": True},
        {"soort": "document", "titel": "Handreiking", "adres": "https://voorbeeld.example/melden"},
    ],
)


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
    managed = {field.name for field in FIELDS[kind] if field.managed}
    assert set(record) <= {*bare, *managed, "trekker", "zichtbaarheid", "fase", "status", "partnerorganisaties"}


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


# --- generated records ------------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 1, 1)).map(lambda day: day.isoformat())
common = {
    "samenvatting": texts,
    "inhoud": texts,
    "gemeenten": st.lists(st.sampled_from(["zaanstad", "Breda", "GM0855", "Beemster", "Purmerend"]), max_size=4),
    "trekker": st.sampled_from(["zaanstad", "VR11", "VNG", "Regio Utrecht", "Utrecht"]),
    "themas": st.lists(st.sampled_from(["schulden", "Huiselijk geweld", "jeugdhulp"]), max_size=3),
    "domeinen": st.lists(st.sampled_from(["zorg", "Justitie", "bestuur"]), max_size=3),
    "jaar": st.integers(1900, 2100),
    "trefwoorden": st.lists(st.sampled_from(["a", "A", "één gezin", "b c"]), max_size=4),
    "zichtbaarheid": st.sampled_from(["openbaar", "gemeenten", "organisatie", "concept"]),
    "bevestigdOp": days,
}
own = {
    "praktijk": {
        "fase": st.sampled_from([*Phase.values, "bijgestuurd"]),
        "faseSinds": days,
        "aanpak": st.lists(texts, max_size=3),
        "leervragen": st.lists(st.fixed_dictionaries({"vraag": texts}, optional={"antwoord": texts}), max_size=3),
        "mijlpalen": st.lists(st.fixed_dictionaries({"soort": st.sampled_from(MilestoneKind.values)}), max_size=2),
        "partners": st.lists(
            st.fixed_dictionaries({}, optional={"naam": texts, "soort": st.sampled_from(["OM", "ggd"])}), max_size=3
        ),
        "startfotos": st.lists(
            st.fixed_dictionaries({"scores": st.dictionaries(texts, st.integers(1, 5), max_size=3)}), max_size=2
        ),
        "financiering": st.lists(
            st.fixed_dictionaries({"bedrag": texts | st.integers(0, 10**9) | st.floats(0, 10**6)}), max_size=2
        ),
        "contact": st.fixed_dictionaries({}, optional={"rol": texts, "naam": texts}),
    },
    "casus": {
        "antwoord": st.sampled_from(Verdict.values),
        "citaten": st.lists(st.fixed_dictionaries({"wet": st.sampled_from(["avg", "WGS"])}), max_size=2),
        "rijen": st.lists(
            st.fixed_dictionaries({}, optional={"verstrekker": texts | st.sampled_from(["OM", "BMC"]), "doel": texts}),
            max_size=3,
        ),
        "standpunten": st.lists(
            st.fixed_dictionaries(
                {"rol": st.just("fg")}, optional={"standpunt": texts | st.sampled_from(Verdict.values)}
            ),
            max_size=2,
        ),
    },
    "netwerk": {"leden": st.lists(st.fixed_dictionaries({"rol": texts}, optional={"naam": texts}), max_size=3)},
    "begrip": {
        "synoniemen": st.lists(texts, max_size=3),
        "betekenissen": st.lists(
            st.fixed_dictionaries(
                {}, optional={"betekenis": texts, "waarde": st.decimals(-999, 999, places=3).map(float)}
            ),
            max_size=3,
        ),
    },
    "dossier": {
        "zoekvraag": texts,
        "blokken": st.lists(
            st.fixed_dictionaries({"soort": st.just("tekst"), "tekst": texts})
            | st.fixed_dictionaries(
                {"soort": st.just("zoekvraag"), "zoekvraag": texts},
                optional={"kop": texts, "aantal": st.integers(1, 12)},
            )
            | st.fixed_dictionaries({"soort": st.just("cijfer"), "getal": texts, "uitleg": texts}),
            max_size=4,
        ),
    },
}
record_of_any_kind = st.sampled_from(list(own)).flatmap(
    lambda kind: st.fixed_dictionaries(
        {"soort": st.just(kind), "id": st.just("x"), "titel": texts}, optional={**common, **own[kind]}
    )
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record_of_any_kind)
def test_a_record_read_again_is_the_same(db: None, record: Record) -> None:
    with transaction.atomic():
        (outcome,) = _run(record)
        if outcome.result == Result.REFUSED:
            transaction.set_rollback(True)
            assert outcome.problems
            return
        first = list(records(OPERATOR))
        assert [result.result for result in _run(*first)] == [Result.UNCHANGED]
        assert [result.result for result in _run(record)] == [Result.UNCHANGED]
        SharedPage.objects.all().delete()
        assert [result.result for result in _run(*first)] == [Result.ADDED]
        assert json.dumps(list(records(OPERATOR))) == json.dumps(first)
        transaction.set_rollback(True)


def _run(*lines: Record) -> list[Any]:
    importer = Importer(by=OPERATOR, at=NOW)
    raw = "\n".join(json.dumps(line) for line in lines).encode()
    return [*importer.lines(read_lines(io.BytesIO(raw))), *importer.links()]


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_a_table_has_a_column_for_every_field_of_a_record(imported: Imported, exported: Exported) -> None:
    imported(*WHOLE.values(), create_terms=True)
    columns = set(columns_of(list(Kind)))
    for record in exported():
        assert set(flatten(record)) <= columns


def test_a_table_joins_lists_and_keeps_the_parts_of_objects_together(imported: Imported, exported: Exported) -> None:
    imported(
        practice(
            gemeenten=["zaanstad", "breda"],
            leervragen=[{"vraag": "Een | twee?", "antwoord": "Ja"}, {"vraag": "Drie?"}],
            contact={"rol": "leider"},
        )
    )
    (row,) = table(exported())
    assert row["gemeenten"] == "breda|zaanstad"
    assert row["leervragen.vraag"] == "Een ¦ twee?|Drie?"
    assert row["leervragen.antwoord"] == "Ja|"
    assert row["contact.rol"] == "leider"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1"])
def test_no_cell_is_a_formula_to_a_spreadsheet(imported: Imported, exported: Exported, text: str) -> None:
    imported(practice(titel=text, aanpak=[text]))
    (row,) = table(exported())
    assert row["titel"].startswith("'")
    assert row["aanpak"].startswith("'")


def table(found: list[Record]) -> list[dict[str, str]]:
    file = io.StringIO()
    write_csv(found, list(Kind), file)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
