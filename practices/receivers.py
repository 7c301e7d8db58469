"""What holds for what Wagtail saves by itself, such as plain `Page` objects: the gate, and the word to the search."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry

from practices.models import SharedPage
from practices.models.guard import online_now, open_gate_for
from practices.queries import keys_below
from practices.rules.privacy.guard import without_finds
from search.outbox.enqueue import enqueue


@receiver(pre_save, sender=Page)
def pass_gate(instance: Page, **_: Any) -> None:
    """Hold an item that is put online as a plain page, past the save of its own class. Raises PersonalDataFound."""
    there = Page.objects.filter(pk=instance.pk).order_by().values_list("live", "title").first()
    if not instance.live or there is None or there == (True, instance.title):
        return
    item = instance.specific
    if isinstance(item, SharedPage):
        item.title = instance.title
        open_gate_for(item, item.serializable_data(), online_now(item))


@receiver(pre_save, sender=PageLogEntry)
def mask_titles(instance: PageLogEntry, **_: Any) -> None:
    """Keep no personal data in Wagtail's line about another title: it is written after the history was cleaned."""
    titles = (instance.data or {}).get("title")
    if isinstance(titles, dict):
        instance.data = {**instance.data, "title": {name: without_finds(text) for name, text in titles.items()}}


@receiver(post_save, sender=Page)
def enqueue_subtree(instance: Page, **_: Any) -> None:
    """Look again at a page and all below it.

    A move saves no page but this one, as a plain `Page` at its new place, inside its transaction (`post_page_move`
    comes after it); so does whoever unpublishes a page without asking for its own class.
    """
    enqueue(keys_below(instance))
