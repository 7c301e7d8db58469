"""The outbox: which keys the index must look at again, and whether it is being rebuilt."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class OutboxRow(models.Model):
    """Says "look again at this key": written in the transaction of the change, removed when the index holds its state.

    revision: new at each enqueue; whoever works on the row sees by it that something changed meanwhile
    enqueued_at: moment of the last change
    not_before: rest after a refusal; empty: at once. A change needs no clock to be taken up
    lease_owner, leased_until: the process that works on it; when the time is over another may take it over
    attempts, last_error: how often the engine refused it, and why the last time
    parked: refused too often; stays until the key changes again or a repair revives it
    applied: done, and kept for the rebuild under way, which replays it into its new index
    """

    key = models.CharField(max_length=200, primary_key=True)
    revision = models.UUIDField(default=uuid.uuid4)
    enqueued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=200, blank=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    parked = models.BooleanField(default=False)
    applied = models.BooleanField(default=False)

    class Meta:
        ordering = ["enqueued_at", "key"]
        indexes = [
            models.Index(fields=["enqueued_at", "key"], name="outbox_waiting", condition=models.Q(parked=False)),
        ]

    def __str__(self) -> str:
        return self.key


class Stage(models.TextChoices):
    """What a rebuild is doing; while it switches, the relay waits."""

    FILLING = "filling"
    SWITCHING = "switching"


class IndexRebuild(models.Model):
    """The rebuild under way: one row or none.

    token: names this run; a run that finds its token gone was taken for dead
    owner: the process; heartbeat_at: its last sign of life
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    token = models.UUIDField(default=uuid.uuid4)
    owner = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.FILLING)

    class Meta:
        constraints = [models.CheckConstraint(name="one_rebuild_at_a_time", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.owner}, {self.stage}"
