"""Text that people wrote: safe as HTML, plain in the index."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.rules.markup import to_html, to_inline, to_plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een alinea.\n\nEn nog een.", "<p>Een alinea.</p>\n<p>En nog een.</p>\n"),
        ("**Let op**", "<p><strong>Let op</strong></p>\n"),
        ("# Kop", "<h3>Kop</h3>\n"),
        ("### Kop", "<h3>Kop</h3>\n"),
        ("## Een\n### Twee\n#### Drie\n## Vier", "<h3>Een</h3>\n<h4>Twee</h4>\n<h5>Drie</h5>\n<h3>Vier</h3>\n"),
        ("### Een\n# Twee", "<h3>Een</h3>\n<h3>Twee</h3>\n"),
        ("1. een\n2. twee", "<ol>\n<li>een</li>\n<li>twee</li>\n</ol>\n"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert to_html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='javascript:alert(1)'>x</a>",
        "![x](https://elders.example/volg.png)",
        "<style>body{display:none}</style>",
        "<iframe src='https://elders.example'></iframe>",
    ],
)
def test_nothing_that_acts_or_fetches_survives(text: str) -> None:
    for result in (to_html(text), to_inline(text)):
        tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", result)}
        assert not tags & {"script", "img", "style", "iframe"}
        assert 'href="javascript' not in result
        assert 'href="data' not in result


@given(st.text(max_size=300))
def test_whatever_is_written_is_shown_or_left_out_but_never_fails(text: str) -> None:
    assert "<script" not in to_html(text).lower()
    assert len(to_plain(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Staat u** voor een *besluit*?", "Staat u voor een besluit?"),
        ("# Kop\n\n- een\n- twee\n3. drie", "Kop\n\neen\ntwee\ndrie"),
        ("Zie [de wet](https://wetten.overheid.nl/).", "Zie de wet."),
        ("2 * 3 < 7 en A_B", "2  3 < 7 en A_B"),
        ("", ""),
    ],
)
def test_the_index_holds_words_without_marks(text: str, expected: str) -> None:
    assert to_plain(text) == expected


def test_hostile_text_takes_no_longer_than_its_length_asks() -> None:
    hostile = "[" * 50_000 + "](" * 50_000 + "#" * 50_000
    assert html.unescape(to_plain(hostile))
