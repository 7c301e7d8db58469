"""Mails about what is new: who gets what, once, why, and how it stops."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.sharing import change_visibility, update, withdraw
from practices.choices import Visibility
from practices.models import LogEntry, PracticePage
from practices.rules.visibility import Role
from search.alerts import following, subscriptions
from search.alerts.digests import DIGEST, is_due, make_digests
from search.alerts.letters import MOST_SHOWN, write_digest
from search.alerts.post import Post
from search.models import HeardMark, OutboxRow, OutgoingMail, Rhythm, StopLink, Subscription
from search.querystring import SearchRequest
from tests.factories import NOW, SYSTEM, make_practice, make_user

SITE = "https://plein.example"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def town(organisation: Callable[[str], Any]) -> Any:
    return organisation("zaanstad")


@pytest.fixture
def member(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"), email="jan@breda.example")


@pytest.fixture
def shared(town: Any, search_index: Any) -> Callable[..., PracticePage]:
    """Share a practice of Zaanstad, and index it."""

    def share(title: str, visibility: Visibility = Visibility.PUBLIC, **fields: Any) -> PracticePage:
        page = make_practice(town, title=title, visibility=visibility, **fields)
        refreshed(search_index)
        return page

    return share


def refreshed(search_index: Any) -> None:
    search_index.refresh()
    OutboxRow.objects.all().delete()


def save(user: Any, text: str = "wijkteam", rhythm: str = Rhythm.DAILY, **chosen: tuple[str, ...]) -> Subscription:
    asked = SearchRequest(text=text, chosen=chosen)
    return subscriptions.save_search(asked, name=f"Over {text}", rhythm=rhythm, by=viewer_of(user), at=timezone.now())


def follow(user: Any, **about: str) -> Subscription:
    return following.follow(**about, by=viewer_of(user), at=timezone.now())


def send(now: datetime | None = None) -> list[Any]:
    """Make and send what is due, and return the mails."""
    mail.outbox.clear()
    now = now or timezone.now()
    make_digests(now=now, site=SITE)
    Post({DIGEST: write_digest}, clock=lambda: now).send_waiting(stop=Event())
    return list(mail.outbox)


def html_of(message: Any) -> str:
    return str(message.alternatives[0].content)


def links_in(message: Any, label: str) -> list[str]:
    return re.findall(rf'<a href="([^"]*)">{label}</a>', html_of(message))


def path(url: str) -> str:
    assert url.startswith(f"{SITE}/")
    return url.removeprefix(SITE)


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


# --- following --------------------------------------------------------------------------------------------------------


def test_who_follows_a_practice_hears_what_happens_from_then_on(member: Any, shared: Any, search_index: Any) -> None:
    page = shared("Proef")
    page.log_entries = [LogEntry(text="Wij zijn begonnen.")]
    update(page, by=SYSTEM, at=NOW)
    follow(member, key=page.key)
    assert send() == []

    page.log_entries = [*page.log_entries.all(), LogEntry(text="Klein.", is_minor=True), LogEntry(text="Het werkt.")]
    update(page, by=SYSTEM, at=NOW)
    (message,) = send()

    assert message.subject == "Nieuw op Praktijkplein: 1 bericht bij Proef"
    assert "- Logboek, voortgang: Het werkt." in message.body
    assert "Wij zijn begonnen" not in message.body
    assert "Klein" not in message.body
    assert "U krijgt dit omdat u deze pagina volgt." in message.body
    assert send(timezone.now() + 8 * DAY) == []


def test_an_edited_or_newly_imported_entry_is_not_told_again(member: Any, shared: Any) -> None:
    page = shared("Proef")
    follow(member, key=page.key)
    page.log_entries = [LogEntry(text="Het werkt.")]
    update(page, by=SYSTEM, at=NOW)
    assert len(send()) == 1
    week = 8 * DAY

    LogEntry.objects.update(text="Het werkt goed.")
    PracticePage.objects.get(pk=page.pk).save()
    assert send(timezone.now() + week) == []
    LogEntry.objects.all().delete()
    LogEntry.objects.create(practice=page, text="Het werkt goed.")
    PracticePage.objects.get(pk=page.pk).save()
    assert send(timezone.now() + 2 * week) == []


def test_what_is_followed_and_no_longer_visible_tells_nothing(member: Any, shared: Any) -> None:
    page = shared("Proef")
    follow(member, key=page.key)
    page.log_entries = [LogEntry(text="Geheim.")]
    update(page, by=SYSTEM, at=NOW)
    change_visibility(page, visibility="organisatie", by=SYSTEM, at=NOW)
    assert send() == []
    (kept,) = subscriptions.own_list(viewer_of(member), timezone.now()).kept
    assert (kept.url, "Proef" in kept.title) == ("", False)


def test_a_topic_is_followed_as_a_search(member: Any, shared: Any) -> None:
    kept = follow(member, facet="thema", value="huiselijk-geweld")
    shared("Samen rond het gezin")
    (message,) = send()
    assert (kept.target, kept.rhythm) == ("thema=huiselijk-geweld", Rhythm.WEEKLY)
    assert "Thema: Huiselijk geweld" in message.subject
    assert "U krijgt dit omdat u dit onderwerp volgt." in message.body


# --- stopping ---------------------------------------------------------------------------------------------------------


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


# --- the command ------------------------------------------------------------------------------------------------------


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
