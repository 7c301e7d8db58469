""" "Wij doen dit ook": a municipality tells that it does a practice of another, how far it is, and takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from practices.actions.sharing import keep_word_of_others
from practices.actions.telling import tell_keepers
from practices.choices import AdoptionStep
from practices.models import Adoption, Municipality, PracticePage
from practices.queries.pages import split_key
from practices.rules.adoption import require_adopter
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Told:
    """What a municipality tells, after it was checked.

    what_differs, why: what was changed, and the reason; own_practice: what it made of it
    contact_role, contact_mailbox: whom colleagues can ask; hours_saved: by its own estimate
    """

    step: AdoptionStep
    since: date | None = None
    what_differs: str = ""
    why: str = ""
    own_practice: PracticePage | None = None
    contact_role: str = ""
    contact_mailbox: str = ""
    hours_saved: Decimal | None = None


@transaction.atomic
def adopt(page: PracticePage, *, municipality: Municipality, told: Told, by: Viewer, at: datetime) -> Adoption:
    """Tell that this municipality does the practice too, or how that goes now; its owner gets a letter.

    Told by hand or by import before, it is the municipality's own word from now on. A second click changes nothing.
    Raises NotAllowed, also for an own practice of somebody else.
    """
    page, home = _open_to(page, municipality, by)
    own = told.own_practice
    if own is not None and not own.path.startswith(home):
        raise NotAllowed("Kies een praktijk van uw eigen gemeente.")
    found = next((each for each in page.adoptions.all() if each.municipality_id == municipality.pk), None)
    is_new = found is None
    row = found or Adoption(municipality=municipality, sort_order=_next(page))
    before = _values(row)
    row.step, row.since, row.what_differs, row.why = told.step, told.since, told.what_differs, told.why
    row.contact_role, row.contact_mailbox, row.hours_saved = told.contact_role, told.contact_mailbox, told.hours_saved
    row.own_practice = own
    if not is_new and row.told_at and _values(row) == before:
        return row
    row.told_at = row.told_at or at
    page.adoptions.add(row)
    keep_word_of_others(page, by=by, deed="wij doen dit ook", at=at, municipality=municipality.slug, step=told.step)
    if is_new or before[0] != told.step:
        tell_keepers(page, "adopted", {"practice": page.key, "municipality": municipality.pk}, at=at)
    return row


@transaction.atomic
def take_adoption_back(page: PracticePage, *, municipality: Municipality, by: Viewer, at: datetime) -> None:
    """Take back that this municipality does the practice too, where that is there. Raises NotAllowed."""
    page, _ = _open_to(page, municipality, by)
    row = next((each for each in page.adoptions.all() if each.municipality_id == municipality.pk), None)
    if row is None:
        return
    page.adoptions.remove(row)
    keep_word_of_others(page, by=by, deed="wij doen dit niet meer ook", at=at, municipality=municipality.slug)


@transaction.atomic
def link_own_practice(own: PracticePage, *, adopted: str, by: Viewer, at: datetime) -> None:
    """Write in the practice with the key `adopted` that this one was made of it, where its municipality adopted that.

    Nothing happens when that was taken back meanwhile, or may not be seen any more.
    """
    municipality, parts = own.organisation.municipality, split_key(adopted)
    if municipality is None or parts is None:
        return
    page = PracticePage.objects.visible_to(by).select_for_update().filter(pk=parts[1]).first()
    row = (
        next((each for each in page.adoptions.all() if each.municipality_id == municipality.pk), None) if page else None
    )
    if page is None or row is None or row.told_at is None:
        return
    row.own_practice = own
    page.adoptions.add(row)
    keep_word_of_others(page, by=by, deed="eigen praktijk gekoppeld", at=at, own=own.key)


def _open_to(page: PracticePage, municipality: Municipality, by: Viewer) -> tuple[PracticePage, str]:
    """Return the practice, locked, and where the municipality shares; raises NotAllowed."""
    found = PracticePage.objects.visible_to(by).select_for_update().filter(pk=page.pk).first()
    if found is None:
        raise NotAllowed("Deze praktijk is er niet (meer), of u mag haar niet zien.")
    return found, require_adopter(by, code=municipality.code, path=found.path).path


def _values(row: Adoption) -> tuple[object, ...]:
    return (
        *(row.step, row.since, row.what_differs, row.why, row.own_practice_id),
        *(row.contact_role, row.contact_mailbox, row.hours_saved),
    )


def _next(page: PracticePage) -> int:
    return max((each.sort_order or 0 for each in page.adoptions.all()), default=-1) + 1
