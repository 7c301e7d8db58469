"""A personal link in a mail: it updates one practice for one person, and asks to sign in for everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import AuditEntry, PracticePage
from practices.queries.update_links import make_token
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user

LOG = {"text": "Vanuit de mail.", "log_kind": "voortgang", "on": "2026-03-02"}


def test_a_link_updates_without_signing_in(client: Client, page: PracticePage, colleague: Any) -> None:
    opened = client.get(f"/bijwerken/{make_token(colleague.pk, page.key)}/")
    assert opened["Location"] == f"/delen/{page.key}/werk-bij/"
    answer = client.post(opened["Location"], LOG)
    assert answer["Location"] == f"/delen/{page.key}/werk-bij/"
    assert "Uw bericht staat in het logboek." in client.get(answer["Location"]).content.decode()
    assert AuditEntry.objects.get(key=page.key, deed="logboek bijgehouden").by_id == colleague.pk
    assert client.post(f"/delen/{page.key}/klopt-nog/").status_code == 302


def test_a_link_opens_nothing_else(
    client: Client, page: PracticePage, colleague: Any, organisation: Callable[[str], Any]
) -> None:
    other = make_practice(organisation("zaanstad"), user=colleague)
    client.get(f"/bijwerken/{make_token(colleague.pk, page.key)}/")
    for address in (
        f"/delen/{other.key}/werk-bij/",
        f"/delen/{page.key}/wijzigen/",
        f"/delen/{page.key}/zichtbaarheid/",
        f"/delen/{page.key}/intrekken/",
        f"/delen/{page.key}/vul-aan/",
        "/mijn/",
    ):
        assert client.get(address)["Location"].startswith("/account/login/"), address
    assert client.get(page.get_absolute_url()).status_code == 404


def test_a_new_phase_leads_back_to_the_updates_and_not_to_a_page_that_asks_to_sign_in(
    client: Client, page: PracticePage, colleague: Any
) -> None:
    client.get(f"/bijwerken/{make_token(colleague.pk, page.key)}/")
    answer = client.post(f"/delen/{page.key}/fase/", {"phase": "uitvoering", "phase_since": "2026-03-02"})
    assert answer["Location"] == f"/delen/{page.key}/werk-bij/"
    assert "De fase is nu: uitvoering." in client.get(answer["Location"]).content.decode()


def test_opening_a_link_changes_nothing(client: Client, page: PracticePage, colleague: Any) -> None:
    before = AuditEntry.objects.count()
    client.get(f"/bijwerken/{make_token(colleague.pk, page.key)}/")
    assert AuditEntry.objects.count() == before


def test_a_link_ends_when_the_password_changes(client: Client, page: PracticePage, colleague: Any) -> None:
    token = make_token(colleague.pk, page.key)
    client.get(f"/bijwerken/{token}/")
    colleague.set_password("een-heel-ander-wachtwoord")
    colleague.save()
    assert client.get(f"/delen/{page.key}/werk-bij/")["Location"].startswith("/account/login/")
    assert client.get(f"/bijwerken/{token}/").status_code == 410


def test_a_link_ends_with_the_rights_of_its_owner(client: Client, page: PracticePage, colleague: Any) -> None:
    token = make_token(colleague.pk, page.key)
    client.get(f"/bijwerken/{token}/")
    colleague.memberships.all().delete()
    assert client.get(f"/delen/{page.key}/werk-bij/").status_code in {403, 404}
    colleague.is_active = False
    colleague.save()
    assert client.get(f"/bijwerken/{token}/").status_code == 410


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LAWYER, Role.ADMINISTRATOR])
def test_who_needs_a_second_factor_signs_in(
    client: Client, page: PracticePage, organisation: Callable[[str], Any], role: Role
) -> None:
    user = make_user(role, organisation("zaanstad"))
    client.get(f"/bijwerken/{make_token(user.pk, page.key)}/")
    assert client.get(f"/delen/{page.key}/werk-bij/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("token", ["onzin", "a:b:c", "x" * 500])
def test_a_link_that_somebody_changed_opens_nothing(client: Client, db: None, token: str) -> None:
    assert client.get(f"/bijwerken/{token}/").status_code == 410
