"""Stopping mail: by a link, by the button of a mail program, and at once."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from search.alerts import subscriptions
from search.alerts.digests import make_digests
from search.models import Rhythm, StopLink, Subscription
from tests.portal.alerts.sending import DAY, SITE, links_in, path, save, send


def stop_links(member: Any, shared: Any) -> tuple[str, str]:
    """Return the addresses in a mail that stop one search and all mail."""
    save(member)
    save(member, "politie")
    shared("Wijkteam")
    (message,) = send()
    (one,) = links_in(message, "Stop de mail hierover")
    every = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert links_in(message, "Stop alle mail van elke dag") == [every]
    return path(one), path(every)


def rhythms() -> dict[str, str]:
    return dict(Subscription.objects.values_list("target", "rhythm"))


def test_a_link_stops_one_search_without_signing_in_and_only_when_asked(member: Any, shared: Any) -> None:
    one, _ = stop_links(member, shared)
    visitor = Client(enforce_csrf_checks=True)

    page = visitor.get(one)
    assert "Wilt u de mail over Over wijkteam niet meer krijgen?" in page.content.decode()
    assert set(rhythms().values()) == {"dagelijks"}

    page = visitor.post(one)
    assert (page.status_code, "Gestopt" in page.content.decode()) == (200, True)
    assert rhythms() == {"q=wijkteam": "nooit", "q=politie": "dagelijks"}
    assert visitor.post(one).status_code == 200


def test_the_button_of_a_mail_program_stops_all_of_it(member: Any, shared: Any) -> None:
    _, every = stop_links(member, shared)
    weekly = save(member, "schulden", Rhythm.WEEKLY)

    answer = Client(enforce_csrf_checks=True).post(every, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert rhythms() == {"q=wijkteam": "nooit", "q=politie": "nooit", weekly.target: "wekelijks"}
    shared("Nog een wijkteam")
    assert send(timezone.now() + DAY) == []


def test_the_secret_of_a_link_is_not_in_the_database(member: Any, shared: Any) -> None:
    one, every = stop_links(member, shared)
    hashes = set(StopLink.objects.values_list("token_hash", flat=True))
    assert len(hashes) == 2
    assert not hashes & {address.strip("/").rpartition("/")[2] for address in (one, every)}


def test_a_link_that_is_wrong_or_too_old_stops_nothing(member: Any, shared: Any) -> None:
    one, _ = stop_links(member, shared)
    StopLink.objects.update(expires_at=timezone.now())
    for address in (one, "/zoeken/meldingen/stoppen/onzin/"):
        page = Client().post(address)
        assert (page.status_code, "werkt niet (meer)" in page.content.decode()) == (404, True)
    assert set(rhythms().values()) == {"dagelijks"}


def test_stopping_between_making_and_sending_counts(member: Any, shared: Any) -> None:
    kept = save(member)
    shared("Wijkteam")
    make_digests(now=timezone.now(), site=SITE)
    subscriptions.stop_mail(kept, user_id=member.pk, rhythm=kept.rhythm)
    assert send() == []
