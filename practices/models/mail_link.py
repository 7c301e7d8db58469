"""Links that sign somebody in, once: sent to a work address, which whoever opens the mail has."""

from __future__ import annotations

import uuid

from django.db import models

from practices.models.draft import PracticeDraft


class MailLink(models.Model):
    """A link that was asked for. Its secret is made from its number and the key of the site; here stands the hash.

    draft: what was typed before, which whoever signs in keeps
    network: hash of the network that asked, to count how many links come from one place
    used_at: it works once
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    address = models.EmailField(db_index=True)
    draft = models.ForeignKey(PracticeDraft, null=True, blank=True, on_delete=models.CASCADE, related_name="mail_links")
    network = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)
