"""Somebody without an account reads a draft along, says something, and sees nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices.actions import reading
from practices.actions.sharing import withdraw
from practices.models import PracticeDraft, PracticePage, ReadingLink, ReadingRemark, ReadingVisit
from practices.rules.visibility import Role
from tests.factories import SYSTEM, make_practice, make_user
from tests.posted import posted

BACKEND = "portal.accounts.AccountBackend"


def invite(browser: Client, draft: PracticeDraft, label: str = "de wethouder") -> str:
    """Make a link as the owner, and return its address on this site."""
    browser.post(f"/delen/{draft.pk}/meelezen/", {"label": label})
    page = browser.get(f"/delen/{draft.pk}/meelezen/").content.decode()
    return re.findall(r'value="https?://[^/"]+(/meelezen/[^"]+)"', page)[0]


@pytest.fixture
def link(browser: Client, filled_draft: PracticeDraft) -> str:
    return invite(browser, filled_draft)


def test_a_reader_sees_the_draft_without_an_account(link: str) -> None:
    response = Client().get(link)

    page = response.content.decode()
    assert response.status_code == 200
    for text in ("Eén regisseur per gezin", "Hulp komt te laat.", "Merkt het gezin het verschil?", "Gemeente Zaanstad"):
        assert text in page
    assert "/controleren/" not in page
    assert (response.headers["Referrer-Policy"], response.headers["X-Robots-Tag"]) == (
        "same-origin",
        "noindex, nofollow",
    )


def test_the_owner_sees_who_opened_it_when_and_what_was_said(
    link: str, browser: Client, filled_draft: PracticeDraft, settings: Any, colleague: Any
) -> None:
    reader = Client()
    reader.get(link)
    reader.get(link)
    answer = reader.post(link, {"text": "De aanleiding is mij niet duidelijk.", "name": "De wethouder"}, follow=True)
    reader.post(link, {"text": "De aanleiding is mij niet duidelijk.", "name": "De wethouder"})

    assert "doorgegeven" in answer.content.decode()
    assert (ReadingVisit.objects.count(), ReadingRemark.objects.count()) == (1, 1)
    owner = browser.get(f"/delen/{filled_draft.pk}/meelezen/").content.decode()
    assert "1 keer geopend" in owner
    assert "De aanleiding is mij niet duidelijk." in owner
    assert (
        "De aanleiding is mij niet duidelijk." in browser.get(f"/delen/{filled_draft.pk}/controleren/").content.decode()
    )
    (message,) = posted(settings)
    assert message.to == [colleague.email]
    assert f"/delen/{filled_draft.pk}/meelezen/" in message.body


def test_what_a_reader_says_is_looked_at_for_personal_data(link: str) -> None:
    refused = Client().post(link, {"text": "Dit gaat over BSN 111222333."})

    assert refused.status_code == 200
    assert "Dit gaat over BSN" in refused.content.decode()
    assert not ReadingRemark.objects.exists()
    assert Client().post(link, {"text": "Prima zo.", "name": "Jan de Vries"}).status_code == 302


@pytest.mark.parametrize("how", ["withdrawn", "over", "shared", "made up"])
def test_a_link_that_ended_shows_nothing(link: str, browser: Client, filled_draft: PracticeDraft, how: str) -> None:
    if how == "withdrawn":
        browser.post(f"/delen/{filled_draft.pk}/meelezen/", {"intrekken": str(ReadingLink.objects.get().pk)})
    elif how == "over":
        ReadingLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "shared":
        browser.post(f"/delen/{filled_draft.pk}/controleren/")
    else:
        link = f"/meelezen/{ReadingLink.objects.get().token_hash}/"

    opened, said = Client().get(link), Client().post(link, {"text": "Hallo?"})

    assert (opened.status_code, said.status_code) == (410, 410)
    assert "Eén regisseur per gezin" not in opened.content.decode()
    assert not ReadingRemark.objects.exists()


def test_only_the_owner_makes_and_withdraws_links(
    link: str, filled_draft: PracticeDraft, organisation: Callable[[str], Any]
) -> None:
    stranger = Client()
    stranger.force_login(make_user(Role.MEMBER, organisation("zaanstad")), backend=BACKEND)
    address = f"/delen/{filled_draft.pk}/meelezen/"

    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"label": "mijzelf"}).status_code == 404
    assert stranger.post(address, {"intrekken": str(ReadingLink.objects.get().pk)}).status_code == 404
    assert Client().post(address, {"label": "mijzelf"}).status_code == 302
    assert ReadingLink.objects.filter(withdrawn_at=None).count() == 1


def test_a_page_that_is_not_online_can_be_read_along_as_it_will_look(
    browser: Client, organisation: Callable[[str], Any], colleague: Any
) -> None:
    page = make_practice(organisation("zaanstad"), user=colleague)
    page.contact_name = "Sanne Bakker"
    page.save()
    withdraw(page, by=SYSTEM, at=timezone.now())
    address = f"/delen/{page.key}/meelezen/"
    browser.post(address, {"label": "jurist"})
    link = re.findall(r'value="https?://[^/"]+(/meelezen/[^"]+)"', browser.get(address).content.decode())[0]

    shown = Client().get(link)

    assert shown.status_code == 200
    assert page.title in shown.content.decode()
    assert "U leest mee" in shown.content.decode()
    assert "Sanne Bakker" not in shown.content.decode()
    assert Client().post(link, {"text": "Helder."}).status_code == 302
    browser.post(f"/delen/{page.key}/opnieuw/")
    assert Client().get(link).status_code == 410
    assert browser.get(address).status_code == 404
    browser.post(f"/delen/{page.key}/intrekken/")
    assert Client().get(link).status_code == 410
    assert "Deze link werkt niet meer" in browser.get(address).content.decode()


def test_a_foreign_page_cannot_be_given_to_readers(browser: Client, organisation: Callable[[str], Any]) -> None:
    page = make_practice(organisation("breda"))
    PracticePage.objects.filter(pk=page.pk).update(live=False)

    assert browser.post(f"/delen/{page.key}/meelezen/", {"label": "mij"}).status_code == 404
    assert not ReadingLink.objects.exists()


def test_a_flood_is_not_kept(link: str, browser: Client, filled_draft: PracticeDraft, monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "MOST_REMARKS", 2)
    monkeypatch.setattr(reading, "MOST_LINKS", 1)

    for number in range(4):
        Client().post(link, {"text": f"Opmerking nummer {number}."})
    browser.post(f"/delen/{filled_draft.pk}/meelezen/", {"label": "nog iemand"})

    assert (ReadingRemark.objects.count(), ReadingLink.objects.count()) == (2, 1)


def test_the_list_of_links_costs_the_same_for_many(link: str, browser: Client, filled_draft: PracticeDraft) -> None:

    address = f"/delen/{filled_draft.pk}/meelezen/"
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for number in range(5):
        Client().get(invite(browser, filled_draft, f"lezer {number}"))
    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(one)


@pytest.mark.parametrize(
    ("visibility", "said"),
    [
        ("openbaar", "ook zonder account en via zoekmachines"),
        ("gemeenten", "Medewerkers van gemeenten, regio’s en VNG"),
        ("organisatie", "Uw eigen organisatie"),
    ],
)
def test_who_will_see_it_stands_before_the_button(
    browser: Client, filled_draft: PracticeDraft, visibility: str, said: str
) -> None:
    browser.post(f"/delen/{filled_draft.pk}/contact/", {"visibility": visibility})

    page = browser.get(f"/delen/{filled_draft.pk}/controleren/").content.decode()

    assert said in page[page.index("Wie ziet dit straks?") : page.index("Deel nu</button>")]
