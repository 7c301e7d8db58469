"""In which order hits stand, and how pages join up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from search.engines.base import MAX_WINDOW, Engine, RejectedDocuments
from search.language import analyse
from search.values import AllOf, AnyOf, Boosted, Change, Document, Not, Phrase, Preferring, Query, Sort, Tagged, Term
from tests.search.contract.corpus import EVERYONE, NOON, document


def put(engine: Engine, *documents: Document) -> None:
    engine.apply([Change(each.key, each) for each in documents])


def order(engine: Engine, query: Query) -> list[int]:
    return [int(hit.key.removeprefix("stuk-")) for hit in engine.search(query).hits]


WIJKTEAM = Term(analyse("wijkteam").stems[0])


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.RELEVANCE])
def test_without_words_the_newest_stands_first(engine: Engine, sort: Sort) -> None:
    put(engine, *(document(number, newest=NOON + timedelta(days=number % 3)) for number in range(1, 7)))
    assert order(engine, Query(tokens=EVERYONE, sort=sort)) == [5, 2, 4, 1, 6, 3]


def test_confirmed_is_another_order(engine: Engine) -> None:
    put(engine, *(document(n, newest=NOON + timedelta(n), confirmed=NOON - timedelta(n)) for n in range(1, 4)))
    assert order(engine, Query(tokens=EVERYONE, sort=Sort.CONFIRMED)) == [1, 2, 3]
    assert order(engine, Query(tokens=EVERYONE, node=Not(WIJKTEAM), sort=Sort.NEWEST)) == [3, 2, 1]


def test_moments_are_compared_by_the_second_over_all_centuries_and_zones(engine: Engine) -> None:
    moments = (
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 1, 1, 0, 0, 1, tzinfo=timezone(timedelta(hours=-1))),
        datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 1, 1, 0, 0, 0, 999_999, tzinfo=UTC),
        datetime(2026, 1, 1, 0, 0, 1, tzinfo=timezone(timedelta(hours=1))),
        datetime(1969, 12, 31, 23, 59, 59, 500_000, tzinfo=UTC),
        datetime(1, 1, 2, tzinfo=UTC),
    )
    put(engine, *(document(number, newest=moment) for number, moment in enumerate(moments, 1)))
    assert order(engine, Query(tokens=EVERYONE, sort=Sort.NEWEST)) == [1, 2, 3, 4, 5, 6, 7]


def test_of_equal_moments_the_highest_ordinal_stands_first(engine: Engine) -> None:
    ordinals = (1, 2, 3, 2**24 - 1)
    put(engine, *(document(ordinal, newest=NOON + timedelta(milliseconds=ordinal % 7)) for ordinal in ordinals))
    assert order(engine, Query(tokens=EVERYONE, sort=Sort.NEWEST)) == [2**24 - 1, 3, 2, 1]


def test_a_word_in_the_title_weighs_more_than_one_in_the_body(engine: Engine) -> None:
    fill = "woord " * 10
    put(
        engine,
        document(1, title=fill, summary=fill, labels=fill, body=fill + "wijkteam", newest=NOON + timedelta(9)),
        document(2, title=fill, summary=fill + "wijkteam", labels=fill, body=fill),
        document(3, title=fill + "wijkteam", summary=fill, labels=fill, body=fill),
    )
    assert order(engine, Query(tokens=EVERYONE, node=WIJKTEAM)) == [3, 2, 1]


def test_a_better_node_and_a_factor_raise_the_score(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2, title="overleg"))
    either = AnyOf((WIJKTEAM, Term("overleg")))
    assert order(engine, Query(tokens=EVERYONE, node=Preferring(either, (WIJKTEAM,)))) == [1, 2]
    assert order(engine, Query(tokens=EVERYONE, node=AnyOf((WIJKTEAM, Boosted(Term("overleg"), 2.0))))) == [2, 1]
    assert order(engine, Query(tokens=EVERYONE, node=AnyOf((Boosted(WIJKTEAM, 2.0), Term("overleg"))))) == [1, 2]


def test_of_alternatives_the_best_one_counts(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam overleg"), document(2, title="wijkteam woord"))
    alone, either = (
        {hit.key: hit.score for hit in engine.search(Query(tokens=EVERYONE, node=node)).hits}
        for node in (WIJKTEAM, AnyOf((WIJKTEAM, Boosted(Term("overleg"), 0.1))))
    )
    assert either == pytest.approx(alone)


def test_a_value_of_a_facet_scores_one(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam", facets={"thema": ("jeugd", "wonen")}), document(2, title="wijkteam"))
    plain = engine.search(Query(tokens=EVERYONE, node=WIJKTEAM)).hits[0].score
    jeugd = Tagged("thema", frozenset({"jeugd", "wonen"}))
    first, second = engine.search(Query(tokens=EVERYONE, node=Preferring(WIJKTEAM, (Boosted(jeugd, 2.5),)))).hits
    assert (first.key, first.score, second.score) == ("stuk-1", pytest.approx(plain + 2.5), pytest.approx(plain))


def test_the_weight_of_a_document_multiplies_its_score(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam", weight=1.25), document(2, title="wijkteam"))
    first, second = engine.search(Query(tokens=EVERYONE, node=WIJKTEAM)).hits
    assert (first.key, first.score) == ("stuk-1", pytest.approx(1.25 * second.score))


def test_the_weight_does_not_matter_where_words_do_not_decide(engine: Engine) -> None:
    facets = {"thema": ("jeugd",)}
    put(engine, document(1, title="wijkteam", weight=1.5, facets=facets), document(2, title="wijkteam", facets=facets))
    assert order(engine, Query(tokens=EVERYONE)) == [2, 1]
    assert order(engine, Query(tokens=EVERYONE, node=Tagged("thema", frozenset({"jeugd"})))) == [2, 1]


def test_a_weight_out_of_bounds_is_refused(engine: Engine) -> None:
    for weight in (0.99, 2.01, float("nan"), float("inf")):
        with pytest.raises(RejectedDocuments, match="weight"):
            put(engine, document(1, title="wijkteam", weight=weight))


def test_filters_and_tokens_have_no_say_in_the_score(engine: Engine) -> None:
    facets = {"thema": ("jeugd",), "fase": ("idee",)}
    put(engine, *(document(n, title="wijkteam" if n > 9 else "overleg", facets=facets) for n in range(1, 12)))
    plain = engine.search(Query(tokens=EVERYONE, node=WIJKTEAM)).hits
    filters = {"thema": frozenset({"jeugd", "zorg"}), "fase": frozenset({"idee"})}
    narrowed = engine.search(Query(tokens=frozenset({"public", "member"}), node=WIJKTEAM, filters=filters)).hits
    assert [(hit.key, hit.score) for hit in plain] == [(hit.key, hit.score) for hit in narrowed]


@pytest.mark.parametrize("node", [WIJKTEAM, Phrase(("wijkteam",)), AllOf((WIJKTEAM, Not(Term("x")))), Not(Term("x"))])
def test_of_equal_scores_the_newest_stands_first_on_every_page(engine: Engine, node: AllOf) -> None:
    numbers = list(range(1, 61))
    for part in (numbers[:30], numbers[30:]):  # written at two moments, as in real life
        put(engine, *(document(n, title="wijkteam", newest=NOON + timedelta(n * 37 % 61)) for n in part))
    newest_first = sorted(numbers, key=lambda n: n * 37 % 61, reverse=True)
    query = Query(tokens=EVERYONE, node=node)
    pages = [order(engine, replace(query, offset=offset, limit=7)) for offset in range(0, 63, 7)]
    assert [number for page in pages for number in page] == newest_first


def test_pages_by_score_join_up_without_gaps_or_doubles(engine: Engine) -> None:
    put(engine, *(document(n, title="wijkteam " * (1 + n % 5), body="woord " * (n % 7)) for n in range(1, 101)))
    query = Query(tokens=EVERYONE, node=WIJKTEAM)
    whole = order(engine, replace(query, limit=100))
    assert sorted(whole) == list(range(1, 101))
    for size in (1, 9, 33):
        pages = [order(engine, replace(query, offset=offset, limit=size)) for offset in range(0, 100, size)]
        assert [number for page in pages for number in page] == whole


@pytest.mark.parametrize("sort", list(Sort))
def test_beyond_the_last_page_there_is_nothing_but_the_total(engine: Engine, sort: Sort) -> None:
    put(engine, document(1, title="wijkteam"), document(2, title="wijkteam"))
    for offset in (2, 50, MAX_WINDOW - 20):
        found = engine.search(Query(tokens=EVERYONE, node=WIJKTEAM, sort=sort, offset=offset))
        assert (found.total, found.hits) == (2, ())


@pytest.mark.parametrize("sort", list(Sort))
def test_without_a_page_the_total_and_the_counts_remain(engine: Engine, sort: Sort) -> None:
    put(engine, document(1, title="wijkteam", facets={"thema": ("jeugd",)}))
    found = engine.search(Query(tokens=EVERYONE, node=WIJKTEAM, sort=sort, limit=0, facets=("thema",)))
    assert (found.total, found.hits, found.facets["thema"][0].count) == (1, (), 1)


def test_the_deepest_page_can_be_reached(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        rebuild.add(document(n, title="wijkteam", newest=NOON + timedelta(n % 9)) for n in range(1, MAX_WINDOW + 51))
        rebuild.publish()
    query = Query(tokens=EVERYONE, node=WIJKTEAM, limit=50)
    assert engine.search(query).total == MAX_WINDOW + 50
    deepest = order(engine, replace(query, offset=MAX_WINDOW - 50))
    assert len(set(deepest)) == 50
