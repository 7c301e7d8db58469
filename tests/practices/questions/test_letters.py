"""The letters about a question: to who keeps the practice, with a link of one's own, and to who asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.accounts import viewer_of
from practices.actions.reader_question import answer, ask, hide
from practices.actions.sharing import change_visibility, withdraw
from practices.models import PracticePage
from tests.factories import NOW, SYSTEM, share_practice
from tests.practices.letters import link_in, send_letters

TEXT = "Hoe vaak komt u bij elkaar?"


def put(page: PracticePage, user: Any) -> Any:
    return ask(page, text=TEXT, asked_as="beleidsadviseur", by=viewer_of(user), at=NOW)


def test_the_owner_answers_from_the_mail_without_signing_in_and_the_asker_hears(
    page: PracticePage, owner: Any, asker: Any, settings: Any, client: Client
) -> None:
    put(page, asker)
    letters = send_letters(settings)
    assert list(letters) == [owner.email]
    body = letters[owner.email].body
    assert f"Gemeente Breda, beleidsadviseur vraagt bij “{page.title}”" in body
    assert TEXT in body
    assert asker.email not in body
    assert "Bram" not in body

    opened = client.get(link_in(letters[owner.email]), follow=True)
    address, _ = opened.redirect_chain[-1]
    assert TEXT in opened.content.decode()
    done = client.post(address, {"text": "Elke twee weken.", "daarna": "logboek"}, follow=True)
    assert "Ons antwoord: Elke twee weken." in done.content.decode()

    told = send_letters(settings)
    assert list(told) == [asker.email]
    assert "Elke twee weken." in told[asker.email].body
    assert link_in(told[asker.email]).startswith(page.get_absolute_url())


def test_a_better_answer_sends_no_second_letter(page: PracticePage, owner: Any, asker: Any, settings: Any) -> None:
    question = put(page, asker)
    send_letters(settings)
    for text in ("Soms.", "Elke twee weken."):
        answer(question, text=text, by=viewer_of(owner), at=NOW)
    assert list(send_letters(settings)) == [asker.email]
    answer(question, text="Elke week.", by=viewer_of(owner), at=NOW)
    assert send_letters(settings) == {}


def test_without_an_account_the_shared_mailbox_hears(
    organisation: Callable[[str], Any], asker: Any, settings: Any
) -> None:
    page = share_practice(organisation("zaanstad"), "Van niemand", contact_mailbox="team@zaanstad.example")
    put(page, asker)
    letter = send_letters(settings)["team@zaanstad.example"]
    assert link_in(letter).startswith(page.get_absolute_url())


@pytest.mark.parametrize("meanwhile", ["answered", "hidden", "withdrawn", "owner left"])
def test_nothing_is_sent_when_nothing_is_left_to_do(
    meanwhile: str, page: PracticePage, owner: Any, asker: Any, settings: Any
) -> None:
    question = put(page, asker)
    if meanwhile == "answered":
        answer(question, text="Soms.", by=viewer_of(owner), at=NOW)
        asker.is_active = False
        asker.save()
    elif meanwhile == "hidden":
        hide(question, by=viewer_of(owner), at=NOW)
    elif meanwhile == "withdrawn":
        withdraw(page, by=SYSTEM, at=NOW)
    else:
        owner.memberships.all().delete()
    assert send_letters(settings) == {}


def test_who_may_no_longer_see_the_practice_gets_no_answer(
    page: PracticePage, owner: Any, asker: Any, settings: Any
) -> None:
    question = put(page, asker)
    send_letters(settings)
    answer(question, text="Soms.", by=viewer_of(owner), at=NOW)
    change_visibility(PracticePage.objects.get(pk=page.pk), visibility="organisatie", by=SYSTEM, at=NOW)
    assert send_letters(settings) == {}
