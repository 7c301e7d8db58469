"""Measures how well searching finds: judged queries, asked as a visitor asks them, scored with nDCG@10."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search import querystring
from search.querystring import SearchRequest
from search.schema import Schema
from search.service import find
from search.sources import Viewer

#: How many results count, and the highest grade.
DEPTH = 10
BEST_GRADE = 3


class JudgementError(ValueError):
    """A line of a judged file cannot be used; the message says why, in Dutch."""


class EngineAway(Exception):
    """The database answered instead of the engine: there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with what somebody thinks of the answers.

    grades: 0 (irrelevant) to 3 (exactly what was meant) by the key at the source; what is not in it counts as 0.
        Empty: nothing should be found
    kind: what the query tries out, such as "samenstelling"; empty when the file does not say
    """

    query: str
    filters: Mapping[str, tuple[str, ...]]
    grades: Mapping[str, int]
    kind: str = ""

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The query as the parameters of an address."""
        return {"q": [self.query], **{name: list(values) for name, values in self.filters.items()}}


@dataclass(frozen=True, slots=True)
class Scored:
    """A judged query with its score (0 to 1) and the keys and titles of what came, best first."""

    judged: Judged
    score: float
    total: int
    came: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured of a file."""

    scored: tuple[Scored, ...]

    @property
    def score(self) -> float:
        """The mean over all queries."""
        return _mean(each.score for each in self.scored)

    @property
    def by_kind(self) -> dict[str, tuple[float, int]]:
        """The mean and the number of queries per kind, in alphabetical order."""
        kinds = sorted({each.judged.kind for each in self.scored})
        groups = {kind: [each.score for each in self.scored if each.judged.kind == kind] for kind in kinds}
        return {kind: (_mean(scores), len(scores)) for kind, scores in groups.items()}

    def worst(self, count: int) -> list[Scored]:
        """Return the queries with the lowest scores, the lowest first; perfect ones are left out."""
        return sorted((each for each in self.scored if each.score < 1), key=lambda each: each.score)[:count]

    def as_json(self) -> dict[str, Any]:
        """Return everything that was measured as plain values."""
        return {
            "ndcg10": self.score,
            "vragen": len(self.scored),
            "soorten": {kind: {"ndcg10": score, "vragen": n} for kind, (score, n) in self.by_kind.items()},
            "uitkomsten": [
                {
                    "query": each.judged.query,
                    "filters": {name: list(values) for name, values in each.judged.filters.items()},
                    "kind": each.judged.kind,
                    "ndcg10": each.score,
                    "aantal": each.total,
                    "resultaten": [
                        {"bronId": key, "titel": title, "oordeel": each.judged.grades.get(key)}
                        for key, title in each.came
                    ],
                }
                for each in self.scored
            ],
        }


def ndcg(came: Sequence[int], judged: Iterable[int], *, depth: int = DEPTH) -> float:
    """Return the normalised discounted cumulative gain of the grades that came, best result first.

    The gain of a grade is 2**grade - 1, discounted by log2(place + 1). `judged` are all grades there are. Where nothing
    relevant exists, the score is 1 when nothing came and 0 otherwise.
    """
    ideal = _gain(sorted(judged, reverse=True)[:depth])
    if not ideal:
        return 0.0 if came else 1.0
    return _gain(came[:depth]) / ideal


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def measure(judged: Iterable[Judged], schema: Schema, viewer: Viewer) -> Report:
    """Ask every query as this viewer and score the first ten results; raises EngineAway."""
    return Report(tuple(_scored(each, schema, viewer) for each in judged))


def _scored(judged: Judged, schema: Schema, viewer: Viewer) -> Scored:
    request: SearchRequest = querystring.parse(judged.parameters, schema)
    found = find(request, viewer, page_size=DEPTH)
    if found.answered_by == "database":
        raise EngineAway
    came = tuple((result.card.source_id, result.card.title) for result in found.results)
    score = ndcg([judged.grades.get(key, 0) for key, _ in came], judged.grades.values())
    return Scored(judged, score, found.total, came)


def read(lines: Iterable[str], schema: Schema, *, refused: Callable[[int, str], None]) -> Iterator[Judged]:
    """Yield the judged queries of the lines of a file; each line that cannot be used goes to `refused`, with a reason.

    A line is {"query", "filters", "judgments": {bronId: grade}, "kind"?}; empty lines are skipped.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _judged(line, schema)
        except JudgementError as error:
            refused(number, str(error))


def _judged(line: str, schema: Schema) -> Judged:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise JudgementError(f"dit is geen JSON ({error})") from error
    if not isinstance(found, dict):
        raise JudgementError('een regel is een object: {"query", "filters", "judgments"}')
    query, kind = found.get("query"), found.get("kind", "")
    if not isinstance(query, str):
        raise JudgementError("“query” hoort een tekst te zijn")
    if not isinstance(kind, str):
        raise JudgementError("“kind” hoort een tekst te zijn")
    return Judged(query, _filters(found.get("filters"), schema), _grades(found.get("judgments")), kind)


def _filters(value: object, schema: Schema) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise JudgementError("“filters” hoort een object te zijn: filter met waarde, of met een lijst van waarden")
    filters = {}
    for name, chosen in value.items():
        if name not in schema:
            raise JudgementError(f"het filter “{name}” bestaat niet; kies uit {', '.join(schema.names)}")
        values = chosen if isinstance(chosen, list) else [chosen]
        if not all(isinstance(each, str) for each in values):
            raise JudgementError(f"de waarden van het filter “{name}” horen teksten te zijn")
        filters[name] = tuple(values)
    return filters


def _grades(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise JudgementError("“judgments” hoort een object te zijn: bronId met een cijfer van 0 tot en met 3")
    for key, grade in value.items():
        if isinstance(grade, bool) or not isinstance(grade, int) or not 0 <= grade <= BEST_GRADE:
            raise JudgementError(
                f"het oordeel over “{key}” is {grade!r}; het hoort een geheel getal van 0 tot en met 3"
            )
    return value


def _mean(scores: Iterable[float]) -> float:
    every = list(scores)
    return sum(every) / len(every) if every else 0.0
