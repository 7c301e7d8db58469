"""Typing before signing in, and the one-time link in a mail that signs in and keeps what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from portal.models import User
from practices.actions import visitors
from practices.actions.visitors import forget_visitors, start_draft_of_visitor
from practices.models import MailLink, PracticeDraft, PracticePage
from practices.rules.visibility import Role
from search.models import OutgoingMail
from tests.factories import PASSWORD, make_practice, make_user
from tests.posted import paths_in, posted
from tests.practices.sharing.conftest import TYPED

BACKEND = "portal.accounts.AccountBackend"
ADDRESS = "jan@zaanstad.example"


def begin(client: Client) -> PracticeDraft:
    """Begin a startbericht without signing in."""
    location = client.post("/delen/").headers["Location"]
    return PracticeDraft.objects.get(pk=location.split("/")[2])


def type_all(client: Client, draft: PracticeDraft) -> None:
    for step, values in TYPED.items():
        assert client.post(f"/delen/{draft.pk}/{step}/", values).status_code == 302, step


def link_to(address: str, settings: Any) -> str:
    """Return where the link in the one mail to this address leads."""
    (message,) = posted(settings)
    assert message.to == [address]
    (path,) = paths_in(message, "/account/link/")
    return path


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()


@pytest.fixture
def jan(organisation: Callable[[str], Any]) -> User:
    return make_user(Role.MEMBER, organisation("zaanstad"), email=ADDRESS)


def test_a_visitor_types_and_shares_in_another_browser_with_the_link_in_the_mail(
    visitor: Client, jan: User, settings: Any
) -> None:
    draft = begin(visitor)
    type_all(visitor, draft)
    last_look = visitor.get(f"/delen/{draft.pk}/controleren/").content.decode()
    assert "Deel nu</button>" not in last_look
    assert "Wie ziet dit straks?" in last_look

    asked = visitor.post(f"/delen/{draft.pk}/bewaren/", {"address": ADDRESS.upper()}, follow=True)
    assert "Bekijk uw e-mail" in asked.content.decode()
    path = link_to(ADDRESS, settings)
    elsewhere = Client()
    assert "Eén regisseur per gezin" in elsewhere.get(path).content.decode()
    landed = elsewhere.post(path, follow=True)

    assert landed.redirect_chain[-1][0] == f"/delen/{draft.pk}/controleren/"
    assert elsewhere.session["_auth_user_id"] == str(jan.pk)
    draft.refresh_from_db()
    assert (draft.user, draft.browser, draft.data["lead"]) == (jan, "", "GM0479")
    elsewhere.post(f"/delen/{draft.pk}/controleren/")
    assert PracticePage.objects.get().title == "Eén regisseur per gezin"
    assert visitor.get(f"/delen/{draft.pk}/wat/").status_code == 302


def test_opening_the_link_changes_nothing_and_using_it_works_once(visitor: Client, jan: User, settings: Any) -> None:
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/bewaren/", {"address": ADDRESS})
    path = link_to(ADDRESS, settings)

    opened = [Client().get(path), Client().head(path), Client().get(path)]
    used = Client().post(path)
    again = Client().post(path)

    assert [each.status_code for each in opened] == [200, 200, 200]
    assert opened[0].headers["Referrer-Policy"] == "same-origin"
    assert (used.status_code, again.status_code, Client().get(path).status_code) == (302, 410, 410)


def test_a_link_ends_after_half_an_hour_and_a_new_one_goes_to_the_same_address(
    visitor: Client, jan: User, settings: Any
) -> None:
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/bewaren/", {"address": ADDRESS})
    path = link_to(ADDRESS, settings)
    MailLink.objects.update(expires_at=timezone.now())

    late = Client()
    assert late.post(path).status_code == 410
    assert "_auth_user_id" not in late.session
    late.post(path, {"opnieuw": "ja"})
    assert late.post(link_to(ADDRESS, settings)).status_code == 302
    draft.refresh_from_db()
    assert draft.user == jan


def test_the_answer_tells_of_no_address_whether_it_has_an_account(visitor: Client, jan: User, settings: Any) -> None:
    switched_off = make_user(Role.MEMBER, jan.memberships.get().organisation, email="weg@b.example")
    User.objects.filter(pk=switched_off.pk).update(is_active=False)
    answers = set()
    for address in (ADDRESS, "niemand@elders.example", "weg@b.example"):
        client = Client()
        draft = begin(client)
        answer = client.post(f"/delen/{draft.pk}/bewaren/", {"address": address}, follow=True).content.decode()
        answers.add(re.sub(r'csrf\w*" value="\w+"', "", answer.replace(address, "ADRES").replace(str(draft.pk), "ID")))

    assert len(answers) == 1
    bodies = {message.to[0]: message.body for message in posted(settings)}
    assert "/account/link/" in bodies[ADDRESS]
    assert "/account/link/" not in bodies["niemand@elders.example"] + bodies["weg@b.example"]


def test_an_address_of_a_known_mail_domain_gets_an_account_there(
    visitor: Client, organisation: Callable[[str], Any], settings: Any
) -> None:
    zaanstad = organisation("zaanstad")
    zaanstad.mail_domains = ["zaanstad.example", "gmail.com"]
    zaanstad.save()
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/bewaren/", {"address": "nieuw@zaanstad.example"})
    path = link_to("nieuw@zaanstad.example", settings)
    assert not User.objects.filter(email="nieuw@zaanstad.example").exists()

    Client().post(path)

    user = User.objects.get(email="nieuw@zaanstad.example")
    assert [(each.role, each.organisation_id) for each in user.memberships.all()] == [("medewerker", zaanstad.pk)]
    assert not user.has_usable_password()
    draft.refresh_from_db()
    assert draft.user == user


def test_who_gets_an_account_later_goes_on_with_a_new_link_in_any_browser(
    visitor: Client, organisation: Callable[[str], Any], settings: Any
) -> None:
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/bewaren/", {"address": ADDRESS})
    (message,) = posted(settings)
    assert "bewaren wij veertien dagen" in message.body
    user = make_user(Role.MEMBER, organisation("zaanstad"), email=ADDRESS)
    Client().post("/account/link/", {"address": "ander@zaanstad.example"})
    assert MailLink.objects.get(address="ander@zaanstad.example").draft is None
    MailLink.objects.exclude(address=ADDRESS).delete()

    elsewhere = Client()
    elsewhere.post("/account/link/", {"address": ADDRESS})
    landed = elsewhere.post(link_to(ADDRESS, settings))

    assert landed.headers["Location"] == f"/delen/{draft.pk}/controleren/"
    draft.refresh_from_db()
    assert draft.user == user


def test_a_second_address_of_somebody_makes_no_second_account(
    visitor: Client, organisation: Callable[[str], Any], settings: Any
) -> None:
    zaanstad = organisation("zaanstad")
    zaanstad.mail_domains = ["zaanstad.example"]
    zaanstad.save()
    user = make_user(Role.MEMBER, zaanstad, email="jan@elders.example")
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True)
    visitor.post("/account/link/", {"address": ADDRESS})

    assert visitor.post(link_to(ADDRESS, settings)).status_code == 403
    assert User.objects.filter(email=ADDRESS).count() == 0


def test_an_account_that_went_off_meanwhile_does_not_sign_in(visitor: Client, jan: User, settings: Any) -> None:
    visitor.post("/account/link/", {"address": ADDRESS})
    path = link_to(ADDRESS, settings)
    User.objects.filter(pk=jan.pk).update(is_active=False)

    assert visitor.post(path).status_code == 403
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(
    "address", ["x@gmail.com", "x@sub.zaanstad.example", "x@beide.example", "jan+nieuw@zaanstad.example"]
)
def test_free_mail_a_subdomain_a_shared_domain_and_a_second_name_give_no_account(
    visitor: Client, organisation: Callable[[str], Any], address: str, settings: Any
) -> None:
    for slug in ("zaanstad", "breda"):
        page = organisation(slug)
        page.mail_domains = [f"{slug}.example", "gmail.com", "beide.example"]
        page.save()
    visitor.post("/account/link/", {"address": address})

    (message,) = posted(settings)

    assert "nog geen account" in message.body
    assert "/account/link/" not in message.body


def test_signing_in_with_a_password_in_the_same_browser_keeps_the_draft(visitor: Client, jan: User) -> None:
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/wat/", TYPED["wat"])

    following = f"/delen/{draft.pk}/waarom/"
    landed = visitor.post(
        f"/account/login/?next={following}", {"login": ADDRESS, "password": PASSWORD, "next": following}, follow=True
    )

    assert landed.redirect_chain[-1][0] == following
    draft.refresh_from_db()
    assert (draft.user, draft.data["title"]) == (jan, "Eén regisseur per gezin")


def test_a_draft_that_waits_for_another_address_is_not_for_who_signs_in_here(
    visitor: Client, jan: User, organisation: Callable[[str], Any]
) -> None:
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/bewaren/", {"address": "collega@zaanstad.example"})

    visitor.post("/account/login/", {"login": ADDRESS, "password": PASSWORD})

    draft.refresh_from_db()
    assert draft.user is None


def test_nobody_else_sees_or_changes_what_a_visitor_typed(visitor: Client, jan: User) -> None:
    draft = begin(visitor)
    visitor.post(f"/delen/{draft.pk}/wat/", {"title": "Van mij"})
    signed_in = Client()
    signed_in.force_login(jan, backend=BACKEND)
    other = Client()
    begin(other)

    for path in ("wat", "controleren", "weggooien"):
        assert other.get(f"/delen/{draft.pk}/{path}/").headers["Location"].startswith("/account/login/")
        assert signed_in.get(f"/delen/{draft.pk}/{path}/").status_code == 404
    for client in (other, signed_in, Client()):
        client.post(f"/delen/{draft.pk}/wat/", {"title": "Gekaapt"})
        client.post(f"/delen/{draft.pk}/weggooien/")
        client.post(f"/delen/{draft.pk}/bewaren/", {"address": "dief@elders.example"})
    draft.refresh_from_db()
    assert (draft.data["title"], draft.address) == ("Van mij", "")
    assert not OutgoingMail.objects.exists()


def test_a_visitor_cannot_publish(visitor: Client, db: None) -> None:
    draft = begin(visitor)
    type_all(visitor, draft)

    assert visitor.post(f"/delen/{draft.pk}/controleren/").headers["Location"] == f"/delen/{draft.pk}/bewaren/"
    assert not PracticePage.objects.exists()


def test_a_new_draft_of_a_visitor_knows_nothing_of_others(visitor: Client, organisation: Callable[[str], Any]) -> None:
    page = make_practice(organisation("zaanstad"))
    PracticePage.objects.filter(pk=page.pk).update(owner=None)  # as after an import

    draft = begin(visitor)

    assert {name: draft.data[name] for name in ("municipalities", "lead", "contact_role", "contact_mailbox")} == {
        "municipalities": [],
        "lead": "",
        "contact_role": "",
        "contact_mailbox": "",
    }


def test_one_browser_and_one_network_keep_few_drafts(visitor: Client, monkeypatch: Any) -> None:
    for number in range(visitors.MOST_DRAFTS):
        visitor.post(f"/delen/{begin(visitor).pk}/wat/", {"title": f"Nummer {number}"})

    assert visitor.post("/delen/").headers["Location"] == "/delen/"
    assert "al drie concepten" in visitor.get("/delen/").content.decode()
    monkeypatch.setattr(visitors, "MOST_DRAFTS_OF_NETWORK", visitors.MOST_DRAFTS)
    assert Client().post("/delen/").headers["Location"] == "/delen/"
    assert PracticeDraft.objects.count() == visitors.MOST_DRAFTS


def test_one_address_gets_few_mails_in_an_hour(visitor: Client, settings: Any) -> None:
    for _ in range(visitors.MOST_LINKS_TO_ADDRESS):
        assert Client().post("/account/link/", {"address": ADDRESS}).status_code == 200

    refused = Client().post("/account/link/", {"address": ADDRESS.upper()}).content.decode()

    assert "net al drie e-mails" in refused
    assert OutgoingMail.objects.count() == visitors.MOST_LINKS_TO_ADDRESS


@pytest.mark.parametrize("address", ["jıp@zaanstad.example", "jan@zaanſtad.example"])
def test_an_address_that_looks_like_that_of_another_gets_no_mail(visitor: Client, address: str) -> None:
    draft = begin(visitor)
    for path in ("/account/link/", f"/delen/{draft.pk}/bewaren/"):
        assert "Dit is geen e-mailadres." in visitor.post(path, {"address": address}).content.decode()
    assert not MailLink.objects.exists()


def test_more_than_a_visitor_types_is_shown_to_copy(visitor: Client) -> None:
    draft = begin(visitor)

    response = visitor.post(f"/delen/{draft.pk}/waarom/", {"background": "lang verhaal " * 20_000})

    assert "lang verhaal lang verhaal" in response.content.decode()
    draft.refresh_from_db()
    assert "background" not in draft.data


def test_what_nobody_came_back_for_is_removed(visitor: Client, jan: User) -> None:
    left, addressed = begin(visitor), begin(Client())
    PracticeDraft.objects.filter(pk=addressed.pk).update(address=ADDRESS)
    kept = start_draft_of_visitor(browser="b" * 64, network="n", at=timezone.now())
    PracticeDraft.objects.filter(pk=kept.pk).update(user=jan, browser="")
    now = timezone.now()

    forget_visitors(at=now + timedelta(days=3))
    assert set(PracticeDraft.objects.values_list("pk", flat=True)) == {addressed.pk, kept.pk}
    forget_visitors(at=now + timedelta(days=15))
    assert set(PracticeDraft.objects.values_list("pk", flat=True)) == {kept.pk}
    assert not PracticeDraft.objects.filter(pk=left.pk).exists()


def test_a_role_with_a_second_factor_is_asked_for_it(
    visitor: Client, organisation: Callable[[str], Any], settings: Any
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    lawyer = make_user(Role.LAWYER, organisation("zaanstad"), email="jurist@zaanstad.example")
    TOTP.activate(lawyer, generate_totp_secret())
    visitor.post("/account/link/", {"address": "jurist@zaanstad.example"})

    browser = Client()
    answer = browser.post(link_to("jurist@zaanstad.example", settings))

    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in browser.session


def test_the_database_alone_opens_no_link(visitor: Client, jan: User) -> None:
    visitor.post("/account/link/", {"address": ADDRESS})
    link = MailLink.objects.get()

    for token in (str(link.pk), link.pk.hex, link.token_hash):
        assert Client().post(f"/account/link/{token}/").status_code == 410


def test_somebody_else_who_is_signed_in_here_is_signed_out_first(
    visitor: Client, jan: User, organisation: Callable[[str], Any], settings: Any
) -> None:
    visitor.post("/account/link/", {"address": ADDRESS})
    browser = Client()
    browser.force_login(make_user(Role.MEMBER, organisation("breda")), backend=BACKEND)

    browser.post(link_to(ADDRESS, settings))

    assert browser.session["_auth_user_id"] == str(jan.pk)
