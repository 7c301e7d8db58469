"""Reports and the audit trail: filtered, downloaded, for editors only."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.models import User
from practices.actions.audit import record
from practices.actions.sharing import share
from practices.models import AuditEntry, NetworkPage, PracticePage, SharedPage
from practices.queries.queue import queue, to_see
from practices.rules.visibility import Role, Viewer
from practices.views.editor_reports import REPORTS
from tests.factories import SYSTEM, make_practice, make_user
from tests.practices.curation.conftest import Organisation, signed_in

pytestmark = pytest.mark.django_db


def rows_of(response: Any) -> list[list[str]]:
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", list(REPORTS))
def test_each_report_shows_and_gives_the_same_rows(name: str, editor: Client, practice: PracticePage) -> None:
    SharedPage.objects.filter(pk=practice.pk).update(confirmed_on=date(2020, 1, 1))
    url = reverse("editor-report", args=[name])
    assert REPORTS[name].title in editor.get(url).content.decode()
    rows = rows_of(editor.get(url, {"vorm": "csv"}))
    assert rows[0] == list(REPORTS[name].columns)
    if name == "verouderd":
        assert rows[1][:4] == ["Samen aan tafel", "Praktijk", practice.organisation.title, "2020-01-01"]


def test_a_network_that_got_old_has_its_own_mailbox_and_a_day_of_here(
    editor: Client, organisation: Organisation
) -> None:
    network = NetworkPage(title="Netwerk", manager_mailbox="netwerk@zaanstad.nl")
    share(network, organisation=organisation("zaanstad"), by=SYSTEM, at=datetime(2020, 1, 1, 23, 30, tzinfo=UTC))
    rows = rows_of(editor.get(reverse("editor-report", args=["verouderd"]), {"vorm": "csv"}))
    assert rows[1][3:] == ["2020-01-02", "netwerk@zaanstad.nl"]


def test_what_was_confirmed_is_not_old(editor: Client, practice: PracticePage) -> None:
    SharedPage.objects.filter(pk=practice.pk).update(confirmed_on=timezone.localdate() - timedelta(days=30))
    assert len(rows_of(editor.get(reverse("editor-report", args=["verouderd"]), {"vorm": "csv"}))) == 1


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_longer_report_asks_no_more_of_the_database(
    name: str, editor: Client, organisation: Organisation, owner: User
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("editor-report", args=[name]))
        return len(queries)

    make_practice(organisation("zaanstad"), user=owner)
    few = asked()
    for _ in range(4):
        make_practice(organisation("zaanstad"), user=owner)
    SharedPage.objects.update(confirmed_on=date(2020, 1, 1))
    assert asked() == few


def test_a_cell_is_never_a_formula(editor: Client, practice: PracticePage) -> None:
    old = {"title": "=HYPERLINK(1)", "confirmed_on": date(2020, 1, 1)}
    SharedPage.objects.filter(pk=practice.pk).update(**old)
    rows = rows_of(editor.get(reverse("editor-report", args=["verouderd"]), {"vorm": "csv"}))
    assert rows[1][0] == "'=HYPERLINK(1)"


def test_the_audit_trail_is_narrowed_and_downloaded(editor: Client, practice: PracticePage, owner: User) -> None:
    url = reverse("audit-trail")
    assert practice.title in editor.get(url).content.decode()
    for asked in ({"wie": owner.email}, {"wat": "gedeeld"}, {"waarmee": practice.key}, {"van": "2026-11-23"}):
        rows = rows_of(editor.get(url, {**asked, "vorm": "csv"}))
        assert any(row[3] == practice.key for row in rows[1:]), asked
    for asked in ({"wie": "niemand"}, {"wat": "verbrand"}, {"waarmee": "casus-1"}, {"tot": "2020-01-01"}):
        assert len(rows_of(editor.get(url, {**asked, "vorm": "csv"}))) == 1, asked


@pytest.mark.parametrize("typed", [{"van": "gisteren"}, {"tot": "2026-99-99"}, {"p": "x"}, {"wat": "x" * 500}])
def test_odd_input_asks_for_nothing(editor: Client, typed: dict[str, str]) -> None:
    assert editor.get(reverse("audit-trail"), typed).status_code == 200


def test_only_editors_read_them(organisation: Organisation, practice: PracticePage) -> None:
    for role in (Role.MEMBER, Role.MANAGER, Role.LAWYER):
        client = signed_in(make_user(role, organisation("zaanstad")))
        for url in (reverse("audit-trail"), *(reverse("editor-report", args=[name]) for name in REPORTS)):
            assert client.get(url).status_code == 403, url
            assert client.get(url, {"vorm": "csv"}).status_code == 403, url


def test_an_unknown_report_is_not_there(editor: Client) -> None:
    assert editor.get(reverse("editor-report", args=["alles"])).status_code == 404


def test_what_was_shared_after_a_warning_waits_until_it_is_seen(
    editor: Client, practice: PracticePage, by_owner: Viewer
) -> None:
    editor.post(reverse("curation-seen", args=[practice.pk]))
    at = timezone.now()
    record(by=by_owner, deed="persoonsgegeven toegestaan", key=practice.key, at=at, kind="name", reason="Wethouder")
    record(by=by_owner, deed="persoonsgegeven toegestaan", key="praktijk-99999", at=at)
    assert [number for number, _ in queue()] == [practice.pk]
    (shown,) = to_see(queue(), since=at - timedelta(days=1))
    assert [reason.value for reason in shown.reasons] == ["afwijking"]
    editor.post(reverse("curation-seen", args=[practice.pk]))
    assert queue() == []
    assert AuditEntry.objects.filter(deed="gezien door redactie").exists()
