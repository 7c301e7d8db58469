"""What is wrong with the markup of a page: what a browser would repair, and the rules of HTML on top of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MESSAGES

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: What may hold words and what stands in a line of words, and no blocks.
_WORDS_ONLY = (
    frozenset({"p", "span", "strong", "em", "b", "i", "small", "mark", "label", "button", "legend", "summary"})
    | {"time", "abbr", "code", "pre", "q", "cite", "kbd", "s", "sub", "sup", "output"}
    | _HEADINGS
)
_BLOCKS = (
    frozenset({"address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure"})
    | {"footer", "form", "header", "hr", "main", "nav", "ol", "p", "pre", "search", "section", "table", "ul"}
    | _HEADINGS
)
#: In these a heading may stand although they hold words only.
_WITH_HEADING = frozenset({"summary", "legend"})
#: What an element may have as children, where that is not words or blocks.
_CHILDREN = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd", "div"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "select": frozenset({"option", "optgroup", "hr"}),
    "optgroup": frozenset({"option"}),
    "picture": frozenset({"source", "img"}),
}
_ANYWHERE = frozenset({"script", "template"})
#: Where an element must stand.
_PARENTS = {
    "li": frozenset({"ul", "ol", "menu"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "summary": frozenset({"details"}),
    "legend": frozenset({"fieldset"}),
    "figcaption": frozenset({"figure"}),
    "caption": frozenset({"table"}),
    "option": frozenset({"select", "datalist", "optgroup"}),
}
_FIRST = frozenset({"summary", "legend", "caption"})
_LABELLED = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
#: Elements without a role of their own: a name on them is heard by nobody.
_WITHOUT_ROLE = frozenset({"div", "span", "p", "strong", "em", "b", "i", "small", "mark", "time", "code", "pre"})
_REFERENCES = ("for", "form", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_REFERENCES += ("aria-details", "aria-errormessage", "aria-activedescendant")
_EVERYWHERE = frozenset(
    """accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint hidden id inert
    inputmode itemid itemprop itemref itemscope itemtype lang nonce popover role slot spellcheck tabindex title
    translate""".split()  # noqa: SIM905 (a list of forty strings is harder to read)
)
#: The attributes that an element may have beside those; an element that is not here has none.
_ATTRIBUTES = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "a": "href target download ping rel hreflang type referrerpolicy",
        "blockquote": "cite",
        "body": "",
        "button": "command commandfor disabled form formaction formenctype formmethod formnovalidate formtarget name "
        "popovertarget popovertargetaction type value",
        "details": "name open",
        "fieldset": "disabled form name",
        "form": "accept-charset action autocomplete enctype method name novalidate target rel",
        "iframe": "src srcdoc name sandbox allow allowfullscreen width height referrerpolicy loading",
        "img": "alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading "
        "fetchpriority",
        "input": "accept alpha alt autocomplete checked colorspace dirname disabled form formaction formenctype "
        "formmethod formnovalidate formtarget height list max maxlength min minlength multiple name pattern "
        "placeholder readonly required size src step type value width",
        "label": "for",
        "li": "value",
        "link": "href crossorigin rel as media hreflang type sizes imagesrcset imagesizes referrerpolicy integrity "
        "blocking color disabled fetchpriority",
        "meta": "name http-equiv content charset media property",
        "meter": "value min max low high optimum",
        "ol": "reversed start type",
        "optgroup": "disabled label",
        "option": "disabled label selected value",
        "progress": "value max",
        "script": "src type nomodule async defer crossorigin integrity referrerpolicy blocking fetchpriority",
        "select": "autocomplete disabled form multiple name required size",
        "td": "colspan rowspan headers",
        "textarea": "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required "
        "rows wrap",
        "th": "colspan rowspan headers scope abbr",
        "time": "datetime",
    }.items()
}
#: What a drawing may be; others stand on a group in it.
_ROLES_OF_A_DRAWING = frozenset({None, "img", "none", "presentation", "document", "application"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?|\d\d:\d\d")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def faults(html: str) -> list[str]:
    """Return what is wrong with the markup of a whole page, in words; nothing when it is right."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    found = [f"line {line}: {MESSAGES[code] % details}" for (line, _), code, details in parser.errors]
    for look in _LOOKS:
        found += look(tree)
    return found


def _said(element: Element) -> str:
    """Return an element as its message names it."""
    names = [f'{name}="{element.get(name)}"' for name in ("id", "class") if element.get(name)]
    return f"<{' '.join([str(element.tag), *names])}>"


def _elements(tree: Element) -> Iterator[Element]:
    """Yield the elements of HTML: what is drawn (SVG) follows rules of its own."""
    if not isinstance(tree.tag, str) or ":" in tree.tag or "}" in tree.tag or tree.tag == "svg":
        return
    yield tree
    for child in tree:
        yield from _elements(child)


def _below(element: Element) -> Iterator[Element]:
    for child in element:
        yield from _elements(child)


def _frame(tree: Element) -> Iterator[str]:
    language = tree.get("lang") or ""
    if not language:
        yield "the page does not say its language"
    titles = [title.text or "" for title in tree.findall("head/title")]
    if len(titles) != 1 or not titles[0].strip():
        yield "the page has not one title"
    if len(tree.findall(".//main")) != 1:
        yield "the page has not one <main>"
    for element in _elements(tree):
        told = element.get("lang")
        if told is not None and not _LANGUAGE.fullmatch(told):
            yield f'{_said(element)} says lang="{told}", which is no language'


def _headings(tree: Element) -> Iterator[str]:
    levels = [int(str(element.tag)[1]) for element in _elements(tree) if element.tag in _HEADINGS]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} below one of level {before}"
    for element in _elements(tree):
        if element.tag in _HEADINGS and not "".join(element.itertext()).strip():
            yield f"{_said(element)} is empty"


def _references(tree: Element) -> Iterator[str]:
    ids = [name for element in tree.iter() if (name := element.get("id")) is not None]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"id {name} occurs more than once"
    for name in ids:
        if not name or re.search(r"\s", name):
            yield f'id "{name}" is empty or has a space in it'
    controls = {element.get("id") for element in _elements(tree) if element.tag in _LABELLED}
    for element in tree.iter():
        for attribute in _REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"<{element.tag} {attribute}> points to {name}, which is not there"
        address = element.get("href") or ""
        if address.startswith("#") and address != "#" and address[1:] not in ids:
            yield f"a link leads to {address}, which is not there"
        if element.tag == "label" and element.get("for") and element.get("for") not in controls:
            yield f"a label is for {element.get('for')}, which takes no input"


def _contents(tree: Element) -> Iterator[str]:
    for element in _elements(tree):
        if element.tag in _WORDS_ONLY:
            for inner in _below(element):
                if inner.tag in _BLOCKS and not (element.tag in _WITH_HEADING and inner.tag in _HEADINGS):
                    yield f"{_said(inner)} stands in {_said(element)}"
        wanted = _CHILDREN.get(str(element.tag))
        if wanted is None:
            continue
        for child in element:
            if isinstance(child.tag, str) and child.tag not in wanted | _ANYWHERE:
                yield f"{_said(child)} is a child of {_said(element)}"
        words = [element.text, *(child.tail for child in element)]
        if any(word and word.strip() for word in words):
            yield f"{_said(element)} has words between its children"


def _places(tree: Element) -> Iterator[str]:
    for element in _elements(tree):
        children = [child for child in element if isinstance(child.tag, str)]
        for number, child in enumerate(children):
            wanted = _PARENTS.get(str(child.tag))
            if wanted is not None and element.tag not in wanted:
                yield f"{_said(child)} stands in {_said(element)}"
            if child.tag in _FIRST and number:
                yield f"{_said(child)} is not the first in {_said(element)}"
        if element.tag == "details" and (not children or children[0].tag != "summary"):
            yield f"{_said(element)} begins without a summary"
        if element.tag == "dl" or (element.tag == "div" and any(child.tag in {"dt", "dd"} for child in children)):
            yield from _pairs(element, [str(child.tag) for child in children if child.tag in {"dt", "dd", "div"}])


def _pairs(element: Element, tags: list[str]) -> Iterator[str]:
    """A list of names and values: every name has a value after it, and every value a name before it."""
    if "div" in tags and len(set(tags)) > 1:
        yield f"{_said(element)} holds pairs and groups"
    names = [tag for tag in tags if tag != "div"]
    if names and (names[0] != "dt" or names[-1] != "dd"):
        yield f"{_said(element)} has a name without a value, or a value without a name"


def _attributes(tree: Element) -> Iterator[str]:
    for element in _elements(tree):
        allowed = _EVERYWHERE | _ATTRIBUTES.get(str(element.tag), frozenset())
        for name in map(str, element.attrib):
            if name not in allowed and not name.startswith(("data-", "aria-")):
                yield f"{_said(element)} has an attribute {name}, which it cannot have"
        if element.tag == "img" and element.get("alt") is None:
            yield f"{_said(element)} has no text in its place"
        if element.tag == "a" and element.get("href") is not None and not re.fullmatch(r"\S+", element.get("href", "")):
            yield f"{_said(element)} leads nowhere, or its address has a space in it"
        if element.tag == "time" and not _DATE.fullmatch(element.get("datetime") or "".join(element.itertext())):
            yield f"{_said(element)} has no date that a program reads"
        if (
            element.tag in _WITHOUT_ROLE
            and not element.get("role")
            and {"aria-label", "aria-labelledby"} & {*element.attrib}
        ):
            yield f"{_said(element)} has a name, but no role"


def _drawings(tree: Element) -> Iterator[str]:
    for element in tree.iter("{http://www.w3.org/2000/svg}svg"):
        if element.get("role") not in _ROLES_OF_A_DRAWING:
            yield f"a drawing has the role {element.get('role')}"
        if element.get("focusable") is not None:
            yield "a drawing has an attribute focusable, which it cannot have"


def _used(element: Element) -> bool:
    """Tell whether one can operate it."""
    return (
        element.tag in {"button", "select", "textarea", "label", "details", "iframe"}
        or (element.tag == "a" and element.get("href") is not None)
        or (element.tag == "input" and element.get("type") != "hidden")
        or element.get("tabindex") is not None
    )


def _nesting(tree: Element) -> Iterator[str]:
    for element in _elements(tree):
        if element.tag in {"a", "button", "summary"}:
            for inner in _below(element):
                if _used(inner):
                    yield f"{_said(inner)} stands in {_said(element)}, which is operated itself"
        if element.tag in {"form", "label"} and any(inner.tag == element.tag for inner in _below(element)):
            yield f"{_said(element)} has another one in it"
        if element.tag == "label" and sum(inner.tag in _LABELLED for inner in _below(element)) > 1:
            yield f"{_said(element)} is for more than one field"


#: Each looks at one side of the markup.
_LOOKS: tuple[Callable[[Any], Iterator[str]], ...] = (
    _frame,
    _headings,
    _references,
    _contents,
    _places,
    _attributes,
    _drawings,
    _nesting,
)
