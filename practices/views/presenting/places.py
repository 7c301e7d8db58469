"""What the page of a municipality or an organisation tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format, number_format

from practices.models import Merger, Municipality, OrganisationPage
from practices.views.presenting.shared import search_link


def municipality_facts(municipality: Municipality, predecessors: Iterable[Merger]) -> list[dict[str, Any]]:
    """Return what is known of a municipality, as a list of terms and values."""
    province, region = municipality.province, municipality.safety_region
    inhabitants = number_format(municipality.population, use_l10n=True, force_grouping=True)
    moment = date_format(municipality.population_date, "j F Y")
    return [
        {"term": "Provincie", "value": province.name, "url": search_link("", provincie=province.slug).url},
        {"term": "Veiligheidsregio", "value": region.name, "url": search_link("", regio=region.slug).url},
        {"term": "Inwoners", "value": f"{inhabitants} (op {moment})"},
        {"term": "Hierin opgegaan", "lines": [f"{old.old_name} ({old.date.year})" for old in predecessors]},
    ]


def organisation_facts(page: OrganisationPage) -> list[dict[str, Any]]:
    """Return what is known of an organisation, as a list of terms and values."""
    facts: list[dict[str, Any]] = [{"term": "Soort", "value": page.get_organisation_kind_display()}]
    if page.partner_kind:
        facts.append({"term": "Soort partner", "value": page.partner_kind.name})
    if page.safety_region:
        url = search_link("", regio=page.safety_region.slug).url
        facts.append({"term": "Alles uit deze regio", "value": "Zoek in deze regio", "url": url})
    if page.mailbox:
        facts.append({"term": "Mail", "value": page.mailbox, "url": f"mailto:{page.mailbox}"})
    return facts
