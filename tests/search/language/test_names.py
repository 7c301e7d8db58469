"""Names of places, laws and phases in a query, and when they are none."""

from __future__ import annotations

import pickle

import pytest

from search.language import Mode, Name, Names, parse
from search.language.pieces import SYNONYM
from search.values import AnyOf, Boosted, Node, Phrase, Preferring, Tagged, Term
from tests.search.language.finding import nodes_of

NAMES = Names.of(
    [
        Name("Tilburg", "gemeente", "tilburg", "Tilburg", either=True),
        Name("gemeente Tilburg", "gemeente", "tilburg", "Tilburg", either=True),
        Name("'s-Hertogenbosch", "gemeente", "den-bosch", "’s-Hertogenbosch", either=True),
        Name("Den Bosch", "gemeente", "den-bosch", "’s-Hertogenbosch", either=True),
        Name("Súdwest-Fryslân", "gemeente", "sudwest", "Súdwest-Fryslân", either=True),
        Name("Huizen", "gemeente", "huizen", "Huizen", capital=True, either=True),
        Name("Utrecht", "gemeente", "utrecht", "Utrecht", either=True),
        Name("Utrecht", "provincie", "utrecht", "Utrecht", either=True),
        Name("WGS", "wet", "wgs-samenwerking", "WGS"),
        Name("Wgs", "wet", "wgs-schuldhulp", "Wgs"),
        Name("Wpg", "wet", "wpg-politie", "Wpg (politie)"),
        Name("Wpg", "wet", "wpg-gezondheid", "Wpg (gezondheid)"),
        Name("Wet zorg en dwang", "wet", "wzd", "Wzd"),
        Name("OW", "wet", "ow", "Omgevingswet", as_written=True),
        Name("gestopte", "fase", "gestopt", "Gestopt", Mode.ONLY),
        Name("lopende", "fase", "uitvoering", "Uitvoering", Mode.ONLY, beside="soort"),
        Name("projecten", "soort", "praktijk", "Praktijk", Mode.ONLY),
        Name("wat is", "soort", "begrip", "Begrip", Mode.FIRST),
        Name("verslaving", "thema", "verslaving", "Verslaving", inflected=True),
    ]
)


def taken(query: str, *literal: str) -> dict[str, tuple[str, ...]]:
    """Return what the names in a query are taken for."""
    return {m.facet: m.values for m in parse(query, names=NAMES, literal=frozenset(literal)).meanings}


@pytest.mark.parametrize(
    ("query", "meanings"),
    [
        ("wijkteam in Tilburg", {"gemeente": ("tilburg",)}),
        ("wijkteam in tilburg", {"gemeente": ("tilburg",)}),
        ("wijkteam gemeente tilburg", {"gemeente": ("tilburg",)}),
        ("den bosch", {"gemeente": ("den-bosch",)}),
        ("’s-hertogenbosch", {"gemeente": ("den-bosch",)}),
        ("s hertogenbosch", {"gemeente": ("den-bosch",)}),
        ("sudwest fryslan", {"gemeente": ("sudwest",)}),
        ("Utrecht", {"gemeente": ("utrecht",), "provincie": ("utrecht",)}),
        ("wet zorg en dwang", {"wet": ("wzd",)}),
        ("WGS", {"wet": ("wgs-samenwerking",)}),
        ("Wgs", {"wet": ("wgs-schuldhulp",)}),
        ("wgs", {"wet": ("wgs-samenwerking", "wgs-schuldhulp")}),
        ("Wpg", {"wet": ("wpg-politie", "wpg-gezondheid")}),
        ("de OW", {"wet": ("ow",)}),
        ("de ow", {}),
        ("verslavingen", {"thema": ("verslaving",)}),
        ("Huizen", {"gemeente": ("huizen",)}),
        ("overlast in Huizen", {"gemeente": ("huizen",)}),
        ("overlast in huizen", {}),
        ("Huizen zonder warmte", {}),
        ("lopende projecten", {"fase": ("uitvoering",), "soort": ("praktijk",)}),
        ("lopende zaken", {}),
        ("gestopte zaken", {"fase": ("gestopt",)}),
        ('"Tilburg"', {}),
        ("-Tilburg", {}),
    ],
)
def test_what_the_names_in_a_query_are_taken_for(query: str, meanings: dict[str, tuple[str, ...]]) -> None:
    assert taken(query) == meanings


def test_a_facet_can_be_read_literally() -> None:
    assert taken("wgs in Tilburg", "gemeente") == {"wet": ("wgs-samenwerking", "wgs-schuldhulp")}
    assert parse("Tilburg", names=NAMES, literal=frozenset({"gemeente"})).node == Term("tilburg")


def test_a_place_is_its_value_or_its_words() -> None:
    assert parse("Tilburg", names=NAMES).node == AnyOf((Tagged("gemeente", frozenset({"tilburg"})), Term("tilburg")))


def test_two_places_are_alternatives() -> None:
    nodes: list[Node] = [node for node, _ in nodes_of(parse("Tilburg en Den Bosch", names=NAMES).node)]
    tagged = {value for node in nodes if isinstance(node, Tagged) for value in node.values}
    assert tagged == {"tilburg", "den-bosch"}
    assert len(parse("Tilburg en Den Bosch", names=NAMES).required) == 1


def test_a_phase_and_a_kind_are_only_their_values() -> None:
    node = parse("gestopte projecten", names=NAMES).node
    assert {type(inner) for inner, _ in nodes_of(node) if inner is not node} == {Tagged}


def test_what_only_orders_asks_for_nothing() -> None:
    parsed = parse("wat is warmte", names=NAMES)
    assert parsed.node == Term("warm") or parsed.node == Term("warmt")
    assert taken("wat is warmte") == {"soort": ("begrip",)}
    assert parse("wat is", names=NAMES).node is not None


def test_names_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(NAMES)) == NAMES  # noqa: S301
    assert pickle.loads(pickle.dumps(NAMES)).find([]) == []  # noqa: S301


def test_an_abbreviation_in_capitals_is_not_the_ordinary_word() -> None:
    from search.language import Synonyms

    synonyms = Synonyms.of([], [("OM", "Openbaar Ministerie"), ("HALT", "Het Alternatief")])
    assert parse("OM", synonyms=synonyms).node == Boosted(Phrase(("openbaar", "ministerie")), SYNONYM)
    assert parse("om", synonyms=synonyms).node == Phrase(("om",))
    assert parse("halt", synonyms=synonyms).node == Term("halt")
    assert parse("HALT", synonyms=synonyms).node == AnyOf(
        (Term("halt"), Boosted(Phrase(("het", "alternatief")), SYNONYM))
    )


def test_wishes_for_the_order_change_nothing_of_what_matches() -> None:
    from search.language import matching_part
    from search.schema import Boosts

    for query in ("wijkteam in Tilburg", "gestopte projecten", "wat is schulden", "gegevens delen met de politie"):
        parsed = parse(query, names=NAMES)
        asked = parsed.asked(Boosts())
        assert isinstance(asked, Preferring)
        assert parsed.node is not None
        assert matching_part(asked) == matching_part(parsed.node)
