"""The command that makes and sends mails."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from practices.rules.visibility import Role
from search.models import Subscription
from tests.factories import make_user
from tests.portal.alerts.sending import save


def test_the_command_needs_the_address_of_the_site(settings: Any, db: None) -> None:
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL is leeg"):
        call_command("send_alerts")


def test_the_command_says_what_it_did(member: Any, shared: Any, capsys: Any) -> None:
    save(member)
    shared("Wijkteam")
    call_command("send_alerts")
    assert capsys.readouterr().out == "1 mails gemaakt, 1 verstuurd.\n"
    with pytest.raises(CommandError, match="kies een getal van 1 of hoger"):
        call_command("send_alerts", "--every", "0")


def test_one_person_whose_mail_cannot_be_made_does_not_keep_others_from_theirs(
    member: Any, shared: Any, organisation: Any
) -> None:
    broken = save(member)
    Subscription.objects.filter(pk=broken.pk).update(target="pagina=nul")
    save(make_user(Role.MEMBER, organisation("tilburg"), email="ans@tilburg.example"))
    shared("Wijkteam")
    with pytest.raises(CommandError, match="Bij 1 personen ging het mis"):
        call_command("send_alerts")
    assert [message.to for message in mail.outbox] == [["ans@tilburg.example"]]
