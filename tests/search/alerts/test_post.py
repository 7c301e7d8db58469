"""The rules of sending: leases, rests after a refusal, and what is given up."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from threading import Event
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from practices.rules.visibility import Role
from search.alerts.post import FIRST_REST, LEASE, LONGEST_REST, MOST_ATTEMPTS, MailAway, Post, Sent, revive_parked
from search.models import OutgoingMail
from tests.factories import make_user
from tests.search.outbox.things import NOON, Clock


class Picky(EmailBackend):
    """A mail server that does not know Piet."""

    def send_messages(self, messages: Any) -> int:
        if "piet@example.org" in messages[0].to:
            raise SMTPRecipientsRefused({"piet@example.org": (550, b"onbekend")})
        return int(super().send_messages(messages))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def user(db: None, organisation: Any) -> Any:
    return make_user(Role.MEMBER, organisation("breda"))


@pytest.fixture
def post(user: Any, clock: Clock, settings: Any) -> Post:
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    return Post({"briefje": written}, clock=clock)


def written(mail: OutgoingMail) -> EmailMessage | None:
    if mail.content == "kapot":
        raise ValueError("niet te schrijven")
    if mail.content == "niets":
        return None
    return EmailMessage("Hallo", "Tekst", to=[mail.content], headers={"Message-ID": mail.message_id})


def waiting(user: Any, *contents: str) -> list[OutgoingMail]:
    return [
        OutgoingMail.objects.create(
            message_id=f"<{number}@example.org>", user=user, kind="briefje", content=content, created_at=NOON
        )
        for number, content in enumerate(contents)
    ]


def send(post: Post) -> Sent:
    return post.send_waiting(stop=Event())


def delivered() -> list[list[str]]:
    return [message.to for message in django_mail.outbox]


def test_what_is_handed_over_goes_and_what_has_nothing_to_say_too(post: Post, user: Any) -> None:
    waiting(user, "jan@example.org", "niets")
    assert send(post) == Sent(sent=1, dropped=1)
    assert not OutgoingMail.objects.exists()
    assert send(post) == Sent()


def test_a_mail_that_is_refused_rests_and_the_others_go(post: Post, user: Any, clock: Clock) -> None:
    refused, _, broken = waiting(user, "piet@example.org", "jan@example.org", "kapot")
    assert send(post) == Sent(sent=1, refused=2)
    assert delivered() == [["jan@example.org"]]
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert "onbekend" in refused.last_error
    assert broken.last_error == "ValueError: niet te schrijven"
    assert send(post) == Sent()
    clock.forward(FIRST_REST)
    assert send(post) == Sent(refused=2)


def test_a_mail_that_is_refused_too_often_is_parked_until_it_is_revived(post: Post, user: Any, clock: Clock) -> None:
    waiting(user, "piet@example.org")
    for _ in range(MOST_ATTEMPTS - 1):
        assert send(post) == Sent(refused=1)
        clock.forward(LONGEST_REST)
    assert send(post) == Sent(parked=1)
    clock.forward(LONGEST_REST)
    assert send(post) == Sent()

    assert revive_parked() == 1
    assert send(post) == Sent(refused=1)


def test_a_mail_that_another_machine_is_sending_is_left_alone_for_a_while(post: Post, user: Any, clock: Clock) -> None:
    (mail,) = waiting(user, "jan@example.org")
    OutgoingMail.objects.update(lease_owner="elders:1:1", leased_until=clock.now + LEASE)
    assert send(post) == Sent()
    clock.forward(LEASE)
    assert send(post) == Sent(sent=1)
    assert django_mail.outbox[0].extra_headers["Message-ID"] == mail.message_id


def test_while_the_mail_server_is_away_everything_waits(post: Post, user: Any, settings: Any) -> None:
    waiting(user, "jan@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    with pytest.raises(MailAway):
        send(post)
    (mail,) = OutgoingMail.objects.all()
    assert (mail.attempts, mail.lease_owner) == (0, "")


def test_a_sender_that_is_asked_to_stop_leaves_the_rest(post: Post, user: Any) -> None:
    waiting(user, "jan@example.org", "ans@example.org")
    stop = Event()
    stop.set()
    assert post.send_waiting(stop=stop) == Sent()
    assert OutgoingMail.objects.filter(lease_owner="").count() == 2
