"""Letters about a startfoto: to partners without an account, with their link, and to the owner of the practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from practices.models import PracticePage, StartfotoInvitation, StartfotoRound
from practices.notifications.owners import keeps, practice_of
from practices.queries.keepers import mailbox_for
from practices.queries.startfoto import hash_of, name_of, secret_of
from search.alerts.letters import Letter
from search.sources import Recipient


def invited(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Ask a partner to fill in, with its link."""
    return _with_link(content, "Uw organisatie is gevraagd voor een {name}")


def reminder(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Remind a partner, or send the link once more, as long as nothing was released."""
    return _with_link(content, "Herinnering: de {name} waarvoor u gevraagd bent")


def released(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Tell the owner that a partner released its scores."""
    page = practice_of(content, reader)
    if page is None:
        return None
    return Letter(
        subject=f"{content['partner']} gaf de startfoto vrij",
        paragraphs=(f"{content['partner']} gaf de scores vrij bij uw praktijk “{page.title}”. Ze staan op de pagina.",),
        label="Bekijk de startfoto",
        path=f"{page.get_absolute_url()}#startfoto",
        address=mailbox_for(page),
    )


def again(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Remind the owner of the next round, unless it began already."""
    before = StartfotoRound.objects.select_related("practice").filter(pk=content["round"]).first()
    if before is None or StartfotoRound.objects.filter(practice=before.practice, date__gt=before.date).exists():
        return None
    page: PracticePage = before.practice
    if not keeps(reader, page):
        return None
    day = date_format(before.date, "j F Y")
    return Letter(
        subject=f"Tijd voor een vervolgfoto van “{page.title}”",
        paragraphs=(
            f"De vorige foto was van {day}. U vroeg ons om u vandaag aan de volgende te herinneren.",
            "De stellingen staan klaar. U nodigt de partners uit, en wij sturen hun een persoonlijke link.",
        ),
        label="Begin een vervolgfoto",
        path=reverse("practices:startfoto", args=[page.key]),
        address=mailbox_for(page),
    )


def _with_link(content: Mapping[str, Any], subject: str) -> Letter | None:
    rows = StartfotoInvitation.objects.select_related("round__practice", "answer")
    invitation = rows.filter(pk=content["invitation"], withdrawn_at=None).exclude(mailbox="").first()
    if invitation is None or timezone.localdate() > invitation.round.closes_on:
        return None
    if getattr(invitation, "answer", None) and invitation.answer.released_at:
        return None
    page, secret = invitation.round.practice, secret_of(invitation.nonce)
    if hash_of(secret) != invitation.secret_hash:  # the key of the site is another one since
        StartfotoInvitation.objects.filter(pk=invitation.pk).update(secret_hash=hash_of(secret))
    organisation, last = page.organisation.title, date_format(invitation.round.closes_on, "j F Y")
    return Letter(
        subject=subject.format(name=name_of(invitation.round)),
        paragraphs=(
            f"{organisation} vraagt {invitation.partner}: hoe werkt u samen? Het gaat om de praktijk “{page.title}”.",
            "U geeft stellingen een cijfer van 1 tot en met 5. Dat duurt een paar minuten, zonder account.",
            f"Alleen u ziet wat u invult, tot u het vrijgeeft. Invullen en wijzigen kan tot en met {last}.",
        ),
        label="Vul de stellingen in",
        path=reverse("practices:startfoto-answer", args=[secret]),
        closing=(
            "Deze link is persoonlijk: geef hem alleen door binnen uw organisatie. Wilt u niet meedoen? Dan hoeft u "
            "niets te doen. U krijgt hooguit één herinnering, tenzij iemand u opnieuw uitnodigt.",
        ),
        address=invitation.mailbox,
    )
