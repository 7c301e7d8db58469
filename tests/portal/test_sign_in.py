"""Signing in and out: attempts are counted per account and network, and every page is in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from portal.models import User
from practices.rules.visibility import Role
from tests.factories import PASSWORD, make_user


def attempt(client: Client, email: str, password: str, **options: Any) -> Any:
    return client.post("/account/login/", {"login": email, "password": password}, **options)


def is_signed_in(client: Client) -> bool:
    return client.get("/mijn/").status_code == 200


@pytest.fixture
def people(organisation: Callable[[str], Any]) -> tuple[Any, Any]:
    town = organisation("zaanstad")
    return make_user(Role.MEMBER, town), make_user(Role.MEMBER, town)


def test_one_signs_in_with_login_and_password(people: tuple[Any, Any]) -> None:
    client = Client()

    response = attempt(client, people[0].email.upper(), PASSWORD)

    assert response.headers["Location"] == "/mijn/"
    assert is_signed_in(client)


@pytest.mark.parametrize("tries", [3, 8, 12])
def test_wrong_tries_on_one_account_do_not_lock_another_at_the_same_network(
    people: tuple[Any, Any], tries: int
) -> None:
    victim, colleague = people
    for _ in range(tries):
        attempt(Client(), victim.email, "verkeerd")

    client = Client()
    assert attempt(client, colleague.email, PASSWORD).status_code == 302
    assert is_signed_in(client)


def test_too_many_tries_lock_the_account_at_that_network_with_a_page_in_dutch(people: tuple[Any, Any]) -> None:
    victim = people[0]
    answers = [attempt(Client(), victim.email, "verkeerd") for _ in range(9)]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert "te vaak een verkeerd wachtwoord" in answers[-1].content.decode()
    assert attempt(Client(), victim.email, PASSWORD).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert attempt(elsewhere, victim.email, PASSWORD).status_code == 302


def test_the_lock_counts_the_network_that_the_proxy_names(people: tuple[Any, Any], settings: Any) -> None:
    settings.PROXIES, victim = 1, people[0]
    for number in range(9):
        attempt(Client(), victim.email, "verkeerd", headers={"X-Forwarded-For": f"1.1.1.{number}, 203.0.113.7"})

    assert attempt(Client(), victim.email, PASSWORD, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 429
    assert attempt(Client(), victim.email, PASSWORD, headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 302


def test_another_spelling_of_the_address_does_not_escape_the_lock(people: tuple[Any, Any]) -> None:
    victim = people[0]
    for number in range(9):
        attempt(Client(), victim.email.upper() if number % 2 else f" {victim.email}", "verkeerd")

    assert attempt(Client(), victim.email, PASSWORD).status_code == 429


def test_a_wrong_password_does_not_tell_whether_the_account_exists(people: tuple[Any, Any]) -> None:
    known = attempt(Client(), people[0].email, "verkeerd").content.decode()
    unknown = attempt(Client(), "niemand@voorbeeld.nl", "verkeerd").content.decode()

    for page in (known, unknown):
        assert "Het e-mailadres of het wachtwoord klopt niet." in page
        assert "<title>Fout: Inloggen" in page


@pytest.mark.parametrize(
    "login", ["", "a" * 10_000, "\x00", "a@b", "<script>@x.nl", "x" * 300 + "@voorbeeld.nl", "💥@é.nl"]
)
def test_odd_names_are_refused_calmly(db: None, login: str) -> None:
    response = attempt(Client(), login, "x" * 10_000)

    assert response.status_code == 200
    assert "<script>@" not in response.content.decode()


def test_signing_out_asks_first(people: tuple[Any, Any]) -> None:
    client = Client()
    attempt(client, people[0].email, PASSWORD)

    asked = client.get("/account/logout/")
    assert "Wilt u uitloggen?" in asked.content.decode()
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/cms/login/", "/account/login/?next=/cms/"),
        ("/cms/logout/", "/account/logout/"),
        ("/cms/password_reset/", "/account/password/reset/"),
        ("/cms/password_reset/confirm/MQ/abc/", "/account/password/reset/"),
    ],
)
def test_the_doors_of_wagtail_lead_to_ours(db: None, door: str, leads_to: str) -> None:
    assert Client().get(door).headers["Location"] == leads_to
    posted = Client().post(door, {"username": "a@voorbeeld.nl", "password": "x"})
    assert posted.headers["Location"] == leads_to


def test_nobody_signs_up_without_an_invitation(db: None) -> None:
    response = Client().post("/account/signup/", {"email": "nieuw@voorbeeld.nl", "password1": PASSWORD})

    assert "op uitnodiging" in response.content.decode()
    assert not User.objects.filter(email="nieuw@voorbeeld.nl").exists()


def test_example_accounts_stop_where_they_are_not_allowed(organisation: Callable[[str], Any], settings: Any) -> None:
    example = make_user(Role.MEMBER, organisation("zaanstad"), is_example=True)
    signed_in_before = Client()
    attempt(signed_in_before, example.email, PASSWORD)
    assert is_signed_in(signed_in_before)

    settings.EXAMPLE_ACCOUNTS = False

    assert not is_signed_in(signed_in_before)
    client = Client()
    attempt(client, example.email, PASSWORD)
    assert not is_signed_in(client)


NEED_SECOND_FACTOR = {Role.EDITOR, Role.LAWYER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", [*Role])
def test_the_second_step_is_demanded_of_those_who_see_or_change_what_others_wrote(
    role: Role, organisation: Callable[[str], Any], settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.force_login(make_user(role, organisation("vng")), backend="portal.accounts.AccountBackend")

    for path in ("/", "/delen/", "/cms/", "/api/v1/praktijken"):
        response = client.get(path)
        demanded = response.status_code == 302 and response.headers["Location"] == "/account/2fa/"
        assert demanded == (role in NEED_SECOND_FACTOR), path
    assert client.get("/account/2fa/").status_code == 200


def test_the_second_step_is_not_demanded_where_debug_is_on(organisation: Callable[[str], Any], settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED, settings.DEBUG = True, True
    client = Client()
    client.force_login(make_user(Role.EDITOR, organisation("vng")), backend="portal.accounts.AccountBackend")

    assert client.get("/mijn/").status_code == 200


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_an_editor_sets_up_the_second_step_and_signs_in_with_it(
    organisation: Callable[[str], Any], settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    editor = make_user(Role.EDITOR, organisation("vng"))
    client = Client()
    attempt(client, editor.email, PASSWORD)
    asked = client.get("/account/2fa/totp/activate/", follow=True)
    assert "Bevestig dat u het bent" in asked.content.decode()
    address = {"next": "/account/2fa/totp/activate/"}
    form = client.post("/account/reauthenticate/", {"password": PASSWORD, **address}, follow=True)
    assert "Authenticator-app aanzetten" in form.content.decode()
    secret = client.session["mfa.totp.secret"]
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=editor, type=Authenticator.Type.TOTP).exists()
    assert is_signed_in(client)
    assert "herstelcodes" in client.get("/account/2fa/").content.decode().lower()

    again = Client()
    response = attempt(again, editor.email, PASSWORD)
    assert response.headers["Location"].startswith("/account/2fa/authenticate/")
    assert not is_signed_in(again)
    assert "Tweede stap" in again.get("/account/2fa/authenticate/").content.decode()
    wrong = again.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "De code klopt niet" in wrong.content.decode()
    codes = Authenticator.objects.get(user=editor, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    again.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert is_signed_in(again)


@pytest.mark.parametrize(
    "path",
    [
        *("/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/account/signup/"),
        *("/account/inactive/", "/account/confirm-email/", "/account/password/reset/key/1-x/"),
    ],
)
def test_pages_for_visitors_open_in_dutch(db: None, path: str) -> None:
    response = Client().get(path)

    assert response.status_code == 200
    assert '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/account/password/change/", "/account/email/", "/account/2fa/", "/account/logout/", "/account/3rdparty/"]
)
def test_pages_for_people_open_in_dutch(people: tuple[Any, Any], path: str) -> None:
    client = Client()
    attempt(client, people[0].email, PASSWORD)

    assert '<html lang="nl"' in client.get(path).content.decode()


@pytest.mark.parametrize("deed", ["action_add", "action_primary", "action_remove", "action_send"])
def test_nobody_changes_the_address_that_vouches_for_a_membership(
    people: tuple[Any, Any], deed: str, mailoutbox: list[Any]
) -> None:
    person, client = people[0], Client()
    attempt(client, person.email, PASSWORD)

    answer = client.post("/account/email/", {deed: "", "email": "ergens@gmail.com"})

    assert answer.status_code == 405
    assert [each.email for each in EmailAddress.objects.filter(user=person)] == [person.email]
    assert not mailoutbox
    assert Client().get("/account/email/").headers["Location"] == "/account/login/?next=/account/email/"


def test_a_new_password_comes_by_a_mail_in_dutch(people: tuple[Any, Any], mailoutbox: list[Any]) -> None:
    Client().post("/account/password/reset/", {"email": people[0].email})
    Client().post("/account/password/reset/", {"email": "niemand@voorbeeld.nl"})

    known, unknown = mailoutbox
    assert "Kies een nieuw wachtwoord" in known.subject
    assert "uw wachtwoord blijft zoals het is" in known.body
    assert "hoort geen account" in unknown.body
    link = next(word for word in known.body.split() if "/account/password/reset/key/" in word)
    client = Client()
    form = client.get(
        link.split("testserver")[-1] if "testserver" in link else "/" + link.split("/", 3)[-1], follow=True
    )
    assert "Kies een nieuw wachtwoord" in form.content.decode()
    new = "nog-een-lang-wachtwoord"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert attempt(Client(), people[0].email, new).status_code == 302
