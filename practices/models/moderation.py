"""The audit trail: who did what, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One deed by one person. Lines are only added; a page that is deleted leaves its key behind."""

    at = models.DateTimeField("moment", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="door",
    )
    by_name = models.CharField("naam", max_length=200)
    deed = models.CharField("wat", max_length=40, db_index=True)
    key = models.CharField("waarmee", max_length=80, blank=True, db_index=True)
    details = models.JSONField("bijzonderheden", default=dict, blank=True)

    class Meta:
        verbose_name = "regel in het auditspoor"
        verbose_name_plural = "auditspoor"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.deed} {self.key}"
