"""The measure of relevance: nDCG by hand-computed values, and files that anybody may have made."""

from __future__ import annotations

import json

import pytest

from search.quality import Judged, Report, Scored, ndcg, read
from search.schema import Facet, Schema

SCHEMA = Schema((Facet("thema", "Thema"), Facet("gemeente", "Gemeente")))


@pytest.mark.parametrize(
    ("came", "judged", "score"),
    [
        ([3, 2, 1], [1, 2, 3], 1.0),
        ([3], [3], 1.0),
        ([0, 3], [3], 0.6309),  # 7 / log2(3) of 7
        ([1, 3], [3, 1], 0.7098),  # (1 + 7 / 1.585) / (7 + 1 / 1.585)
        ([2, 0, 3], [3, 2], 0.7309),  # (3 + 7 / 2) / (7 + 3 / 1.585)
        ([0, 0], [2], 0.0),
        ([], [2], 0.0),
        ([0] * 10 + [3], [3], 0.0),  # only the first ten count
        ([1] * 10, [1] * 20, 1.0),
        ([], [], 1.0),
        ([0], [], 0.0),
        ([], [0, 0], 1.0),
        ([0], [0], 0.0),
    ],
)
def test_ndcg_is_the_gain_over_the_best_possible_gain(came: list[int], judged: list[int], score: float) -> None:
    assert ndcg(came, judged) == pytest.approx(score, abs=5e-5)


def scored(kind: str, score: float) -> Scored:
    return Scored(Judged("x", {}, {}, kind), score, 0, ())


def test_a_report_takes_the_mean_of_all_queries_and_of_each_kind() -> None:
    report = Report((scored("wet", 1.0), scored("wet", 0.5), scored("typefout", 0.0)))
    assert report.score == 0.5
    assert report.by_kind == {"typefout": (0.0, 1), "wet": (0.75, 2)}
    assert [each.score for each in report.worst(5)] == [0.0, 0.5]
    assert [each.score for each in report.worst(1)] == [0.0]


def test_a_report_without_queries_has_a_score_of_nothing() -> None:
    assert Report(()).score == 0.0


def read_all(*lines: str) -> tuple[list[Judged], dict[int, str]]:
    refused: dict[int, str] = {}
    return list(read(lines, SCHEMA, refused=refused.__setitem__)), refused


def test_a_line_is_a_query_with_filters_and_grades() -> None:
    line = {"query": "huis", "filters": {"thema": "wonen", "gemeente": ["oss", "ede"]}, "judgments": {"p1": 3}}
    judged, refused = read_all(json.dumps(line), "", json.dumps({"query": "", "judgments": {}, "kind": "leeg"}))
    assert refused == {}
    assert judged[0] == Judged("huis", {"thema": ("wonen",), "gemeente": ("oss", "ede")}, {"p1": 3})
    assert judged[0].parameters == {"q": ["huis"], "thema": ["wonen"], "gemeente": ["oss", "ede"]}
    assert judged[1].kind == "leeg"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "geen JSON"),
        ("[" * 100_000, "geen JSON"),
        ("[]", "een object"),
        ('{"judgments": {}}', "“query”"),
        ('{"query": 3, "judgments": {}}', "“query”"),
        ('{"query": "a"}', "“judgments”"),
        ('{"query": "a", "judgments": ["p1"]}', "“judgments”"),
        ('{"query": "a", "judgments": {"p1": 4}}', "“p1” is 4"),
        ('{"query": "a", "judgments": {"p1": -1}}', "“p1” is -1"),
        ('{"query": "a", "judgments": {"p1": "3"}}', "“p1” is '3'"),
        ('{"query": "a", "judgments": {"p1": true}}', "“p1” is True"),
        ('{"query": "a", "judgments": {"p1": 1.5}}', "“p1” is 1.5"),
        ('{"query": "a", "judgments": {}, "filters": ["thema"]}', "“filters”"),
        ('{"query": "a", "judgments": {}, "filters": {"kleur": "rood"}}', "“kleur” bestaat niet"),
        ('{"query": "a", "judgments": {}, "filters": {"thema": 3}}', "“thema” horen teksten"),
        ('{"query": "a", "judgments": {}, "kind": 3}', "“kind”"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: str, reason: str) -> None:
    judged, refused = read_all('{"query": "goed", "judgments": {}}', line, '{"query": "ook", "judgments": {}}')
    assert [each.query for each in judged] == ["goed", "ook"]
    assert list(refused) == [2]
    assert reason in refused[2]
