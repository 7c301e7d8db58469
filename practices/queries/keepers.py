"""Who keeps a page: the accounts that hear of it, and the shared mailbox when there is none."""

from __future__ import annotations

from typing import cast

from practices.models import NetworkPage, OrganisationPage, PracticePage, SharedPage
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from search.sources import get_people


def keepers_of(page: SharedPage) -> list[int]:
    """Return the accounts that are told what happens at a page: whoever shared it, while that person may edit it."""
    return [number for number in (page.owner_id,) if number is not None and _still_keeps(number, page)]


def mailbox_for(page: SharedPage) -> str:
    """Return the shared mailbox of a page, or else that of its organisation; empty when there is none."""
    own = ""
    if isinstance(page, PracticePage):
        own = page.contact_mailbox
    elif isinstance(page, NetworkPage):
        own = page.manager_mailbox
    if own:
        return own
    path = page.path[: -page.steplen]
    return OrganisationPage.objects.filter(path=path).values_list("mailbox", flat=True).first() or ""


def reachable(pages: list[SharedPage]) -> set[int]:
    """Return the numbers of the pages behind which somebody can be reached, in a constant number of queries."""
    numbers = [page.pk for page in pages]
    paths = {page.path[: -page.steplen] for page in pages}
    with_mailbox = set(
        OrganisationPage.objects.filter(path__in=paths).exclude(mailbox="").values_list("path", flat=True)
    )
    found = set(PracticePage.objects.filter(pk__in=numbers).exclude(contact_mailbox="").values_list("pk", flat=True))
    found |= set(NetworkPage.objects.filter(pk__in=numbers).exclude(manager_mailbox="").values_list("pk", flat=True))
    return found | {page.pk for page in pages if page.owner_id or page.path[: -page.steplen] in with_mailbox}


def _still_keeps(user_id: int, page: SharedPage) -> bool:
    recipient = get_people().recipient(user_id)
    return recipient is not None and may(cast(Viewer, recipient.person), Deed.EDIT, page.path)
