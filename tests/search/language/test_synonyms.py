"""Names from the glossary stand for each other, whole names only, and never by way of a third."""

import pickle

import pytest

from search.language import Synonyms, parse, read_line
from search.language.pieces import LEAD, SYNONYM
from search.values import AnyOf, Boosted, Phrase, Term
from tests.search.language.finding import finds, nodes_of

GROUPS = (
    ("geestelijke gezondheidszorg", "ggz"),
    ("wijkteam", "sociaal team", "buurtteam", "lokaal team"),
    ("huisverbod", "tijdelijk huisverbod", "THV"),
    ("Zorg- en Veiligheidshuis", "Veiligheidshuis", "ZVH"),
    ("risicotaxatie", "risico-inschatting"),
    ("Raad voor de Kinderbescherming", "RvdK", "de Raad"),
    ("afschalen", "afbouwen"),
    ("afbouwen", "uitstroom"),
)
SYNONYMS = Synonyms.of(GROUPS)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ggz", "in de geestelijke gezondheidszorg"),
        ("geestelijke gezondheidszorg", "bij de GGZ"),
        ("Geestelijke Gezondheidszorg politie", "GGZ en politie"),
        ("politie ggz", "politie en geestelijke gezondheidszorg"),
        ("wijkteams", "een buurtteam"),
        ("sociale teams", "het wijkteam"),
        ("thv", "een tijdelijk huisverbod"),
        ("huisverboden", "THV"),
        ("zorg en veiligheidshuis", "het ZVH"),
        ("zvh", "het Zorg- en Veiligheidshuis"),
        ("risicotaxatie", "een risico-inschatting"),
        ("risicotaxatie", "een risicoinschatting"),
        ("risico inschatting", "risicotaxatie"),
        ("risicoinschatting", "risicotaxatie"),
        ("rvdk", "de Raad voor de Kinderbescherming"),
        ("rvdk", "de Raad adviseert"),
        ("afbouwen", "afschalen"),
        ("afbouwen", "de uitstroom"),
    ],
)
def test_a_name_finds_the_other_names_of_its_group(query: str, text: str) -> None:
    assert finds(query, text, SYNONYMS)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("geestelijke", "ggz"),  # half a name
        ("geestelijke bijstand", "ggz"),
        ("wijkteam", "een sociaal akkoord van het team"),  # loose words of a name
        ("afschalen", "de uitstroom"),  # two groups further
        ("uitstroom", "afschalen"),
        ("raad", "RvdK"),  # "de Raad" is a name, "raad" is any council
        ("ggz -politie", "geestelijke gezondheidszorg en politie"),
        ('"ggz"', "geestelijke gezondheidszorg"),
    ],
)
def test_a_name_finds_nothing_else(query: str, text: str) -> None:
    assert not finds(query, text, SYNONYMS)


def test_excluding_a_name_does_not_exclude_its_synonyms() -> None:
    assert finds("zorg -ggz", "zorg: geestelijke gezondheidszorg", SYNONYMS)


def test_the_longest_name_wins() -> None:
    synonyms = Synonyms.of([("wijkteam", "sociaal wijkteam"), ("sociaal wijkteam jeugd", "swj")])
    assert finds("sociaal wijkteam jeugd", "swj", synonyms)
    assert not finds("sociaal wijkteam", "swj", synonyms)


def test_the_tree_holds_the_own_words_first() -> None:
    assert parse("ggz", synonyms=SYNONYMS).node == AnyOf(
        (Term("ggz"), Boosted(Phrase(("geestelijke", "gezondheidszorg")), SYNONYM)),
    )


def test_a_word_leads_to_others_but_they_do_not_lead_back() -> None:
    synonyms = Synonyms.of([("verslaving", "afhankelijkheid")], leads=[(("verslaving",), ("drugs", "verkeerd gokken"))])
    for query in ("verslaving", "afhankelijkheid"):
        assert finds(query, "over drugs", synonyms)
        assert finds(query, "over verkeerd gokken", synonyms)
    assert not finds("drugs", "verslaving", synonyms)
    assert not finds("verslaving", "gokken", synonyms)


def test_what_a_word_leads_to_counts_less_than_what_means_the_same() -> None:
    synonyms = Synonyms.of([("verslaving", "afhankelijkheid")], leads=[(("verslaving",), ("drugs",))])
    assert parse("verslaving", synonyms=synonyms).node == AnyOf(
        (Term("verslaf"), Boosted(Term("afhank"), SYNONYM), Boosted(Term("drug"), LEAD))
    )
    assert LEAD < SYNONYM < 1


def test_a_group_of_long_words_is_found_for_loose_ones() -> None:
    assert finds("geld zorgen", "schulden", Synonyms.of([("geldzorgen", "schulden")]))


@pytest.mark.parametrize(
    ("line", "words", "others"),
    [
        ("dokter, arts", ("dokter", "arts"), ()),
        ("verslaving > drugs, gokken", ("verslaving",), ("drugs", "gokken")),
        (" a , a ,, b > ", ("a", "b"), ()),
    ],
)
def test_a_line_of_the_list_is_a_group_or_a_word_that_leads(
    line: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert read_line(line) == (words, others)


def test_names_without_words_or_as_long_as_a_sentence_are_left_out() -> None:
    synonyms = Synonyms.of([("om", "openbaar ministerie"), ("", "ggz"), ("lvb", "woord " * 20), ()])
    assert parse("openbaar ministerie", synonyms=synonyms) == parse("openbaar ministerie")
    assert parse("lvb ggz", synonyms=synonyms) == parse("lvb ggz")


def test_equal_groups_are_equal_synonyms_and_survive_a_cache() -> None:
    assert Synonyms.of(GROUPS) == SYNONYMS
    assert hash(Synonyms.of(GROUPS)) == hash(SYNONYMS)
    copy = pickle.loads(pickle.dumps(SYNONYMS))  # noqa: S301
    assert copy == SYNONYMS
    assert parse("thv", synonyms=copy) == parse("thv", synonyms=SYNONYMS)


def test_a_large_group_does_not_make_a_large_tree() -> None:
    synonyms = Synonyms.of([[f"naam{number} van iets" for number in range(300)] + ["begrip"]])
    assert len(list(nodes_of(parse("begrip " * 50, synonyms=synonyms).node))) < 500
