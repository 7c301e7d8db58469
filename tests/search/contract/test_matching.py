"""Which documents an engine finds for words, phrases and what is between them."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.language import analyse
from search.values import (
    About,
    AllOf,
    AnyOf,
    AtLeast,
    Boosted,
    Change,
    Document,
    Keyed,
    Node,
    Not,
    Phrase,
    Preferring,
    Query,
    Tagged,
    Term,
)
from tests.search.contract.corpus import EVERYONE, document


def put(engine: Engine, *documents: Document) -> None:
    engine.apply([Change(each.key, each) for each in documents])


def found(engine: Engine, node: Node | None) -> set[str]:
    results = engine.search(Query(tokens=EVERYONE, node=node, limit=100))
    assert results.total == len(results.hits)
    return {hit.key for hit in results.hits}


def term(word: str) -> Term:
    return Term(analyse(word).stems[0])


@pytest.mark.parametrize("text", ["title", "summary", "labels", "body"])
def test_a_word_is_found_in_each_text(engine: Engine, text: str) -> None:
    put(engine, document(1, **{text: "een huisverbod helpt"}), document(2, **{text: "iets anders"}))
    assert found(engine, term("huisverbod")) == {"stuk-1"}


def test_a_part_of_a_compound_is_found(engine: Engine) -> None:
    put(engine, document(1, body="het huisverbod"), document(2, body="het overleg"))
    parts = analyse("huisverbod").parts
    assert parts
    assert all(found(engine, Term(part)) == {"stuk-1"} for part in parts)


def test_all_of_wants_every_node_wherever_it_stands(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam", body="schulden"), document(2, title="wijkteam"), document(3))
    assert found(engine, AllOf((term("wijkteam"), term("schulden")))) == {"stuk-1"}


def test_any_of_wants_one_node(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2, body="schulden"), document(3, body="overleg"))
    assert found(engine, AnyOf((term("wijkteam"), term("schulden")))) == {"stuk-1", "stuk-2"}


def test_only_excluding_finds_all_the_rest(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2, body="schulden"), document(3))
    assert found(engine, Not(term("wijkteam"))) == {"stuk-2", "stuk-3"}
    assert found(engine, AllOf((Not(term("wijkteam")), Not(term("schulden"))))) == {"stuk-3"}


def test_excluding_twice_is_including(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2, body="schulden"))
    assert found(engine, Not(Not(term("wijkteam")))) == {"stuk-1"}


def test_excluding_works_inside_any_of(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2, body="schulden"), document(3, body="wijkteam schulden"))
    assert found(engine, AnyOf((Not(term("wijkteam")), term("schulden")))) == {"stuk-2", "stuk-3"}


def test_empty_nodes_mean_everything_and_nothing(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2))
    assert found(engine, None) == {"stuk-1", "stuk-2"}
    assert found(engine, AllOf(())) == {"stuk-1", "stuk-2"}
    assert found(engine, AnyOf(())) == set()
    assert found(engine, Phrase(())) == set()
    assert found(engine, Not(AllOf(()))) == set()
    assert found(engine, Not(AnyOf(()))) == {"stuk-1", "stuk-2"}


def test_a_subject_stands_in_title_summary_or_labels(engine: Engine) -> None:
    put(
        engine,
        document(1, title="wijkteam"),
        document(2, summary="een wijkteam"),
        document(3, labels="Wijkteam"),
        document(4, body="het wijkteam"),
    )
    assert found(engine, About(term("wijkteam").stem)) == {"stuk-1", "stuk-2", "stuk-3"}
    assert found(engine, AllOf((term("wijkteam"), Not(About(term("wijkteam").stem))))) == {"stuk-4"}
    for word in ("", "twee woorden", "x" * 70_000, "\ud800"):
        assert found(engine, About(word)) == set()


def test_at_least_wants_so_many_nodes(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam schulden"), document(2, title="wijkteam"), document(3, title="overleg"))
    words = (term("wijkteam"), term("schulden"), term("jeugdzorg"))
    assert found(engine, AtLeast(1, words)) == {"stuk-1", "stuk-2"}
    assert found(engine, AtLeast(2, words)) == {"stuk-1"}
    assert found(engine, AtLeast(3, words)) == set()
    assert found(engine, AtLeast(4, words)) == set()
    assert found(engine, AtLeast(0, words)) == {"stuk-1", "stuk-2", "stuk-3"}
    assert found(engine, AtLeast(0, ())) == {"stuk-1", "stuk-2", "stuk-3"}


def test_a_value_of_a_facet_can_be_asked_among_the_words(engine: Engine) -> None:
    put(
        engine,
        document(1, title="wijkteam", facets={"thema": ("jeugd",)}),
        document(2, title="wijkteam", facets={"thema": ("wonen", "één-loket")}),
        document(3, title="jeugd"),
    )
    assert found(engine, Tagged("thema", frozenset({"jeugd"}))) == {"stuk-1"}
    assert found(engine, Tagged("thema", frozenset({"jeugd", "één-loket"}))) == {"stuk-1", "stuk-2"}
    assert found(engine, Tagged("thema", frozenset())) == set()
    assert found(engine, Keyed(frozenset({"stuk-1", "stuk-3", "x" * 600}))) == {"stuk-1", "stuk-3"}
    assert found(engine, AllOf((AtLeast(0, ()), Not(Keyed(frozenset({"stuk-1"})))))) == {"stuk-2", "stuk-3"}
    assert found(engine, Keyed(frozenset())) == set()
    assert found(engine, AnyOf((Tagged("thema", frozenset({"wonen"})), term("jeugd")))) == {"stuk-2", "stuk-3"}


def test_what_is_preferred_or_boosted_filters_nothing(engine: Engine) -> None:
    put(engine, document(1, title="wijkteam"), document(2, title="wijkteam schulden"), document(3, title="schulden"))
    assert found(engine, Preferring(term("wijkteam"), (term("schulden"), Phrase(("x",))))) == {"stuk-1", "stuk-2"}
    assert found(engine, Preferring(term("wijkteam"), ())) == {"stuk-1", "stuk-2"}
    assert found(engine, Boosted(term("wijkteam"), 3.0)) == {"stuk-1", "stuk-2"}


def test_a_phrase_wants_its_exact_words_next_to_each_other(engine: Engine) -> None:
    put(
        engine,
        document(1, body="wij delen gegevens met de politie"),
        document(2, body="gegevens delen wij"),
        document(3, body="wij delen geen gegevens"),
        document(4, body="wij deelden gegevens"),
    )
    assert found(engine, Phrase(("delen", "gegevens"))) == {"stuk-1"}
    assert found(engine, Phrase(("delen",))) == {"stuk-1", "stuk-2", "stuk-3"}


def test_a_phrase_does_not_run_from_one_text_into_the_next(engine: Engine) -> None:
    put(engine, document(1, title="over delen", summary="gegevens", labels="delen", body="gegevens"))
    assert found(engine, Phrase(("delen", "gegevens"))) == set()
    assert found(engine, Phrase(("over", "delen"))) == {"stuk-1"}


def test_a_phrase_with_the_same_word_twice_wants_it_twice(engine: Engine) -> None:
    put(engine, document(1, body="stap voor stap"), document(2, body="stap voor"))
    assert found(engine, Phrase(("stap", "voor", "stap"))) == {"stuk-1"}


def test_nothing_in_a_word_is_read_as_a_command(engine: Engine) -> None:
    put(engine, document(1, body="wijkteam"), document(2, body="AND OR NOT title"))
    for word in (
        "wijk*",
        "wijk.*",
        "title:wijkteam",
        "wijkteam~2",
        '"wijkteam"',
        "/wijk/",
        "(wijkteam)",
        "*",
        "+",
        "\\",
    ):
        assert found(engine, Term(word)) == set()
        assert found(engine, Phrase((word, "wijkteam"))) == set()


def test_words_in_the_form_of_no_word_find_nothing(engine: Engine) -> None:
    put(engine, document(1, body="twee woorden"))
    for word in ("", " ", "twee woorden", "x" * 70_000, "\x00", "\ud800"):
        assert found(engine, Term(word)) == set()
        assert found(engine, Phrase((word,))) == set()
        assert found(engine, Not(Phrase((word, "woorden")))) == {"stuk-1"}


def test_a_word_of_absurd_length_does_not_keep_its_document_from_being_found(engine: Engine) -> None:
    put(engine, document(1, title="a" * 100_000, body="wijkteam " + "é" * 70_000 + " schulden"))
    assert found(engine, AllOf((term("wijkteam"), term("schulden")))) == {"stuk-1"}


def test_a_hit_carries_its_stamp_and_the_text_as_indexed(engine: Engine) -> None:
    body = 'Één "wijkteam" & <b>zorg</b>\n\nmet 😀, \u00a0 en nog een regel.'
    put(engine, document(1, body=body, stamp="2026-11-23T09:00:00.123456+01:00"))
    (hit,) = engine.search(Query(tokens=EVERYONE, node=term("wijkteam"))).hits
    assert (hit.key, hit.body, hit.stamp) == ("stuk-1", body, "2026-11-23T09:00:00.123456+01:00")
    assert hit.score > 0
