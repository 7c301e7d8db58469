"""Where a law can be read."""

import pytest

from practices.rules.laws import law_address

DUTCH = "https://wetten.overheid.nl/jci1.3:c:"
EUROPEAN = "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=CELEX:32016R0679"


@pytest.mark.parametrize(
    ("article", "paragraph", "place"),
    [
        ("", "", ""),
        ("5.2.6", "", "&artikel=5.2.6"),
        ("art. 12a", "2", "&artikel=12a&lid=2"),
        ("Artikel 3:46", "", "&artikel=3%3A46"),
        ("hoofdstuk 2", "1", "&hoofdstuk=2"),
        ("446-468", "", ""),
        ("6", "1 onder e", "&artikel=6"),
        ("<script>", "", ""),
    ],
)
def test_a_dutch_law_is_addressed_at_its_article(article: str, paragraph: str, place: str) -> None:
    found = law_address(bwb_id="BWBR0035362", celex="", article=article, paragraph=paragraph)
    assert found == f"{DUTCH}BWBR0035362{place}"


def test_an_article_of_the_civil_code_is_addressed_in_its_book() -> None:
    found = law_address(bwb_id="BWBR0005290", celex="", article="7:457", paragraph="1")
    assert found == f"{DUTCH}BWBR0005290&boek=7&artikel=457&lid=1"


@pytest.mark.parametrize(("article", "anchor"), [("6", "#art_6"), ("", ""), ("overweging", "")])
def test_a_european_law_is_addressed_by_its_number(article: str, anchor: str) -> None:
    assert law_address(bwb_id="", celex="32016R0679", article=article) == EUROPEAN + anchor


def test_a_law_without_a_number_keeps_the_address_that_was_given() -> None:
    assert law_address(bwb_id="", celex="", url="https://voorbeeld.nl/wet", article="1") == "https://voorbeeld.nl/wet"
    assert law_address(bwb_id="", celex="") == ""
