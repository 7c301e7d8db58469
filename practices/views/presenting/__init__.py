"""Turns a page into what its template shows: plain values, made of what was fetched with the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.formats import number_format

from practices.choices import Kind
from practices.models import OrganisationPage, SharedPage
from practices.rules.visibility import Viewer
from practices.views.presenting import dossier, glossary, legal_case, network, practice
from practices.views.presenting.shared import search_link, shared_context

_PRESENTERS: dict[Kind, Callable[[Any, Viewer], dict[str, Any]]] = {
    Kind.PRACTICE: practice.present,
    Kind.LEGAL_CASE: legal_case.present,
    Kind.NETWORK: network.present,
    Kind.TERM: glossary.present,
    Kind.DOSSIER: dossier.present,
}


def present(page: SharedPage, viewer: Viewer) -> dict[str, Any]:
    """Return the context of the template of this page, for this viewer."""
    return shared_context(page, viewer) | _PRESENTERS[Kind(page.kind)](page, viewer)


def organisation_facts(page: OrganisationPage) -> list[dict[str, Any]]:
    """Return what is known of an organisation, as a list of terms and values."""
    municipality = page.municipality
    facts: list[dict[str, Any]] = [{"term": "Soort", "value": page.get_organisation_kind_display()}]
    if municipality:
        facts += [
            {
                "term": "Provincie",
                "value": municipality.province.name,
                "url": search_link("", provincie=municipality.province.slug).url,
            },
            {
                "term": "Veiligheidsregio",
                "value": municipality.safety_region.name,
                "url": search_link("", regio=municipality.safety_region.slug).url,
            },
            {"term": "Inwoners", "value": number_format(municipality.population, use_l10n=True, force_grouping=True)},
        ]
    return [*facts, {"term": "Mail", "value": page.mailbox}]
