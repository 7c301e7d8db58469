"""The letter with the link that signs in, once; whoever has no account is told how to get one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import reverse

from practices.actions.visitors import PURPOSE
from practices.models import MailLink
from practices.queries.mail_domains import organisation_of_address
from practices.queries.secret_links import secret_of
from search.alerts.letters import Letter
from search.sources import Recipient, get_people

NOT_ASKED = "Heeft u dit niet gevraagd? Dan hoeft u niets te doen."


def write_sign_in(content: Mapping[str, Any], reader: Recipient | None) -> Letter | None:
    """Return the letter to whoever asked for a link; None when the link was used meanwhile."""
    link = MailLink.objects.filter(pk=UUID(content["link"]), used_at=None).select_related("draft").first()
    if link is None:
        return None
    user = get_user_model().objects.filter(email__iexact=link.address).first()
    if user is not None:
        return _known(link) if get_people().recipient(user.pk) else _unknown(link)
    organisation = organisation_of_address(link.address)
    return _known(link, f"U krijgt dan een account bij {organisation.title}.") if organisation else _unknown(link)


def _known(link: MailLink, more: str = "") -> Letter:
    going_on = link.draft is not None
    return Letter(
        subject="Ga verder met uw praktijk" if going_on else "Uw link om in te loggen",
        paragraphs=(
            "Met deze link logt u in"
            + (f" en gaat u verder met “{link.draft}”." if going_on else ".")
            + " Hij werkt één keer, een halfuur lang, op elke computer."
            + (f" {more}" if more else ""),
        ),
        label="Log in en ga verder" if going_on else "Log in",
        path=reverse("mail-link", args=[secret_of(link.pk, purpose=PURPOSE)]),
        closing=(NOT_ASKED,),
        address=link.address,
    )


def _unknown(link: MailLink) -> Letter:
    return Letter(
        subject="U heeft nog geen account",
        paragraphs=(
            "U vroeg een link om in te loggen. Bij dit adres hoort nog geen account.",
            "Vraag de beheerder van uw organisatie om u uit te nodigen."
            + (" Wat u typte, bewaren wij veertien dagen. Vraag daarna opnieuw een link." if link.draft else ""),
        ),
        closing=(NOT_ASKED,),
        address=link.address,
    )
