"""The letter to the owner of a practice when another municipality tells that it does this too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practices.choices import AdoptionStep
from practices.models import Adoption
from practices.notifications.owners import practice_of
from practices.queries.keepers import mailbox_for
from search.alerts.letters import Letter
from search.sources import Recipient


def adopted(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Tell who does this too and how far that is by now; nothing when it was taken back meanwhile."""
    page = practice_of(content, reader)
    rows = Adoption.objects.select_related("municipality").filter(municipality=content["municipality"])
    row = rows.filter(practice=page).first() if page else None
    if page is None or row is None:
        return None
    name, step = row.municipality.name, AdoptionStep(row.step)
    told = [f"{name} liet weten dat zij uw praktijk “{page.title}” ook doet. Hoe ver zij is: {step.label.lower()}."]
    if row.what_differs:
        told.append(f"Wat zij anders doet: {row.what_differs}")
    if row.why:
        told.append(f"Waarom: {row.why}")
    if row.contact_role or row.contact_mailbox:
        told.append(f"Vragen? {', '.join(part for part in (row.contact_role, row.contact_mailbox) if part)}")
    return Letter(
        subject=f"{name} doet dit ook: {page.title}",
        paragraphs=tuple(told),
        label="Bekijk wie dit ook doen",
        path=f"{page.get_absolute_url()}#overgenomen",
        address=mailbox_for(page),
    )
