"""Reading along before something is shared: a personal link for one reader, and what that reader says."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from practices.models.base import SharedPage
from practices.models.draft import PracticeDraft


class ReadingLink(models.Model):
    """A link for one reader to one draft, or to one page that is not online.

    token_hash: of the secret that is made from the number and the key of the site
    label: for whom it is, in the words of its maker
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    draft = models.ForeignKey(
        PracticeDraft, null=True, blank=True, on_delete=models.CASCADE, related_name="reading_links"
    )
    page = models.ForeignKey(SharedPage, null=True, blank=True, on_delete=models.CASCADE, related_name="reading_links")
    label = models.CharField("voor wie", max_length=100)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="reading_link_is_to_one_thing",
                condition=models.Q(draft__isnull=False, page__isnull=True)
                | models.Q(draft__isnull=True, page__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.label


class ReadingVisit(models.Model):
    """One time that a link was opened."""

    link = models.ForeignKey(ReadingLink, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class ReadingRemark(models.Model):
    """What a reader said about the draft; only its owner sees it."""

    link = models.ForeignKey(ReadingLink, on_delete=models.CASCADE, related_name="remarks")
    name = models.CharField("naam of functie", max_length=100, blank=True)
    text = models.TextField("opmerking")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
