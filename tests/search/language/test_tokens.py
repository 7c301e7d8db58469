"""A text falls apart in the words that a reader sees, each at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import analyse, prefix_words, stem, words

ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from(list("abzé -–'’.,&/\"\n\u00ad"))), max_size=200)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Zorg, veiligheid en meer!", ["zorg", "veiligheid", "en", "meer"]),
        ("'s-Hertogenbosch", ["s", "hertogenbosch"]),
        ("Súdwest-Fryslân", ["sudwest", "fryslan"]),
        ("zorg- en veiligheidshuis", ["zorg", "en", "veiligheidshuis"]),
        ("LVB-problematiek", ["lvb", "problematiek"]),
        ("regio's en foto’s", ["regio's", "en", "foto's"]),
        ("de o.g.g.z. en de b.v.", ["de", "oggz", "en", "de", "bv"]),
        ("art. 9 AVG", ["art", "9", "avg"]),
        ("artikel 4:15 Awb", ["artikel", "4:15", "awb"]),
        ("1.000 huizen, 3,5 jaar", ["1000", "huizen", "3,5", "jaar"]),
        ("B&W, JB&R", ["b", "w", "jb", "r"]),
        ("zorg/veiligheid", ["zorg", "veiligheid"]),
        ("(ex-)gedetineerden", ["ex", "gedetineerden"]),
        ("E33 en 18-/18+", ["e33", "en", "18", "18"]),
        ("snake_case", ["snake", "case"]),
        ("‘zorgmijders’", ["zorgmijders"]),
        ("einde.Begin", ["einde", "begin"]),
        ("", []),
        ("... - & ' \" – …", []),
    ],
)
def test_words_of_a_text(text: str, exact: list[str]) -> None:
    assert [word.exact for word in words(text)] == exact


@given(ANYTHING)
def test_every_word_stands_where_it_says_and_is_one_token(text: str) -> None:
    end = 0
    for word in words(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.surface
        for token in (word.exact, word.stem):
            assert token
            assert token.split() == [token]
            assert len(token) <= 64
        end = word.end


@given(ANYTHING)
def test_the_streams_of_an_analysis_are_the_words_of_the_text(text: str) -> None:
    analysis = analyse(text)
    assert analysis.exact == tuple(word.exact for word in words(text))
    assert analysis.stems == tuple(word.stem for word in words(text))
    assert len(set(analysis.parts)) == len(analysis.parts)
    assert all(part.split() == [part] for part in analysis.parts)


def test_a_text_without_spaces_is_analysed_as_well() -> None:
    assert analyse("wijk/" * 1000).exact == ("wijk",) * 1000
    assert [len(token) for token in analyse("x" * 100_000).stems] == [64]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("LVB-problematiek", "lvbproblematiek"),
        ("e-mails", "email"),
        ("re-integratie", "reïntegratie"),
        ("Súdwest-Fryslân", "sudwestfryslan"),
        ("65-plussers", "65plusser"),
    ],
)
def test_a_word_with_a_hyphen_is_also_one_word(text: str, joined: str) -> None:
    assert stem(joined) in analyse(text).parts


def test_words_with_an_ampersand_are_not_an_abbreviation_without_it() -> None:
    assert analyse("het college van B&W").parts == ("b&w",)


def test_numbers_with_a_hyphen_are_a_range_and_no_word() -> None:
    assert analyse("12-18 jaar, 06-12345678").parts == ()


def test_stop_words_keep_their_place() -> None:
    analysis = analyse("het delen van gegevens")
    assert analysis.exact == ("het", "delen", "van", "gegevens")
    assert len(analysis.stems) == 4


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Zorg en veil", ("zorg", "en", "veil")),
        ("’s-Hert", ("s", "hert")),
        ("Súd", ("sud",)),
        ("  ", ()),
        ("\x00\ud800", ()),
    ],
)
def test_what_is_being_typed_is_exact_words(text: str, typed: tuple[str, ...]) -> None:
    assert prefix_words(text) == typed
