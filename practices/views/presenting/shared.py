"""What the page of every kind shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe

from practices.choices import Kind, Visibility
from practices.models import SharedPage
from practices.rules.markup import to_html
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with text below it; `html` is safe."""

    id: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Link:
    """A name with an address."""

    title: str
    url: str


def sections(*texts: tuple[str, str, str]) -> list[Section]:
    """Return sections of (id, title, Markdown), without those that have no text."""
    # to_html cleans whatever was written.
    return [Section(name, title, mark_safe(to_html(text))) for name, title, text in texts if text.strip()]  # noqa: S308


def rich(text: str, *, top: int = 3) -> SafeString:
    """Return Markdown as safe HTML; `top`: level of its highest heading."""
    return mark_safe(to_html(text, top=top))  # noqa: S308


def search_link(title: str, **chosen: str) -> Link:
    """Return a link to the search with these filters."""
    return Link(title, "/zoeken/?" + urlencode(chosen))


def links(facet: str, entries: Iterable[Any]) -> list[Link]:
    """Return a link to the search per entry of a list."""
    return [search_link(entry.name, **{facet: entry.slug}) for entry in entries]


def sees_names(page: SharedPage, viewer: Viewer) -> bool:
    """Tell whether names of people show: to signed-in staff of municipalities, and to who may by the rules."""
    return viewer.is_municipal or may(viewer, Deed.SEE_PERSONS, page.path)


def shared_context(page: SharedPage, viewer: Viewer) -> dict[str, Any]:
    """Return kind, place, terms and rights of a page."""
    kind = Kind(page.kind)
    organisation = page.organisation
    return {
        "kind": kind,
        "kind_label": kind.label,
        "breadcrumbs": [{"title": kind.plural_label, "url": f"/{kind.plural}/"}, {"title": page.title, "url": ""}],
        "organisation": Link(organisation.title, organisation.get_absolute_url()),
        "municipality_links": links("gemeente", sorted(page.municipalities.all(), key=lambda entry: entry.name)),
        "theme_links": links("thema", [choice.theme for choice in page.theme_choices.all()]),
        "term_groups": [
            ("Domein", links("domein", page.domains.all())),
            ("Doelgroep", links("doelgroep", page.target_groups.all())),
            ("Partners", links("partner", page.partner_kinds.all())),
            ("Wetten", links("wet", page.laws.all())),
            ("Trefwoorden", links("trefwoord", page.tags.all())),
        ],
        "visibility_label": "" if page.visibility == Visibility.PUBLIC else Visibility(page.visibility).label,
        "may_edit": kind == Kind.PRACTICE and may(viewer, Deed.EDIT, page.path),
        "may_withdraw": kind == Kind.PRACTICE and may(viewer, Deed.WITHDRAW, page.path),
    }
