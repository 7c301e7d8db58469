"""Where a law, and an article of it, can be read: at the sites of the government and of the European Union."""

from __future__ import annotations

import re
from urllib.parse import quote

#: The books of the Burgerlijk Wetboek by their BWB id: people write 7:457, the site knows article 457 of book 7.
_BOOKS = {
    "BWBR0002656": "1",
    "BWBR0003045": "2",
    "BWBR0005291": "3",
    "BWBR0002761": "4",
    "BWBR0005288": "5",
    "BWBR0005289": "6",
    "BWBR0005290": "7",
}
_CHAPTER = re.compile(r"(?:hoofdstuk|hfst\.?)\s+(\w+)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:art(?:ikel|\.)?\s+)?(\d[\w.:]*)", re.IGNORECASE)


def law_address(*, bwb_id: str, celex: str, url: str = "", article: str = "", paragraph: str = "") -> str:
    """Return the address of a law, at the article and paragraph when they are given; empty when nobody knows it.

    Dutch law is addressed by JCI (the standard of wetten.overheid.nl), European law by its CELEX number.
    """
    if bwb_id:
        return f"https://wetten.overheid.nl/jci1.3:c:{quote(bwb_id)}{_place(bwb_id, article, paragraph)}"
    if celex:
        number = _ARTICLE.fullmatch(article.strip())
        anchor = f"#art_{quote(number[1])}" if number else ""
        return f"https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=CELEX:{quote(celex)}{anchor}"
    return url


def _place(bwb_id: str, article: str, paragraph: str) -> str:
    if chapter := _CHAPTER.fullmatch(article.strip()):
        return f"&hoofdstuk={quote(chapter[1])}"
    number = _ARTICLE.fullmatch(article.strip())
    if not number:
        return ""
    name, book = number[1], _BOOKS.get(bwb_id)
    part = f"&artikel={quote(name)}"
    if book:
        part = f"&boek={book}&artikel={quote(name.removeprefix(f'{book}:'))}"
    return f"{part}&lid={quote(paragraph.strip())}" if paragraph.strip().isdigit() else part
