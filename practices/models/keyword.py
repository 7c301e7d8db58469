"""Keywords (trefwoorden) that editors renamed or merged: what one was called before leads to what it is called now."""

from __future__ import annotations

from django.db import models
from taggit.models import Tag


class FormerKeyword(models.Model):
    """A slug and name that a keyword had before: in addresses, saved searches and records they stand for it."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    name = models.CharField(max_length=100)
    keyword = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name
