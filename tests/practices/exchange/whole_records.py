"""A record of each kind with every field filled, in the canonical form."""

from __future__ import annotations

from typing import Any

from practices.choices import Kind
from tests.practices.exchange.conftest import Record, case, dossier, network, practice, term

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
            "watMerktHetGezin": "Minder loketten",
            "vrijgegeven": True,
            "vrijgegevenOp": "2023-01-20T10:00:00Z",
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
        {
            "gemeente": "breda",
            "stap": "verkennen",
            "sinds": "2026-01-01",
            "watIsAnders": "kleiner",
            "waarom": "minder mensen",
            "urenBespaard": 4.5,
            "contact": {"rol": "beleid", "mailbox": "team@breda.example"},
            "gemeldOp": "2026-01-02T10:00:00Z",
        }
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
