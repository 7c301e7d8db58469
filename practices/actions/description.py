"""Fills in the description of a practice, a part at a time, live at once; no colleague's text is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from practices.actions.practice import ChangedMeanwhile
from practices.actions.sharing import update
from practices.models import Domain, LegalCasePage, Participation, PracticePage, TargetGroup, TermPage
from practices.rules.drafts import fingerprint
from practices.rules.permissions import Deed, require
from practices.rules.visibility import Viewer

#: Fields that are texts or lists of texts.
TEXTS = (
    *("purpose", "approach", "help_wanted", "results", "measured_how", "evidence", "family_effect", "side_effects"),
    *("preconditions", "local_circumstances", "lessons", "first_steps", "embedding", "costs", "hours", "funding"),
)
#: Fields that are sets of entries, with their model.
SETS: Mapping[str, type[Any]] = {
    "domains": Domain,
    "target_groups": TargetGroup,
    "terms": TermPage,
    "legal_cases": LegalCasePage,
}
PARTNERS = "participations"


def described(page: PracticePage, field: str) -> Any:
    """Return a field as plain values: a text, a list of texts, sorted numbers of entries, or rows of partners."""
    if field in SETS:
        return sorted(entry.pk for entry in getattr(page, field).all())
    if field == PARTNERS:
        return [
            {
                "id": row.pk,
                "name": row.name,
                "partner_kind": row.partner_kind_id,
                "role": row.role,
                "contribution": row.contribution,
            }
            for row in page.participations.all()
        ]
    return getattr(page, field)


@transaction.atomic
def describe(
    page: PracticePage, *, values: Mapping[str, Any], seen: Mapping[str, str], by: Viewer, at: datetime
) -> PracticePage:
    """Write those fields that this person changed, and put them online at once.

    values: by field, as `described` gives them
    seen: marks of what the person saw before typing; a field without one counts as seen
    Raises NotAllowed, or ChangedMeanwhile when a colleague wrote something else in the same field since.
    """
    page = PracticePage.objects.select_for_update().get(pk=page.pk)
    require(by, Deed.EDIT, page.path)
    now = {field: described(page, field) for field in values}
    changed = {
        field
        for field, value in values.items()
        if _bare(value) != _bare(now[field]) and seen.get(field) != fingerprint(value)
    }
    conflicts = {field for field in changed if field in seen and seen[field] != fingerprint(now[field])}
    if conflicts:
        raise ChangedMeanwhile(tuple(sorted(conflicts)))
    if not changed:
        return page
    for field in sorted(changed):
        _WRITERS.get(field, _write_text)(page, field, values[field])
    page.confirmed_on = at.date()
    written: PracticePage = update(page, by=by, at=at, live=page.live, deed="aangevuld")
    return written


def _bare(value: Any) -> Any:
    """Return rows without their numbers: who sends a new row twice means one."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{name: each for name, each in row.items() if name != "id"} for row in value]
    return value


def _write_text(page: PracticePage, field: str, value: Any) -> None:
    setattr(page, field, value)


def _write_set(page: PracticePage, field: str, numbers: Any) -> None:
    getattr(page, field).set(list(SETS[field].objects.filter(pk__in=numbers)))


def _write_partners(page: PracticePage, field: str, rows: Any) -> None:
    """Change the partners that are there, add new ones, drop the others; the kinds one filters by follow."""
    there = {row.pk: row for row in page.participations.all()}
    partners = []
    for number, row in enumerate(rows):
        partner = there.get(row["id"]) or Participation()
        partner.name, partner.partner_kind_id = row["name"], row["partner_kind"]
        partner.role, partner.contribution, partner.sort_order = row["role"], row["contribution"], number
        partners.append(partner)
    page.participations.set(partners)
    known = {kind.pk: kind for kind in page.partner_kinds.all()}
    known |= {partner.partner_kind_id: partner.partner_kind for partner in partners if partner.partner_kind}
    page.partner_kinds.set(list(known.values()))


_WRITERS: Mapping[str, Callable[[PracticePage, str, Any], None]] = {
    **dict.fromkeys(SETS, _write_set),
    PARTNERS: _write_partners,
}
