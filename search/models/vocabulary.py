"""The words of public documents, from which a query with a typing error is corrected."""

from __future__ import annotations

from django.db import models


class KnownWord(models.Model):
    """A word that stands in a document that everybody may see, or stood there since the last rebuild.

    exact: the folded word; surface: as it is written
    documents: in how many documents it stood at the last rebuild; 1 for what came since
    """

    exact = models.CharField(max_length=64, primary_key=True)
    surface = models.CharField(max_length=80)
    documents = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["-documents", "exact"], name="search_known_word_frequent")]

    def __str__(self) -> str:
        return self.surface
