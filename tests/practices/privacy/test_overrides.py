"""What was let through: kept without the value, asked once, read by who may, as a list and as CSV."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practices.actions.schedule import do_what_is_due
from practices.models import AuditEntry, PracticePage
from practices.models.guard import ALLOWED, PersonalDataFound, vouching
from practices.queries.overrides import override_lines, overrides
from practices.rules.visibility import Role
from search.models import OutgoingMail
from tests.factories import SYSTEM, make_user, viewer_for
from tests.practices.cms.conftest import Make, SignIn

pytestmark = pytest.mark.django_db

PHONE = "06 12345678"
WHY = "Dit is het nummer van de balie."
Organisation = Callable[[str], Any]


def vouched(page: Any, text: str, why: str = WHY) -> None:
    page.lessons = text
    with vouching(why, by=SYSTEM, where="cms"):
        page.save()


def test_the_audit_trail_keeps_who_why_and_where_and_not_the_value(make: Make) -> None:
    page = make(PracticePage)
    vouched(page, f"Het werkt. Bel {PHONE}.")
    line = AuditEntry.objects.get(deed=ALLOWED)
    assert (line.key, line.by_name) == (page.key, SYSTEM.name)
    assert line.details["kind"] == "telefoon"
    assert line.details["masked"] == "06 ••••••78"
    assert line.details["place"] == "Geleerde lessen, zin 2"
    assert line.details["reason"] == WHY
    assert len(line.details["mark"]) == 64
    assert "12345678" not in str(line.details)


def test_a_value_in_the_reason_is_masked(make: Make) -> None:
    vouched(make(PracticePage), f"Bel {PHONE}.", f"De balie zei dat {PHONE} mag.")
    assert AuditEntry.objects.get(deed=ALLOWED).details["reason"] == "De balie zei dat ••• mag."


def test_the_same_value_is_not_asked_for_again(make: Make) -> None:
    page = make(PracticePage)
    vouched(page, f"Bel {PHONE}.")
    page.lessons = "Bel niet meer."
    page.save()
    page.lessons = "Bel toch: 06-12345678, elke dag."
    page.save()
    assert AuditEntry.objects.filter(deed=ALLOWED).count() == 1


def test_another_value_or_another_item_is_asked_for(make: Make) -> None:
    page, other = make(PracticePage), make(PracticePage)
    vouched(page, f"Bel {PHONE}.")
    page.lessons = f"Bel {PHONE} of 06 87654321."
    with pytest.raises(PersonalDataFound) as caught:
        page.save()
    assert [each.masked for each in caught.value.found] == ["06 ••••••21"]
    other.lessons = f"Bel {PHONE}."
    with pytest.raises(PersonalDataFound):
        other.save()


def test_what_is_online_already_does_not_stop_an_edit(make: Make) -> None:
    page = make(PracticePage)
    PracticePage.objects.filter(pk=page.pk).update(summary="Jan de Vries, BSN 111222333.", live_revision=None)
    page.refresh_from_db()
    page.lessons = "Begin klein."
    page.save()
    page.summary = "Jan de Vries, BSN 111222333, en meer."
    with pytest.raises(PersonalDataFound) as caught:
        page.save()
    assert [each.kind for each in caught.value.found] == ["bsn"]


@pytest.mark.parametrize("reason", ["", "mag", "toegestaan!", "   a b   "])
def test_a_reason_has_some_words(reason: str, make: Make) -> None:
    with pytest.raises(PersonalDataFound):
        vouched(make(PracticePage), f"Bel {PHONE}.", reason)


def test_the_editors_read_what_came_by_hand_since_a_moment(make: Make, organisation: Organisation) -> None:
    page = make(PracticePage)
    vouched(page, f"Bel {PHONE}.")
    with vouching(WHY, by=SYSTEM, where="import"):
        page.summary = "Bel 06 87654321."
        page.save()
    editor = viewer_for(Role.EDITOR, organisation("vng"))
    since = timezone.now() - timedelta(minutes=1)
    (found,) = overrides(override_lines(editor, since=since, imported=False))
    assert (found.key, found.title, found.reason, found.masked) == (page.key, page.title, WHY, "06 ••••••78")
    assert not override_lines(editor, since=timezone.now() + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("role", "at", "status", "sees"),
    [
        (Role.EDITOR, "vng", 200, True),
        (Role.PRIVACY_OFFICER, "zaanstad", 200, True),
        (Role.PRIVACY_OFFICER, "breda", 200, False),
        (Role.MANAGER, "zaanstad", 302, False),
        (Role.LAWYER, "zaanstad", 302, False),
        (Role.MEMBER, "zaanstad", 302, False),
    ],
)
def test_who_reads_the_list(role: Role, at: str, status: int, sees: bool, make: Make, sign_in: SignIn) -> None:
    page = make(PracticePage, title="Plan van Zaanstad")
    vouched(page, f"Bel {PHONE}.")
    client = sign_in(role, at)
    for address in ("/cms/toegestaan/", "/cms/toegestaan/csv/"):
        answer = client.get(address)
        assert answer.status_code in (status, 403) if status == 302 else answer.status_code == status
        text = answer.content.decode()
        assert ("Plan van Zaanstad" in text) is sees
        assert (WHY in text) is sees
        assert "12345678" not in text


def test_the_list_is_narrowed_by_kind_period_and_words(make: Make, sign_in: SignIn) -> None:
    page = make(PracticePage)
    vouched(page, f"Bel {PHONE}.")
    editor = sign_in(Role.EDITOR)
    for query, count in {
        "": 1,
        "soort=telefoon": 1,
        "soort=naam": 0,
        "periode=7": 1,
        "q=balie": 1,
        "q=loket": 0,
    }.items():
        assert editor.get(f"/cms/toegestaan/?{query}").context["total"] == count, query
        rows = editor.get(f"/cms/toegestaan/csv/?{query}").content.decode().strip().split("\r\n")
        assert len(rows) == count + 1
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=60))
    assert editor.get("/cms/toegestaan/?periode=30").context["total"] == 0
    for odd in ("periode=x", "soort=<b>", "p=zz", "q=%00"):
        assert editor.get(f"/cms/toegestaan/?{odd}").status_code == 200


def test_a_reason_is_no_formula_in_a_spreadsheet(make: Make, sign_in: SignIn) -> None:
    vouched(make(PracticePage), f"Bel {PHONE}.", "=HYPERLINK() bij de balie")
    assert "'=HYPERLINK()" in sign_in(Role.EDITOR).get("/cms/toegestaan/csv/").content.decode()


def test_the_list_asks_the_same_number_of_queries_for_many(make: Make, sign_in: SignIn) -> None:
    editor, counts = sign_in(Role.EDITOR), []
    for numbers in (range(1), range(1, 12)):
        for number in numbers:
            vouched(make(PracticePage), f"Bel 06 123456{number + 10}.")
        editor.get("/cms/toegestaan/")
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/cms/toegestaan/").context["total"] == numbers.stop
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_planned_it_and_who_made_it_hear_that_it_was_held(
    make: Make, organisation: Organisation, settings: Any
) -> None:
    settings.SITE_URL = "https://praktijkplein.example"
    page = make(PracticePage, live=False, title="Straks online")
    maker, planner = make_user(Role.MEMBER, organisation("zaanstad")), make_user(Role.EDITOR, organisation("vng"))
    PracticePage.objects.filter(pk=page.pk).update(owner=maker)
    page.refresh_from_db()
    page.lessons = f"Bel {PHONE}."
    tomorrow = timezone.now() + timedelta(days=1)
    page.save_revision(user=planner, approved_go_live_at=tomorrow)
    do_what_is_due(at=tomorrow + timedelta(seconds=1))
    queued = OutgoingMail.objects.filter(kind="publicatie-tegengehouden")
    assert set(queued.values_list("user_id", flat=True)) == {maker.pk, planner.pk}
    from search.alerts.letters import write_letter

    for row in queued:
        letter = write_letter(row)
        assert letter is not None
        assert "Straks online" in letter.subject
        assert "06 ••••••78" in letter.body
        assert "12345678" not in letter.body
        assert ("/cms/pages/" in letter.body) is (row.user_id == planner.pk)
    assert not mail.outbox
    assert Client().get(page.get_absolute_url()).status_code == 404
