"""Letters about what the editors ask or decide: to who keeps the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practices.models import ChangeRequest, Label, SharedPage, TakenDown
from practices.notifications.owners import keeps
from practices.queries.curation import specific_items
from practices.queries.keepers import mailbox_for
from search.alerts.letters import Letter
from search.sources import Recipient

_AFTER = "Heeft u er een vraag over? Beantwoord deze mail niet, maar neem contact op met de VNG-redactie."


def changes_asked(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write what the editors ask, while that waits for an answer."""
    asked = ChangeRequest.objects.filter(pk=content["request"], ended_at=None).first()
    page = _kept_by(asked.page_id, reader) if asked else None
    if asked is None or page is None or not page.live:
        return None
    what = "Klopt dit nog?" if asked.only_confirm else "De VNG-redactie vraagt u iets"
    return Letter(
        f"{what} {page.title}" if asked.only_confirm else f"{what} bij {page.title}",
        (f"De VNG-redactie keek naar “{page.title}”, en vraagt:", asked.reason),
        "Naar deze pagina",
        page.get_absolute_url(),
        closing=("Het blijft intussen gewoon online staan.",),
        address=mailbox_for(page),
    )


def taken_down(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write why the editors took something offline, while it is."""
    row = TakenDown.objects.filter(pk=content["taken_down"], ended_at=None).first()
    page = _kept_by(row.page_id, reader) if row else None
    if row is None or page is None:
        return None
    return Letter(
        f"Offline gehaald: {page.title}",
        (f"De VNG-redactie haalde “{page.title}” offline. De reden:", row.reason),
        "Naar uw overzicht",
        "/mijn/",
        closing=(
            "U houdt de tekst. Pas aan waar de redactie om vraagt: zij ziet dat vanzelf, en zet het dan terug.",
            _AFTER,
        ),
        address=mailbox_for(page),
    )


def put_back(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write that the editors put something online again."""
    page = _kept_by(content["page"], reader)
    if page is None or not page.live:
        return None
    return Letter(
        f"Weer online: {page.title}",
        (f"De VNG-redactie zette “{page.title}” weer online.",),
        "Bekijk de pagina",
        page.get_absolute_url(),
        address=mailbox_for(page),
    )


def label_given(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write what the editors saw when they gave the label, while it holds."""
    label = Label.objects.filter(pk=content["label"], ended_at=None).first()
    page = _kept_by(label.page_id, reader) if label else None
    if label is None or page is None or not page.live:
        return None
    return Letter(
        f"VNG-label voor {page.title}",
        (
            f"De VNG-redactie bekeek “{page.title}” en gaf het VNG-label. Wat zij zag:",
            *(f"{criterion.label}: {note}" for criterion, note in label.notes.items()),
        ),
        "Bekijk de pagina",
        page.get_absolute_url(),
        address=mailbox_for(page),
    )


def _kept_by(number: int, reader: Recipient | None) -> SharedPage | None:
    """Return the item, as long as the reader still keeps it; a mailbox always does."""
    page = next(iter(specific_items([number])), None)
    return page if page is not None and keeps(reader, page) else None
