"""The Elasticsearch engine against a real server, beyond what the contract asks of every engine."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines.base import EngineUnavailable, RejectedDocuments
from search.engines.elastic import ElasticEngine
from search.language import analyse
from search.values import AllOf, AnyOf, Bucket, Change, Not, Phrase, Query, Sort, Suggestion, Term
from tests.search.elastic.things import PUBLIC, SCHEMA, document, fill

pytestmark = pytest.mark.elasticsearch

NAMES = SCHEMA.names


def keys(engine: ElasticEngine, query: Query) -> list[str]:
    return [hit.key for hit in engine.search(query).hits]


def stem(word: str) -> str:
    (found,) = analyse(word).stems
    return found


def test_a_hit_carries_what_the_page_shows(engine: ElasticEngine) -> None:
    fill(engine, document(1, body="Eerst bellen,\ndan een brief."))
    (hit,) = engine.search(Query(PUBLIC, node=Term(stem("brief")))).hits
    assert (hit.key, hit.stamp, hit.body) == ("praktijk-1", "v1", "Eerst bellen,\ndan een brief.")
    assert hit.score > 0


def test_counts_leave_out_the_choice_of_their_own_facet(engine: ElasticEngine) -> None:
    fill(
        engine,
        document(1, facets={"thema": ("jeugd", "zorg"), "gemeente": ("breda",), "fase": ("idee",)}),
        document(2, facets={"thema": ("jeugd",), "gemeente": ("zaanstad",), "fase": ("idee",)}),
        document(3, facets={"thema": ("wonen",), "gemeente": ("breda",)}),
    )
    chosen = {"thema": frozenset({"jeugd"}), "gemeente": frozenset({"breda"})}
    found = engine.search(Query(PUBLIC, filters=chosen, facets=NAMES))
    assert found.total == 1
    assert found.facets == {
        "thema": (Bucket("jeugd", 1), Bucket("wonen", 1), Bucket("zorg", 1)),
        "gemeente": (Bucket("breda", 1), Bucket("zaanstad", 1)),
        "fase": (Bucket("idee", 1),),
    }
    # A choice in a facet that is not counted narrows everything.
    found = engine.search(Query(PUBLIC, filters=chosen, facets=("gemeente",)))
    assert found.facets == {"gemeente": (Bucket("breda", 1), Bucket("zaanstad", 1))}
    found = engine.search(Query(PUBLIC, filters={"fase": frozenset({"idee"})}, facets=("thema", "fase")))
    assert found.facets == {"thema": (Bucket("jeugd", 2), Bucket("zorg", 1)), "fase": (Bucket("idee", 2),)}


def test_nine_hundred_values_may_be_chosen(engine: ElasticEngine) -> None:
    fill(engine, *(document(number, facets={"gemeente": (f"gemeente-{number}",)}) for number in range(30)))
    chosen = frozenset(f"gemeente-{number}" for number in range(10, 910))
    found = engine.search(Query(PUBLIC, filters={"gemeente": chosen}, facets=NAMES))
    assert found.total == 20
    assert len(found.facets["gemeente"]) == 30


def test_a_long_query_of_many_words_is_answered(engine: ElasticEngine) -> None:
    fill(engine, document(1))
    many = tuple(AnyOf(tuple(Term(f"woord{number}x{other}") for other in range(8))) for number in range(250))
    assert engine.search(Query(PUBLIC, node=AnyOf(many))).total == 0
    assert engine.search(Query(PUBLIC, node=Not(AllOf(many)))).total == 1


@pytest.mark.parametrize("word", ["x" * 40_000, "\ud800", "\0", "", "a b", "a\u00a0b", "*", "a*", '"', "\\"])
def test_words_and_values_that_no_document_holds_find_nothing(engine: ElasticEngine, word: str) -> None:
    fill(engine, document(1))
    assert engine.search(Query(PUBLIC, node=Term(word))).total == 0
    assert engine.search(Query(PUBLIC, node=Phrase((word,)))).total == 0
    assert engine.search(Query(PUBLIC, node=Phrase(("samen", word)))).total == 0
    assert engine.search(Query(PUBLIC, filters={"thema": frozenset({word})})).total == 0
    assert engine.search(Query(frozenset({word}))).total == 0
    assert engine.suggest(("samen", word), tokens=PUBLIC, limit=5) == () or word == ""


def test_a_facet_that_is_not_in_the_schema_is_a_mistake(engine: ElasticEngine) -> None:
    with pytest.raises(ValueError, match="kleur"):
        engine.search(Query(PUBLIC, facets=("kleur",)))


def test_equal_scores_put_the_newest_first(engine: ElasticEngine) -> None:
    fill(engine, *(document(number, title="Samen") for number in (2, 5, 3, 4, 1)))
    newest_first = [f"praktijk-{number}" for number in (5, 4, 3, 2, 1)]
    assert keys(engine, Query(PUBLIC, node=Term(stem("samen")))) == newest_first
    assert keys(engine, Query(PUBLIC, node=Not(Term("anders")))) == newest_first
    assert keys(engine, Query(PUBLIC, sort=Sort.CONFIRMED)) == newest_first[::-1]


def test_a_word_in_the_title_counts_more_than_one_in_the_text(engine: ElasticEngine) -> None:
    fill(engine, document(1, title="Huur", body="Over geld."), document(2, title="Geld", body="Over huur."))
    assert keys(engine, Query(PUBLIC, node=Term(stem("huur")))) == ["praktijk-1", "praktijk-2"]
    assert keys(engine, Query(PUBLIC, node=Term(stem("geld")))) == ["praktijk-2", "praktijk-1"]


def test_a_phrase_does_not_run_from_the_title_into_the_text(engine: ElasticEngine) -> None:
    fill(engine, document(1, title="Samen bellen", summary="Over huur", labels="", body="en geld"))
    assert engine.search(Query(PUBLIC, node=Phrase(("samen", "bellen")))).total == 1
    assert engine.search(Query(PUBLIC, node=Phrase(("bellen", "over")))).total == 0
    assert engine.search(Query(PUBLIC, node=Phrase(("huur", "en")))).total == 0


def test_very_long_texts_words_and_titles_are_taken(engine: ElasticEngine) -> None:
    title = "t" * 50_000
    fill(engine, document(1, title=title, body=" ".join(f"woord{number}" for number in range(50_000))))
    assert engine.search(Query(PUBLIC, node=Term(stem("woord49999")))).total == 1
    assert engine.search(Query(PUBLIC, node=Term(stem(title)))).total == 1
    assert engine.suggest(("ttt",), tokens=PUBLIC, limit=1) == (Suggestion("praktijk-1", title),)


def test_suggestions_are_visible_titles_from_short_to_long(engine: ElasticEngine) -> None:
    fill(
        engine,
        document(1, title="Schulden voorkomen in de wijk"),
        document(2, title="Vroeg bij schulden"),
        document(3, title="Schuldhulp"),
        document(4, title="Schuld", tokens=frozenset({"org:GM0479"})),
        document(5, title="Wonen", body="schulden"),
    )
    titles = [each.title for each in engine.suggest(("schuld",), tokens=PUBLIC, limit=5)]
    assert titles == ["Schuldhulp", "Vroeg bij schulden", "Schulden voorkomen in de wijk"]
    assert [each.key for each in engine.suggest(("schulden", "wi"), tokens=PUBLIC, limit=5)] == ["praktijk-1"]
    assert len(engine.suggest(("schuld",), tokens=PUBLIC, limit=2)) == 2
    assert engine.suggest((), tokens=PUBLIC, limit=5) == ()


def test_a_change_is_visible_when_it_returns(engine: ElasticEngine) -> None:
    fill(engine, document(1), document(2), document(3))
    changes = [
        Change("praktijk-1", document(1, tokens=frozenset())),
        Change("praktijk-2", document(2, stamp="later")),
        Change("praktijk-4", document(4)),
        Change("praktijk-3", document(3, stamp="between")),
        Change("praktijk-3", None),
        Change("praktijk-99", None),
    ]
    for _ in range(2):  # repeating does no harm
        engine.apply(changes)
        hits = engine.search(Query(PUBLIC)).hits
        assert [(hit.key, hit.stamp) for hit in hits] == [("praktijk-4", "v4"), ("praktijk-2", "later")]


def test_a_refused_change_is_named_and_the_others_are_in(engine: ElasticEngine) -> None:
    fill(engine, document(1))
    with pytest.raises(RejectedDocuments) as caught:
        engine.apply(
            [
                Change("praktijk-2", document(2)),
                Change("praktijk-3", document(3, title="\ud800")),
                Change("praktijk-4", document(5)),
                Change("k" * 600, None),
                Change("praktijk-1", None),
            ]
        )
    assert set(caught.value.reasons) == {"praktijk-3", "praktijk-4", "k" * 600}
    assert keys(engine, Query(PUBLIC)) == ["praktijk-2"]


def test_entries_name_everything_over_many_pages(engine: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elastic.engine.PAGE", 3)
    fill(engine, *(document(number, tokens=frozenset({f"org:{number}"})) for number in range(10)))
    found = {entry.key: entry.digest for entry in engine.entries()}
    assert sorted(found) == sorted(f"praktijk-{number}" for number in range(10))
    assert len(set(found.values())) == 10


def test_entries_show_one_state_while_others_write(engine: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elastic.engine.PAGE", 2)
    fill(engine, *(document(number) for number in range(6)))
    walk = engine.entries()
    first = next(walk)
    engine.apply([Change(f"praktijk-{number}", None) for number in range(6)])
    assert len({first, *walk}) == 6


def test_many_threads_may_ask_at_once(elasticsearch_url: str, engine: ElasticEngine, prefix: str) -> None:
    fill(engine, *(document(number) for number in range(5)))
    fresh = ElasticEngine(elasticsearch_url, SCHEMA, prefix=prefix, timeout=20.0)
    with ThreadPoolExecutor(40) as pool:
        totals = list(pool.map(lambda _: fresh.search(Query(PUBLIC, facets=NAMES)).total, range(200)))
    assert set(totals) == {5}


def test_a_forked_child_has_a_connection_of_its_own(engine: ElasticEngine) -> None:
    fill(engine, document(1))
    engine.ping()
    child = os.fork()
    if not child:
        try:
            os._exit(0 if engine.search(Query(PUBLIC)).total == 1 else 1)
        except EngineUnavailable:
            os._exit(2)
    assert engine.search(Query(PUBLIC)).total == 1
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert engine.search(Query(PUBLIC)).total == 1
