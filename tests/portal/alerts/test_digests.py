"""Mails about what is new: who gets what, once, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.sharing import change_visibility, update, withdraw
from practices.choices import Visibility
from practices.rules.visibility import Role
from search.alerts import subscriptions
from search.alerts.digest_mail import MOST_SHOWN
from search.alerts.digests import is_due, make_digests
from search.models import HeardMark, OutgoingMail, Rhythm, StopLink, Subscription
from tests.factories import NOW, SYSTEM, make_practice, make_user
from tests.portal.alerts.sending import DAY, SITE, html_of, refreshed, save, send


def test_a_mail_says_what_is_new_why_and_how_to_stop(member: Any, shared: Any) -> None:
    shared("Wijkteam van vroeger")
    save(member)
    page = shared("Wijkteam & politie", summary="Zij delen <gegevens>.")
    shared("Iets anders")

    (message,) = send()

    assert message.to == ["jan@breda.example"]
    assert message.subject == "Nieuw op Praktijkplein: 1 bericht bij Over wijkteam"
    for text in (message.body, html_of(message)):
        assert "Wijkteam van vroeger" not in text
        assert "Iets anders" not in text
        assert f"{SITE}{page.get_absolute_url()}" in text
        assert "U krijgt dit omdat u deze zoekvraag bewaarde." in text
    assert "- Wijkteam & politie (Praktijk)\n  Zij delen <gegevens>.\n" in message.body
    assert "Wijkteam &amp; politie" in html_of(message)
    assert "&lt;gegevens&gt;" in html_of(message)
    assert f"{SITE}/zoeken/?q=wijkteam" in message.body
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"<{SITE}/zoeken/meldingen/stoppen/[\w-]+/>", headers["List-Unsubscribe"])
    assert headers["Message-ID"].endswith("@plein.example>")
    assert headers["Auto-Submitted"] == "auto-generated"


def test_nothing_is_sent_when_nothing_is_new(member: Any, shared: Any) -> None:
    shared("Wijkteam")
    save(member)
    assert send() == []
    assert send(timezone.now() + DAY) == []


def test_each_hit_is_told_once(member: Any, shared: Any) -> None:
    save(member)
    shared("Wijkteam Oost")
    assert len(send()) == 1
    shared("Wijkteam West")

    (second,) = send(timezone.now() + DAY)

    assert "Wijkteam West" in second.body
    assert "Wijkteam Oost" not in second.body
    assert send(timezone.now() + 2 * DAY) == []


def test_there_is_one_mail_a_day_with_everything_in_it(member: Any, shared: Any) -> None:
    save(member, "wijkteam")
    save(member, "politie")
    save(member, "schulden", Rhythm.WEEKLY)
    save(member, "zorg", Rhythm.NEVER)
    shared("Wijkteam met politie")
    shared("Schulden en zorg")

    daily, weekly = send()

    assert daily.subject == "Nieuw op Praktijkplein: 2 berichten"
    assert "Over wijkteam" in daily.body
    assert "Over politie" in daily.body
    assert "Over schulden" in weekly.body
    assert "hoogstens één mail per week" in weekly.body
    shared("Nog een wijkteam, met schulden")
    assert send() == []
    (next_day,) = send(timezone.now() + DAY)
    assert "Nog een wijkteam" in next_day.body


@pytest.mark.parametrize(
    ("rhythm", "last", "now", "due"),
    [
        ("dagelijks", "2026-11-23T05:00+00:00", "2026-11-23T22:30+00:00", False),
        ("dagelijks", "2026-11-23T05:00+00:00", "2026-11-23T23:30+00:00", True),  # past midnight here
        ("wekelijks", "2026-11-23T05:00+00:00", "2026-11-29T20:00+00:00", False),  # Monday to Sunday
        ("wekelijks", "2026-11-25T05:00+00:00", "2026-11-30T05:00+00:00", True),
        ("wekelijks", "2026-12-28T05:00+00:00", "2027-01-03T05:00+00:00", False),  # week 53
        ("wekelijks", "2026-12-31T05:00+00:00", "2027-01-04T05:00+00:00", True),
    ],
)
def test_a_day_begins_at_midnight_and_a_week_on_monday(rhythm: str, last: str, now: str, due: bool) -> None:
    assert is_due(datetime.fromisoformat(last), rhythm, datetime.fromisoformat(now)) is due


def test_an_edited_old_item_is_not_new_also_when_it_matches_only_now(
    member: Any, shared: Any, search_index: Any
) -> None:
    page = shared("Oud stuk")
    save(member)
    page.title = "Oud stuk over het wijkteam"
    update(page, by=SYSTEM, at=NOW)
    refreshed(search_index)
    assert send() == []


def test_what_becomes_visible_later_is_new(member: Any, shared: Any, search_index: Any) -> None:
    page = shared("Wijkteam", Visibility.ORGANISATION)
    save(member)
    assert send() == []
    change_visibility(page, visibility="gemeenten", by=SYSTEM, at=NOW)
    refreshed(search_index)
    assert len(send()) == 1


def test_what_counts_is_what_one_may_see_when_the_mail_is_sent(member: Any, shared: Any, search_index: Any) -> None:
    save(member)
    page = shared("Wijkteam", Visibility.MUNICIPALITIES)
    public = shared("Wijkteam voor iedereen")
    make_digests(now=timezone.now(), site=SITE)
    member.memberships.all().delete()  # between making and sending
    (message,) = send()
    assert public.title in message.body
    assert f"{page.title} (" not in message.body

    save(member, "schulden")
    shared("Schulden", Visibility.MUNICIPALITIES)
    assert send(timezone.now() + DAY) == []


def test_a_mail_of_which_nothing_is_left_is_not_sent(member: Any, shared: Any) -> None:
    save(member)
    page = shared("Wijkteam")
    make_digests(now=timezone.now(), site=SITE)
    withdraw(page, by=SYSTEM, at=NOW)
    assert send() == []
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_example": True}])
def test_an_account_that_may_not_be_used_gets_nothing(member: Any, shared: Any, settings: Any, change: Any) -> None:
    settings.EXAMPLE_ACCOUNTS = False
    save(member)
    shared("Wijkteam")
    make_digests(now=timezone.now(), site=SITE)
    for name, value in change.items():
        setattr(member, name, value)
    member.save()
    assert send() == []
    shared("Nog een wijkteam")
    assert send(timezone.now() + DAY) == []


def test_an_account_that_is_deleted_leaves_nothing(member: Any, shared: Any) -> None:
    save(member)
    shared("Wijkteam")
    make_digests(now=timezone.now(), site=SITE)
    member.delete()
    assert [model.objects.count() for model in (Subscription, HeardMark, OutgoingMail, StopLink)] == [0, 0, 0, 0]


def test_a_long_list_is_cut_and_all_of_it_was_told(member: Any, shared: Any, town: Any, search_index: Any) -> None:
    save(member)
    for number in range(MOST_SHOWN + 2):
        make_practice(town, title=f"Wijkteam {number}", visibility=Visibility.PUBLIC)
    refreshed(search_index)
    (message,) = send()
    assert "En nog 2" in message.body
    assert message.body.count("(Praktijk)") == MOST_SHOWN
    assert send(timezone.now() + DAY) == []


def test_while_the_engine_is_away_nothing_is_lost_or_doubled(member: Any, town: Any, search_index: Any) -> None:
    kept = save(member)
    make_practice(town, title="Wijkteam", visibility=Visibility.PUBLIC)
    with pytest.raises(CommandError, match="De zoekmachine antwoordt niet"):
        call_command("send_alerts")
    assert (mail.outbox, OutgoingMail.objects.count()) == ([], 0)
    kept.refresh_from_db()
    assert kept.looked_until == kept.created_at
    refreshed(search_index)
    call_command("send_alerts")
    assert len(mail.outbox) == 1


def test_what_the_index_does_not_hold_yet_is_told_later(member: Any, town: Any, search_index: Any) -> None:
    search_index.refresh()
    save(member)
    make_practice(town, title="Wijkteam", visibility=Visibility.PUBLIC)  # waits in the outbox
    assert send() == []
    assert send(timezone.now() + 3 * DAY) == []  # the relay was away for days
    refreshed(search_index)
    assert len(send(timezone.now() + 4 * DAY)) == 1


def test_who_turns_mail_on_again_hears_only_what_is_new_from_then_on(member: Any, shared: Any) -> None:
    kept = save(member, rhythm=Rhythm.NEVER)
    shared("Wijkteam Oost")
    subscriptions.change(kept.pk, name="Teams", rhythm="dagelijks", by=viewer_of(member), at=timezone.now())
    assert send() == []
    shared("Wijkteam West")
    assert "Wijkteam Oost" not in send()[0].body


def test_the_number_of_queries_does_not_grow_with_what_is_new(
    town: Any, search_index: Any, organisation: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # asked twice a second otherwise

    def asked_for(new: int, word: str) -> int:
        saved = save(make_user(Role.MEMBER, organisation("breda"), email=f"{word}@breda.example"), word)
        for number in range(new):
            make_practice(town, title=f"{word} {number}", visibility=Visibility.PUBLIC)
        refreshed(search_index)
        with CaptureQueriesContext(connection) as queries:
            assert len(send()) == 1
        saved.delete()
        return len(queries)

    asked_for(1, "wijkteam")
    assert asked_for(8, "huisbezoek") <= asked_for(2, "convenant")
