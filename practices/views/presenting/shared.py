"""What the page of every kind shows, and the parts that all pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.safestring import SafeString, mark_safe

from practices.models import Municipality, SharedPage
from practices.queries import Linked, Owner
from practices.rules.markup import to_html
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer

#: A page with at least so many sections gets a list of contents.
LONG = 5
#: The head of a page names at most so many municipalities.
FEW = 8
LOGIN = "/account/login/"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its own heading.

    part: the template in `templates/practices/parts/` that draws it; data: what that template reads
    personal: the part also shows what depends on who looks, as `data.beside`: it is drawn at every look
    """

    id: str
    title: str
    part: str
    data: Any
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words under a small heading of their own; `html` is safe."""

    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Link:
    """A name with an address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a reader can do next; `icon` is a name of Lucide."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a page itself: it depends on the page and the lists, not on who looks, nor on the day.

    top: template and data of what goes over the full width below the head
    side: template and data of what stands beside the sections
    sections: in their order, each with something in it
    marks: what the head tells of it, such as "adjusted"
    """

    sections: Sequence[Section] = ()
    top: tuple[str, Any] | None = None
    side: tuple[str, Any] | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the content: it depends on who looks, and when.

    people: whom one can ask, as `components/contact_block.html` reads them; people_title: heading above them
    before, after: sections before and after those of the content
    actions: what this reader can do next, the most likely first
    badges: (tone, what it is, text) of each badge in the head
    lead: what stands below the title when it is not the summary
    details: what else the templates of this kind read
    """

    badges: Sequence[tuple[str, str, str]] = ()
    actions: Sequence[Action] = ()
    people: Sequence[dict[str, Any]] = ()
    people_title: str = "Contact"
    before: Sequence[Section] = ()
    after: Sequence[Section] = ()
    lead: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def filled(*sections: Section | None) -> list[Section]:
    """Return the sections that have something in them: a page shows no empty heading."""
    return [section for section in sections if section is not None and section.data]


def texts(*named: tuple[str, str]) -> list[Text]:
    """Return (title, Markdown) pairs with their HTML, without those that have no text."""
    return [Text(title, rich(text, top=4)) for title, text in named if text.strip()]


def text_section(name: str, title: str, text: str) -> Section | None:
    """Return a section of one text in Markdown, or None when there is none."""
    return Section(name, title, "text", rich(text)) if text.strip() else None


def rich(text: str, *, top: int = 3) -> SafeString:
    """Return Markdown as safe HTML; `top`: level of its highest heading."""
    return mark_safe(to_html(text, top=top))  # noqa: S308 (to_html cleans whatever was written)


def search_link(title: str, **chosen: str) -> Link:
    """Return a link to the search with these filters."""
    return Link(title, "/zoeken/?" + urlencode(chosen))


def links(facet: str, entries: Iterable[Any]) -> list[Link]:
    """Return a link to the search per entry of a list."""
    return [search_link(entry.name, **{facet: entry.slug}) for entry in entries]


def links_section(name: str, title: str, groups: Iterable[tuple[str, Sequence[Linked]]]) -> Section | None:
    """Return a section of links under small headings, without the groups that are empty."""
    found = [(heading, shown) for heading, shown in groups if shown]
    return Section(name, title, "links", found) if found else None


def documents(page: SharedPage) -> Section:
    """Return the documents that belong to a page, by their addresses."""
    found = [Link(link.title, link.address) for link in page.document_links.all() if not link.is_picture]
    return Section("documenten", "Documenten", "documents", found)


def photos(page: SharedPage) -> Section:
    """Return the photos of a page; the title of each says what there is to see."""
    found = [Link(link.title, link.address) for link in page.document_links.all() if link.is_picture]
    return Section("fotos", "Foto’s", "photos", found)


def mail_to(mailbox: str, subject: str) -> str:
    """Return the address that opens a mail about something."""
    return f"mailto:{mailbox}?subject={quote(subject[:120])}"


def sees_names(page: SharedPage, viewer: Viewer) -> bool:
    """Tell whether names of people show: to signed-in staff of municipalities, and to who may by the rules."""
    return viewer.is_municipal or may(viewer, Deed.SEE_PERSONS, page.path)


def sign_in(page: SharedPage, label: str) -> Action:
    """Return the way to sign in and come back to this page."""
    return Action(label, f"{LOGIN}?{urlencode({'next': page.get_absolute_url()})}", "log-in")


def people_or_owner(people: list[dict[str, Any]], owner: Owner, page: SharedPage) -> list[dict[str, Any]]:
    """Return the people of a page, or else its organisation: there is always somebody to ask."""
    if people:
        return people
    subject = mail_to(owner.mailbox, f"Vraag over: {page.title}") if owner.mailbox else ""
    return [{"role": owner.title, "mailbox": owner.mailbox, "mail_url": subject, "page_url": owner.url}]


def municipality_links(page: SharedPage) -> list[Link]:
    """Return the municipalities of a page by name, each with its own page."""
    return [municipality_link(entry) for entry in sorted(page.municipalities.all(), key=lambda entry: entry.name)]


def municipality_link(municipality: Municipality) -> Link:
    """Return the name of a municipality with its page."""
    return Link(municipality.name, f"/gemeenten/{municipality.slug}/")


def about(page: SharedPage) -> list[tuple[str, list[Link]]]:
    """Return what a page is about: (name, links to the search), without what is empty.

    Its municipalities stand in the head of the page, unless there are many.
    """
    places = municipality_links(page)
    groups = (
        ("Gemeente", places if len(places) > FEW else []),
        ("Thema", [Link(choice.theme.name, f"/themas/{choice.theme.slug}/") for choice in page.theme_choices.all()]),
        ("Domein", links("domein", page.domains.all())),
        ("Doelgroep", links("doelgroep", page.target_groups.all())),
        ("Soort partner", links("partner", page.partner_kinds.all())),
        ("Wet", links("wet", page.laws.all())),
        ("Trefwoord", links("trefwoord", page.keywords)),
    )
    return [(name, found) for name, found in groups if found]
