"""Draws what stands on a page itself, and keeps it: the same for every reader until the page is saved again.

The key holds `changed_at` and the version of the lists, so a save or a renamed entry shows at once. A child that is
written without saving its page shows when what was kept runs out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from practices.choices import Kind
from practices.models import SharedPage
from practices.queries import fetch_content, lists_version
from practices.views.presenting import dossier, glossary, legal_case, network, practice
from practices.views.presenting.shared import Content, Link, Section, about, municipality_links

_CONTENTS: Mapping[Kind, Callable[[Any], Content]] = {
    Kind.PRACTICE: practice.content,
    Kind.LEGAL_CASE: legal_case.content,
    Kind.NETWORK: network.content,
    Kind.TERM: glossary.content,
    Kind.DOSSIER: dossier.content,
}
#: Seconds that what was drawn is kept.
KEPT = 300


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a page, drawn.

    top: over the full width below the head; side: beside the sections; about: what it is about, below them
    main: its sections in their order: drawn, or as they are when a part of them depends on who looks
    contents: (id, title) of its sections, in their order
    places: its municipalities, each with its page
    marks: what the head tells of it: "example", "adjusted"
    """

    top: SafeString
    main: tuple[SafeString | Section, ...]
    side: SafeString
    about: SafeString
    contents: tuple[tuple[str, str], ...]
    places: tuple[Link, ...]
    marks: frozenset[str]


def draw(page: SharedPage) -> Body:
    """Draw the content of a page as it is in memory: also of one that was never saved."""
    content = _CONTENTS[page.KIND](page)
    subjects = about(page)
    return Body(
        top=_part(content.top),
        main=tuple(section if section.personal else drawn(section) for section in content.sections),
        side=_part(content.side),
        about=render_to_string("practices/parts/about.html", {"data": subjects}) if subjects else SafeString(""),
        contents=tuple((section.id, section.title) for section in content.sections),
        places=tuple(municipality_links(page)),
        marks=content.marks | ({"example"} if page.is_example else frozenset()),
    )


def drawn(section: Section) -> SafeString:
    """Return a section as it stands on the page."""
    return SafeString(render_to_string("practices/sections.html", {"sections": [section]}))


def kept(page: SharedPage) -> Body:
    """Return the content of a live page, drawn at most once in a while for each time that it was saved."""
    cache = caches["pages"]
    key = f"body:{page.pk}:{page.changed_at.timestamp()}:{lists_version()}"
    body: Body | None = cache.get(key)
    if body is None:
        fetch_content(page)
        body = draw(page)
        cache.set(key, body, KEPT)
    return body


def _part(part: tuple[str, Any] | None) -> SafeString:
    if part is None:
        return SafeString("")
    return SafeString(render_to_string(f"practices/parts/{part[0]}.html", {"data": part[1]}))
