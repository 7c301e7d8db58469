"""Letters: queued with a change, written at the moment of sending, and stopped by who does not want them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from practices.rules.visibility import Role
from search.alerts.letters import choose_letters, letter_kinds, queue_letter, stop_path, stopped_kinds
from search.alerts.post import Post
from search.alerts.postman import send_once, writers
from search.models import OutgoingMail
from tests.factories import make_user
from tests.own_site import OwnSite, wait_until
from tests.search.alerts import doings
from tests.search.alerts.doings import HELLO_SETTINGS, mails_in


@pytest.fixture
def _kinds(settings: Any) -> Iterator[None]:
    for name, value in HELLO_SETTINGS.items():
        setattr(settings, name, value)
    letter_kinds.cache_clear()
    yield
    letter_kinds.cache_clear()


@pytest.fixture
def user(db: None, _kinds: None, organisation: Any) -> Any:
    return make_user(Role.MEMBER, organisation("breda"), email="jan@breda.example")


def send() -> list[Any]:
    mail.outbox.clear()
    Post(writers(), clock=timezone.now).send_waiting(stop=Event())
    assert not OutgoingMail.objects.exists()
    return list(mail.outbox)


def queue(kind: str, user: Any, **content: Any) -> None:
    queue_letter(kind, content, to=user.pk if user else None, at=timezone.now())


def test_a_letter_says_what_to_do_why_it_came_and_how_to_stop_it(user: Any) -> None:
    queue("hallo", user)

    (message,) = send()

    assert (message.subject, message.to) == ("Hallo", ["jan@breda.example"])
    stop_url = message.extra_headers["List-Unsubscribe"].strip("<>")
    for text in (message.body, str(message.alternatives[0].content)):
        assert "U krijgt dit omdat u gegroet wilt worden." in text
        assert "https://plein.example/praktijken/" in text
        assert stop_url in text


def test_somebody_without_an_account_gets_it_where_the_writer_says(user: Any) -> None:
    queue("hallo", None)

    (message,) = send()

    assert message.to == ["iemand@elders.example"]
    assert "List-Unsubscribe" not in message.extra_headers
    assert "Stop" not in message.body


@pytest.mark.parametrize("reason", ["nothing left", "account is off", "stopped"])
def test_a_letter_that_has_no_reader_or_nothing_to_say_is_not_sent(user: Any, reason: str) -> None:
    queue("hallo", user, is_over=reason == "nothing left")
    if reason == "account is off":
        user.is_active = False
        user.save()
    if reason == "stopped":
        choose_letters(user.pk, stopped=frozenset({"hallo"}))

    assert send() == []


def test_what_one_asked_for_cannot_be_stopped(user: Any) -> None:
    choose_letters(user.pk, stopped=frozenset({"hallo", "nodig", "onbekend"}))
    queue("nodig", user)

    (message,) = send()

    assert stopped_kinds(user.pk) == {"hallo"}
    assert "List-Unsubscribe" not in message.extra_headers


def test_a_kind_that_is_not_there_is_not_queued(user: Any) -> None:
    with pytest.raises(KeyError):
        queue("onbekend", user)


def test_the_link_in_a_letter_stops_its_kind_without_signing_in_and_only_when_asked(user: Any) -> None:
    visitor = Client(enforce_csrf_checks=True)
    address = stop_path(user.pk, "hallo")

    assert "Wilt u mail over groeten niet meer krijgen?" in visitor.get(address).content.decode()
    assert not stopped_kinds(user.pk)
    assert "Gestopt" in visitor.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert stopped_kinds(user.pk) == {"hallo"}
    assert visitor.post(address).status_code == 200
    assert visitor.get(address[:-3] + "x/").status_code == 404


def test_a_mail_backend_that_is_not_there_does_not_end_the_postman(user: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "nergens.Backend"
    queue("hallo", user)

    assert "nergens" in send_once(Event())
    assert OutgoingMail.objects.count() == 1


def test_the_relay_sends_letters_and_goes_on_after_it_was_killed(own_site: OwnSite, tmp_path: Path) -> None:
    folder = tmp_path / "post"
    folder.mkdir()
    for total in (3, 6):
        own_site.do(doings.queue_hello, 3)
        relay = own_site.start(doings.run_relay, folder)
        wait_until(lambda wanted=total: len(mails_in(folder)) >= wanted, "the letters are sent")  # type: ignore[misc]
        relay.kill()

    wait_until(lambda: own_site.number("SELECT count(*) FROM search_outgoingmail") <= 1, "nothing waits")
