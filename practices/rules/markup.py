"""Turns the Markdown of records into HTML that is safe to show, whoever wrote it."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "a",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
}


def to_html(text: str, *, top: int = 3) -> str:
    """Return the text as safe HTML: no script, style, image or frame.

    top: level of its highest heading, one below the heading that stands above the text
    """
    tokens = _parser.parse(text or "")
    _renumber([token for token in tokens if token.type in {"heading_open", "heading_close"}], top)
    html = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"})


def _renumber(headings: list[Token], top: int) -> None:
    """Let headings begin at the top level and never skip one, whatever the writer began with."""
    used = sorted({token.tag for token in headings})
    before = top - 1
    for opening, closing in zip(headings[::2], headings[1::2], strict=True):
        before = min(top + used.index(opening.tag), before + 1, 6)
        opening.tag = closing.tag = f"h{before}"


def to_inline(text: str) -> str:
    """Return a short text as safe HTML without paragraphs around it."""
    return nh3.clean(_parser.renderInline(text or ""), tags={"em", "strong", "code", "a"}, attributes={"a": {"href"}})


_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
_BEGIN = re.compile(r"^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_MARKS = re.compile(r"\*{1,3}|_{2}|`{1,3}")


def to_plain(text: str) -> str:
    """Return the words of a Markdown text without its marks, for searching and quoting. Linear in the text."""
    if not text:
        return ""
    return _MARKS.sub("", _BEGIN.sub("", _LINK.sub(r"\1", text)))


def excerpt(text: str, *, longest: int = 200) -> str:
    """Return the beginning of a Markdown text on one line, cut between words."""
    plain = " ".join(to_plain(text[: longest * 20]).split())
    return plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0] + " …"
