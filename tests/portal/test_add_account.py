"""An operator lets people in at the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.accounts import viewer_of
from portal.bootstrap import bootstrap_site
from portal.models import User
from practices.rules.visibility import MEMBER, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    bootstrap_site(at=timezone.now())


def add(*arguments: str) -> str:
    out = StringIO()
    call_command("add_account", *arguments, stdout=out)
    return out.getvalue()


def test_a_member_of_a_municipality_that_never_shared_can_act_for_it() -> None:
    said = add("jan@zaanstad.example", "--organisation", "Zaanstad", "--name", "Jan de Vries")
    viewer = viewer_of(User.objects.get(email="jan@zaanstad.example"))
    assert viewer.codes == {"GM0479"}
    assert viewer.roles == {Role.MEMBER}
    assert MEMBER in viewer.tokens
    assert "Gemeente Zaanstad" in said
    assert "/account/password/reset/" in said


def test_the_account_has_no_password_until_its_owner_chooses_one() -> None:
    add("jan@zaanstad.example", "--organisation", "GM0479")
    assert not User.objects.get(email="jan@zaanstad.example").has_usable_password()


def test_an_account_that_is_there_gets_a_role_more_and_keeps_what_it_had() -> None:
    add("jan@zaanstad.example", "--organisation", "Zaanstad")
    for _ in range(2):
        add("Jan@Zaanstad.example", "--organisation", "VNG", "--role", "redacteur")
    viewer = viewer_of(User.objects.get())
    assert viewer.roles == {Role.MEMBER, Role.EDITOR}
    assert viewer.codes == {"GM0479", "VNG"}
    assert User.objects.get().memberships.count() == 2


def test_an_administrator_needs_no_organisation() -> None:
    add("bea@vng.example", "--role", "beheerder")
    assert viewer_of(User.objects.get()).roles == {Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("geen adres", "--organisation", "Zaanstad"), "geen mailadres"),
        (("jan@zaanstad.example",), "--organisation"),
        (("jan@zaanstad.example", "--organisation", "Zaandam aan Zee"), "geen gemeente"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        add(*arguments)
    assert not User.objects.exists()


def test_a_name_that_may_be_several_municipalities_asks_which() -> None:
    with pytest.raises(CommandError, match="kies uit"):
        add("jan@voorbeeld.example", "--organisation", "Haaren")
