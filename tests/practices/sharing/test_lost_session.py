"""A session that ended halfway loses nothing: what was typed waits for the sign-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from practices.models import PracticeDraft
from practices.rules.visibility import Role
from tests.factories import PASSWORD, make_user
from tests.practices.sharing.conftest import TYPED


def sign_in(client: Client, user: Any, following: str = "/mijn/") -> Any:
    return client.post(
        f"/account/login/?next={following}", {"login": user.email, "password": PASSWORD, "next": following}, follow=True
    )


def test_what_was_typed_after_the_session_ended_is_saved_after_signing_in(draft: PracticeDraft, colleague: Any) -> None:
    lost = Client()
    address = f"/delen/{draft.pk}/wat/"

    response = lost.post(address, TYPED["wat"])
    assert response.headers["Location"] == f"/account/login/?next={address}"
    landed = sign_in(lost, colleague, address)

    draft.refresh_from_db()
    assert draft.data["title"] == TYPED["wat"]["title"]
    assert landed.redirect_chain[-1][0] == address
    assert "Wat u typte, is bewaard" in landed.content.decode()
    assert TYPED["wat"]["summary"] in landed.content.decode()


def test_somebody_else_at_the_same_computer_does_not_get_it(
    draft: PracticeDraft, organisation: Callable[[str], Any]
) -> None:
    lost = Client()
    lost.post(f"/delen/{draft.pk}/wat/", {"title": "Van mij"})

    other = make_user(Role.MEMBER, organisation("breda"))
    sign_in(lost, other)

    draft.refresh_from_db()
    assert draft.data.get("title") is None
    assert not PracticeDraft.objects.filter(user=other).exists()
    assert "typed_before_sign_in" not in lost.session


def test_text_for_a_draft_that_is_gone_goes_into_a_new_one(draft: PracticeDraft, colleague: Any) -> None:
    lost = Client()
    lost.post(f"/delen/{draft.pk}/wat/", {"title": "Nog steeds hier"})
    draft.delete()

    sign_in(lost, colleague)

    assert PracticeDraft.objects.get(user=colleague).data["title"] == "Nog steeds hier"


def test_more_than_a_session_holds_is_shown_to_copy(draft: PracticeDraft) -> None:
    response = Client().post(f"/delen/{draft.pk}/waarom/", {"background": "lang verhaal " * 20_000})

    assert response.status_code == 200
    assert "lang verhaal lang verhaal" in response.content.decode()


def test_a_form_that_was_open_too_long_shows_what_was_typed_and_sends_it_again(
    draft: PracticeDraft, colleague: Any
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(colleague, backend="portal.accounts.AccountBackend")
    address = f"/delen/{draft.pk}/wat/"

    response = strict.post(address, {**TYPED["wat"], "title": "<b>Te lang</b> gewacht"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "&lt;b&gt;Te lang&lt;/b&gt; gewacht" in page
    assert "<b>Te lang" not in page
    token = strict.cookies["csrftoken"].value
    again = strict.post(address, {**TYPED["wat"], "csrfmiddlewaretoken": token})
    assert again.status_code == 302


def test_a_password_is_never_shown_again(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/account/login/", {"login": "a@voorbeeld.nl", "password": "geheim-woord-123"})

    assert response.status_code == 403
    assert "geheim-woord-123" not in response.content.decode()
