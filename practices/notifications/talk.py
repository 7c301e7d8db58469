"""Letters about requests to talk: to who is asked, and to both once that person answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.urls import reverse

from practices.choices import TalkAnswer
from practices.models import SharedPage, TalkRequest
from practices.notifications.owners import keeps
from practices.queries.keepers import mailbox_for
from practices.queries.talk import Contact, contact_of_answerer, contact_of_asker
from practices.queries.talk_links import make_talk_token
from practices.rules.visibility import Viewer
from search.alerts.letters import Letter
from search.sources import Recipient


def talk_asked(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write to who keeps an item that somebody wants to talk, while nobody answered. No address stands in it."""
    talk = _talk(content)
    if talk is None or talk.answer or not talk.about.live or not talk.practice.live:
        return None
    if not keeps(reader, talk.about):
        return None
    person = cast(Viewer, reader.person) if reader else None
    who = talk.organisation.title if talk.organisation else "Een collega"
    token = make_talk_token(talk, person.user_id if person else None)
    return Letter(
        f"{who} wil u spreken over {talk.about.title}",
        (f"{who} schrijft over “{talk.about.title}”:", talk.message),
        "Zeg ja of nee",
        reverse("practices:talk-answer", args=[token]),
        closing=("De ander ziet uw mailadres pas als u ja zegt, en u het zijne ook. Inloggen hoeft niet.",),
        address="" if person else mailbox_for(talk.about),
    )


def talk_answered(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write to who asked what the answer is; after a yes with how to reach each other."""
    talk = _talk(content)
    if talk is None or reader is None or not talk.answer or not keeps(reader, talk.practice):
        return None
    if talk.answer == TalkAnswer.NO:
        paragraphs = [f"Een gesprek over “{talk.about.title}” kan nu niet."]
    else:
        paragraphs = [f"U kunt praten over “{talk.about.title}”.", _reach(contact_of_answerer(talk))]
    visible = SharedPage.objects.visible_to(cast(Viewer, reader.person)).filter(pk=talk.about_id).exists()
    return Letter(
        f"{'Ja' if talk.answer == TalkAnswer.YES else 'Nu niet'}: een gesprek over {talk.about.title}",
        (*paragraphs, *([f"Er staat bij: {talk.reply}"] if talk.reply else [])),
        "Bekijk waar het over gaat" if visible else "",
        talk.about.get_absolute_url() if visible else "",
    )


def talk_agreed(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Write to who said yes how to reach who asked."""
    talk = _talk(content)
    if talk is None or talk.answer != TalkAnswer.YES:
        return None
    return Letter(
        f"U zei ja: een gesprek over {talk.about.title}",
        (_reach(contact_of_asker(talk)), "De ander heeft nu ook uw mailadres."),
        address="" if reader else mailbox_for(talk.about),
    )


def _reach(contact: Contact) -> str:
    who = ", ".join(part for part in (contact.name, contact.organisation) if part)
    return f"Zo bereikt u elkaar: {who or 'het team'}, {contact.address}."


def _talk(content: Mapping[str, Any]) -> TalkRequest | None:
    rows = TalkRequest.objects.select_related("practice", "about", "asked_by", "organisation", "answered_by")
    return rows.filter(pk=content["talk"]).first()
