"""Tells the search of changes to pages that come as plain `Page` objects; the source names its own models."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from practices.queries import keys_below
from search.outbox.enqueue import enqueue


@receiver(post_save, sender=Page)
def enqueue_subtree(instance: Page, **_: Any) -> None:
    """Look again at a page and all below it.

    A move saves no page but this one, as a plain `Page` at its new place, inside its transaction (`post_page_move`
    comes after it); so does whoever unpublishes a page without asking for its own class.
    """
    enqueue(keys_below(instance))
