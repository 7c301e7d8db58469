"""What somebody meant by a word that no text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import SpelledWord, Vocabulary, fold

WORDS = (
    "wijkteam wijkagent gegevens gegevensdeling verwarring verwarming leerplichtambtenaar ervaringsdeskundige schulden "
    "schuldhulp gezin gezinnen plan plannen herhaling huis huur coördinatie vrijwilliger jeugd jongeren team"
)
VOCABULARY = Vocabulary.of(SpelledWord(fold(word), word, number) for number, word in enumerate(WORDS.split(), 1))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wijktem", "wijkteam"),
        ("wijkteeam", "wijkteam"),
        ("wiijkteam", "wijkteam"),
        ("wijkatgent", "wijkagent"),
        ("wijkgaent", "wijkagent"),  # two letters in each other's place are one error
        ("gegevensdeeling", "gegevensdeling"),
        ("gegevnsdelng", "gegevensdeling"),
        ("leerplichtambtenar", "leerplichtambtenaar"),
        ("ervaringsdeskundgie", "ervaringsdeskundige"),
        ("vrijwiliger", "vrijwilliger"),
        ("coordinatei", "coördinatie"),
        ("schuldn", "schulden"),
        ("gezinsplan", "gezin plan"),
        ("jeugdteam", "jeugd team"),
    ],
)
def test_a_word_with_errors_leads_to_what_was_meant(typed: str, meant: str) -> None:
    found = VOCABULARY.meant(fold(typed))
    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize("typed", ["hus", "xyzzy", "aardappelsoep", "2024", "huis2", "", "kwantum"])
def test_what_is_too_short_or_too_far_off_leads_nowhere(typed: str) -> None:
    assert VOCABULARY.meant(typed) is None


def test_a_short_word_is_forgiven_one_error_only() -> None:
    assert VOCABULARY.nearest("hujs") is not None
    assert VOCABULARY.nearest("hajs") is None


def test_of_equally_near_words_the_most_frequent_one_is_meant() -> None:
    found = VOCABULARY.nearest("verwar" + "king")
    assert found is not None
    assert found.exact == "verwarming"


def test_another_form_of_a_known_word_is_known() -> None:
    assert VOCABULARY.knows("wijkteams")
    assert VOCABULARY.knows("coordinatie")
    assert not VOCABULARY.knows("wijkteem")


def test_a_word_with_the_same_beginning_is_a_guess() -> None:
    found = VOCABULARY.meant("vrijwilligheid")
    assert found is not None
    assert (found.text, found.is_typing_error) == ("vrijwilliger", False)


@given(st.text(max_size=70))
def test_any_word_has_an_answer(word: str) -> None:
    VOCABULARY.meant(fold(word))
    assert VOCABULARY.knows(fold(word)) in (True, False)
