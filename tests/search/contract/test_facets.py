"""How values of facets are chosen and counted."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from search.engines.base import Engine
from search.values import Bucket, Change, Document, Phrase, Query
from tests.search.contract.corpus import EVERYONE, SCHEMA, document


def put(engine: Engine, *documents: Document) -> None:
    engine.apply([Change(each.key, each) for each in documents])


def counts(engine: Engine, **filters: str) -> dict[str, list[tuple[str, int]]]:
    """Return the buckets of all facets with these values chosen, given with a space between them."""
    query = Query(tokens=EVERYONE, filters=_chosen(filters), facets=SCHEMA.names)
    return {name: [(each.value, each.count) for each in found] for name, found in engine.search(query).facets.items()}


def keys(engine: Engine, **filters: str) -> set[str]:
    return {hit.key for hit in engine.search(Query(tokens=EVERYONE, filters=_chosen(filters))).hits}


def _chosen(filters: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(values.split()) for name, values in filters.items()}


@pytest.fixture
def filled(engine: Engine) -> Engine:
    put(
        engine,
        document(1, facets={"thema": ("jeugd", "wonen"), "fase": ("idee",)}),
        document(2, facets={"thema": ("jeugd",), "fase": ("geborgd",)}),
        document(3, facets={"thema": ("zorg",), "fase": ("idee",)}),
        document(4),
    )
    return engine


def test_values_of_one_facet_widen_and_of_two_facets_narrow(filled: Engine) -> None:
    assert keys(filled, thema="jeugd") == {"stuk-1", "stuk-2"}
    assert keys(filled, thema="jeugd zorg") == {"stuk-1", "stuk-2", "stuk-3"}
    assert keys(filled, thema="jeugd zorg", fase="idee") == {"stuk-1", "stuk-3"}


def test_values_stand_by_count_and_then_by_value(filled: Engine) -> None:
    assert counts(filled)["thema"] == [("jeugd", 2), ("wonen", 1), ("zorg", 1)]
    assert counts(filled)["fase"] == [("idee", 2), ("geborgd", 1)]


def test_a_facet_is_counted_without_its_own_choice_but_with_that_of_others(filled: Engine) -> None:
    counted = counts(filled, thema="zorg")
    assert counted["thema"] == [("jeugd", 2), ("wonen", 1), ("zorg", 1)]
    assert counted["fase"] == [("idee", 1)]
    counted = counts(filled, thema="jeugd", fase="idee")
    assert counted["thema"] == [("jeugd", 1), ("wonen", 1), ("zorg", 1)]
    assert counted["fase"] == [("geborgd", 1), ("idee", 1)]


def test_a_facet_that_is_not_asked_for_still_narrows(filled: Engine) -> None:
    query = Query(tokens=EVERYONE, filters={"thema": frozenset({"jeugd"})}, facets=("fase",))
    assert filled.search(query).facets == {"fase": (Bucket("geborgd", 1), Bucket("idee", 1))}


def test_an_unknown_value_finds_nothing_and_leaves_the_other_counts_empty(filled: Engine) -> None:
    assert keys(filled, thema="bestaat-niet") == set()
    counted = counts(filled, thema="bestaat-niet")
    assert counted["thema"] == [("jeugd", 2), ("wonen", 1), ("zorg", 1)]
    assert counted["fase"] == []


def test_a_value_that_no_document_can_hold_finds_nothing(filled: Engine) -> None:
    for value in ("", " ", "x" * 70_000, "\ud800", "jeugd OR zorg", "*"):
        query = Query(tokens=EVERYONE, filters={"thema": frozenset({value})})
        assert filled.search(query).total == 0


def test_a_facet_with_nothing_chosen_does_not_narrow(filled: Engine) -> None:
    query = Query(tokens=EVERYONE, filters={"thema": frozenset()}, facets=("thema", "fase"))
    found = filled.search(query)
    assert found.total == 4
    assert found.facets["thema"] == (Bucket("jeugd", 2), Bucket("wonen", 1), Bucket("zorg", 1))
    assert found.facets["fase"] == (Bucket("idee", 2), Bucket("geborgd", 1))


def test_a_facet_without_values_is_there_and_empty(filled: Engine) -> None:
    assert counts(filled)["gemeente"] == []


def test_a_value_that_a_document_has_twice_counts_once(engine: Engine) -> None:
    put(engine, document(1, facets={"thema": ("jeugd", "jeugd")}))
    assert counts(engine)["thema"] == [("jeugd", 1)]


def test_values_are_compared_as_they_are_written(engine: Engine) -> None:
    values = ("één", "een", "Een", "justitie+zorg", "0-20000", "a b", '"', "ключ", "e\u0301e\u0301n")
    put(engine, *(document(number, facets={"thema": (value,)}) for number, value in enumerate(values, 1)))
    assert {value for value, _ in counts(engine)["thema"]} == set(values)
    for number, value in enumerate(values, 1):
        query = Query(tokens=EVERYONE, filters={"thema": frozenset({value})})
        assert [hit.key for hit in engine.search(query).hits] == [f"stuk-{number}"]


def test_a_facet_called_body_has_nothing_to_do_with_the_text(engine: Engine) -> None:
    put(engine, document(1, body="2024", facets={"body": ("2025",)}))
    assert keys(engine, body="2025") == {"stuk-1"}
    assert keys(engine, body="2024") == set()
    assert engine.search(Query(tokens=EVERYONE, node=Phrase(("2025",)))).total == 0


def test_a_facet_that_the_schema_does_not_have_is_a_mistake_of_the_caller(engine: Engine) -> None:
    with pytest.raises(ValueError, match="kleur"):
        engine.search(Query(tokens=EVERYONE, facets=("kleur",)))
    with pytest.raises(ValueError, match="kleur"):
        engine.search(Query(tokens=EVERYONE, filters={"kleur": frozenset({"rood"})}))


def test_nine_hundred_chosen_values_are_as_good_as_one(engine: Engine) -> None:
    put(engine, *(document(number, facets={"gemeente": (f"gemeente-{number}",)}) for number in range(1, 101)))
    chosen = " ".join(f"gemeente-{number}" for number in range(51, 951))
    assert len(keys(engine, gemeente=chosen)) == 20
    query = Query(tokens=EVERYONE, filters=_chosen({"gemeente": chosen}), facets=("gemeente", "thema"), limit=100)
    found = engine.search(query)
    assert found.total == 50
    assert len(found.facets["gemeente"]) == 100


def test_every_one_of_thirty_thousand_values_is_counted(engine: Engine) -> None:
    values = [f"waarde-{number}" for number in range(30_000)]
    portions = [tuple(values[start : start + 300]) for start in range(0, len(values), 300)]
    documents = [
        document(ordinal, facets={"thema": portion, "gemeente": portion, "fase": ("idee",)})
        for ordinal, portion in enumerate(portions, 1)
    ]
    with engine.rebuild() as rebuild:
        rebuild.add([*documents, document(len(documents) + 1, facets={"thema": (values[7],)})])
        rebuild.publish()
    found = engine.search(Query(tokens=EVERYONE, facets=SCHEMA.names, limit=1)).facets
    assert found["thema"] == (
        Bucket(values[7], 2),
        *(Bucket(value, 1) for value in sorted(values) if value != values[7]),
    )
    assert found["gemeente"] == tuple(Bucket(value, 1) for value in sorted(values))
    assert found["fase"] == (Bucket("idee", 100),)
