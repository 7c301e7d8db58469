"""Turns a page into what its template shows: plain values, made of what was fetched with the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from practices.choices import Kind
from practices.models import SharedPage
from practices.rules.visibility import Viewer
from practices.views.presenting import dossier, glossary, legal_case, network, practice
from practices.views.presenting.shared import shared_context

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
