"""The checks of markup find what they look for, and nothing in a page that is right."""

from __future__ import annotations

import pytest

from tests.markup import faults


def page(content: str, *, language: str = ' lang="nl"', title: str = "<title>Zoeken</title>") -> str:
    head = f'<meta charset="utf-8">{title}'
    return (
        f"<!doctype html><html{language}><head>{head}</head><body><main><h1>Zoeken</h1>{content}</main></body></html>"
    )


def test_a_page_that_is_right_has_no_faults() -> None:
    right = """
        <h2 id="waar">Waar</h2>
        <form aria-labelledby="waar"><label for="q">Zoek</label><input id="q" name="q" enterkeyhint="search"></form>
        <dl><div><dt>Fase</dt><dd>Idee</dd></div></dl>
        <details><summary><h3>Meer</h3></summary><ul><li><a href="#waar">Waar</a></li></ul></details>
        <figure><svg viewBox="0 0 9 9"><title>Een tegel</title></svg><figcaption>De kaart</figcaption></figure>
        <p><time datetime="2026-11-25">vandaag</time> <button type="button" data-hx-get="/">Ververs</button></p>
    """
    assert faults(page(right)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<p>Een <b>woord</p>", "line 1"),
        ("<h3>Te diep</h3>", "a heading of level 3 below one of level 1"),
        ("<h1>Nog een</h1>", "2 headings of level 1"),
        ("<h2> </h2>", "<h2> is empty"),
        ('<p id="a">1</p><p id="a">2</p>', "id a occurs more than once"),
        ('<p id="a b">1</p>', 'id "a b" is empty or has a space in it'),
        ('<section aria-labelledby="weg">1</section>', "points to weg, which is not there"),
        ('<a href="#weg">1</a>', "a link leads to #weg, which is not there"),
        ('<p id="p">1</p><label for="p">1</label>', "a label is for p, which takes no input"),
        ("<span><div>1</div></span>", "<div> stands in <span>"),
        ("<button><ul><li>1</li></ul></button>", "<ul> stands in <button>"),
        ("<ul><div>1</div></ul>", "<div> is a child of <ul>"),
        ("<ol>1<li>2</li></ol>", "<ol> has words between its children"),
        ("<div><li>1</li></div>", "<li> stands in <div>"),
        ("<details><p>1</p></details>", "<details> begins without a summary"),
        ("<details><p>1</p><summary>2</summary></details>", "<summary> is not the first in <details>"),
        ("<dl><dt>1</dt></dl>", "<dl> has a name without a value"),
        ("<dl><dd>1</dd><dt>2</dt><dd>3</dd></dl>", "or a value without a name"),
        ("<dl><dt>1</dt><dd>2</dd><div><dt>3</dt><dd>4</dd></div></dl>", "<dl> holds pairs and groups"),
        ('<p hx-get="/">1</p>', "<p> has an attribute hx-get, which it cannot have"),
        ('<p style="color: red">1</p>', "<p> has an attribute style, which it cannot have"),
        ('<p onclick="weg()">1</p>', "<p> has an attribute onclick, which it cannot have"),
        ('<img src="a.png">', "<img> has no text in its place"),
        ('<a href="">1</a>', "<a> leads nowhere"),
        ("<time>gisteren</time>", "<time> has no date that a program reads"),
        ('<div aria-label="naam">1</div>', "<div> has a name, but no role"),
        ('<a href="/"><button>1</button></a>', "<button> stands in <a>, which is operated itself"),
        ("<label>1<input><input></label>", "<label> is for more than one field"),
        ('<p lang="nederlands!">1</p>', "which is no language"),
        ('<svg role="group"><path/></svg>', "a drawing has the role group"),
        ("<main>1</main>", "the page has not one <main>"),
    ],
)
def test_a_fault_is_found(content: str, said: str) -> None:
    found = faults(page(content))
    assert any(said in fault for fault in found), found


def test_a_page_says_its_language_and_has_a_title() -> None:
    assert "the page does not say its language" in faults(page("", language=""))
    assert "the page has not one title" in faults(page("", title=""))
    assert "the page has not one title" in faults(page("", title="<title> </title>"))
