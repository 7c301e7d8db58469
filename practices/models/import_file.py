"""A file that an administrator imports in /cms/: kept from the trial to the real run, and a day at most."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ImportFile(models.Model):
    """Records to import. `tried_at`: when a trial was last run to its end; `done_at`: when it was imported."""

    name = models.CharField("bestand", max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField("bytes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField("opgestuurd op", db_index=True)
    create_terms = models.BooleanField(default=False)
    owner = models.CharField(max_length=200, blank=True)
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
