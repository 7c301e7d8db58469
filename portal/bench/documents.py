"""Generated records as the documents that their import gives, without a database: for sizes no import is waited for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import combinations
from typing import Any, overload

from django.utils.text import slugify

from portal.bench.generator import Record, record
from practices import queries
from practices.actions.lists import REFERENCE
from practices.choices import Kind, PopulationSize, QuestionStatus
from practices.rules.completeness import percentage
from practices.rules.lead_times import lead_times, pair_value, reached, waits_for
from practices.rules.visibility import page_tokens
from search.values import Document

#: When all of them were published, as those of one import are.
PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)
#: The organisation of an item that no municipality owns.
_NATIONAL = "VNG"

#: Lists whose entries stand by name among the labels: field of a record, name of the list.
_NAMED = (("themas", "themas"), ("domeinen", "domeinen"), ("doelgroepen", "doelgroepen"))


class GeneratedDocuments(Sequence[Document]):
    """That many documents, each made when it is asked for: a list of all of them would not fit in memory."""

    def __init__(self, count: int) -> None:
        self._numbers = range(count)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        if isinstance(index, slice):
            return [document(number) for number in self._numbers[index]]
        return document(self._numbers[index])


def document(number: int) -> Document:
    """Return the document of the record with this number."""
    made = record(number)
    municipalities = [_municipalities()[slug] for slug in made.get("gemeenten", ())]
    confirmed = made.get("bevestigdOp")
    return Document(
        key=f"{made['soort']}-{number + 1}",
        title=made["titel"],
        summary=made["samenvatting"],
        labels=_labels(made, municipalities),
        body=_body(made),
        tokens=page_tokens(
            live=True,
            visibility=made["zichtbaarheid"],
            owner=municipalities[0]["code"] if municipalities else _NATIONAL,
            named=[municipality["code"] for municipality in municipalities],
        ),
        newest=PUBLISHED,
        confirmed=datetime.combine(date.fromisoformat(confirmed), time.min, tzinfo=UTC) if confirmed else PUBLISHED,
        ordinal=number + 1,
        stamp=PUBLISHED.isoformat(),
        weight=queries.weight(
            date.fromisoformat(confirmed) if confirmed else PUBLISHED.date(),
            asks=any(question["status"] == QuestionStatus.OPEN for question in made.get("leervragen", ())),
            complete=percentage({**made, "trekker": True}),  # every page stands below the organisation that leads it
        ),
        facets={name: tuple(sorted(set(values))) for name, values in _facets(made, municipalities).items() if values},
    )


def _facets(made: Record, municipalities: Sequence[dict[str, str]]) -> dict[str, Iterable[str]]:
    domains = sorted(made["domeinen"])
    rows = made.get("rijen", ())
    return {
        "soort": [made["soort"]],
        "thema": made["themas"],
        "gemeente": made.get("gemeenten", ()),
        "provincie": [slugify(municipality["provincie"]) for municipality in municipalities],
        "regio": [slugify(municipality["veiligheidsregio"]) for municipality in municipalities],
        "inwoners": [PopulationSize.of(int(municipality["inwoners"])).value for municipality in municipalities],
        "domein": [*domains, *("+".join(pair) for pair in combinations(domains, 2))],
        "doelgroep": made.get("doelgroepen", ()),
        "partner": _partners(made),
        "wet": made.get("wetten", ()),
        "trefwoord": [slugify(keyword) for keyword in made["trefwoorden"]],
        "jaar": [str(made["jaar"])],
        "fase": [made["fase"]] if "fase" in made else [],
        "leervraag": [question["status"] for question in made.get("leervragen", ())],
        "bijstelling": [adjustment["soort"] for adjustment in made.get("bijstellingen", ())],
        "overname": [adoption["stap"] for adoption in made.get("overgenomenDoor", ())],
        **(_way_so_far(made) if made["soort"] == Kind.PRACTICE else {}),
        "verstrekker": [row["verstrekker"] for row in rows],
        "ontvanger": [row["ontvanger"] for row in rows],
        "antwoord": [made["antwoord"]] if "antwoord" in made else [],
        "status": [made["status"]] if "status" in made else [],
    }


def _way_so_far(made: Record) -> dict[str, Iterable[str]]:
    days = reached((each["soort"], date.fromisoformat(each["datum"])) for each in made["mijlpalen"])
    return {
        "mijlpaal": [*days, *(pair_value(pair) for pair in lead_times(days))],
        "wacht": [awaited] if (awaited := waits_for(made["fase"], days)) else [],
        "gedeeld": [made["fase"]],
    }


def _partners(made: Record) -> list[str]:
    return [each["soort"] if isinstance(each, dict) else each for each in made.get("partners", ())]


def _labels(made: Record, municipalities: Sequence[dict[str, str]]) -> str:
    names = [municipality["naam"] for municipality in municipalities]
    names += [_names(listed)[slug] for field, listed in _NAMED for slug in made.get(field, ())]
    names += [_names("partners")[slug] for slug in _partners(made)]
    names += [
        text for slug in made.get("wetten", ()) for text in (_laws()[slug]["citeertitel"], _laws()[slug]["afkorting"])
    ]
    return "\n".join(name for name in [*names, *made["trefwoorden"]] if name)


def _body(made: Record) -> str:
    """Return the texts in the order in which the document of a page holds them."""
    texts: list[Any] = [made.get("doel"), made["inhoud"]]
    if made["soort"] == Kind.PRACTICE:
        texts += [made["aanleiding"], *(question["vraag"] for question in made["leervragen"])]
        texts += [entry["tekst"] for entry in made["logboek"]]
        texts += [adjustment["wat"] for adjustment in made["bijstellingen"]]
    elif made["soort"] == Kind.LEGAL_CASE:
        texts += [made["vraag"], made["situatie"], made["uitleg"]]
        texts += [row["gegevens"] for row in made["rijen"]]
    elif made["soort"] == Kind.NETWORK:
        texts += [made["ritme"], made["beheerder"]["rol"], *(member["belMijOver"] for member in made["leden"])]
    elif made["soort"] == Kind.TERM:
        texts += [*made["synoniemen"], made["letOp"]]
    return "\n\n".join(text for text in texts if text)


@lru_cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache
def _names(name: str) -> dict[str, str]:
    return {row["id"]: row["naam"] for row in _rows(name)}


@lru_cache
def _laws() -> dict[str, dict[str, str]]:
    return {row["slug"]: row for row in _rows("wetten")}


@lru_cache
def _municipalities() -> dict[str, dict[str, str]]:
    return {row["slug"]: row for row in _rows("gemeenten")}
