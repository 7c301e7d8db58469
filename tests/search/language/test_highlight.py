"""What was found is marked, the rest is shown as it is, and no text becomes a page."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Synonyms, fragment, highlight, parse, words

SYNONYMS = Synonyms.of([("ggz", "geestelijke gezondheidszorg"), ("wijkteam", "buurtteam")])
PIECES = st.sampled_from(
    [*"<>&\"' \n.-é…", "<mark>", "</mark>", "&amp;", "zorg", "gegevens ", "delen", "wijkteam ", "ggz"]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="…"), max_size=300), st.lists(PIECES, max_size=150).map("".join)
)
QUERIES = st.sampled_from(
    ["zorg", "gegevens delen", '"gegevens delen"', "ggz -zorg", "wijkteams", "", "-", "de", "é <"]
)
LONG = (
    "Het begon met een vraag. De gemeente wilde weten hoe het beter kon. Er kwam een plan met veel stappen, en na een "
    "tijd ook een budget. Daarna ging het wijkteam gegevens delen met de politie. Dat ging niet vanzelf: er was veel "
    "overleg voor nodig, en een convenant. Nu loopt het. De gemeente is tevreden en de inwoners zijn dat ook."
)


def unmarked(shown: str) -> str:
    return html.unescape(shown.replace("<mark>", "").replace("</mark>", ""))


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("huis", "Twee Huizen.", "Twee <mark>Huizen</mark>."),
        ("coordinatie", "de coördinatie", "de <mark>coördinatie</mark>"),
        ("hulp", "schuldhulpverlening", "<mark>schuldhulpverlening</mark>"),
        ("gegevensdeling", "gegevens delen", "<mark>gegevens</mark> <mark>delen</mark>"),
        ("gegevensdeling", "gegevens bewaren", "gegevens bewaren"),
        ("gegevens delen", "gegevensdeling", "<mark>gegevensdeling</mark>"),
        ("straat feest", "een straatfeest", "een <mark>straatfeest</mark>"),
        ("lvb", "LVB-problematiek", "<mark>LVB</mark>-problematiek"),
        ("lvbproblematiek", "LVB-problematiek", "<mark>LVB-problematiek</mark>"),
        ('"gegevens delen"', "Gegevens delen, delen", "<mark>Gegevens delen</mark>, delen"),
        ('"a a" a', "a a a", "<mark>a a a</mark>"),
        ("ggz", "geestelijke gezondheidszorg", "<mark>geestelijke gezondheidszorg</mark>"),
        ("wijkteam", "het buurtteam", "het <mark>buurtteam</mark>"),
        ("zorg -politie", "zorg en politie", "<mark>zorg</mark> en politie"),
        ("de", "de zorg", "<mark>de</mark> zorg"),
        ("de zorg", "de zorg", "de <mark>zorg</mark>"),
        ("", "de zorg", "de zorg"),
        ("zorg", '<b>zorg</b> & "meer"', "&lt;b&gt;<mark>zorg</mark>&lt;/b&gt; &amp; &quot;meer&quot;"),
        ("script", "<script>", "&lt;<mark>script</mark>&gt;"),
        ("zorg", "zorg\u00advraag", "<mark>zorg\u00advraag</mark>"),
    ],
)
def test_what_is_marked(query: str, text: str, shown: str) -> None:
    assert highlight(text, parse(query, synonyms=SYNONYMS)) == shown


@given(TEXTS, QUERIES)
def test_a_marked_text_is_the_text(text: str, query: str) -> None:
    shown = highlight(text, parse(query, synonyms=SYNONYMS))
    assert re.sub("</?mark>", "", shown) == html.escape(text)
    assert re.findall("</?mark>", shown) == ["<mark>", "</mark>"] * shown.count("<mark>")


@given(TEXTS, QUERIES, st.integers(1, 120))
def test_a_fragment_is_a_stretch_of_the_text(text: str, query: str, length: int) -> None:
    shown = fragment(text, parse(query, synonyms=SYNONYMS), length=length)
    stretch = html.unescape(re.sub("</?mark>", "", shown).removeprefix("… ").removesuffix(" …"))
    assert stretch in text
    assert len(stretch) <= length
    assert re.findall("</?mark>", shown) == ["<mark>", "</mark>"] * shown.count("<mark>")


def test_a_short_text_is_shown_whole() -> None:
    assert fragment("Een wijkteam.", parse("wijkteam")) == "Een <mark>wijkteam</mark>."


def test_a_fragment_begins_with_the_sentence_of_the_hits_and_ends_with_a_word() -> None:
    shown = fragment(LONG, parse("gegevens delen politie"), length=100)
    assert shown.startswith(
        "… Daarna ging het wijkteam <mark>gegevens</mark> <mark>delen</mark> met de <mark>politie</mark>."
    )
    assert shown.endswith(" …")
    assert unmarked(shown).removeprefix("… ").removesuffix(" …").rstrip(".:,").split()[-1] in {
        w.surface for w in words(LONG)
    }


def test_the_stretch_with_most_different_words_is_shown() -> None:
    assert "<mark>convenant</mark>" in fragment(LONG, parse("overleg gemeente convenant"), length=100)


def test_without_a_hit_the_start_is_shown() -> None:
    assert fragment(LONG, parse("brandweer"), length=30) == "Het begon met een vraag. De …"


def test_a_hit_at_the_end_has_its_words_before_it() -> None:
    shown = fragment(LONG, parse("inwoners"), length=60)
    assert shown == "… De gemeente is tevreden en de <mark>inwoners</mark> zijn dat ook."


def test_a_word_longer_than_the_fragment_is_cut() -> None:
    shown = fragment("begin " + "zorg-" * 2000, parse("zorg"), length=50)
    assert len(unmarked(shown)) < 60
    assert "<mark>zorg</mark>" in shown


def test_a_text_without_any_border_is_shown_too() -> None:
    assert fragment("x" * 10_000, parse("zorg"), length=50) == "x" * 50 + " …"
