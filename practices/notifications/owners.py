"""Who a letter about an item is for, and which practice it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from practices.models import PracticePage, SharedPage
from practices.queries.pages import split_key
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from search.sources import Recipient


def keeps(reader: Recipient | None, page: SharedPage) -> bool:
    """Tell whether the reader keeps the item by now; the mailbox that stands with it (None) always does."""
    return reader is None or may(cast(Viewer, reader.person), Deed.EDIT, page.path)


def practice_of(content: Mapping[str, Any], reader: Recipient | None) -> PracticePage | None:
    """Return the practice with the key in `content`, as long as it is online and the reader keeps it."""
    parts = split_key(content["practice"])
    page = PracticePage.objects.filter(pk=parts[1], live=True).first() if parts else None
    return page if page is not None and keeps(reader, page) else None
