"""A draft of a practice on its way through the steps of the form: kept on the server, so that nothing typed is lost."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction

from practices.models.practice import PracticePage


class PracticeDraft(models.Model):
    """What somebody typed so far, valid or not.

    user: whose it is; empty for what somebody types before signing in
    browser: hash of the secret that the session of such a visitor keeps; address: where a link to it was sent
    network: hash of the network it was begun from, to count how much comes from one place
    data: the fields of the form as typed, by field name
    page: the practice that is being edited; empty for a new one
    published_at: set in the transaction that publishes, so that a second click finds its work done
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="practice_drafts"
    )
    browser = models.CharField(max_length=64, blank=True, db_index=True)
    network = models.CharField(max_length=64, blank=True)
    address = models.EmailField(blank=True)
    page = models.ForeignKey(PracticePage, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "concept van een praktijk"
        verbose_name_plural = "concepten van praktijken"
        ordering = ["-saved_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="published_draft_has_a_page",
                condition=models.Q(published_at__isnull=True) | models.Q(page__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_is_of_somebody",
                condition=models.Q(user__isnull=False, browser="")
                | models.Q(user__isnull=True) & ~models.Q(browser=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.data.get("title") or "Zonder titel")

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
