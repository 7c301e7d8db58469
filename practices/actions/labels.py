"""Gives the label of the editors after a review, and withdraws it; the field of the page follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from practices.actions.audit import record
from practices.actions.curation import look
from practices.actions.telling import tell_keepers
from practices.choices import Criterion
from practices.models import Label, SharedPage
from practices.rules.permissions import Deed, NotAllowed, require
from practices.rules.visibility import Viewer


@transaction.atomic
def give_label(
    page: SharedPage, *, notes: Mapping[Criterion, str], by: Viewer, at: datetime, until: datetime | None = None
) -> Label:
    """Give the label to the present text, with a note on each criterion; an earlier one ends. It has been seen, too.

    until: when the screen was made on which it was read, by default now: what came later was not seen
    Raises NotAllowed, also for what is not online, and ValueError without a note on each criterion.
    """
    require(by, Deed.LABEL, page.path)
    if not page.live:
        raise NotAllowed("Dit staat niet online. Een label krijgt alleen wat online staat.")
    if any(not notes.get(criterion, "").strip() for criterion in Criterion):
        raise ValueError("a label has a note on each criterion")
    _end(page, because="opnieuw bekeken", by=by, at=at)
    label = Label.objects.create(
        page_id=page.pk,
        revision_id=page.live_revision_id or page.latest_revision_id,
        recognisable=notes[Criterion.RECOGNISABLE].strip(),
        transferable=notes[Criterion.TRANSFERABLE].strip(),
        honest=notes[Criterion.HONEST].strip(),
        current=notes[Criterion.CURRENT].strip(),
        given_at=at,
        given_by_id=by.user_id,
    )
    _mark(page, labelled=True)
    tell_keepers(page, "label-given", {"label": label.pk}, at=at)
    record(by=by, deed="label gegeven", key=page.key, at=at)
    look(page, until=until or at, by=by, at=at)
    return label


@transaction.atomic
def withdraw_label(page: SharedPage, *, because: str, by: Viewer, at: datetime) -> None:
    """Take the label away, with the reason. Raises NotAllowed."""
    require(by, Deed.LABEL, page.path)
    _end(page, because=because, by=by, at=at)
    _mark(page, labelled=False)
    record(by=by, deed="label ingetrokken", key=page.key, at=at, because=because)


def _end(page: SharedPage, *, because: str, by: Viewer, at: datetime) -> None:
    Label.objects.filter(page_id=page.pk, ended_at=None).update(ended_at=at, ended_by=by.user_id, ended_because=because)


def _mark(page: SharedPage, *, labelled: bool) -> None:
    """Let the field follow, on the page as it is now: search, cards and records read it there."""
    now = type(page).objects.select_for_update().get(pk=page.pk)
    now.vng_label = labelled
    now.save()
    page.vng_label = labelled
