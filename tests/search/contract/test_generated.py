"""Thousands of generated questions, each answered as the reference answers it: so all engines answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import Engine
from search.language import analyse
from search.values import Change, Document, Node, Phrase, Query, Sort, Term
from tests.search.contract.corpus import NOON, SCHEMA, TOKENS, corpus, document, nodes, phrases, queries
from tests.search.contract.reference import Reference

DOCUMENTS = corpus(400, seed=1)

WIDE = frozenset(TOKENS)

many = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def filled(module_engine: Engine) -> Engine:
    """The engine with the corpus, partly from a rebuild, partly changed afterwards."""
    with module_engine.rebuild() as rebuild:
        rebuild.add(DOCUMENTS[:300])
        rebuild.add(replace(each, title="iets heel anders") for each in DOCUMENTS[300:350])
        rebuild.add(document(500 + number, title="wijkteam", tokens=WIDE) for number in range(20))
        rebuild.publish()
    module_engine.apply([Change(each.key, each) for each in DOCUMENTS[300:]])
    module_engine.apply([Change(f"stuk-{500 + number}", None) for number in range(20)])
    return module_engine


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(DOCUMENTS)


def check(engine: Engine, reference: Reference, query: Query) -> None:
    """Compare total, every key, every count, and the order where it is one of moments."""
    answer, expected = engine.search(query), reference.search(query)
    assert answer.total == expected.total
    assert answer.facets == expected.facets
    keys, expected_keys = [hit.key for hit in answer.hits], [hit.key for hit in expected.hits]
    assert sorted(keys) == sorted(expected_keys)
    if query.node is None or query.sort is not Sort.RELEVANCE:
        assert keys == expected_keys
    else:
        scores = [hit.score for hit in answer.hits]
        assert scores == sorted(scores, reverse=True)


@settings(many, max_examples=2000)
@given(query=queries(DOCUMENTS))
def test_any_question_is_answered_as_by_the_reference(filled: Engine, reference: Reference, query: Query) -> None:
    check(filled, reference, query)


@settings(many, max_examples=60)
@given(node=nodes(phrases(DOCUMENTS)), sort=st.sampled_from(Sort), size=st.integers(17, 90))
def test_the_pages_of_any_question_join_up_to_its_whole_answer(
    filled: Engine, reference: Reference, node: Node, sort: Sort, size: int
) -> None:
    whole = Query(tokens=WIDE, node=node, sort=sort, limit=len(DOCUMENTS))
    check(filled, reference, whole)
    expected = [hit.key for hit in filled.search(whole).hits]
    pages = (filled.search(replace(whole, offset=at, limit=size)).hits for at in range(0, len(expected) + 1, size))
    assert [hit.key for page in pages for hit in page] == expected


# --- any text, any sequence of changes ------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@st.composite
def changes(draw: st.DrawFn) -> list[Change]:
    """Return changes of a few keys with texts out of all of Unicode."""
    ordinals = draw(st.lists(st.integers(1, 12), min_size=1, max_size=6))
    return [Change(f"stuk-{ordinal}", draw(st.none() | st.just(ordinal).flatmap(_anything))) for ordinal in ordinals]


def _anything(ordinal: int) -> st.SearchStrategy[Document]:
    return st.builds(
        document,
        st.just(ordinal),
        title=TEXTS,
        summary=TEXTS,
        labels=TEXTS,
        body=TEXTS,
        tokens=st.frozensets(st.sampled_from(TOKENS)),
        facets=st.fixed_dictionaries({}, optional={name: st.lists(VALUES).map(tuple) for name in SCHEMA.names}),
        newest=st.just(NOON),
    )


@pytest.fixture
def emptied(filled: Engine) -> Iterator[Engine]:
    """The shared engine without documents; this comes last in the module, or fills it again."""
    filled.apply([Change(entry.key, None) for entry in filled.entries()])
    yield filled
    filled.apply([Change(entry.key, None) for entry in filled.entries()])
    filled.apply([Change(each.key, each) for each in DOCUMENTS])


@settings(many, max_examples=40)
@given(rounds=st.lists(changes(), min_size=1, max_size=3))
def test_any_text_in_any_sequence_of_changes_is_found_as_by_the_reference(
    emptied: Engine, rounds: list[list[Change]]
) -> None:
    emptied.apply([Change(entry.key, None) for entry in emptied.entries()])
    reference = Reference()
    for each in rounds:
        emptied.apply(each)
        reference.apply(each)
        check(emptied, reference, Query(tokens=WIDE, facets=SCHEMA.names))
        for node in _about(each):
            check(emptied, reference, Query(tokens=WIDE, node=node))


def _about(changed: list[Change]) -> list[Node]:
    """Return some words and the opening phrases of changed documents."""
    texts = [analyse(change.document.body) for change in changed if change.document is not None]
    stems = [stem for text in texts for stem in (*text.stems[:2], *text.parts[:2])]
    return [*map(Term, stems[:6]), *(Phrase(text.exact[:3]) for text in texts[:3])]
