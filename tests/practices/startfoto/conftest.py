"""A practice of Zaanstad with a startfoto, its owner in a browser, and partners with a link."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from practices.models import PracticePage, StartfotoRound
from tests.factories import make_practice
from tests.practices.conftest import signed_in

#: What a partner types that must be nowhere before it is released.
SECRET_WORDS = "Zwijgzaam over de wachtrij"
SCORES = {"score_0": "2", "score_1": "4", "score_2": "1", "score_6": "5", "remark": SECRET_WORDS}


@pytest.fixture
def page(organisation: Callable[[str], Any], owner: Any) -> PracticePage:
    return make_practice(organisation("zaanstad"), user=owner, visibility="openbaar", title="Samen rond het gezin")


@pytest.fixture
def browser(owner: Any) -> Client:
    """A browser in which the owner is signed in."""
    return signed_in(owner)


@pytest.fixture
def startfoto(page: PracticePage, browser: Client) -> StartfotoRound:
    """A round that began today, with a statement of the owner's own."""
    return begin(browser, page, own_1="Wij kennen elkaars werk", asks_family="on")


def begin(browser: Client, page: PracticePage, **fields: str) -> StartfotoRound:
    """Begin a round today, through the screen."""
    today = timezone.localdate()
    typed = {"on": today.isoformat(), "closes_on": (today + timedelta(days=28)).isoformat(), **fields}
    answer = browser.post(f"/delen/{page.key}/startfoto/nieuw/", typed)
    assert answer.status_code == 302, answer.content.decode()
    return StartfotoRound.objects.latest("pk")


def ask(browser: Client, startfoto: StartfotoRound, partner: str, **fields: Any) -> str:
    """Ask a partner, and return the address of its link that one hands over; empty when it goes by mail."""
    url = f"/delen/{startfoto.practice.key}/startfoto/{startfoto.pk}/uitnodigen/"
    answer = browser.post(url, {"partner": partner, **fields})
    if fields.get("mailbox"):
        assert answer.status_code == 302, answer.content.decode()
        return ""
    return link_in(answer.content.decode())


def link_in(page: str) -> str:
    """Return the address of the link on a page that one hands over."""
    found = re.search(r'value="http://[^/"]+(/startfoto/[0-9a-f]{64}/)"', html.unescape(page))
    assert found, page
    return found.group(1)
