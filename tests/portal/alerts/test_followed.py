"""Mails about what one follows: what happened since, and nothing twice."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.sharing import change_visibility, update
from practices.models import LogEntry, PracticePage
from search.alerts import subscriptions
from search.models import Rhythm
from tests.factories import NOW, SYSTEM
from tests.portal.alerts.sending import DAY, follow, send


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
