"""Every role, every deed, own and foreign organisation: against the actions and against the addresses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from django.test import Client

from portal.accounts import viewer_of
from practices.actions.practice import change_phase, publish_draft, start_draft, start_editing
from practices.actions.sharing import change_address, change_visibility, move, share_again, update, withdraw
from practices.choices import Phase
from practices.models import PracticePage
from practices.rules.permissions import FOREIGN, OWN, Deed, NotAllowed
from practices.rules.visibility import VISITOR, Role, Viewer
from tests.factories import NOW, SYSTEM, make_practice, make_user, start_report

#: Written out once more, so that a slip in the table of the rules shows.
STAFF = {"share", "edit", "phase", "address", "visibility", "withdraw", "again"}
EVERYTHING = {*STAFF, "move"}
MAY: dict[tuple[Role | None, str], set[str]] = {
    (None, "own"): set(),
    (None, "foreign"): set(),
    (Role.MEMBER, "own"): STAFF,
    (Role.MEMBER, "foreign"): set(),
    (Role.MANAGER, "own"): STAFF,
    (Role.MANAGER, "foreign"): set(),
    (Role.LAWYER, "own"): STAFF,
    (Role.LAWYER, "foreign"): set(),
    (Role.PRIVACY_OFFICER, "own"): STAFF,
    (Role.PRIVACY_OFFICER, "foreign"): set(),
    (Role.EDITOR, "own"): EVERYTHING,
    (Role.EDITOR, "foreign"): EVERYTHING,
    (Role.ADMINISTRATOR, "own"): EVERYTHING,
    (Role.ADMINISTRATOR, "foreign"): EVERYTHING,
}
ROLES = [None, *Role]
#: The addresses that do a deed, and what they are sent.
ADDRESSES: dict[str, tuple[str, dict[str, str]]] = {
    "edit": ("wijzigen", {}),
    "phase": ("fase", {"phase": "uitvoering", "phase_since": "2026-01-01"}),
    "visibility": ("zichtbaarheid", {"visibility": "organisatie"}),
    "withdraw": ("intrekken", {}),
    "again": ("opnieuw", {}),
}


def share_for(organisation: Any, by: Viewer) -> PracticePage:
    draft = start_draft(by=by, at=NOW)
    return publish_draft(draft.pk, report=start_report(lead=organisation), by=by, at=NOW)


def act(deed: str, page: PracticePage, elsewhere: Any, by: Viewer) -> Any:
    if deed == "share":
        return share_for(page.organisation, by)
    if deed == "edit":
        start_editing(page, by=by, at=NOW)
        return update(page, by=by, at=NOW)
    if deed == "phase":
        return change_phase(page, phase=Phase.EXECUTION, since=date(2026, 1, 1), by=by, at=NOW)
    if deed == "address":
        return change_address(page, address="een-ander-adres", by=by, at=NOW)
    if deed == "visibility":
        return change_visibility(page, visibility="openbaar", by=by, at=NOW)
    if deed == "withdraw":
        return withdraw(page, by=by, at=NOW)
    if deed == "again":
        return share_again(page, by=by, at=NOW)
    return move(page, organisation=elsewhere, by=by, at=NOW)


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_exactly_its_deeds_through_the_actions(
    role: Role | None, whose: str, organisation: Callable[[str], Any]
) -> None:
    own, elsewhere = organisation("zaanstad"), organisation("breda")
    by = viewer_of(make_user(role, own)) if role else VISITOR
    author = make_user(Role.ADMINISTRATOR, None)

    for deed in sorted(EVERYTHING):
        page = make_practice(own if whose == "own" else elsewhere, user=author)
        allowed = deed in MAY[role, whose]
        with nullcontext() if allowed else pytest.raises(NotAllowed):
            act(deed, page, own if whose == "foreign" else elsewhere, by)
        if not allowed:
            untouched = PracticePage.objects.get(pk=page.pk)
            assert (untouched.live, untouched.visibility, untouched.phase) == (True, "gemeenten", "idee"), deed
            assert untouched.path == page.path


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_exactly_its_deeds_through_the_addresses(
    role: Role | None, whose: str, organisation: Callable[[str], Any]
) -> None:
    own, elsewhere = organisation("zaanstad"), organisation("breda")
    client = Client()
    if role:
        client.force_login(make_user(role, own), backend="portal.accounts.AccountBackend")

    author = make_user(Role.ADMINISTRATOR, None)
    for deed, (last, sent) in ADDRESSES.items():
        page = make_practice(own if whose == "own" else elsewhere, user=author)
        if deed == "again":
            withdraw(page, by=SYSTEM, at=NOW)
        before = PracticePage.objects.values().get(pk=page.pk)
        asked = client.get(f"/delen/{page.key}/{last}/")
        assert PracticePage.objects.values().get(pk=page.pk) == before, deed
        done = client.post(f"/delen/{page.key}/{last}/", sent)
        after = PracticePage.objects.values().get(pk=page.pk)

        if deed in MAY[role, whose]:
            assert (asked.status_code, done.status_code) == (200, 302), deed
            assert deed == "edit" or after != before, deed
        else:
            assert after == before, deed
            assert not page.drafts.filter(published_at=None).exists()
            if role is None:
                assert done.headers["Location"].startswith("/account/login/"), deed
            else:
                # Somebody else's page that is offline is not even there.
                assert (asked.status_code, done.status_code) == ((404, 404) if deed == "again" else (403, 403)), deed


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MANAGER, Role.LAWYER, Role.PRIVACY_OFFICER])
def test_staff_cannot_share_under_another_organisation_by_changing_the_form(
    role: Role, organisation: Callable[[str], Any]
) -> None:
    organisation("breda")
    client, user = Client(), make_user(role, organisation("zaanstad"))
    client.force_login(user, backend="portal.accounts.AccountBackend")
    client.post("/delen/")
    draft = user.practice_drafts.get()

    for lead in ("GM0758", "Gemeente Breda", "", "x"):
        response = client.post(f"/delen/{draft.pk}/wat/", {"title": "T", "summary": "S", "lead": lead})
        assert response.status_code == 200, lead
        assert 'id="id_lead_error"' in response.content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_curators_share_for_a_municipality_that_never_shared_before(
    role: Role, organisation: Callable[[str], Any]
) -> None:
    client, user = Client(), make_user(role, organisation("vng"))
    client.force_login(user, backend="portal.accounts.AccountBackend")
    client.post("/delen/")
    draft = user.practice_drafts.get()

    response = client.post(
        f"/delen/{draft.pk}/wat/",
        {"title": "T", "summary": "S", "municipalities": ["Tilburg"], "lead": "Gemeente Tilburg"},
    )

    assert response.status_code == 302


def test_the_refusal_is_a_page_in_dutch(organisation: Callable[[str], Any]) -> None:
    page = make_practice(organisation("breda"))
    client = Client()
    client.force_login(make_user(Role.MEMBER, organisation("zaanstad")), backend="portal.accounts.AccountBackend")

    response = client.get(f"/delen/{page.key}/wijzigen/")

    assert response.status_code == 403
    assert "U mag hier niet wijzigen" in response.content.decode()


def test_every_deed_stands_in_the_table_of_every_role() -> None:
    assert set(OWN) == set(FOREIGN) == set(Role)
    assert OWN[Role.ADMINISTRATOR] == FOREIGN[Role.ADMINISTRATOR] == set(Deed)
