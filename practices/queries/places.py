"""Where things happen: the municipalities of today, what became of those of the past, and the regions they share."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from practices.choices import AdoptionStep, Kind
from practices.models import Adoption, LegalCasePage, Merger, Municipality, OrganisationPage, PracticePage, Province
from practices.queries.names import municipality_names
from practices.rules.visibility import Viewer

#: Seconds after which a changed list of municipalities is seen by every process.
TILES_KEPT = 60
#: How much of what a municipality adopts or asks stands on its page.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Adopted:
    """A practice of others that a municipality does too."""

    title: str
    url: str
    step: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A legal question that a municipality has as well."""

    title: str
    url: str


def tile_places() -> dict[str, tuple[str, int, int]]:
    """Return name, column and row on the map of tiles of every municipality, by slug; kept for a minute."""
    kept: dict[str, tuple[str, int, int]] | None = cache.get("practices.tiles")
    if kept is None:
        rows = Municipality.objects.order_by("name", "slug").values_list("slug", "name", "tile_column", "tile_row")
        kept = {slug: (name, column, row) for slug, name, column, row in rows}
        cache.set("practices.tiles", kept, TILES_KEPT)
    return kept


def places_inside(*, provinces: Collection[str], regions: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the slugs of what lies in all that was chosen: municipalities, and regions when a province was.

    A facet that nothing narrows is left out.
    """
    if not provinces and not regions:
        return {}
    rows = Municipality.objects.values_list("slug", "safety_region__slug")
    rows = rows.filter(province__slug__in=provinces) if provinces else rows
    here = list(rows)
    inside = {"gemeente": frozenset(slug for slug, region in here if not regions or region in regions)}
    if provinces:
        inside["regio"] = frozenset(region for _, region in here)
    return inside


def municipalities() -> list[Municipality]:
    """Return all municipalities with their province, by province and name."""
    return list(Municipality.objects.select_related("province").order_by("province__name", "name", "slug"))


def provinces() -> list[Province]:
    """Return the provinces by name."""
    return list(Province.objects.order_by("name", "slug"))


def municipality_at(slug: str) -> Municipality | None:
    """Return the municipality of today with this slug, with province and region."""
    return Municipality.objects.filter(slug=slug).select_related("province", "safety_region").first()


def municipalities_called(name: str) -> list[Municipality]:
    """Return the municipalities of today that a name stands for, also an old one; several after a split."""
    return list(Municipality.objects.filter(slug__in=municipality_names().find(name)).order_by("name", "slug"))


def predecessors_of(municipality: Municipality) -> list[Merger]:
    """Return the municipalities that went up in this one, the last first."""
    return list(municipality.predecessors.order_by("-date", "old_name"))


def neighbours_of(municipality: Municipality) -> list[Municipality]:
    """Return the other municipalities of its safety region, by name."""
    region = Municipality.objects.filter(safety_region=municipality.safety_region)
    return list(region.exclude(pk=municipality.pk).order_by("name", "slug"))


def mergers_at(slug: str) -> list[Merger]:
    """Return the mergers in which a municipality with this slug went up, the last first."""
    return list(Merger.objects.filter(old_slug=slug).order_by("-date", "pk"))


def nearest_of(municipality: Municipality, slugs: Iterable[str], *, limit: int) -> list[Municipality]:
    """Return those of the municipalities that are nearest to this one, the nearest first."""
    narrowing = math.cos(math.radians(municipality.latitude))  # a degree of longitude is shorter up north

    def distance(other: Municipality) -> float:
        east = (other.longitude - municipality.longitude) * narrowing
        return math.hypot(east, other.latitude - municipality.latitude)

    others = Municipality.objects.filter(slug__in=list(slugs)).exclude(pk=municipality.pk)
    return sorted(others, key=lambda other: (distance(other), other.name))[:limit]


def mailbox_of(municipality: Municipality) -> str:
    """Return the mailbox of the organisation through which this municipality shares; empty when it has none."""
    organisations = OrganisationPage.objects.filter(municipality=municipality, live=True).order_by("path")
    return str(organisations.values_list("mailbox", flat=True).first() or "")


def adopted_by(municipality: Municipality, viewer: Viewer) -> list[Adopted]:
    """Return the practices of others that this municipality does too, as far as the viewer may see them."""
    practices = PracticePage.objects.visible_to(viewer).filter(adoptions__municipality=municipality)
    rows = Adoption.objects.filter(municipality=municipality, practice__in=practices.values("pk"))
    columns = ("practice__title", "practice__address", "step", "since")
    found = rows.order_by("-since", "-pk").values_list(*columns)[:SHOWN]
    return [
        Adopted(title, Kind.PRACTICE.url(address), str(AdoptionStep(step).label), since)
        for title, address, step, since in found
    ]


def also_asked_by(municipality: Municipality, viewer: Viewer) -> list[Asked]:
    """Return the legal questions of others that this municipality has as well, as far as the viewer may see them."""
    cases = LegalCasePage.objects.visible_to(viewer).filter(also_asked_by=municipality)
    rows = cases.order_by("-first_published_at", "-pk").values_list("title", "address")
    return [Asked(title, Kind.LEGAL_CASE.url(address)) for title, address in rows[:SHOWN]]
