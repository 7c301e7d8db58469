"""Asking somebody to talk about what both do, and answering that: an address is only given after both said yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from practices.actions.audit import record
from practices.actions.reader_question import organisation_of
from practices.actions.telling import tell_keepers
from practices.choices import TalkAnswer
from practices.models import PracticePage, SharedPage, TalkRequest
from practices.queries.keepers import keepers_of, mailbox_for
from practices.rules.permissions import Deed, NotAllowed, require
from practices.rules.visibility import VISITOR, Viewer
from search.alerts.letters import queue_letter

#: So many one person asks in a day.
MOST_A_DAY = 5
_DAY = timedelta(days=1)


class TooManyTalks(Exception):
    """This person asked enough for now; the message is a Dutch sentence for the screen."""


class NobodyThere(Exception):
    """Nobody can be reached behind an item; the message is a Dutch sentence for the screen."""


@transaction.atomic
def ask_to_talk(practice: PracticePage, about: SharedPage, *, message: str, by: Viewer, at: datetime) -> TalkRequest:
    """Ask who keeps an item to talk, on behalf of a practice. Whoever was asked before is not asked again.

    Raises NotAllowed, TooManyTalks or NobodyThere.
    """
    require(by, Deed.EDIT, practice.path)
    if by.user_id is None or not SharedPage.objects.visible_to(by).filter(pk=about.pk).exists():
        raise NotAllowed("Dit is er niet (meer), of u mag het niet zien.")
    if not practice.live:
        raise NotAllowed("Zet uw praktijk eerst online: de ander wil zien waar het over gaat.")
    if by.owns(about.path):
        raise NotAllowed("Dit is van uw eigen organisatie. Loop even langs.")
    # Two clicks at once wait for each other here, so that both the limit and "once" hold.
    PracticePage.objects.select_for_update().only("pk").get(pk=practice.pk)
    if known := TalkRequest.objects.filter(practice=practice, about=about).first():
        return known
    if TalkRequest.objects.filter(asked_by_id=by.user_id, asked_at__gt=at - _DAY).count() >= MOST_A_DAY:
        raise TooManyTalks(f"U vroeg vandaag al {MOST_A_DAY} keer om een gesprek. Probeer het morgen opnieuw.")
    if not keepers_of(about) and not mailbox_for(about):
        raise NobodyThere("Wij weten niet wie wij hiervoor kunnen bereiken.")
    talk = TalkRequest.objects.create(
        practice=practice,
        about_id=about.pk,
        message=message,
        asked_by_id=by.user_id,
        organisation=organisation_of(by),
        asked_at=at,
    )
    record(by=by, deed="gesprek gevraagd", key=practice.key, at=at, about=about.key)
    tell_keepers(about, "talk-asked", {"talk": talk.pk}, at=at)
    return talk


@transaction.atomic
def answer_talk(
    talk: TalkRequest, *, answer: TalkAnswer, reply: str, user_id: int | None, by: Viewer = VISITOR, at: datetime
) -> TalkRequest:
    """Say yes or no to a request, once; what was said first stays.

    user_id: who answers; None: the shared mailbox of the item, by its own link
    """
    found = TalkRequest.objects.select_for_update(of=("self",)).select_related("about").get(pk=talk.pk)
    if found.answer:
        return found
    found.answer, found.reply, found.answered_by_id, found.answered_at = answer, reply, user_id, at
    found.save(update_fields=["answer", "reply", "answered_by", "answered_at"])
    record(by=by, deed="gespreksverzoek beantwoord", key=found.about.key, at=at, answer=str(answer))
    queue_letter("talk-answered", {"talk": found.pk}, to=found.asked_by_id, at=at)
    if answer == TalkAnswer.YES:
        queue_letter("talk-agreed", {"talk": found.pk}, to=user_id, at=at)
    return found
