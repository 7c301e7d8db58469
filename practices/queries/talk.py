"""Requests to talk: those of a practice, those that wait for somebody, and how two who said yes reach each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from practices.choices import TalkAnswer
from practices.models import NetworkMember, OrganisationPage, PracticePage, TalkRequest
from practices.queries.keepers import mailboxes_of, path_above
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer

#: So many of those that wait stand in a list, and so many people of networks.
MOST_WAITING = 20
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody who agreed to that. name may be empty: then it is a shared mailbox."""

    name: str
    organisation: str
    address: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A request to talk as one person may see it.

    answer: "", "ja" or "nee"; contact: of the other one, after a yes, for whoever asked
    """

    number: int
    asked_at: datetime
    answer: str
    reply: str
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a network, and what one may call about."""

    name: str
    role: str
    organisation: str
    about: str
    network: int


def talks_of(practice: PracticePage, viewer: Viewer) -> dict[int, Talk]:
    """Return the requests on behalf of a practice by the number of the item that they are about."""
    rows = list(TalkRequest.objects.filter(practice=practice.pk).select_related("about", "answered_by"))
    agreed = [talk for talk in rows if talk.answer == TalkAnswer.YES and talk.asked_by_id == viewer.user_id]
    contacts = _contacts(agreed)
    return {
        talk.about_id: Talk(talk.pk, talk.asked_at, talk.answer, talk.reply, contacts.get(talk.pk)) for talk in rows
    }


def contact_of_asker(talk: TalkRequest) -> Contact:
    """Return how to reach whoever asked."""
    organisation = talk.organisation.title if talk.organisation else ""
    return Contact(talk.asked_by.get_full_name(), organisation, talk.asked_by.email)


def contact_of_answerer(talk: TalkRequest) -> Contact:
    """Return how to reach whoever said yes: the account, or the shared mailbox that answered."""
    return _contacts([talk])[talk.pk]


def _contacts(talks: Sequence[TalkRequest]) -> dict[int, Contact]:
    """Return how to reach who said yes to each of these requests, in a constant number of queries."""
    paths = {path_above(talk.about) for talk in talks}
    titles = dict(OrganisationPage.objects.filter(path__in=paths).values_list("path", "title"))
    mailboxes = mailboxes_of([talk.about for talk in talks if talk.answered_by is None])
    return {
        talk.pk: Contact(
            name=talk.answered_by.get_full_name() if talk.answered_by else "",
            organisation=titles[path_above(talk.about)],
            address=talk.answered_by.email if talk.answered_by else mailboxes.get(talk.about_id, ""),
        )
        for talk in talks
    }


def talks_waiting_for(viewer: Viewer) -> list[TalkRequest]:
    """Return the requests that this person can answer and nobody did, the oldest first."""
    if viewer.user_id is None:
        return []
    own = Q(about__owner=viewer.user_id)
    rows = TalkRequest.objects.filter(own, answer="", about__live=True).order_by("asked_at", "pk")
    found = rows.select_related("practice", "about", "organisation", "asked_by")[:MOST_WAITING]
    return [talk for talk in found if may(viewer, Deed.EDIT, talk.about.path)]


def people_in(networks: list[int], viewer: Viewer) -> list[Person]:
    """Return members of these networks who say what one may call about, for who may see names."""
    if not viewer.is_municipal:
        return []
    rows = NetworkMember.objects.filter(network__in=networks).exclude(call_me_about="").exclude(name="")
    columns = ("name", "role", "organisation", "call_me_about", "network")
    return [Person(*row) for row in rows.order_by("network", "sort_order", "pk").values_list(*columns)[:MOST_PEOPLE]]
