"""Makes any number of records of every kind, of about 150 words: always the same ones, recognisable as generated."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any

from portal.bench.vocabulary import ADJECTIVES, FIRST_PARTS, KEYWORDS, LAST_PARTS, NOUNS, PLACES, VERBS
from practices.actions.lists import REFERENCE
from practices.rules.lead_times import ROAD

Record = dict[str, Any]

#: How often each kind comes, in 100 records.
_SHARES = {"praktijk": 62, "casus": 20, "netwerk": 10, "begrip": 3, "dossier": 5}
_KINDS = tuple(kind for kind, share in _SHARES.items() for _ in range(share))
#: Coprime with 100: every 100 records hold each of `_KINDS` once, in a mixed order.
_STEP = 37

_VISIBILITIES = ("openbaar",) * 6 + ("gemeenten",) * 3 + ("organisatie",)
_MARK = "Deze tekst is gemaakt door een programma, om te meten."


def records(count: int) -> Iterator[Record]:
    """Yield that many records as import_content takes them; the first thousand are the same whatever the count."""
    return (record(number) for number in range(count))


def record(number: int) -> Record:
    """Return one record; a number always gives the same one."""
    chance = Random(number)  # noqa: S311 (not for secrets)
    kind = kind_of(number)
    return {**_common(kind, number, chance), **_OWN_FIELDS[kind](number, chance)}


def kind_of(number: int) -> str:
    """Return the kind of the record with this number."""
    return _KINDS[number * _STEP % len(_KINDS)]


def source_id(number: int) -> str:
    """Return the `id` of the record with this number."""
    return f"gegenereerd-{number:07}"


def _common(kind: str, number: int, chance: Random) -> Record:
    return {
        "soort": kind,
        "id": source_id(number),
        "titel": _title(chance),
        "samenvatting": " ".join(_sentence(chance) for _ in range(2)),
        "inhoud": "\n\n".join([*(_paragraph(chance, sentences=2) for _ in range(3)), _MARK]),
        "themas": _some(chance, _slugs("themas"), most=3),
        "domeinen": _some(chance, _slugs("domeinen"), most=3),
        "jaar": chance.randint(2018, 2026),
        "trefwoorden": _some(chance, KEYWORDS, most=3),
        "zichtbaarheid": chance.choice(_VISIBILITIES),
    }


def _practice(number: int, chance: Random) -> Record:
    phase = chance.choice(("idee", "voorbereiding", "uitvoering", "uitvoering", "afgerond", "geborgd", "gestopt"))
    return {
        "gemeenten": _some(chance, _slugs("gemeenten"), most=3),
        "aanleiding": _sentence(chance),
        "doel": _sentence(chance),
        "fase": phase,
        "gestartOp": _day(chance),
        "doelgroepen": _some(chance, _slugs("doelgroepen"), most=2),
        "partners": [
            {"soort": slug, "rol": chance.choice(("regie", "uitvoering", "advies"))}
            for slug in _some(chance, _slugs("partners"), most=3)
        ],
        "wetten": _some(chance, _slugs("wetten"), most=2),
        "leervragen": [
            {
                "vraag": _question(chance),
                "type": chance.choice(("doelgroep", "weg")),
                "status": chance.choice(("open", "voorlopig", "beantwoord")),
            }
            for _ in range(chance.randint(1, 2))
        ],
        "logboek": [{"datum": _day(chance), "soort": "voortgang", "tekst": _sentence(chance)}],
        "bijstellingen": [
            {"datum": _day(chance), "soort": chance.choice(("aangepast", "gepauzeerd")), "wat": _sentence(chance)}
            for _ in range(chance.choice((0, 0, 0, 1)))
        ],
        "bevestigdOp": _day(chance),
        "mijlpalen": _milestones(chance),
        "overgenomenDoor": [
            {"gemeente": slug, "stap": chance.choice(("interesse", "verkennen", "aangepast-overgenomen"))}
            for slug in _some(chance, _slugs("gemeenten"), most=2)[1:]
        ],
    }


def _milestones(chance: Random) -> list[Record]:
    """Return the first milestones of the road, some of them a while after each other."""
    day, found = date.fromisoformat(_day(chance)), []
    for kind in ROAD[: chance.randint(0, len(ROAD))]:
        found.append({"soort": kind, "datum": day.isoformat()})
        day += timedelta(days=chance.randint(10, 120))
    return found


def _legal_case(number: int, chance: Random) -> Record:
    parties = _slugs("partners")
    return {
        "gemeenten": _some(chance, _slugs("gemeenten"), most=2),
        "vraag": f"Mag ik {_question(chance)[0].lower()}{_question(chance)[1:]}",
        "situatie": _sentence(chance),
        "status": chance.choice(("vraag", "in-behandeling", "gepubliceerd", "gepubliceerd", "te-herzien")),
        "antwoord": chance.choice(("mag", "mag-onder-voorwaarden", "mag-niet", "niet-uitgemaakt")),
        "uitleg": _sentence(chance),
        "wetten": _some(chance, _slugs("wetten"), most=3),
        "rijen": [
            {
                "verstrekker": _one(chance, parties),
                "ontvanger": _one(chance, parties),
                "gegevens": _sentence(chance),
                "oordeel": chance.choice(("mag", "mag-niet")),
            }
            for _ in range(chance.randint(1, 2))
        ],
        "doelgroepen": _some(chance, _slugs("doelgroepen"), most=2),
        "partners": _some(chance, parties, most=3),
        "bevestigdOp": _day(chance),
    }


def _network(number: int, chance: Random) -> Record:
    return {
        "gemeenten": _some(chance, _slugs("gemeenten"), most=3),
        "doel": _sentence(chance),
        "netwerksoort": chance.choice(("vakgroep", "regio", "leerkring", "programma")),
        "partners": _some(chance, _slugs("partners"), most=3),
        "toegang": chance.choice(("open", "op-verzoek")),
        "ritme": chance.choice(PLACES),
        "beheerder": {"rol": f"Voorzitter {_compound(chance)}"},
        "leden": [{"rol": _compound(chance).capitalize(), "belMijOver": _sentence(chance)}],
    }


def _term(number: int, chance: Random) -> Record:
    # No word of the texts: a synonym that is a common word would turn every query into a search for half the corpus.
    return {"synoniemen": [f"{_compound(chance)}woord{number}"], "letOp": _sentence(chance)}


def _dossier(number: int, chance: Random) -> Record:
    earlier = sorted({chance.randrange(number) for _ in range(2)}) if number else []
    return {
        "items": [{"soort": kind_of(other), "id": source_id(other)} for other in earlier],
        "zoekvraag": f"thema={_one(chance, _slugs('themas'))}",
    }


_OWN_FIELDS: dict[str, Callable[[int, Random], Record]] = {
    "praktijk": _practice,
    "casus": _legal_case,
    "netwerk": _network,
    "begrip": _term,
    "dossier": _dossier,
}


def _title(chance: Random) -> str:
    return f"{_compound(chance).capitalize()} {chance.choice(PLACES)}: {chance.choice(ADJECTIVES)} {_noun(chance)}"


def _paragraph(chance: Random, *, sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _sentence(chance: Random) -> str:
    subject = f"de {chance.choice(ADJECTIVES)} {_noun(chance)}"
    goal = f"{chance.choice(ADJECTIVES)} {_compound(chance)}"
    words = (subject, chance.choice(VERBS), "de", _noun(chance), "en", goal, chance.choice(PLACES))
    return f"{' '.join(words).capitalize()}."


def _question(chance: Random) -> str:
    return f"Hoe {chance.choice(VERBS)} een {_noun(chance)} de {_compound(chance)} {chance.choice(PLACES)}?"


def _noun(chance: Random) -> str:
    return _one(chance, NOUNS)


def _compound(chance: Random) -> str:
    return _one(chance, FIRST_PARTS) + _one(chance, LAST_PARTS)


def _day(chance: Random) -> str:
    return f"{chance.randint(2022, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _some(chance: Random, values: Sequence[str], *, most: int) -> list[str]:
    """Return one to `most` different values, the first of the list more often than the last."""
    return list(dict.fromkeys(_one(chance, values) for _ in range(chance.randint(1, most))))


def _one(chance: Random, values: Sequence[str]) -> str:
    return chance.choices(values, cum_weights=_weights(len(values)))[0]


@lru_cache
def _weights(count: int) -> tuple[float, ...]:
    """Return the weights of a list in which some come often and most seldom, as words and places do."""
    return tuple(accumulate(1 / (rank + 5) for rank in range(count)))


@lru_cache
def _slugs(name: str) -> tuple[str, ...]:
    """Return the slugs of a maintained list."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row.get("slug") or row["id"] for row in csv.DictReader(file))
