"""Readers report a problem: without an account, seen by editors only, persons first."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import User
from practices.models import AuditEntry, PracticePage, ProblemReport
from practices.queries.queue import queue
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user
from tests.practices.curation.conftest import Organisation, reasons, signed_in

pytestmark = pytest.mark.django_db


def address(page: Any) -> str:
    return reverse("practices:report-problem", args=[page.key])


def report(page: Any, client: Client | None = None, **typed: str) -> Any:
    return (client or Client()).post(address(page), {"kind": "onjuist", "text": "De datum klopt niet.", **typed})


def test_every_page_leads_to_the_form(practice: PracticePage) -> None:
    assert address(practice) in Client().get(practice.get_absolute_url()).content.decode()
    assert "Er staan gegevens van een persoon in" in Client().get(address(practice)).content.decode()


def test_a_visitor_reports_and_the_editors_find_it(practice: PracticePage, editor: Client) -> None:
    response = report(practice)
    assert response.status_code == 302
    kept = ProblemReport.objects.get()
    assert (kept.kind, kept.text, kept.by) == ("onjuist", "De datum klopt niet.", None)
    assert "melding" in reasons(practice)
    entry = AuditEntry.objects.get(deed="melding")
    assert entry.details == {"kind": "onjuist"}, "the words stay out of the audit trail"
    assert "De datum klopt niet." in editor.get(reverse("curation")).content.decode()
    assert "een bezoeker" in editor.get(reverse("curation-item", args=[practice.pk])).content.decode()


def test_nobody_else_sees_a_report(practice: PracticePage, owner: User, organisation: Organisation) -> None:
    report(practice)
    manager = signed_in(make_user(Role.MANAGER, organisation("zaanstad")))
    for client in (Client(), signed_in(owner), manager):
        for url in (practice.get_absolute_url(), "/mijn/"):
            assert "datum klopt niet" not in client.get(url, follow=True).content.decode()
    assert manager.get(reverse("curation-item", args=[practice.pk])).status_code == 403


def test_personal_data_comes_first(
    practice: PracticePage, organisation: Organisation, owner: User, editor: Client
) -> None:
    other = make_practice(organisation("zaanstad"), user=owner, visibility="openbaar")
    report(practice, kind="verouderd")
    report(other, kind="persoonsgegevens", text="")
    assert [number for number, _ in queue()] == [other.pk, practice.pk]
    assert "Persoonsgegevens gemeld" in editor.get(reverse("curation")).content.decode()


def test_seen_handles_the_reports_that_were_on_the_screen(practice: PracticePage, editor: Client) -> None:
    report(practice)
    editor.post(reverse("curation-seen", args=[practice.pk]))
    assert ProblemReport.objects.get().handled_at is not None
    assert reasons(practice) == set()


def test_personal_data_in_a_report_is_refused_and_nothing_is_lost(practice: PracticePage) -> None:
    response = report(practice, kind="persoonsgegevens", text="Onder doel staat BSN 111222333.")
    assert response.status_code == 422
    assert "Onder doel staat BSN 111222333." in response.content.decode()
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize("typed", [{"kind": ""}, {"kind": "iets"}, {"text": " "}, {"text": "x" * 2001}])
def test_what_is_missing_or_wrong_is_said_in_dutch(practice: PracticePage, typed: dict[str, str]) -> None:
    response = report(practice, **typed)
    assert response.status_code == 422
    assert "Fout" in response.content.decode()
    assert not ProblemReport.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(practice: PracticePage) -> None:
    assert report(practice, website="https://spam.example").status_code == 302
    assert not ProblemReport.objects.exists()


def test_the_same_report_twice_is_one(practice: PracticePage) -> None:
    report(practice)
    report(practice)
    assert ProblemReport.objects.count() == 1


def test_after_a_few_reports_one_waits_and_keeps_what_was_typed(practice: PracticePage) -> None:
    for number in range(5):
        assert report(practice, text=f"Melding {number}").status_code == 302
    response = report(practice, text="Melding zes")
    assert response.status_code == 429
    assert "Melding zes" in response.content.decode()
    assert ProblemReport.objects.count() == 5


def test_what_one_may_not_see_one_cannot_report(organisation: Organisation, owner: User) -> None:
    page = make_practice(organisation("zaanstad"), user=owner)
    assert Client().get(address(page)).status_code == 404
    assert report(page).status_code == 404
    assert report(page, signed_in(owner)).status_code == 302
    assert ProblemReport.objects.get().by == owner
