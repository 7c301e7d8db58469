"""Keeps what was found for some eyes until any page is saved: the same question is asked over and over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.core.cache import cache

from practices.models import SharedPage
from practices.rules.visibility import Viewer

T = TypeVar("T")

#: Seconds after which it is asked anew anyhow: something may have been deleted, or its save took longest.
KEPT = 60


def until_change(name: str, viewer: Viewer, find: Callable[[], T]) -> T:
    """Return what `find` finds, or what it found for the same tokens since the last save of any page.

    name: of the question, with all that it depends on but the viewer
    For numbers of pages and words from them only: whoever shows them checks the pages again.
    """
    eyes = " ".join(sorted(viewer.tokens))
    asked = hashlib.blake2b(f"{name}\n{eyes}\n{_last_change()}".encode(), digest_size=16).hexdigest()
    kept: tuple[T] | None = cache.get(f"practices.remembered.{asked}")
    if kept is None:
        kept = (find(),)
        cache.set(f"practices.remembered.{asked}", kept, KEPT)
    return kept[0]


def page_of_list(name: str, pages: Any, viewer: Viewer, *, first: int, size: int) -> list[int]:
    """Return the numbers of so many pages of a queryset from the first on, kept until any page is saved."""
    found = pages.values_list("pk", flat=True)[first : first + size]
    return until_change(f"{name} from {first}", viewer, lambda: list(found))


def _last_change() -> datetime | None:
    return SharedPage.objects.order_by("-changed_at").values_list("changed_at", flat=True).first()
