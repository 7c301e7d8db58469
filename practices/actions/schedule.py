"""Publishes and takes offline what is due at a moment: one page, one transaction, one audit line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from practices.actions.editing import key_of, note
from practices.actions.imports import forget_import_files
from practices.actions.startfoto import remind_of_startfotos
from practices.actions.visitors import forget_visitors
from practices.actions.waiting import tell_editors
from practices.models import SharedPage
from practices.models.guard import PersonalDataFound
from practices.queries.curation import why_kept_offline
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role, Viewer
from search.alerts.letters import queue_letter

logger = logging.getLogger(__name__)

#: What the audit trail calls it that the privacy guard held what was planned.
HELD = "publiceren tegengehouden"
#: Who does what was planned.
CLOCK = Viewer(name="planning", roles=frozenset({Role.ADMINISTRATOR}))
#: Who planned it may be anybody: the editors look at it as at what its owner does.
PLANNED_BY_SOMEBODY = Viewer(name="planning")


def do_what_is_due(*, at: datetime) -> list[str]:
    """Take offline what has expired, publish what was planned, and return what was done, in Dutch.

    Safe to run twice at once: each page is locked and looked at again. A page that cannot be published is left for an
    editor, with an audit line, and does not hold up the others.
    """
    done = []
    forget_import_files(at=at)
    forget_visitors(at=at)
    remind_of_startfotos(at=at)
    expired = Page.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk").values_list("pk", flat=True)
    planned = Revision.page_revisions.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    for number in list(expired):
        done += _safely(_expire, number, at)
    for number in list(planned.values_list("pk", flat=True)):
        done += _safely(_publish, number, at)
    return done


def _safely(work: Callable[[int, datetime], str], number: int, at: datetime) -> list[str]:
    try:
        with transaction.atomic():
            told = work(number, at)
    except Exception:  # one page must not hold up the others
        logger.exception("planned_page_failed", extra={"number": number})
        return []
    return [told] if told else []


def _expire(number: int, at: datetime) -> str:
    page = Page.objects.select_for_update().filter(pk=number, live=True, expire_at__lte=at).first()
    if page is None:
        return ""
    item = page.specific
    item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    note(item, deed="ingetrokken", by=CLOCK, at=at, planned=True)
    return f"{key_of(item)} offline gehaald"


def _publish(number: int, at: datetime) -> str:
    revision = Revision.objects.select_for_update().filter(pk=number, approved_go_live_at__lte=at).first()
    if revision is None:
        return ""
    item = revision.as_object()
    if item.expire_at and item.expire_at <= at:  # it would have to go at once
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        note(item, deed="publiceren vervallen", by=CLOCK, at=at)
        return f"{key_of(item)} niet gepubliceerd: de einddatum is voorbij"
    try:
        _require_free(item)
    except NotAllowed as error:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        note(item, deed=HELD, by=CLOCK, at=at, reason=str(error))
        return f"{key_of(item)} niet gepubliceerd: {error}"
    # The moment has come, whatever the clock of Wagtail says: this is done by the moment that was given.
    revision.content = {**revision.content, "go_live_at": None}
    revision.save(update_fields=["content"])
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except PersonalDataFound as error:
        return _hold(revision, item, error, at)
    item = revision.content_object.specific
    note(item, deed="gedeeld", by=CLOCK, at=at, planned=True)
    if isinstance(item, SharedPage):
        tell_editors(item, first=item.first_published_at == item.last_published_at, by=PLANNED_BY_SOMEBODY, at=at)
    return f"{key_of(item)} gepubliceerd"


def _require_free(item: Page) -> None:
    """Raise NotAllowed for what the editors took offline, or merged into something else."""
    if not item.live and (kept := why_kept_offline(item.pk)):
        raise NotAllowed(kept)


def _hold(revision: Revision, item: Any, error: PersonalDataFound, at: datetime) -> str:
    """Leave a version offline in which the gate found personal data, and tell who planned it and who made the page."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    reason = " ".join(error.messages)
    line = note(item, deed=HELD, by=CLOCK, at=at, reason=reason)
    for number in {revision.user_id, item.owner_id} - {None}:
        queue_letter("publicatie-tegengehouden", {"page": item.pk, "line": line.pk}, to=number, at=at)
    return f"{key_of(item)} niet gepubliceerd: {reason}"
