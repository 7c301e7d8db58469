"""The query language: all words, "exact phrases", -exclusions, and an answer to whatever is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language import Parsed, Synonyms, parse
from search.language.compounds import lexicon
from search.values import AllOf, AnyOf, Not, Phrase, Term
from tests.search.language.finding import finds, nodes_of

MOST_NODES = 800
DEEPEST = 8

SIGNS = [*"\"“”„-–' \n&.,é*(", "\x00", "\ud800", " -", ' "']
WORDS = ["de", "het", "wijkteam", "gegevens", "delen", "ggz", "e-mail", "jeugdzorg", "LVB-problematiek", "AND", "a:b"]
PIECES = st.sampled_from([*SIGNS, *WORDS, *(word + " " for word in WORDS)])
QUERIES = st.one_of(st.text(st.characters(), max_size=500), st.lists(PIECES, max_size=120).map("".join))
SYNONYMS = Synonyms.of([("ggz", "geestelijke gezondheidszorg"), ("wijkteam", "sociaal team"), ("e-mail", "bericht")])


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("", None),
        ("  \n ", None),
        ('- -- – !? "" “”', None),
        ("convenant", Term("convenant")),
        ("convenanten", Term("convenant")),
        ("de convenanten", Term("convenant")),
        ('"Het delen"', Phrase(("het", "delen"))),
        ("“het delen”", Phrase(("het", "delen"))),
        ("„het delen”", Phrase(("het", "delen"))),
        ("«het delen»", Phrase(("het", "delen"))),
        ('"LVB-problematiek"', Phrase(("lvb", "problematiek"))),
        ('"convenant', Term("convenant")),
        ('convenant"', Term("convenant")),
        ("-convenant", AllOf((Not(Term("convenant")),))),
        ('-"het convenant"', AllOf((Not(Phrase(("het", "convenant"))),))),
        ("–convenant", AllOf((Not(Term("convenant")),))),
        ("--convenant", AllOf((Not(Term("convenant")),))),
        ("- convenant", Term("convenant")),
        ("convenant -", Term("convenant")),
        ("politie -convenant", AllOf((Term("politie"), Not(Term("convenant"))))),
        ("-convenant politie", AllOf((Term("politie"), Not(Term("convenant"))))),
        ("politie -de", AllOf((Term("politie"), Not(Phrase(("de",)))))),
        ("-e-mail", AllOf((Not(AnyOf((Term("email"), Phrase(("e", "mail"))))),))),
        ("de", Phrase(("de",))),
        ("wie is het", AllOf((Phrase(("wie",)), Phrase(("is",)), Phrase(("het",))))),
        ('de "eigen kracht"', Phrase(("eigen", "kracht"))),
        ("convenant convenanten", Term("convenant")),
        ("art. 9", AllOf((AnyOf((Term("artikel"), Term("art9"))), AnyOf((Term("9"), Term("art9")))))),
    ],
)
def test_what_a_query_means(query: str, node: object) -> None:
    assert parse(query).node == node


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("gegevens delen", "het delen van gegevens", True),
        ("het delen van gegevens", "gegevens delen", True),
        ("gegevens politie", "gegevens van de school", False),
        ('"gegevens delen"', "het delen van gegevens", False),
        ('"gegevens delen"', "wij willen Gegevens delen.", True),
        ('"gegeven"', "gegevens", False),
        ("gegevens -politie", "gegevens van de school", True),
        ("gegevens -politie", "gegevens van de politie", False),
        ('gegevens -"van de politie"', "politie en gegevens", True),
        ("coordinatie", "coördinatie", True),
        ("coördinatie", "coordinatie", True),
        ("huizen", "een huis", True),
        ("-politie", "school", True),
        ("-politie", "politie", False),
        ("één gezin één plan", "een gezin, een plan", True),
        ("zorg/veiligheid", "veiligheid en zorg", True),
    ],
)
def test_what_a_query_finds(query: str, text: str, found: bool) -> None:
    assert finds(query, text) is found


def test_neighbours_are_no_neighbours_across_a_phrase_or_an_exclusion() -> None:
    assert parse('wijk "x" team').node == AllOf((Term("wijk"), Phrase(("x",)), Term("team")))
    assert parse("wijk -x team").node == AllOf((Term("wijk"), Term("team"), Not(Term("x"))))


def test_the_words_for_marking_are_those_that_were_typed() -> None:
    parsed = parse('de wijkteams "eigen kracht" -politie', synonyms=SYNONYMS)
    assert parsed.words == ("wijkteam",)
    assert set(parsed.exact) == {("eigen", "kracht"), ("sociaal", "team")}
    assert ("wijk", "team") in parsed.related


def test_only_the_first_five_hundred_characters_are_read() -> None:
    assert parse("x" * 10 + " " * 490 + "politie") == parse("x" * 10)


def test_parsing_twice_gives_equal_values() -> None:
    assert parse("gegevens delen -x") == parse("gegevens delen -x")
    assert hash(parse("gegevens delen -x")) == hash(parse("gegevens delen -x"))
    assert isinstance(parse("gegevens"), Parsed)


@settings(max_examples=400)
@given(QUERIES)
def test_any_query_gives_a_small_tree(query: str) -> None:
    parsed = parse(query, synonyms=SYNONYMS)
    found = list(nodes_of(parsed.node))
    assert len(found) <= MOST_NODES
    assert max((depth for _, depth in found), default=0) <= DEEPEST
    for node, _ in found:
        match node:
            case Term(stem):
                assert stem.split() == [stem]
            case Phrase(words):
                assert words
                assert all(word.split() == [word] for word in words)
            case AllOf(nodes) | AnyOf(nodes):
                assert nodes
                assert len(set(nodes)) == len(nodes)
            case Not():
                pass


@settings(max_examples=100)
@given(st.lists(st.sampled_from(sorted(lexicon().parts)), max_size=60))
def test_a_query_full_of_compounds_gives_a_small_tree(compounds: list[str]) -> None:
    assert len(list(nodes_of(parse(" ".join(compounds), synonyms=SYNONYMS).node))) <= MOST_NODES


@pytest.mark.parametrize("sign", ['"', "-", "'", "“", "”", "&", ".", "a ", "- ", '" ', '-"', "a-", "&a"])
def test_five_hundred_signs_are_a_query_too(sign: str) -> None:
    assert len(list(nodes_of(parse(sign * 500).node))) <= MOST_NODES
