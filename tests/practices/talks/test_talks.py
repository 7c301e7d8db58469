"""Who shared something asks somebody who does something alike to talk; both say yes before an address is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import viewer_of
from practices.actions.sharing import withdraw
from practices.actions.talk import MOST_A_DAY, NobodyThere, TooManyTalks, answer_talk, ask_to_talk
from practices.choices import TalkAnswer
from practices.models import AuditEntry, PracticePage, TalkRequest
from practices.queries.talk_links import make_talk_token
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role
from tests.factories import NOW, SYSTEM, make_practice, make_user, share_practice
from tests.practices.conftest import SignIn


def put(page: PracticePage, about: Any, user: Any, **fields: Any) -> TalkRequest:
    whole: dict[str, Any] = {"message": "Zullen wij praten?", "by": viewer_of(user), "at": NOW, **fields}
    return ask_to_talk(page, about, **whole)


def test_ask_answer_and_reach_each_other(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, sign_in: SignIn, client: Client, search_index: Any
) -> None:
    search_index.refresh()
    here = sign_in(owner)
    address = f"/delen/{page.key}/samen/"
    assert f'href="{address}{alike.key}/"' in here.get(address).content.decode()

    form = here.get(f"{address}{alike.key}/")
    message = form.context["form"]["message"].value()
    assert alike.title in message
    assert here.post(f"{address}{alike.key}/", {"message": message})["Location"] == address
    assert "Gevraagd op" in here.get(address).content.decode()
    assert other.email not in here.get(address).content.decode()

    link = re.findall(r'href="(/gesprek/[^"]+)"', sign_in(other).get("/mijn/").content.decode())[0]
    shown = client.get(link).content.decode()
    assert message.split("”")[0] in shown
    assert owner.email not in shown
    assert client.post(link, {"answer": "ja", "reply": "Dinsdag kan."})["Location"] == link
    assert owner.email in client.get(link).content.decode()
    mine = here.get(address).content.decode()
    assert other.email in mine
    assert "Dinsdag kan." in mine


def test_a_no_gives_no_address(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, sign_in: SignIn, client: Client
) -> None:
    link = f"/gesprek/{make_talk_token(put(page, alike, owner), other.pk)}/"
    client.post(link, {"answer": "nee"})
    assert owner.email not in client.get(link).content.decode()
    assert other.email not in sign_in(owner).get(f"/delen/{page.key}/samen/").content.decode()


def test_opening_the_link_changes_nothing_and_the_first_answer_stays(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, client: Client
) -> None:
    talk = put(page, alike, owner)
    link = f"/gesprek/{make_talk_token(talk, other.pk)}/"
    client.get(link)
    assert TalkRequest.objects.get().answer == ""
    client.post(link, {"answer": "nee"})
    client.post(link, {"answer": "ja"})
    assert TalkRequest.objects.get().answer == "nee"


def test_the_shared_mailbox_answers_by_its_own_link_until_it_is_another_mailbox(
    page: PracticePage, owner: Any, organisation: Callable[[str], Any], client: Client
) -> None:
    about = share_practice(organisation("breda"), "Zonder eigenaar", contact_mailbox="team@breda.example")
    talk = put(page, about, owner)
    link = f"/gesprek/{make_talk_token(talk, None)}/"
    client.post(link, {"answer": "ja"})
    assert owner.email in client.get(link).content.decode()
    PracticePage.objects.filter(pk=about.pk).update(contact_mailbox="ander@breda.example")
    assert client.get(link).status_code == 410


def test_the_link_ends_with_the_right_to_keep_the_item(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, client: Client
) -> None:
    link = f"/gesprek/{make_talk_token(put(page, alike, owner), other.pk)}/"
    other.memberships.all().delete()
    assert client.get(link).status_code == 410


def test_a_role_with_a_second_factor_signs_in(
    page: PracticePage, owner: Any, organisation: Callable[[str], Any], client: Client, sign_in: SignIn
) -> None:
    editor = make_user(Role.EDITOR, organisation("vng"))
    about = make_practice(organisation("vng"), user=editor)
    link = f"/gesprek/{make_talk_token(put(page, about, owner), editor.pk)}/"
    assert client.get(link)["Location"].startswith("/account/login/")
    assert sign_in(editor).get(link).status_code == 200


def test_what_such_a_role_typed_waits_for_the_sign_in(
    page: PracticePage, owner: Any, organisation: Callable[[str], Any], client: Client
) -> None:
    editor = make_user(Role.EDITOR, organisation("vng"))
    about = make_practice(organisation("vng"), user=editor)
    link = f"/gesprek/{make_talk_token(put(page, about, owner), editor.pk)}/"
    assert client.post(link, {"answer": "ja", "reply": "Dinsdag kan."}).status_code == 302
    client.force_login(editor, backend="portal.accounts.AccountBackend")
    assert "Dinsdag kan." in client.get(link).content.decode()
    assert TalkRequest.objects.get().answer == ""


@pytest.mark.parametrize("token", ["onzin", "a:b:c", "x" * 500])
def test_a_link_that_somebody_changed_opens_nothing(client: Client, db: None, token: str) -> None:
    assert client.get(f"/gesprek/{token}/").status_code == 410


def test_nobody_is_asked_twice_about_the_same(page: PracticePage, alike: PracticePage, owner: Any) -> None:
    assert put(page, alike, owner) == put(page, alike, owner, message="Nog eens?")
    assert AuditEntry.objects.filter(key=page.key, deed="gesprek gevraagd").count() == 1


def test_a_day_has_a_limit(page: PracticePage, owner: Any, organisation: Callable[[str], Any]) -> None:
    town = organisation("breda")
    pages = [share_practice(town, f"Nummer {n}", contact_mailbox="t@breda.example") for n in range(MOST_A_DAY + 1)]
    for about in pages[:MOST_A_DAY]:
        put(page, about, owner)
    with pytest.raises(TooManyTalks):
        put(page, pages[-1], owner)
    put(page, pages[-1], owner, at=NOW + timedelta(days=1, seconds=1))


def test_what_one_may_not_see_own_work_and_what_nobody_keeps_give_no_talk(
    page: PracticePage, owner: Any, other: Any, organisation: Callable[[str], Any]
) -> None:
    hidden = make_practice(organisation("breda"), user=other, visibility="organisatie", municipalities=())
    own = make_practice(organisation("zaanstad"))
    nobody = share_practice(organisation("breda"), "Van niemand")
    for about, refusal in ((hidden, NotAllowed), (own, NotAllowed), (nobody, NobodyThere)):
        with pytest.raises(refusal):
            put(page, about, owner)
    with pytest.raises(NotAllowed):
        put(page, share_practice(organisation("tilburg"), "Elders"), other)


def test_an_offline_practice_asks_for_no_talk(page: PracticePage, alike: PracticePage, owner: Any) -> None:
    withdraw(page, by=SYSTEM, at=NOW)
    page.refresh_from_db()
    with pytest.raises(NotAllowed):
        put(page, alike, owner)


def test_a_colleague_does_not_get_the_address_that_was_given_to_somebody_else(
    page: PracticePage, alike: PracticePage, owner: Any, other: Any, sign_in: SignIn, organisation: Callable[[str], Any]
) -> None:
    talk = put(page, alike, owner)
    answer_talk(talk, answer=TalkAnswer.YES, reply="", user_id=other.pk, at=NOW)
    colleague = sign_in(make_user(Role.MEMBER, organisation("zaanstad")))
    shown = colleague.get(f"/delen/{page.key}/samen/").content.decode()
    assert "Zei ja" in shown
    assert other.email not in shown


@pytest.mark.parametrize("last", ["samen/", "samen/{other}/"])
def test_only_who_keeps_the_practice_sees_what_is_asked_for_it(
    page: PracticePage, alike: PracticePage, other: Any, sign_in: SignIn, last: str
) -> None:
    browser = sign_in(other)
    address = f"/delen/{page.key}/{last.format(other=alike.key)}"
    assert browser.get(address).status_code == 403
    assert browser.post(address, {"message": "Hoi"}).status_code == 403
    assert not TalkRequest.objects.exists()


def test_personal_data_stops_a_message_and_nothing_is_lost(
    page: PracticePage, alike: PracticePage, owner: Any, sign_in: SignIn
) -> None:
    typed = {"message": "Mevrouw heeft BSN 111222333."}
    refused = sign_in(owner).post(f"/delen/{page.key}/samen/{alike.key}/", typed).content.decode()
    assert "burgerservicenummer" in refused
    assert typed["message"] in refused
    assert not TalkRequest.objects.exists()


def test_the_queries_do_not_grow_with_who_said_yes(
    page: PracticePage,
    owner: Any,
    sign_in: SignIn,
    organisation: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)
    browser, address = sign_in(owner), f"/delen/{page.key}/samen/"

    def said_yes_by(slug: str) -> None:
        user = make_user(Role.MEMBER, organisation(slug))
        talk = put(page, make_practice(organisation(slug), user=user), owner)
        answer_talk(talk, answer=TalkAnswer.YES, reply="", user_id=user.pk, at=NOW)

    said_yes_by("tilburg")
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    queries = len(one)  # the next request empties the log
    for slug in ("breda", "almere", "utrecht"):
        said_yes_by(slug)
    browser.get(address)
    with django_assert_num_queries(queries):
        assert browser.get(address).content.decode().count("mailto:persoon") == 4


def test_the_queries_of_the_own_page_do_not_grow_with_who_wants_to_talk(
    alike: PracticePage,
    other: Any,
    sign_in: SignIn,
    organisation: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # else it is asked again after half a second
    browser = sign_in(other)

    def asked_by(slug: str) -> None:
        user = make_user(Role.MEMBER, organisation(slug))
        put(make_practice(organisation(slug), user=user), alike, user)

    asked_by("tilburg")
    browser.get("/mijn/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/mijn/")
    for slug in ("zaanstad", "almere", "utrecht"):
        asked_by(slug)
    with django_assert_num_queries(len(one)):
        assert browser.get("/mijn/").content.decode().count("/gesprek/") == 4
