"""Takes what the privacy guard finds in older versions of an item out of them, and out of everything that remembers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from practices.actions.audit import record
from practices.models import SharedPage
from practices.models.history import CLEANED, gone, hide, texts_of_past
from practices.rules.permissions import require_curator
from practices.rules.visibility import Viewer
from search.outbox.enqueue import enqueue


@transaction.atomic
def clean_history(page: SharedPage, *, by: Viewer, at: datetime) -> int:
    """Mask in all older versions what is found there and stands on the item no more; return how many it were.

    Publishing a mended version does this by itself. This is for items from before, and for what a better guard finds.
    Raises NotAllowed.
    """
    require_curator(by, "Oudere versies zijn")
    item = SharedPage.objects.select_for_update().get(pk=page.pk).specific
    now = item.serializable_data()
    latest = item.get_latest_revision()
    if not item.live and latest is not None:
        now = {"item": now, "draft": latest.content}
    found = gone(texts_of_past(item), now)
    if found:
        hide(item, found, at=at, by=(by.user_id, by.name))
    else:
        record(by=by, deed=CLEANED, key=item.key, at=at, kinds=[], revisions=0)
    enqueue([item.key])
    return len({each.plain for each in found})
