"""Which titles complete what somebody types."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.values import Change, Suggestion
from tests.search.contract.corpus import EVERYONE, corpus, document
from tests.search.contract.reference import Reference


def titles(engine: Engine, *words: str, limit: int = 10) -> list[str]:
    return [suggestion.title for suggestion in engine.suggest(words, tokens=EVERYONE, limit=limit)]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    texts = ("Wijkteams in de praktijk", "Huisverbod", "Het wijkteam", "Wijkagent en wijkteam", "Één wijk", "Een wijk")
    documents = [document(number, title=title, body="verborgen") for number, title in enumerate(texts, 1)]
    engine.apply([Change(each.key, each) for each in documents])
    return engine


def test_the_last_word_may_be_a_beginning_and_short_titles_stand_first(filled: Engine) -> None:
    assert titles(filled, "wijkt") == ["Het wijkteam", "Wijkagent en wijkteam", "Wijkteams in de praktijk"]
    assert titles(filled, "huisverbod") == ["Huisverbod"]


def test_titles_of_equal_length_stand_by_title(filled: Engine) -> None:
    assert titles(filled, "wijk")[:2] == ["Een wijk", "Één wijk"]


def test_the_other_words_must_be_whole(filled: Engine) -> None:
    assert titles(filled, "wijkteam", "wijkag") == ["Wijkagent en wijkteam"]
    assert titles(filled, "wijkt", "wijkagent") == []


def test_no_more_than_asked_for(filled: Engine) -> None:
    assert len(titles(filled, "wijk", limit=2)) == 2
    assert titles(filled, "wijk", limit=0) == []


def test_no_words_complete_nothing_and_the_body_is_not_looked_at(filled: Engine) -> None:
    assert titles(filled) == []
    assert titles(filled, "verborgen") == []


def test_what_is_typed_is_no_pattern(filled: Engine) -> None:
    for typed in ("w.*", "wijk?", "wijk*", "[w]ijk", "(", "\\", "wijk|huis", "^wijk", "\ud800", "x" * 70_000, "\x00"):
        assert titles(filled, typed) == []
        assert titles(filled, typed, "wijk") == []


def test_characters_of_patterns_can_be_searched_for(engine: Engine) -> None:
    engine.apply([Change("stuk-1", document(1, title="'s-Hertogenbosch: artikel 4:15 en 3,5"))])
    assert titles(engine, "4:1") == titles(engine, "3,") != []


def test_titles_of_absurd_length_are_completed_too(engine: Engine) -> None:
    long = "wijkteam " * 10_000
    documents = [document(1, title=long.strip()), document(2, title=long + "x"), document(3, title="wijkteam")]
    engine.apply([Change(each.key, each) for each in documents])
    assert [each.key for each in engine.suggest(["wij"], tokens=EVERYONE, limit=5)] == ["stuk-3", "stuk-1", "stuk-2"]


def test_the_same_titles_come_as_from_the_reference(engine: Engine) -> None:
    documents = corpus(200, seed=3)
    engine.apply([Change(each.key, each) for each in documents])
    reference = Reference(documents)
    words = sorted({word for each in documents for word in each.title.casefold().split()})
    for number, word in enumerate(words):
        for typed in ([word[:2]], [word], [words[number - 1], word[:1]]):
            expected = reference.suggest(typed, tokens=EVERYONE, limit=8)
            assert engine.suggest(typed, tokens=EVERYONE, limit=8) == expected


def test_a_suggestion_names_the_document(filled: Engine) -> None:
    assert filled.suggest(["huis"], tokens=EVERYONE, limit=1) == (Suggestion("stuk-2", "Huisverbod"),)
