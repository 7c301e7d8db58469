"""Finds or makes the page of an organisation, below which it shares."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from practices.actions.audit import record
from practices.choices import OrganisationKind
from practices.models import Municipality, OrganisationPage, SafetyRegion
from practices.rules.visibility import Viewer

VNG = "VNG"


@transaction.atomic
def organisation_of_municipality(municipality: Municipality, *, by: Viewer, at: datetime) -> OrganisationPage:
    """Return the organisation of a municipality, made when it shares for the first time."""
    found = OrganisationPage.objects.filter(municipality=municipality).first()
    if found:
        return found
    return _add(
        OrganisationPage(
            title=f"Gemeente {municipality.name}",
            slug=f"gemeente-{municipality.slug}",
            code=municipality.code,
            organisation_kind=OrganisationKind.MUNICIPALITY,
            municipality=municipality,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def organisation_of_region(region: SafetyRegion, *, by: Viewer, at: datetime) -> OrganisationPage:
    """Return the organisation of a safety region, made when it shares for the first time."""
    found = OrganisationPage.objects.filter(safety_region=region).first()
    if found:
        return found
    return _add(
        OrganisationPage(
            title=f"Regio {region.name}",
            slug=f"regio-{region.slug}",
            code=region.code,
            organisation_kind=OrganisationKind.REGION,
            safety_region=region,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def organisation_vng(*, by: Viewer, at: datetime) -> OrganisationPage:
    """Return the organisation of the editors, made at the first start."""
    found = OrganisationPage.objects.filter(code=VNG).first()
    if found:
        return found
    page = OrganisationPage(title="VNG", slug="vng", code=VNG, organisation_kind=OrganisationKind.VNG)
    return _add(page, by=by, at=at)


@transaction.atomic
def add_partner(title: str, *, by: Viewer, at: datetime) -> OrganisationPage:
    """Return a new partner organisation with this name; raises ValueError when the name is taken."""
    code = slugify(title)[:40].strip("-")
    if not code or OrganisationPage.objects.filter(code=code).exists():
        raise ValueError(f"there is an organisation with the code {code!r} already")
    page = OrganisationPage(title=title, slug=f"partner-{code}", code=code, organisation_kind=OrganisationKind.PARTNER)
    return _add(page, by=by, at=at)


def _add(page: OrganisationPage, *, by: Viewer, at: datetime) -> OrganisationPage:
    home = Site.objects.get(is_default_site=True).root_page
    parent = Page.objects.select_for_update().get(pk=home.pk)  # two first practices at once must not both make it
    existing = OrganisationPage.objects.filter(code=page.code).first()
    if existing:
        return existing
    parent.add_child(instance=page)
    record(by=by, deed="organisatie toegevoegd", key=page.code, at=at)
    return page
