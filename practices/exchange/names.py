"""Resolves the names in records: lists, keywords, organisations and pages, each read once and kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.text import slugify

from practices.choices import Kind, OrganisationKind
from practices.exchange.reading import ORGANISATIONS
from practices.models import (
    Domain,
    Law,
    Municipality,
    OrganisationPage,
    PartnerKind,
    SafetyRegion,
    SharedPage,
    TargetGroup,
    TermPage,
    Theme,
)
from practices.models.taxonomy import ListEntry
from practices.queries.keywords import keyword_called
from practices.queries.names import entry_names, municipality_names
from practices.rules.names import NameList, normal
from search.language import clean

#: The lists by the name of their field in a record.
LISTS: Mapping[str, type[ListEntry]] = {
    "gemeenten": Municipality,
    "themas": Theme,
    "domeinen": Domain,
    "doelgroepen": TargetGroup,
    "partners": PartnerKind,
    "wetten": Law,
}
#: Municipalities have facts that a name does not give; all other lists may grow.
_FIXED = frozenset({"gemeenten"})
VNG = "VNG"


class ListNames:
    """The entries of all lists and the organisations; see `reading.Names`."""

    def __init__(self) -> None:
        self._names: dict[str, NameList] = {}
        self._entries: dict[str, dict[str, Any]] = {}
        self._tags: dict[str, str] = {}

    def find(self, kind: str, name: str) -> tuple[str, ...]:
        if kind not in self._names:
            self._names[kind] = municipality_names() if kind == "gemeenten" else entry_names(LISTS[kind])
        return self._names[kind].find(name)

    def is_former(self, kind: str, name: str) -> bool:
        return kind == "gemeenten" and not self._today.find(name) and bool(self.find(kind, name))

    def label(self, kind: str, slug: str) -> str:
        entry = self.entry(kind, slug)
        return entry.name if entry else slug

    def entry(self, kind: str, slug: str) -> Any:
        if kind == ORGANISATIONS:
            return self.organisations.get(slug)
        if kind not in self._entries:
            self._entries[kind] = {entry.slug: entry for entry in LISTS[kind]._default_manager.all()}
        return self._entries[kind].get(slug)

    def slug_for(self, kind: str, name: str) -> str:
        return slugify(name)[:80].strip("-") if len(name) <= 200 else ""

    def can_grow(self, kind: str) -> bool:
        return kind not in _FIXED

    def grown(self, kind: str) -> None:
        """Read a list again, because an entry was added."""
        self._names.pop(kind, None)
        self._entries.pop(kind, None)
        for name in ("organisations", "_partner_codes"):
            self.__dict__.pop(name, None)

    def forget(self) -> None:
        """Read everything again, because what was added was rolled back."""
        for kind in (*LISTS, ORGANISATIONS):
            self.grown(kind)

    def kind_of_partner(self, name: str) -> str:
        found = self.find("partners", name) or self._members.find(name)
        return found[0] if len(found) == 1 else ""

    def tag(self, name: str) -> str:
        if name.casefold() not in self._tags:
            there = keyword_called(name)
            self._tags[name.casefold()] = there.name if there else name
        return self._tags[name.casefold()]

    def forget_tags(self) -> None:
        """Ask the database again, because what a refused line would have added was not."""
        self._tags.clear()

    # --- organisations ----------------------------------------------------------------------------------------------

    @cached_property
    def organisations(self) -> dict[str, OrganisationPage]:
        """The organisations that have a page, by code."""
        return {page.code: page for page in OrganisationPage.objects.select_related("municipality", "safety_region")}

    def owner(self, name: str) -> tuple[str, ...]:
        """Return the organisations that a name may stand for, as a record writes them.

        A municipality goes before a region of the same name; "Regio Utrecht" is the region.
        """
        if name.strip().upper() == VNG:
            return (VNG,)
        if normal(name) in self._region_codes:
            return (self._region_codes[normal(name)],)
        municipalities = self.find("gemeenten", name)
        if municipalities:
            return municipalities
        regions = self._regions.find(name)
        if regions:
            return regions
        return tuple(sorted(self._partners.get(normal(name), ())))

    def owner_name(self, organisation: OrganisationPage) -> str:
        """Return how a record writes an organisation."""
        if organisation.municipality:
            return organisation.municipality.slug
        if organisation.organisation_kind == OrganisationKind.PARTNER:
            title = " ".join(clean(organisation.title).split())
            return title if self.owner(title) == (title,) else organisation.code
        return organisation.code

    def partners_named(self, names: tuple[str, ...]) -> tuple[str, ...]:
        codes: set[str] = set()
        for name in names:
            codes.update(self._partner_codes.get(normal(name), ()))
        return tuple(sorted(codes))

    def partner(self, name: str) -> OrganisationPage | None:
        """Return the partner organisation that a record writes so."""
        found = self._partner_codes.get(normal(name), ())
        return self.organisations[found[0]] if len(found) == 1 else None

    @cached_property
    def _partner_codes(self) -> dict[str, tuple[str, ...]]:
        codes: dict[str, tuple[str, ...]] = {}
        for page in self.organisations.values():
            if page.organisation_kind == OrganisationKind.PARTNER:
                for name in {normal(page.title), normal(page.code)} - {""}:
                    codes[name] = (*codes.get(name, ()), page.code)
        return codes

    @property
    def _partners(self) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(self.organisations[code].title if len(codes) == 1 else code for code in codes)
            for name, codes in self._partner_codes.items()
        }

    @cached_property
    def _members(self) -> NameList:
        rows = PartnerKind.objects.order_by("slug").values_list("slug", "organisations")
        return NameList([[(slug, name) for slug, names in rows for name in names]])

    @cached_property
    def _today(self) -> NameList:
        rows = Municipality.objects.values_list("slug", "name", "code", "synonyms")
        return NameList(
            [[(slug, each) for slug, name, code, synonyms in rows for each in (slug, name, code, *synonyms)]]
        )

    @cached_property
    def _region_codes(self) -> dict[str, str]:
        codes = {}
        for code, slug, name in SafetyRegion.objects.values_list("code", "slug", "name"):
            codes[normal(code)] = code
            for prefix in ("regio", "veiligheidsregio"):
                codes[normal(f"{prefix} {name}")] = codes[normal(f"{prefix} {slug}")] = code
        return codes

    @cached_property
    def _regions(self) -> NameList:
        rows = SafetyRegion.objects.values_list("code", "slug", "name", "synonyms")
        return NameList([[(code, each) for code, slug, name, synonyms in rows for each in (slug, name, *synonyms)]])


class PageNames:
    """The pages that records refer to; see `reading.Pages`. `expected` are keys that this run adds."""

    def __init__(self) -> None:
        self.expected: set[tuple[str, str]] = set()
        self._expected_terms: dict[str, set[str]] = {}

    def expect(self, kind: str, source_id: str, names: tuple[str, ...]) -> None:
        """Remember a record that this run would add, by its key and, of a term, its names."""
        self.expected.add((kind, source_id))
        if kind == Kind.TERM:
            for name in names:
                self._expected_terms.setdefault(normal(name), set()).add(source_id)

    def find(self, kind: str, name: str) -> tuple[str, ...]:
        if (kind, name) in self.expected:
            return (name,)
        pages = SharedPage.objects.filter(kind=kind).order_by("source_id")
        for condition in ({"source_id": name}, {"address": name}):
            found = tuple(pages.filter(**condition).values_list("source_id", flat=True)[:2])
            if found:
                return found
        if kind == Kind.TERM:
            return tuple(sorted(self._terms.get(normal(name), set()) | self._expected_terms.get(normal(name), set())))
        return tuple(pages.filter(title=name).values_list("source_id", flat=True)[:2])

    def number(self, kind: str, source_id: str) -> int:
        return SharedPage.objects.values_list("pk", flat=True).get(kind=kind, source_id=source_id)

    @cached_property
    def _terms(self) -> dict[str, set[str]]:
        """The keys of terms by title, synonym and abbreviation."""
        names: dict[str, set[str]] = {}
        rows = TermPage.objects.values_list("source_id", "title", "synonyms", "abbreviations")
        for source_id, title, synonyms, abbreviations in rows:
            for name in (title, *synonyms, *abbreviations):
                names.setdefault(normal(str(name)), set()).add(source_id)
        names.pop("", None)
        return names
