"""Nobody finds, counts or completes what is not for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines.base import Engine
from search.values import AllOf, Change, Not, Phrase, Query, Term
from tests.search.contract.corpus import EVERYONE, TOKEN_SETS, document


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """One document for each set of tokens, with that set's place in the list as its number."""
    documents = [
        document(number, title=f"titel {number}", tokens=tokens, facets={"gemeente": (f"gemeente-{number}",)})
        for number, tokens in enumerate(TOKEN_SETS, 1)
    ]
    engine.apply([Change(each.key, each) for each in documents])
    return engine


@pytest.mark.parametrize("viewer", TOKEN_SETS, ids=lambda tokens: "+".join(sorted(tokens)) or "nobody")
def test_a_viewer_meets_what_shares_a_token_and_nothing_else(filled: Engine, viewer: frozenset[str]) -> None:
    allowed = {number for number, tokens in enumerate(TOKEN_SETS, 1) if tokens & viewer}
    query = Query(tokens=viewer, facets=("gemeente",))
    for node in (None, Phrase(("titel",)), Not(Term("x")), AllOf(())):
        found = filled.search(replace(query, node=node))
        assert found.total == len(allowed)
        assert {hit.key for hit in found.hits} == {f"stuk-{number}" for number in allowed}
        assert {bucket.value for bucket in found.facets["gemeente"]} == {f"gemeente-{number}" for number in allowed}
    chosen = {"gemeente": frozenset(f"gemeente-{number}" for number in range(1, 17))}
    assert filled.search(replace(query, filters=chosen)).total == len(allowed)
    completed = filled.suggest(["ti"], tokens=viewer, limit=100)
    assert {suggestion.key for suggestion in completed} == {f"stuk-{number}" for number in allowed}


def test_only_the_keys_that_are_asked_for_are_found(filled: Engine) -> None:
    query = Query(tokens=frozenset({"public"}), node=Phrase(("titel",)), facets=("gemeente",))
    visible = {hit.key for hit in filled.search(query).hits}
    wanted = frozenset({min(visible), "stuk-999", "bestaat niet", "\ud800", ""})
    found = filled.search(replace(query, keys=wanted))
    assert ({hit.key for hit in found.hits}, found.total) == ({min(visible)}, 1)
    assert sum(bucket.count for bucket in found.facets["gemeente"]) == 1
    assert filled.search(replace(query, keys=frozenset())).total == 0
    # Asking for a key does not show what one may not see, also when very many are asked for.
    many = frozenset(f"stuk-{number}" for number in range(5_000))
    assert {hit.key for hit in filled.search(replace(query, keys=many)).hits} == visible


def test_a_document_without_tokens_is_not_in_the_index_at_all(filled: Engine) -> None:
    assert TOKEN_SETS[0] == frozenset()
    assert {entry.key for entry in filled.entries()} == {f"stuk-{number}" for number in range(2, 17)}


def test_a_token_is_a_whole_name(engine: Engine) -> None:
    engine.apply([Change("stuk-1", document(1, title="titel", tokens=frozenset({"org:GM0479", "org GM0344"})))])
    for token in ("org", "org:", "GM0479", "org:GM047", "org:gm0479", "org:GM0479 ", "org:*", "*", "", "\ud800"):
        assert engine.search(Query(tokens=frozenset({token}))).total == 0
        assert engine.suggest(["titel"], tokens=frozenset({token}), limit=5) == ()
    assert engine.search(Query(tokens=frozenset({"org:GM0479", "\ud800"}))).total == 1


def test_taking_a_token_away_works_at_once(engine: Engine) -> None:
    engine.apply([Change("stuk-1", document(1, title="titel", tokens=EVERYONE))])
    engine.apply([Change("stuk-1", document(1, title="titel", tokens=frozenset({"org:GM0479"})))])
    assert engine.search(Query(tokens=EVERYONE)).total == 0
    engine.apply([Change("stuk-1", document(1, title="titel", tokens=frozenset()))])
    assert engine.search(Query(tokens=frozenset({"org:GM0479"}))).total == 0
