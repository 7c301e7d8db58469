"""Puts what was just saved before the editors, when there is a reason; what editors save themselves they have seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from practices.actions.audit import record
from practices.choices import RequestEnd, WaitingReason
from practices.models import ChangeRequest, Label, LegalCasePage, PracticePage, SharedPage, TakenDown, Waiting
from practices.rules.curation import SILENT_DEEDS, changed_a_lot, reasons_to_wait
from practices.rules.visibility import Viewer


def wait_for_editors(page: SharedPage, reasons: Iterable[str], *, at: datetime) -> None:
    """Let a page wait for these reasons; what waits already waits from the later moment on."""
    for reason in reasons:
        Waiting.objects.update_or_create(page_id=page.pk, reason=reason, defaults={"since": at})


def tell_editors(page: SharedPage, *, first: bool, by: Viewer, at: datetime, deed: str = "") -> None:
    """Let a page that was saved just now wait for the editors, if there is a reason.

    first: it is online for the first time by this save; deed: what the audit trail calls the save
    A question of the editors ends by it.
    """
    if deed == "bevestigd":
        _end_requests(page, by=by, at=at, only_confirm=True)
    if by.is_curator or deed in SILENT_DEEDS:
        return
    practice, case = isinstance(page, PracticePage), isinstance(page, LegalCasePage)
    reasons = reasons_to_wait(
        kind=str(page.kind or page.KIND),
        first=first,
        live=page.live,
        phase=page.phase if isinstance(page, PracticePage) else "",
        phase_told=_phase_told(page) if practice else None,
        has_answer=bool(case and (page.answer or page.explanation)),
        at=at,
    )
    if _ends_request(page, by=by, at=at):
        reasons.append(WaitingReason.UPDATED)
    if page.vng_label and _label_is_of_another_text(page):
        reasons.append(WaitingReason.LABEL)
    wait_for_editors(page, reasons, at=at)


def _phase_told(page: SharedPage) -> datetime | None:
    return max((change.recorded_at for change in page.specific.phase_changes.all()), default=None)


def _ends_request(page: SharedPage, *, by: Viewer, at: datetime) -> bool:
    """End an open question to the owner, and tell whether there was one; an item taken offline always has one."""
    if not page.live:
        return TakenDown.objects.filter(page_id=page.pk, ended_at=None).exists()
    return _end_requests(page, by=by, at=at)


def _end_requests(page: SharedPage, *, by: Viewer, at: datetime, **condition: bool) -> bool:
    ended = ChangeRequest.objects.filter(page_id=page.pk, ended_at=None, **condition).update(
        ended_at=at, ended_by=by.user_id, end=RequestEnd.UPDATED
    )
    if ended:
        record(by=by, deed="vraag van redactie verwerkt", key=page.key, at=at)
    return bool(ended)


def _label_is_of_another_text(page: SharedPage) -> bool:
    label = Label.objects.filter(page_id=page.pk, ended_at=None).select_related("revision").first()
    if label is None or label.revision is None:
        return False
    return changed_a_lot(label.revision.content, page.serializable_data())
