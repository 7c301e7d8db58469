"""A reader tells what is wrong with an item: kept for the editors, who hear of it in their queue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from practices.actions.audit import record
from practices.actions.waiting import wait_for_editors
from practices.choices import ReportKind, WaitingReason
from practices.models import ProblemReport, SharedPage
from practices.rules.visibility import Viewer


@transaction.atomic
def report_problem(page: SharedPage, *, kind: ReportKind, text: str, by: Viewer, at: datetime) -> ProblemReport:
    """Keep what a reader says is wrong; the same twice is once. The audit trail holds the kind, not the words."""
    same = ProblemReport.objects.filter(page_id=page.pk, kind=kind, text=text, handled_at=None).first()
    if same is not None:
        return same
    report = ProblemReport.objects.create(page_id=page.pk, kind=kind, text=text, by_id=by.user_id, at=at)
    wait_for_editors(page, [WaitingReason.REPORT], at=at)
    record(by=by, deed="melding", key=page.key, at=at, kind=kind.value)
    return report
