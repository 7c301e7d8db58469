"""Turns the Markdown of records into HTML that is safe to show, whoever wrote it."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "h5"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
}


def to_html(text: str) -> str:
    """Return the text as safe HTML: no script, style, image or frame; headings start below those of the page."""
    html = _parser.render(text or "")
    for level in (3, 2, 1):  # a heading in a text is smaller than the heading that stands above the text
        html = html.replace(f"<h{level}>", f"<h{level + 2}>").replace(f"</h{level}>", f"</h{level + 2}>")
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"})


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
