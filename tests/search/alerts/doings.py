"""What happens in a site of its own with people who want mail; each function runs in a process there."""

from __future__ import annotations

from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from portal.accounts import viewer_of
from practices.rules.visibility import Role
from search.alerts import subscriptions
from search.alerts.letters import Letter, LetterKind, queue_letter
from search.models import Rhythm
from search.querystring import SearchRequest
from tests.factories import make_user
from tests.search.outbox.doings import organisation

#: What `send_and_hang` shares with its backend.
_before: list[str] = []
_hanging: list[Any] = []


class HangingBackend(EmailBackend):
    """Writes mails to files, and hangs before or after that of a certain person."""

    def send_messages(self, messages: Any) -> int:
        (message,) = messages
        if message.to == _before:
            self._hang()
        sent = super().send_messages(messages)
        if message.to == [address.removeprefix("na ") for address in _before]:
            self._hang()
        return int(sent or 0)

    def _hang(self) -> None:
        _hanging[0].set()
        Event().wait()


def subscribe(count: int) -> list[str]:
    """Let this many people want a daily mail about "wijkteam"; return their addresses."""
    users = [
        make_user(Role.MEMBER, organisation("breda"), email=f"persoon{number}@breda.example") for number in range(count)
    ]
    for user in users:
        subscriptions.save_search(
            SearchRequest(text="wijkteam"),
            name="Wijkteams",
            rhythm=Rhythm.DAILY,
            by=viewer_of(user),
            at=timezone.now(),
        )
    return [user.email for user in users]


def send_alerts(folder: Path) -> None:
    """Run the command, with mails written to files."""
    settings.SITE_URL = "https://plein.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(folder)
    call_command("send_alerts")


def send_and_hang(folder: Path, at: str, hanging: Any) -> None:
    """Run the command until the mail to this address ("na " before it: until after that), and hang there for ever."""
    settings.SITE_URL = "https://plein.example"
    settings.EMAIL_BACKEND = "tests.search.alerts.doings.HangingBackend"
    settings.EMAIL_FILE_PATH = str(folder)
    _before[:] = [at]
    _hanging[:] = [hanging]
    call_command("send_alerts")


def mails_in(folder: Path) -> list[EmailMessage]:
    """Return the mails that were handed over, in no order; one that was cut off by a kill is none."""
    texts = [text for file in sorted(folder.glob("*.log")) for text in file.read_text().split("-" * 79 + "\n")[:-1]]
    return [message_from_string(text, policy=policy.default) for text in texts if text.strip()]  # type: ignore[misc]


def write_hello(content: Any, reader: Any) -> Letter | None:
    """Write the letter of these tests; nothing when its content says so."""
    if content.get("is_over"):
        return None
    return Letter("Hallo", ("Er is iets.",), label="Lees het", path="/praktijken/", address="iemand@elders.example")


HELLO = {
    "hallo": LetterKind("groeten", "u gegroet wilt worden", write_hello),
    "nodig": LetterKind("wat u zelf vroeg", "u daarom vroeg", write_hello, can_stop=False),
}
#: What a site that sends these letters is set to.
HELLO_SETTINGS = {"SEARCH_LETTERS": f"{__name__}.HELLO", "SITE_URL": "https://plein.example"}


def queue_hello(number: int) -> None:
    """Queue that many letters to somebody without an account."""
    with override_settings(**HELLO_SETTINGS):
        for _ in range(number):
            queue_letter("hallo", {}, to=None, at=timezone.now())


def run_relay(folder: Path) -> None:
    """Run the relay, with mail written to files."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(**HELLO_SETTINGS, EMAIL_BACKEND=backend, EMAIL_FILE_PATH=str(folder)):
        call_command("search_relay")
