"""Both engines put much the same documents on top."""

from __future__ import annotations

import random

import pytest

from search.engines.base import Engine
from search.values import AllOf, Phrase, Query, Term
from tests.search.contract.corpus import STEMS, TOKENS, corpus, phrases

DOCUMENTS = corpus(600, seed=5)

#: Scores are not computed alike to the last digit (lengths are rounded differently), so the tops may differ a little.
SHARED_TOP_TEN = 0.95
SAME_FIRST = 0.9


def _questions() -> list[Query]:
    chance = random.Random(9)
    loose = [AllOf(tuple(Term(chance.choice(STEMS)) for _ in range(chance.randint(1, 3)))) for _ in range(160)]
    quoted = [Phrase(words) for words in chance.sample(phrases(DOCUMENTS), 40)]
    return [Query(tokens=frozenset(TOKENS), node=node, limit=10) for node in (*loose, *quoted)]


@pytest.mark.elasticsearch
def test_scores_of_both_engines_are_of_one_size(both: tuple[Engine, Engine]) -> None:
    """Fixed scores, as those of facets, then weigh the same beside those of words."""
    for engine in both:
        with engine.rebuild() as rebuild:
            rebuild.add(DOCUMENTS)
            rebuild.publish()
    ratios: list[float] = []
    for query in _questions():
        left, right = (engine.search(query).hits for engine in both)
        if left:
            assert left[0].score == pytest.approx(
                right[0].score, rel=0.25
            )  # lengths and phrases are rounded differently
            ratios.append(left[0].score / right[0].score)
    assert sum(ratios) / len(ratios) == pytest.approx(1, abs=0.05)


@pytest.mark.elasticsearch
def test_the_top_ten_of_both_engines_overlaps(both: tuple[Engine, Engine]) -> None:
    for engine in both:
        with engine.rebuild() as rebuild:
            rebuild.add(DOCUMENTS)
            rebuild.publish()
    shared: list[float] = []
    first: list[bool] = []
    for query in _questions():
        left, right = ([hit.key for hit in engine.search(query).hits] for engine in both)
        assert len(left) == len(right)
        if left:
            shared.append(len(set(left) & set(right)) / len(left))
            first.append(left[0] == right[0])
    assert len(shared) > 100
    assert sum(shared) / len(shared) >= SHARED_TOP_TEN
    assert sum(first) / len(first) >= SAME_FIRST
