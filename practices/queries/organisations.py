"""The organisations of the page tree, and what each of them shares."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.db.models.functions import Length, Substr

from practices.choices import Kind, OrganisationKind
from practices.models import OrganisationPage, SharedPage
from practices.queries.remembered import until_change
from practices.rules.visibility import Viewer


def organisations() -> list[OrganisationPage]:
    """Return the organisations that are no municipality, by kind and name."""
    pages = OrganisationPage.objects.filter(live=True).exclude(organisation_kind=OrganisationKind.MUNICIPALITY)
    return list(pages.select_related("municipality").order_by("organisation_kind", "title", "pk"))


def shared_per_organisation(viewer: Viewer) -> dict[str, int]:
    """Return how much each organisation shares that the viewer may see, by its path in the tree."""
    return until_change("shared per organisation", viewer, lambda: _per_organisation(viewer))


def _per_organisation(viewer: Viewer) -> dict[str, int]:
    home = Substr("path", 1, Length("path") - OrganisationPage.steplen)
    rows = SharedPage.objects.visible_to(viewer).order_by().annotate(home=home).values("home").annotate(n=Count("pk"))
    return dict(rows.values_list("home", "n"))


def organisation_at(slug: str) -> OrganisationPage | None:
    """Return the organisation with this slug, if it is live."""
    organisations = OrganisationPage.objects.filter(slug=slug, live=True)
    return organisations.select_related("municipality", "safety_region", "partner_kind").first()


def organisation_before(slug: str) -> OrganisationPage | None:
    """Return the organisation that had this slug before it was renamed, if it is live."""
    renamed = OrganisationPage.objects.filter(former_slugs__slug=slug, live=True)
    return renamed.select_related("municipality").first()


def shared_by(organisation: OrganisationPage, viewer: Viewer) -> Any:
    """Return what an organisation shares that the viewer may see, newest first, as a queryset."""
    return (
        SharedPage.objects.visible_to(viewer)
        .filter(path__startswith=organisation.path)
        .order_by("-first_published_at", "-pk")
    )


def totals_shared_by(organisation: OrganisationPage, viewer: Viewer) -> dict[Kind, int]:
    """Return how much of each kind an organisation shares that the viewer may see."""
    return until_change(f"totals shared by {organisation.pk}", viewer, lambda: _totals(organisation, viewer))


def _totals(organisation: OrganisationPage, viewer: Viewer) -> dict[Kind, int]:
    rows = shared_by(organisation, viewer).order_by().values("kind").annotate(total=Count("pk"))
    found = {row["kind"]: row["total"] for row in rows}
    return {kind: found.get(kind.value, 0) for kind in Kind}
