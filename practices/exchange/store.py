"""Saves canonical records through the actions: organisation, terms, page, address and references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from practices.actions.admin_search import AdminSearchInBatches
from practices.actions.organisations import (
    add_partner,
    organisation_of_municipality,
    organisation_of_region,
    organisation_vng,
)
from practices.actions.records import add_item, change_item
from practices.actions.sharing import change_address, move
from practices.actions.terms import add_entry
from practices.choices import DRAFT, Kind
from practices.exchange.exporter import fetch
from practices.exchange.names import LISTS, VNG, ListNames
from practices.exchange.reading import ORGANISATIONS, Reading, Record
from practices.exchange.records import content_of, keep_lasting, show_record
from practices.models import FormerAddress, Municipality, OrganisationPage, SafetyRegion, SharedPage
from practices.models.guard import BY_IMPORT, vouching
from practices.queries import MODELS
from practices.rules.visibility import Viewer

#: Why an import may hold what looks like personal data; each find is a warning in its report.
VOUCHED = "Import: de beheerder staat in voor de inhoud."


class Store:
    """Writes for one run, by one person, at one moment."""

    def __init__(self, names: ListNames, *, by: Viewer, at: datetime) -> None:
        self._names, self._by, self._at = names, by, at
        self.admin_search = AdminSearchInBatches()
        self._ahead: dict[tuple[str, str], tuple[SharedPage | None, Record]] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def look_ahead(self, keys: Iterable[tuple[str, str]]) -> None:
        """Look up what is there of these kinds and keys, in a few queries; `present` gives each of them once."""
        self._ahead = dict.fromkeys(keys, (None, {}))
        by_kind: dict[str, list[str]] = defaultdict(list)
        for kind, source_id in self._ahead:
            by_kind[kind].append(source_id)
        for kind, source_ids in by_kind.items():
            numbers = list(
                SharedPage.objects.filter(kind=kind, source_id__in=source_ids).order_by().values_list("pk", flat=True)
            )
            for page in self._fetched(kind, numbers):
                self._ahead[kind, page.source_id] = (page, show_record(page))

    def present(self, kind: str, source_id: str) -> tuple[SharedPage | None, Record]:
        """Return the page with this key and its record, or None and an empty record."""
        if (kind, source_id) in self._ahead:
            return self._ahead.pop((kind, source_id))
        numbers = SharedPage.objects.filter(kind=kind, source_id=source_id).order_by().values_list("pk", flat=True)
        found = self._fetched(kind, list(numbers))
        return (found[0], show_record(found[0])) if found else (None, {})

    def _fetched(self, kind: str, numbers: list[int]) -> list[SharedPage]:
        if not numbers:
            return []
        return fetch(Kind(kind), MODELS[Kind(kind)].objects.filter(pk__in=numbers), self._by, names=self._names)

    def settle_address(self, record: Record, page: SharedPage | None, reading: Reading) -> None:
        """Give the record an address that is free, and say so when it is not the one it asks for."""
        kind, wanted = record["soort"], record.get("adres", "")
        if wanted and not self._is_taken(kind, wanted, page):
            return
        if page:
            record["adres"] = page.address
        else:
            record["adres"] = self._free_address(kind, slugify(record["titel"])[:180].strip("-") or kind)
        if wanted:
            reading.warn("adres", f"“{wanted}” is al van een ander item; dit wordt “{record['adres']}”")

    def save(self, record: Record, page: SharedPage | None, there: Record, reading: Reading) -> None:
        """Save the record in one transaction: what it needs, then the page as far as it differs from `there`."""
        self.admin_search.note(self._saved(record, page, there, reading))

    def _saved(self, record: Record, page: SharedPage | None, there: Record, reading: Reading) -> SharedPage:
        live = record["zichtbaarheid"] != DRAFT
        with transaction.atomic(), vouching(VOUCHED, by=self._by, where=BY_IMPORT):
            self._make_pending(reading)
            if page is None:
                organisation = self._organisation(record["trekker"])
                content = content_of(record, reading)
                model = MODELS[Kind(record["soort"])]
                return add_item(model, content, organisation=organisation, live=live, by=self._by, at=self._at)
            names = {name for name in {*record, *there} if record.get(name) != there.get(name)}
            if "trekker" in names:
                page = move(page, organisation=self._organisation(record["trekker"]), by=self._by, at=self._at)
            if "adres" in names:
                page = change_address(page, address=record["adres"], by=self._by, at=self._at)
            if "zichtbaarNaDelen" in names:
                names.add("zichtbaarheid")
            content = content_of(record, reading, names=names)
            return change_item(page, content, live=live, by=self._by, at=self._at)

    def link(self, kind: str, source_id: str, references: Record, reading: Reading) -> bool:
        """Save those references that differ from what is there; tell whether any did."""
        page, there = self.present(kind, source_id)
        keep_lasting(references, kind, there, only_named=True)
        names = {name for name, value in references.items() if value != there.get(name)}
        if page is None or not names:
            return False
        content = content_of({**there, **references}, reading, names=names)
        with vouching(VOUCHED, by=self._by, where=BY_IMPORT):
            self.admin_search.note(change_item(page, content, live=page.live, by=self._by, at=self._at))
        return True

    def _make_pending(self, reading: Reading) -> None:
        for (kind, slug), name in reading.pending.items():
            if kind == ORGANISATIONS:
                add_partner(name, by=self._by, at=self._at)
            else:
                add_entry(LISTS[kind], slug=slug, name=name, by=self._by, at=self._at)
            self._names.grown(kind)

    def _organisation(self, name: str) -> OrganisationPage:
        """Return the organisation that a record writes so, made when it shares for the first time."""
        if name == VNG:
            return organisation_vng(by=self._by, at=self._at)
        known = self._names.partner(name)
        if known:
            return known
        municipality: Municipality | None = self._names.entry("gemeenten", name)
        if municipality:
            known = self._names.organisations.get(municipality.code)
            return known or self._made(organisation_of_municipality(municipality, by=self._by, at=self._at))
        region = SafetyRegion.objects.get(code=name)
        return self._made(organisation_of_region(region, by=self._by, at=self._at))

    def _made(self, organisation: OrganisationPage) -> OrganisationPage:
        self._names.organisations[organisation.code] = organisation
        return organisation

    def _is_taken(self, kind: str, address: str, page: SharedPage | None = None) -> bool:
        number = page.pk if page else None
        return (
            SharedPage.objects.filter(kind=kind, address=address).exclude(pk=number).exists()
            or FormerAddress.objects.filter(kind=kind, address=address).exclude(page_id=number).exists()
        )

    def _free_address(self, kind: str, wanted: str) -> str:
        """Return the wanted address, or it with the first number that is free; goes on where it was last time."""
        if (kind, wanted) not in self._numbers and not self._is_taken(kind, wanted):
            return wanted
        number = self._numbers.get((kind, wanted), 1) + 1
        while self._is_taken(kind, f"{wanted}-{number}"):
            number += 1
        self._numbers[kind, wanted] = number
        return f"{wanted}-{number}"
