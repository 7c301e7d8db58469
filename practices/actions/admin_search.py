"""Brings the search of the admin up to date in batches while many pages are written.

Wagtail does so page by page, and each time looks at the whole index anew: fine for one page, minutes for an import.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from types import TracebackType
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.search.backends import get_search_backends

from practices.models import SharedPage

#: Pages that wait for the index at most: so many are lost to the admin's search when the process is killed.
_BATCH = 500


#: Whether this thread indexes in batches: others of the same process go on as always.
_here = threading.local()


def _index_unless_in_batches(instance: Any, **more: Any) -> None:
    if not getattr(_here, "in_batches", False):
        post_save_signal_handler(instance, **more)


class AdminSearchInBatches:
    """While this context lasts, pages that this thread saved are indexed only when they are noted, in batches."""

    def __init__(self) -> None:
        self._waiting: dict[type[SharedPage], list[int]] = defaultdict(list)

    def __enter__(self) -> AdminSearchInBatches:
        for model in SharedPage.__subclasses__():
            if post_save.disconnect(post_save_signal_handler, sender=model):
                post_save.connect(_index_unless_in_batches, sender=model)
        _here.in_batches = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _here.in_batches = False
        if error is None or not isinstance(error, Exception):
            self._flush()

    def note(self, page: SharedPage) -> None:
        """Remember a page that was saved, and index the batch when it is full."""
        self._waiting[type(page)].append(page.pk)
        if sum(map(len, self._waiting.values())) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        for model, numbers in self._waiting.items():
            pages = list(model.get_indexed_objects().filter(pk__in=numbers))
            with transaction.atomic():
                for backend in get_search_backends(with_auto_update=True):
                    backend.add_bulk(model, pages)
        self._waiting.clear()
