"""The letters about a request to talk: no address stands in the first, and both get the other's after a yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from portal.accounts import viewer_of
from practices.actions.sharing import withdraw
from practices.actions.talk import ask_to_talk
from practices.models import PracticePage
from tests.factories import NOW, SYSTEM, share_practice
from tests.practices.letters import link_in, send_letters


def put(page: PracticePage, about: Any, user: Any) -> Any:
    return ask_to_talk(page, about, message="Zullen wij praten?", by=viewer_of(user), at=NOW)


def test_yes_gives_both_each_others_address(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, settings: Any, client: Client
) -> None:
    put(page, alike, owner)
    letters = send_letters(settings)
    assert list(letters) == [other.email]
    assert owner.email not in letters[other.email].body + str(letters[other.email].alternatives[0].content)

    client.post(link_in(letters[other.email]), {"answer": "ja", "reply": "Dinsdag kan."})
    told = send_letters(settings)
    assert set(told) == {owner.email, other.email}
    assert other.email in told[owner.email].body
    assert "Dinsdag kan." in told[owner.email].body
    assert owner.email in told[other.email].body


def test_who_left_since_asking_gets_no_address(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, settings: Any, client: Client
) -> None:
    put(page, alike, owner)
    link = link_in(send_letters(settings)[other.email])
    owner.memberships.all().delete()
    client.post(link, {"answer": "ja"})
    assert owner.email not in send_letters(settings)


def test_no_tells_who_asked_and_gives_nothing(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, settings: Any, client: Client
) -> None:
    put(page, alike, owner)
    client.post(link_in(send_letters(settings)[other.email]), {"answer": "nee"})
    told = send_letters(settings)
    assert list(told) == [owner.email]
    assert "kan nu niet" in told[owner.email].body
    assert other.email not in told[owner.email].body


def test_a_shared_mailbox_answers_by_its_own_link(
    page: PracticePage, owner: Any, organisation: Callable[[str], Any], settings: Any, client: Client
) -> None:
    about = share_practice(organisation("breda"), "Zonder eigenaar", contact_mailbox="team@breda.example")
    put(page, about, owner)
    client.post(link_in(send_letters(settings)["team@breda.example"]), {"answer": "ja"})
    told = send_letters(settings)
    assert set(told) == {owner.email, "team@breda.example"}
    assert "Gemeente Breda, team@breda.example" in told[owner.email].body


def test_a_request_about_what_went_offline_is_not_sent(
    page: PracticePage, alike: PracticePage, owner: Any, settings: Any
) -> None:
    put(page, alike, owner)
    withdraw(alike, by=SYSTEM, at=NOW)
    assert send_letters(settings) == {}
