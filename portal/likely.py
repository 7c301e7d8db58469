"""Guesses what somebody looked for who asks for an address that is not there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote

from portal.sections import ALL
from practices import queries
from practices.choices import Kind
from practices.rules.visibility import Viewer
from search.querystring import SearchRequest
from search.service import find

MOST = 6
#: Longer addresses were made by a program.
LONGEST = 300
_WORD = re.compile(r"[^\W\d_]{2,}")
_KINDS = {kind.plural: kind for kind in Kind}
#: Words of addresses that say nothing of what was looked for.
_EMPTY = frozenset({"html", "htm", "php", "aspx", "index", "www", "pagina", "nl"})


@dataclass(frozen=True, slots=True)
class Likely:
    """A page that may have been meant."""

    title: str
    url: str


def words_of(path: str) -> str:
    """Return the words of an address, to search with: without the name of the list it is in."""
    parts = [part for part in unquote(path[:LONGEST]).strip("/").split("/") if part]
    wanted = parts[1:] if len(parts) > 1 and f"/{parts[0]}/" in {section.url for section in ALL} else parts
    words = [word for part in wanted for word in _WORD.findall(part) if word.casefold() not in _EMPTY]
    return " ".join(words[:8])


def likely_pages(path: str, viewer: Viewer) -> list[Likely]:
    """Return pages that may have been meant, the surest first; only what the viewer may see."""
    parts = [part.casefold() for part in unquote(path[:LONGEST]).strip("/").split("/") if part]
    if not parts or len(path) > LONGEST or "." in parts[-1]:  # a program asks for a file
        return []
    if not all(part.isprintable() for part in parts):  # no address has such characters, and PostgreSQL refuses NUL
        return []
    found = [*_items(parts, viewer), *_named(parts[-1]), *_sections(parts[0])]
    if words := words_of(path):
        cards: list[Any] = [result.card for result in find(SearchRequest(words), viewer, page_size=3).results]
        found += [Likely(card.title, card.url) for card in cards]
    unique: dict[str, Likely] = {}
    for page in found:
        unique.setdefault(page.url, page)
    return [page for page in unique.values() if page.url != path][:MOST]


def _items(parts: list[str], viewer: Viewer) -> list[Likely]:
    """Return items of the same list whose address begins alike: a link may have been broken off in a mail."""
    kind = _KINDS.get(parts[0])
    if kind is None or len(parts) < 2:
        return []
    return [Likely(title, url) for title, url in queries.addresses_like(kind, parts[1], viewer, limit=3)]


def _named(name: str) -> list[Likely]:
    """Return the municipality and the theme that the last part of the address names."""
    places = queries.municipalities_called(name)
    themes = queries.themes_called(name)
    return [
        *(Likely(f"Gemeente {place.name}", place.get_absolute_url()) for place in places),
        *(Likely(f"Thema {theme.name.lower()}", theme.get_absolute_url()) for theme in themes),
    ]


def _sections(first: str) -> list[Likely]:
    """Return the list that the address is in, or one with a name like it."""
    names = {section.url.strip("/"): section for section in ALL}
    close = [name for name in names if name and first.startswith(name)]
    close = close or get_close_matches(first, names, n=1, cutoff=0.75)
    return [Likely(names[name].label, names[name].url) for name in close]
