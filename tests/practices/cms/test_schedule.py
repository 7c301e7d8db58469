"""What is planned happens at its moment: findable and gone in time, with an audit line, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from practices.actions.schedule import do_what_is_due
from practices.models import AuditEntry, PracticePage
from search.models import OutboxRow
from tests.practices.cms.conftest import Make
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db


def deeds(page: Any) -> list[tuple[str, str]]:
    return list(AuditEntry.objects.filter(key=page.key).order_by("pk").values_list("deed", "by_name"))


def local(moment: datetime) -> str:
    """Return a moment as the form takes it."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def tomorrow() -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)


def plan(editor: Client, page: Any, **moments: datetime) -> None:
    address = f"/cms/pages/{page.pk}/edit/"
    values = {name: local(moment) for name, moment in moments.items()}
    response = editor.post(address, {**filled(editor, address), **values, "action-publish": "1"})
    assert response.status_code == 302, response.content.decode()[:3000]


def test_a_draft_is_published_at_its_moment(editor: Client, make: Make, tomorrow: datetime) -> None:
    page = make(PracticePage, live=False, visibility="openbaar")
    plan(editor, page, go_live_at=tomorrow)
    assert deeds(page)[-1][0] == "publiceren gepland"
    assert Client().get(page.get_absolute_url()).status_code == 404

    assert do_what_is_due(at=tomorrow - timedelta(minutes=1)) == []
    OutboxRow.objects.all().delete()
    assert do_what_is_due(at=tomorrow + timedelta(seconds=1)) == [f"{page.key} gepubliceerd"]

    assert Client().get(page.get_absolute_url()).status_code == 200
    assert OutboxRow.objects.filter(key=page.key).exists()
    assert deeds(page)[-1] == ("gedeeld", "planning")
    assert do_what_is_due(at=tomorrow + timedelta(seconds=2)) == []


def test_a_page_goes_offline_at_its_moment(editor: Client, make: Make, tomorrow: datetime) -> None:
    page = make(PracticePage, visibility="openbaar")
    plan(editor, page, expire_at=tomorrow)
    assert Client().get(page.get_absolute_url()).status_code == 200
    OutboxRow.objects.all().delete()

    assert do_what_is_due(at=tomorrow + timedelta(seconds=1)) == [f"{page.key} offline gehaald"]

    assert Client().get(page.get_absolute_url()).status_code == 410
    assert OutboxRow.objects.filter(key=page.key).exists()
    assert deeds(page)[-1] == ("ingetrokken", "planning")
    page.refresh_from_db()
    assert page.expired


def test_a_planned_change_leaves_what_is_live_until_then(editor: Client, make: Make, tomorrow: datetime) -> None:
    page = make(PracticePage, visibility="openbaar", title="Nu")
    address = f"/cms/pages/{page.pk}/edit/"
    values = filled(editor, address, title="Straks", go_live_at=local(tomorrow))
    editor.post(address, {**values, "action-publish": "1"})
    assert "Nu" in Client().get(page.get_absolute_url()).content.decode()

    do_what_is_due(at=tomorrow + timedelta(seconds=1))

    assert "Straks" in Client().get(page.get_absolute_url()).content.decode()


def test_what_is_taken_back_does_not_happen(editor: Client, make: Make, tomorrow: datetime) -> None:
    page = make(PracticePage, live=False)
    plan(editor, page, go_live_at=tomorrow)
    page.refresh_from_db()
    revision = page.scheduled_revision
    editor.post(f"/cms/pages/{page.pk}/revisions/{revision.pk}/unschedule/")
    assert deeds(page)[-1][0] == "planning ingetrokken"
    assert do_what_is_due(at=tomorrow + timedelta(hours=1)) == []


def test_personal_data_that_came_in_another_way_is_not_published(
    editor: Client, make: Make, tomorrow: datetime
) -> None:
    page = make(PracticePage, live=False)
    plan(editor, page, go_live_at=tomorrow)
    page.refresh_from_db()
    revision = page.scheduled_revision
    revision.content = {**revision.content, "lessons": "BSN 111222333"}
    revision.save()

    (told,) = do_what_is_due(at=tomorrow + timedelta(seconds=1))

    assert "niet gepubliceerd" in told
    page.refresh_from_db()
    assert not page.live
    assert deeds(page)[-1] == ("publiceren tegengehouden", "planning")
    assert do_what_is_due(at=tomorrow + timedelta(seconds=2)) == []


def test_one_page_that_fails_does_not_hold_up_the_others(
    editor: Client, make: Make, tomorrow: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = make(PracticePage, title="Stuk", live=False), make(PracticePage, title="Heel", live=False)
    for page in (broken, fine):
        plan(editor, page, go_live_at=tomorrow)
    broken.refresh_from_db()
    revision = broken.scheduled_revision
    revision.content = {**revision.content, "phase": "bestaat-niet"}
    revision.save()

    assert do_what_is_due(at=tomorrow + timedelta(seconds=1)) == [f"{fine.key} gepubliceerd"]

    assert "planned_page_failed" in caplog.text
    assert deeds(fine)[-1][0] == "gedeeld"


def test_the_command_of_this_name_is_ours(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_scheduled")
    assert capsys.readouterr().out == "Er was niets te doen.\n"


def test_the_relay_does_what_is_due(editor: Client, make: Make, tomorrow: datetime, search_index: Any) -> None:
    from threading import Event

    from search.outbox.relay import Relay
    from search.service import get_engine
    from search.sources import get_source

    page = make(PracticePage, live=False, visibility="openbaar", title="Planbaar")
    plan(editor, page, go_live_at=tomorrow)
    search_index.refresh()
    source = get_source()

    def relay(at: datetime) -> set[str]:
        Relay(source, get_engine(), clock=lambda: at, chore=source.do_what_is_due).drain(stop=Event())
        return {entry.key for entry in get_engine().entries()}

    assert page.key not in relay(tomorrow - timedelta(minutes=1))
    assert page.key in relay(tomorrow + timedelta(minutes=1))
