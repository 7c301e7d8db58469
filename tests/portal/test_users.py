"""Administrators give and take roles in /cms/: only they, at once, and each deed in the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import viewer_of
from portal.models import Membership, User
from portal.roles import give_role, invite, switch_account, take_role
from practices.models import AuditEntry, OrganisationPage
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role
from tests.factories import NOW, make_user

pytestmark = pytest.mark.django_db

Organisation = Callable[[str], OrganisationPage]
SignIn = Callable[[Role], Client]


@pytest.fixture
def sign_in(organisation: Organisation) -> SignIn:
    """Return a function that signs somebody in with a role; `client.user` is who."""

    def enter(role: Role) -> Client:
        client = Client()
        client.user = make_user(role, organisation("vng"))  # type: ignore[attr-defined]
        client.force_login(client.user, backend="portal.accounts.AccountBackend")  # type: ignore[attr-defined]
        return client

    return enter


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def member(organisation: Organisation) -> User:
    """A colleague of Zaanstad."""
    return make_user(Role.MEMBER, organisation("zaanstad"), name="Zeynep Zaanstad")


def roles_of(user: User) -> set[tuple[str, str]]:
    rows = Membership.objects.filter(user=user).values_list("role", "organisation__slug")
    return {(role, slug) for role, slug in rows}


def is_refused(response: Any) -> bool:
    return response.status_code == 403 or response.headers.get("Location") == "/cms/"


# --- giving -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "typed", "slug"),
    [
        (Role.MEMBER, "Breda", "gemeente-breda"),
        (Role.MANAGER, "GM0479", "gemeente-zaanstad"),
        (Role.LAWYER, "Tilburg", "gemeente-tilburg"),
        (Role.PRIVACY_OFFICER, "zaanstad", "gemeente-zaanstad"),
        (Role.EDITOR, "", "vng"),
        (Role.ADMINISTRATOR, "VNG", "vng"),
    ],
)
def test_a_role_is_given_where_it_belongs(
    role: Role, typed: str, slug: str, administrator: Client, member: User
) -> None:
    response = administrator.post(f"/cms/gebruikers/{member.pk}/", {"role": role.value, "organisation": typed})
    assert response.status_code == 302
    assert (role.value, slug) in roles_of(member)
    assert role in viewer_of(User.objects.get(pk=member.pk)).roles
    entry = AuditEntry.objects.get(deed="rol gegeven")
    assert (entry.key, entry.details["role"]) == (f"gebruiker-{member.pk}", role.value)
    assert entry.by == administrator.user  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("role", "typed", "told"),
    [
        (Role.EDITOR.value, "Zaanstad", "hoort bij VNG"),
        (Role.ADMINISTRATOR.value, "Breda", "hoort bij VNG"),
        (Role.MEMBER.value, "", "Vul in bij welke organisatie"),
        (Role.MEMBER.value, "Atlantis", "geen gemeente"),
        (Role.MEMBER.value, "\0", "geen gemeente"),
        ("keizer", "Breda", "Kies een rol uit de lijst"),
        ("", "Breda", "Kies een rol."),
    ],
)
def test_a_wrong_form_is_explained(role: str, typed: str, told: str, administrator: Client, member: User) -> None:
    before = roles_of(member)
    response = administrator.post(f"/cms/gebruikers/{member.pk}/", {"role": role, "organisation": typed})
    assert response.status_code == 200
    page = response.content.decode()
    assert told in page or "Null-tekens" in page
    assert roles_of(member) == before


def test_giving_a_role_twice_changes_nothing(administrator: Client, member: User) -> None:
    for _ in range(2):
        administrator.post(f"/cms/gebruikers/{member.pk}/", {"role": "jurist", "organisation": "Breda"})
    assert AuditEntry.objects.filter(deed="rol gegeven").count() == 1


def test_somebody_new_gets_an_account(administrator: Client) -> None:
    values = {"email": "A.Jansen@Breda.example", "name": "Anouk Jansen", "role": "jurist", "organisation": "Breda"}
    response = administrator.post("/cms/gebruikers/nieuw/", values)
    user = User.objects.get(email="a.jansen@breda.example")
    assert response.headers["Location"] == f"/cms/gebruikers/{user.pk}/"
    assert str(user) == "Anouk Jansen"
    assert not user.has_usable_password()
    assert roles_of(user) == {("jurist", "gemeente-breda")}
    assert AuditEntry.objects.get(deed="account gemaakt").key == f"gebruiker-{user.pk}"
    again = administrator.post("/cms/gebruikers/nieuw/", values)
    assert "Dit account is er al" in again.content.decode()


# --- taking -----------------------------------------------------------------------------------------------------------


def test_a_role_that_is_taken_ends_at_once(administrator: Client, sign_in: SignIn) -> None:
    editor = sign_in(Role.EDITOR)
    user: User = editor.user  # type: ignore[attr-defined]
    assert editor.get("/cms/").status_code == 200
    place = user.memberships.get().organisation_id
    administrator.post(f"/cms/gebruikers/{user.pk}/neem-af/", {"rol": "redacteur", "organisatie": place})
    assert roles_of(user) == set()
    assert editor.get("/cms/").status_code == 403
    assert AuditEntry.objects.get(deed="rol afgenomen").details["role"] == "redacteur"


def test_an_administrator_is_none_any_more_everywhere(administrator: Client, sign_in: SignIn) -> None:
    other = sign_in(Role.ADMINISTRATOR)
    user: User = other.user  # type: ignore[attr-defined]
    place = user.memberships.get().organisation_id
    administrator.post(f"/cms/gebruikers/{user.pk}/neem-af/", {"rol": "beheerder", "organisatie": place})
    user = User.objects.get(pk=user.pk)
    assert not user.is_superuser
    assert Role.ADMINISTRATOR not in viewer_of(user).roles
    assert other.get("/cms/gebruikers/").status_code == 403


def test_an_administrator_without_an_organisation_is_shown_and_can_be_taken_back(administrator: Client) -> None:
    user = User.objects.create_superuser("los@voorbeeld.nl")
    page = administrator.get(f"/cms/gebruikers/{user.pk}/").content.decode()
    assert "<strong>Beheerder</strong>" in page
    administrator.post(f"/cms/gebruikers/{user.pk}/neem-af/", {"rol": "beheerder", "organisatie": "0"})
    assert not User.objects.get(pk=user.pk).is_superuser


def test_nobody_takes_the_own_role_of_administrator(administrator: Client) -> None:
    user: User = administrator.user  # type: ignore[attr-defined]
    place = user.memberships.get().organisation_id
    response = administrator.post(
        f"/cms/gebruikers/{user.pk}/neem-af/", {"rol": "beheerder", "organisatie": place}, follow=True
    )
    assert "neemt uzelf de rol van beheerder niet af" in response.content.decode()
    assert administrator.get("/cms/gebruikers/").status_code == 200


@pytest.mark.parametrize("sent", [{}, {"rol": "jurist", "organisatie": "1"}, {"rol": "x", "organisatie": "y"}])
def test_a_role_that_is_not_there_is_no_error_of_the_site(
    sent: dict[str, str], administrator: Client, member: User
) -> None:
    response = administrator.post(f"/cms/gebruikers/{member.pk}/neem-af/", sent, follow=True)
    assert "Deze rol is er niet meer." in response.content.decode()


def test_an_account_that_is_off_cannot_act_and_can_come_back(administrator: Client, sign_in: SignIn) -> None:
    editor = sign_in(Role.EDITOR)
    user: User = editor.user  # type: ignore[attr-defined]
    administrator.post(f"/cms/gebruikers/{user.pk}/aan-uit/", {"aan": "nee"})
    assert editor.get("/cms/").status_code == 302
    administrator.post(f"/cms/gebruikers/{user.pk}/aan-uit/", {"aan": "ja"})
    assert User.objects.get(pk=user.pk).is_active
    deeds = list(AuditEntry.objects.filter(key=f"gebruiker-{user.pk}").order_by("pk").values_list("deed", flat=True))
    assert deeds == ["account uitgezet", "account aangezet"]


def test_nobody_turns_off_the_own_account(administrator: Client) -> None:
    user: User = administrator.user  # type: ignore[attr-defined]
    administrator.post(f"/cms/gebruikers/{user.pk}/aan-uit/", {"aan": "nee"})
    assert User.objects.get(pk=user.pk).is_active


# --- who may ----------------------------------------------------------------------------------------------------------

OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS)
def test_only_administrators_see_and_do_this(role: Role, sign_in: SignIn, member: User) -> None:
    client, before = sign_in(role), roles_of(member)
    for address in ("", "nieuw/", f"{member.pk}/"):
        assert is_refused(client.get(f"/cms/gebruikers/{address}")), address
    values = {"role": "redacteur", "organisation": "", "rol": "medewerker", "organisatie": "1", "aan": "nee"}
    for address in ("nieuw/", f"{member.pk}/", f"{member.pk}/neem-af/", f"{member.pk}/aan-uit/"):
        assert is_refused(client.post(f"/cms/gebruikers/{address}", values)), address
    assert roles_of(member) == before
    assert User.objects.get(pk=member.pk).is_active


@pytest.mark.parametrize("role", OTHERS)
def test_the_deeds_themselves_refuse_others(role: Role, sign_in: SignIn, member: User) -> None:
    by = viewer_of(sign_in(role).user)  # type: ignore[attr-defined]
    place = member.memberships.get().organisation
    with pytest.raises(NotAllowed):
        invite("nieuw@voorbeeld.nl", name="N", role=Role.MEMBER, place=place, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        give_role(member, role=Role.EDITOR, place=place, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        take_role(member, role=Role.MEMBER, place=place, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        switch_account(member, on=False, by=by, at=NOW)


@pytest.mark.parametrize("address", ["", "new/", "edit/1/", "delete/1/", "history/1/"])
def test_the_screens_of_wagtail_lead_to_ours(address: str, administrator: Client, member: User) -> None:
    for client in (administrator,):
        response = client.post(f"/cms/users/{address}", {"is_superuser": "on"})
        assert response.headers["Location"].startswith("/cms/gebruikers/")
    assert administrator.get("/cms/groups/").headers["Location"] == "/cms/gebruikers/"
    assert administrator.get("/cms/bulk/portal/user/delete/?id=1").headers["Location"] == "/cms/gebruikers/"


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_finds_by_name_address_and_role(
    administrator: Client, member: User, organisation: Organisation
) -> None:
    make_user(Role.LAWYER, organisation("breda"), name="Jip Jurist")
    page = administrator.get("/cms/gebruikers/?q=zeynep").content.decode()
    assert "Zeynep Zaanstad" in page
    assert "Medewerker, Gemeente Zaanstad" in page
    assert "Jip Jurist" not in page
    lawyers = administrator.get("/cms/gebruikers/?rol=jurist").content.decode()
    assert "Jip Jurist" in lawyers
    assert "Zeynep Zaanstad" not in lawyers


def test_the_list_asks_the_database_the_same_for_few_and_many(
    administrator: Client, member: User, organisation: Organisation
) -> None:
    administrator.get("/cms/gebruikers/")
    with CaptureQueriesContext(connection) as few:
        administrator.get("/cms/gebruikers/")
    for _ in range(5):
        make_user(Role.MEMBER, organisation("breda"))
    with CaptureQueriesContext(connection) as many:
        administrator.get("/cms/gebruikers/")
    assert len(few) == len(many)
