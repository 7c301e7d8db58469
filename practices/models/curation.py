"""What the editors have to look at, and what they said of an item: the queue, the label, questions and decisions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import Revision

from practices.choices import Criterion, ReportKind, RequestEnd, WaitingReason
from practices.models.base import SharedPage


def _person() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class Waiting(models.Model):
    """An item waits for the editors for a reason. The row goes when somebody looked; the audit trail remembers.

    since: when it began to wait; a later deed for the same reason moves it
    """

    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="waiting")
    reason = models.CharField(max_length=12, choices=WaitingReason)
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "reason"], name="waiting_once_per_reason"),
            models.CheckConstraint(name="waiting_reason_is_known", condition=models.Q(reason__in=WaitingReason.values)),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.reason}"


class Look(models.Model):
    """When the editors looked at an item for the last time, and which text they saw: they are one team."""

    page = models.OneToOneField(SharedPage, primary_key=True, on_delete=models.CASCADE, related_name="look")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField()
    seen_by = _person()

    def __str__(self) -> str:
        return f"{self.page_id} {self.seen_at:%Y-%m-%d %H:%M}"


class ProblemReport(models.Model):
    """A reader says what is wrong with an item. Only editors see it. Who reports needs no account and no address.

    handled_at: when an editor was done with it; answer: what came of it, for colleagues
    """

    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="problem_reports")
    kind = models.CharField("soort", max_length=20, choices=ReportKind)
    text = models.TextField("toelichting", blank=True)
    at = models.DateTimeField("gemeld op")
    by = _person()
    handled_at = models.DateTimeField(null=True)
    handled_by = _person()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="report_kind_is_known", condition=models.Q(kind__in=ReportKind.values)),
        ]
        indexes = [
            models.Index(fields=["page"], name="open_reports", condition=models.Q(handled_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind}"


class Label(models.Model):
    """The label that the editors gave after a review, with a note per criterion; one row per time.

    revision: the text that they read; ended_at: when it was withdrawn or followed by a newer one
    """

    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="labels")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    recognisable = models.TextField("herkenbaar")
    transferable = models.TextField("overdraagbaar")
    honest = models.TextField("eerlijk over tegenslag")
    current = models.TextField("actueel")
    given_at = models.DateTimeField()
    given_by = _person()
    ended_at = models.DateTimeField(null=True)
    ended_by = _person()
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], name="one_label_at_a_time", condition=models.Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.given_at:%Y-%m-%d}"

    @property
    def notes(self) -> dict[Criterion, str]:
        """The note per criterion."""
        return {
            Criterion.RECOGNISABLE: self.recognisable,
            Criterion.TRANSFERABLE: self.transferable,
            Criterion.HONEST: self.honest,
            Criterion.CURRENT: self.current,
        }


class ChangeRequest(models.Model):
    """The editors ask the owner of an item to change something, with the reason. The item stays online.

    only_confirm: they only ask whether it still holds; a confirmation is answer enough
    """

    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="change_requests")
    reason = models.TextField("wat vraagt u, en waarom")
    only_confirm = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = _person()
    ended_at = models.DateTimeField(null=True)
    ended_by = _person()
    end = models.CharField(max_length=12, choices=RequestEnd, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], name="one_open_request", condition=models.Q(ended_at=None)),
            models.CheckConstraint(name="request_end_is_known", condition=models.Q(end__in=[*RequestEnd.values, ""])),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.at:%Y-%m-%d}"


class Featured(models.Model):
    """An item that stands on the first page, for whoever may see it, until the day that the editors chose."""

    page = models.OneToOneField(SharedPage, primary_key=True, on_delete=models.CASCADE, related_name="featured")
    position = models.PositiveSmallIntegerField("plaats", default=1)
    until = models.DateField("tot en met")
    by = _person()

    class Meta:
        ordering = ["position", "page"]

    def __str__(self) -> str:
        return f"{self.position}: {self.page_id}"


class TakenDown(models.Model):
    """The editors took an item offline, with the reason. Only they put it back; the text stays with its owner."""

    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="taken_down")
    reason = models.TextField("reden")
    at = models.DateTimeField()
    by = _person()
    ended_at = models.DateTimeField(null=True)
    ended_by = _person()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], name="taken_down_once", condition=models.Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.at:%Y-%m-%d}"


class MergedItem(models.Model):
    """An item that went into another: its address leads there. `moved`: what moved, so that it can be undone."""

    page = models.OneToOneField(SharedPage, primary_key=True, on_delete=models.CASCADE, related_name="merged_into")
    into = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="merged")
    at = models.DateTimeField()
    by = _person()
    moved = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.page_id} → {self.into_id}"
