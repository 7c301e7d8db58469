"""Who keeps a page: the accounts that hear of it, and the shared mailbox when there is none."""

from __future__ import annotations

from collections.abc import Sequence
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
    return mailboxes_of([page]).get(page.pk, "")


def mailboxes_of(pages: Sequence[SharedPage]) -> dict[int, str]:
    """Return the mailbox of each page that has one, itself or by its organisation, by number, in three queries."""
    numbers, paths = [page.pk for page in pages], {path_above(page) for page in pages}
    rows = OrganisationPage.objects.filter(path__in=paths).exclude(mailbox="")
    shared = dict(rows.values_list("path", "mailbox"))
    own: dict[int, str] = dict(
        PracticePage.objects.filter(pk__in=numbers).exclude(contact_mailbox="").values_list("pk", "contact_mailbox")
    )
    own |= NetworkPage.objects.filter(pk__in=numbers).exclude(manager_mailbox="").values_list("pk", "manager_mailbox")
    return {page.pk: found for page in pages if (found := own.get(page.pk) or shared.get(path_above(page)))}


def reachable(pages: Sequence[SharedPage]) -> set[int]:
    """Return the numbers of the pages behind which somebody can be reached, in a constant number of queries."""
    with_mailbox = mailboxes_of(pages)
    return {page.pk for page in pages if page.owner_id or page.pk in with_mailbox}


def path_above(page: SharedPage) -> str:
    """Return the place in the tree of the organisation that a page belongs to."""
    return str(page.path[: -page.steplen])


def _still_keeps(user_id: int, page: SharedPage) -> bool:
    recipient = get_people().recipient(user_id)
    return recipient is not None and may(cast(Viewer, recipient.person), Deed.EDIT, page.path)
