"""Finds pages: by key, by address, by place in the tree, always with what belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Model, Q, prefetch_related_objects

from practices.choices import Kind, Visibility
from practices.models import (
    FormerAddress,
    LegalCasePage,
    NetworkPage,
    OrganisationPage,
    PracticePage,
    SharedPage,
    TermPage,
)
from practices.rules.visibility import Viewer

#: The page model of each kind.
MODELS: Mapping[Kind, type[SharedPage]] = {model.KIND: model for model in SharedPage.__subclasses__()}

#: What a search document needs of each kind, fetched together with the pages.
_COMMON_RELATED = (
    "municipalities__province",
    "municipalities__safety_region",
    "theme_choices__theme",
    "domains",
    "target_groups",
    "partner_kinds",
    "laws",
    "tags",
    "named_partners",
)
_OWN_RELATED: Mapping[type[SharedPage], tuple[str, ...]] = {
    PracticePage: (
        *("questions", "log_entries", "adjustments", "participations", "milestones"),
        *("phase_changes", "adoptions"),
    ),
    LegalCasePage: ("matrix_rows__giver_kind", "matrix_rows__receiver_kind", "positions"),
    NetworkPage: ("members", "meetings"),
    TermPage: ("meanings",),
}


def split_key(key: str) -> tuple[Kind, int] | None:
    """Return kind and number of a key such as "praktijk-17", or None when it is none."""
    kind, _, number = key.rpartition("-")
    if kind not in Kind.values or not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    return Kind(kind), int(number)


#: So many characters of an address that is not there must be right to guess what was meant.
_BEGINNING = 8


def live_keys() -> Iterator[str]:
    """Walk over the keys of all live pages, by number."""
    rows = SharedPage.objects.filter(live=True).order_by("pk").values_list("kind", "pk")
    return (f"{kind}-{pk}" for kind, pk in rows.iterator(chunk_size=2_000))


def pages_to_index(keys: Iterable[str]) -> Iterator[tuple[SharedPage, str]]:
    """Yield the live pages of these keys with all that a search document needs, and the code of their organisation."""
    numbers: dict[Kind, list[int]] = defaultdict(list)
    for key in keys:
        if parts := split_key(key):
            numbers[parts[0]].append(parts[1])
    pages: list[SharedPage] = []
    for kind, pks in numbers.items():
        model = MODELS[kind]
        related = (*_COMMON_RELATED, *_OWN_RELATED.get(model, ()))
        pages += model.objects.filter(pk__in=pks, live=True).prefetch_related(*related)
    codes = organisation_values(pages, "code")
    for page in pages:
        yield page, codes[page.path[: -page.steplen]]


def organisation_values(pages: Iterable[SharedPage], field: str) -> dict[str, str]:
    """Return a field of the organisations above these pages, by their path in the tree."""
    paths = {page.path[: -page.steplen] for page in pages}
    return dict(OrganisationPage.objects.filter(path__in=paths).values_list("path", field))


def keys_with_term(entry: Model) -> list[str]:
    """Return the keys of the live pages that show this entry of a list."""
    relation = _RELATIONS[entry._meta.model_name or ""]
    rows = SharedPage.objects.filter(live=True).filter(**{relation: entry.pk}).distinct().values_list("kind", "pk")
    return [f"{kind}-{pk}" for kind, pk in rows.order_by("pk")]


_RELATIONS = {
    "domain": "domains",
    "law": "laws",
    "municipality": "municipalities",
    "partnerkind": "partner_kinds",
    "province": "municipalities__province",
    "safetyregion": "municipalities__safety_region",
    "targetgroup": "target_groups",
    "theme": "theme_choices__theme",
}


def keys_below(page: Any) -> list[str]:
    """Return the keys of all shared pages at or below a page of the tree."""
    rows = SharedPage.objects.filter(path__startswith=page.path).order_by("pk").values_list("kind", "pk")
    return [f"{kind}-{pk}" for kind, pk in rows]


def keys_of_organisation(organisation: OrganisationPage) -> list[str]:
    """Return the keys of what lies below an organisation, and of what names it as a partner that may look on."""
    rows = organisation.named_in.order_by("pk").values_list("kind", "pk")
    return [*keys_below(organisation), *(f"{kind}-{pk}" for kind, pk in rows)]


def why_not_findable(key: str) -> str:
    """Return, in Dutch, why no page with this key can be found; empty when one can."""
    parts = split_key(key)
    if parts is None:
        return f"“{key}” is geen sleutel. Schrijf de soort en het nummer, bijvoorbeeld praktijk-17."
    page = SharedPage.objects.filter(pk=parts[1]).first()
    if page is None:
        return "Deze pagina bestaat niet of is verwijderd."
    if page.kind != parts[0]:
        return f"Pagina {page.pk} is een andere soort. De sleutel is {page.key}."
    return "" if page.live else "De pagina is niet gepubliceerd: een concept, of ingetrokken."


def visible_pages(kind: Kind, viewer: Viewer, *, source_id: str = "") -> Any:
    """Return the pages of a kind that the viewer may see, newest first, as a queryset."""
    pages = MODELS[kind].objects.visible_to(viewer).order_by("-first_published_at", "-pk")
    return pages.filter(source_id=source_id) if source_id else pages


def page_at(kind: Kind, address: str, viewer: Viewer) -> SharedPage | None:
    """Return the page at an address, or None when the viewer may not see it."""
    page: SharedPage | None = MODELS[kind].objects.visible_to(viewer).filter(address=address).first()
    return page


def current_address(kind: Kind, former: str, viewer: Viewer) -> str | None:
    """Return where a page moved to that had this address before, if the viewer may see it."""
    page = (
        SharedPage.objects.visible_to(viewer)
        .filter(former_addresses__kind=kind, former_addresses__address=former)
        .first()
    )
    return page.get_absolute_url() if page else None


def fetch_content(page: SharedPage) -> None:
    """Fetch all that stands on a page itself, in a constant number of queries."""
    prefetch_related_objects([page], *_SHOWN, *_CONTENT[Kind(page.kind)])


def was_taken_back(kind: Kind, address: str) -> bool:
    """Tell whether a page that everybody could see stood at this address, and was taken offline as it was.

    What was hidden before it went offline was not there for everybody, and is not told of.
    """
    pages = SharedPage.objects.filter(live=False, visibility=Visibility.PUBLIC, public_since__isnull=False)
    here = Q(kind=kind, address=address)
    before = Q(pk__in=FormerAddress.objects.filter(kind=kind, address=address).values("page"))
    return bool(pages.filter(here | before).exists())


def addresses_like(kind: Kind, address: str, viewer: Viewer, *, limit: int) -> list[tuple[str, str]]:
    """Return title and address of pages whose address begins like this one, the most alike first."""
    beginning = address[:_BEGINNING]
    pages = SharedPage.objects.visible_to(viewer).filter(kind=kind, address__startswith=beginning)
    rows = pages.order_by("address").values_list("title", "address")[: limit * 4]
    alike = sorted(rows, key=lambda row: -SequenceMatcher(None, address, row[1]).ratio())
    return [(title, kind.url(found)) for title, found in alike[:limit]]


def with_everything(kind: Kind, pages: Any) -> list[Any]:
    """Return the pages of a queryset with all that stands on them, in a constant number of queries."""
    return list(pages.prefetch_related(*_SHOWN, *_CONTENT[kind]))


#: What stands on a page of every kind, and of each kind beside that.
_SHOWN = (
    *("municipalities", "theme_choices__theme", "domains", "target_groups"),
    *("partner_kinds", "laws", "tags", "document_links__document"),
)
_CONTENT: Mapping[Kind, tuple[str, ...]] = {
    Kind.PRACTICE: (
        *("questions", "log_entries", "adjustments", "milestones", "measurements", "phase_changes"),
        *("participations__partner_kind", "adoptions__municipality"),
    ),
    Kind.LEGAL_CASE: (
        *("matrix_rows__giver_kind", "matrix_rows__receiver_kind"),
        *("positions", "citations__law", "also_asked_by"),
    ),
    Kind.NETWORK: ("municipalities__province", "municipalities__safety_region", "members", "meetings"),
    Kind.TERM: ("meanings__domain",),
    Kind.DOSSIER: (),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """The organisation that a page belongs to."""

    title: str
    url: str
    mailbox: str


def owner_of(page: SharedPage) -> Owner:
    """Return the organisation above a page in the tree."""
    path = page.path[: -page.steplen]
    title, slug, mailbox = OrganisationPage.objects.values_list("title", "slug", "mailbox").get(path=path)
    return Owner(title, f"/organisaties/{slug}/", mailbox)
