"""What the editors do with an item: look, ask for changes, feature it, take it offline and put it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from wagtail.models import Revision

from practices.actions.audit import record
from practices.actions.telling import tell_keepers
from practices.choices import RequestEnd
from practices.models import ChangeRequest, Featured, Look, ProblemReport, SharedPage, TakenDown, Waiting
from practices.queries.curation import why_kept_offline
from practices.queries.queue import texts_at
from practices.rules.permissions import NotAllowed, require_curator
from practices.rules.visibility import Viewer

_MINE = "De wachtrij en het werk daarin zijn"


@transaction.atomic
def look(page: SharedPage, *, until: datetime, revision: int | None = None, by: Viewer, at: datetime) -> None:
    """Note that the editors saw an item; what waited or was reported until the moment that they saw is done.

    until: when the screen was made on which it was seen
    revision: number of the text on it, by default the one of that moment
    Raises NotAllowed.
    """
    require_curator(by, _MINE)
    until = min(until, at)
    seen = Revision.page_revisions.filter(object_id=str(page.pk), pk=revision).first() if revision else None
    Look.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "revision_id": seen.pk if seen else texts_at([page.pk], until)[page.pk],
            "seen_at": until,
            "seen_by_id": by.user_id,
        },
    )
    done = Waiting.objects.filter(page_id=page.pk, since__lte=until)
    reasons = sorted(done.values_list("reason", flat=True))
    done.delete()
    reports = ProblemReport.objects.filter(page_id=page.pk, at__lte=until, handled_at=None)
    kinds = sorted(reports.values_list("kind", flat=True))
    reports.update(handled_at=at, handled_by=by.user_id)
    record(by=by, deed="gezien door redactie", key=page.key, at=at, reasons=reasons, reports=kinds)


@transaction.atomic
def look_at_all(numbers: list[int], *, until: datetime, by: Viewer, at: datetime) -> int:
    """Note that the editors saw all these items, which do not wait; return how many there are. Raises NotAllowed."""
    require_curator(by, _MINE)
    until = min(until, at)
    waiting = set(Waiting.objects.filter(page__in=numbers).values_list("page", flat=True))
    texts = texts_at(set(numbers) - waiting, until)
    looks = [
        Look(page_id=number, revision_id=revision, seen_at=until, seen_by_id=by.user_id)
        for number, revision in texts.items()
    ]
    Look.objects.bulk_create(
        looks,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["revision", "seen_at", "seen_by"],
    )
    record(by=by, deed="alles gezien", at=at, items=len(looks))
    return len(looks)


@transaction.atomic
def ask_for_changes(
    page: SharedPage, *, reason: str, by: Viewer, at: datetime, only_confirm: bool = False
) -> ChangeRequest:
    """Ask the owner to change something; a second question takes the place of the first. Raises NotAllowed.

    only_confirm: ask no more than whether it still holds
    """
    require_curator(by, _MINE)
    ChangeRequest.objects.filter(page_id=page.pk, ended_at=None).update(
        ended_at=at, ended_by=by.user_id, end=RequestEnd.LAPSED
    )
    asked = ChangeRequest.objects.create(
        page_id=page.pk, reason=reason, only_confirm=only_confirm, at=at, by_id=by.user_id
    )
    tell_keepers(page, "changes-asked", {"request": asked.pk}, at=at)
    record(by=by, deed="bevestiging gevraagd" if only_confirm else "aanpassing gevraagd", key=page.key, at=at)
    return asked


@transaction.atomic
def end_request(page: SharedPage, *, by: Viewer, at: datetime) -> bool:
    """Let a question to the owner lapse; tell whether there was one. Raises NotAllowed."""
    require_curator(by, _MINE)
    ended = ChangeRequest.objects.filter(page_id=page.pk, ended_at=None).update(
        ended_at=at, ended_by=by.user_id, end=RequestEnd.LAPSED
    )
    if ended:
        record(by=by, deed="vraag van redactie vervallen", key=page.key, at=at)
    return bool(ended)


@transaction.atomic
def feature(page: SharedPage, *, position: int, until: date, by: Viewer, at: datetime) -> None:
    """Put an item on the first page until and with a day. Raises NotAllowed, also for what is not online."""
    require_curator(by, _MINE)
    if not page.live:
        raise NotAllowed("Dit staat niet online. Uitlichten kan alleen met wat online staat.")
    Featured.objects.update_or_create(
        page_id=page.pk, defaults={"position": position, "until": until, "by_id": by.user_id}
    )
    _show_now(page)
    record(by=by, deed="uitgelicht", key=page.key, at=at, until=until.isoformat(), position=position)


@transaction.atomic
def stop_featuring(page: SharedPage, *, by: Viewer, at: datetime) -> None:
    """Take an item off the first page. Raises NotAllowed."""
    require_curator(by, _MINE)
    if Featured.objects.filter(pk=page.pk).delete()[0]:
        _show_now(page)
        record(by=by, deed="niet meer uitgelicht", key=page.key, at=at)


def _show_now(page: SharedPage) -> None:
    """Save the page as it is: what the first page keeps is kept until any page is saved."""
    type(page).objects.select_for_update().get(pk=page.pk).save()


@transaction.atomic
def take_down(page: SharedPage, *, reason: str, by: Viewer, at: datetime) -> None:
    """Take an item offline with a reason that its owner reads; only the editors put it back.

    Raises NotAllowed, also for what is offline already.
    """
    require_curator(by, _MINE)
    page = type(page).objects.select_for_update().get(pk=page.pk)
    if not page.live:
        raise NotAllowed("Dit staat al niet online.")
    page.live = False
    page.has_unpublished_changes = True
    page.save()
    row = TakenDown.objects.create(page_id=page.pk, reason=reason, at=at, by_id=by.user_id)
    tell_keepers(page, "taken-down", {"taken_down": row.pk}, at=at)
    Featured.objects.filter(pk=page.pk).delete()
    record(by=by, deed="offline gehaald door redactie", key=page.key, at=at)


@transaction.atomic
def put_back(page: SharedPage, *, by: Viewer, at: datetime) -> None:
    """Put an item online again that the editors took offline, as it is now. Raises NotAllowed."""
    require_curator(by, _MINE)
    page = type(page).objects.select_for_update().get(pk=page.pk)
    ended = TakenDown.objects.filter(page_id=page.pk, ended_at=None).update(ended_at=at, ended_by=by.user_id)
    if not ended:
        raise NotAllowed("De redactie haalde dit niet offline.")
    if kept := why_kept_offline(page.pk):
        raise NotAllowed(kept)
    page.live = True
    page.has_unpublished_changes = False
    page.last_published_at = at
    page.save()
    tell_keepers(page, "put-back", {"page": page.pk}, at=at)
    record(by=by, deed="teruggezet door redactie", key=page.key, at=at)
