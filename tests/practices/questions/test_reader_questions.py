"""A colleague elsewhere asks, who keeps the practice answers, and the answer becomes an entry of the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import viewer_of
from practices.actions.reader_question import MOST_A_DAY, TooManyQuestions, answer, ask, hide, show_again
from practices.actions.sharing import withdraw
from practices.models import AuditEntry, PracticePage, ReaderQuestion
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import VISITOR, Role
from tests.factories import NOW, SYSTEM, make_practice, make_user, share_practice
from tests.practices.conftest import SignIn

TEXT = "Hoe vaak komt u bij elkaar?"
ANSWER = "Elke twee weken, op dinsdag."


def put(page: PracticePage, user: Any, text: str = TEXT, **fields: Any) -> ReaderQuestion:
    whole: dict[str, Any] = {"asked_as": "beleidsadviseur", "by": viewer_of(user), "at": NOW, **fields}
    return ask(page, text=text, **whole)


def test_question_answer_log(page: PracticePage, owner: Any, asker: Any, sign_in: SignIn) -> None:
    elsewhere, at_home = sign_in(asker), sign_in(owner)
    assert "Stel een vraag" in elsewhere.get(page.get_absolute_url()).content.decode()
    asked = elsewhere.post(f"/delen/{page.key}/vraag-stellen/", {"text": TEXT, "asked_as": "beleidsadviseur"})
    assert asked["Location"] == f"{page.get_absolute_url()}#vragen"

    question = page.reader_questions.get()
    mine = at_home.get("/mijn/").content.decode()
    assert TEXT in mine
    assert f"/delen/{page.key}/vragen/{question.pk}/" in mine

    address = f"/delen/{page.key}/vragen/{question.pk}/"
    assert "Bram Breda" in at_home.get(address).content.decode()
    answered = at_home.post(address, {"text": ANSWER, "daarna": "logboek"})
    assert answered["Location"] == f"{address}logboek/"

    prepared = at_home.get(answered["Location"]).context["form"]["text"].value()
    assert prepared == f"Vraag van Gemeente Breda, beleidsadviseur: {TEXT}\n\nOns antwoord: {ANSWER}"
    typed = {"text": prepared, "log_kind": "voortgang", "on": "2026-03-02"}
    assert at_home.post(f"{address}logboek/", typed)["Location"] == f"{page.get_absolute_url()}#logboek"
    assert page.log_entries.get().text == prepared
    question.refresh_from_db()
    assert question.noted_at is not None
    shown = elsewhere.get(page.get_absolute_url()).content.decode()
    assert ANSWER in shown
    assert "Gemeente Breda, beleidsadviseur" in shown


def test_readers_see_the_organisation_and_only_keepers_the_name(
    page: PracticePage, owner: Any, asker: Any, sign_in: SignIn, organisation: Callable[[str], Any]
) -> None:
    put(page, asker)
    third = sign_in(make_user(Role.MEMBER, organisation("tilburg"))).get(page.get_absolute_url()).content.decode()
    assert "Gemeente Breda, beleidsadviseur" in third
    assert "Bram" not in third
    assert "Bram Breda" in sign_in(owner).get(page.get_absolute_url()).content.decode()


def test_a_question_shows_to_whoever_sees_the_practice(
    client: Client, organisation: Callable[[str], Any], page: PracticePage, asker: Any
) -> None:
    public = share_practice(organisation("zaanstad"), "Voor iedereen")
    put(public, asker)
    put(page, asker)
    assert TEXT in client.get(public.get_absolute_url()).content.decode()
    assert client.get(page.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["visitor", "without organisation", "may not see it"])
def test_who_may_not_ask_asks_nothing(
    who: str, page: PracticePage, organisation: Callable[[str], Any], sign_in: SignIn
) -> None:
    hidden = make_practice(organisation("zaanstad"), visibility="organisatie", municipalities=())
    user = make_user(Role.MEMBER, organisation("breda"))
    if who == "without organisation":
        user.memberships.all().delete()
    client = Client() if who == "visitor" else sign_in(user)
    target = page if who == "visitor" else hidden
    response = client.post(f"/delen/{target.key}/vraag-stellen/", {"text": TEXT})
    assert response.status_code == (302 if who == "visitor" else 404)
    with pytest.raises(NotAllowed):
        ask(target, text=TEXT, asked_as="", by=VISITOR if who == "visitor" else viewer_of(user), at=NOW)
    assert not ReaderQuestion.objects.exists()


def test_nothing_is_asked_at_a_practice_that_is_offline(page: PracticePage, asker: Any) -> None:
    withdraw(page, by=SYSTEM, at=NOW)
    with pytest.raises(NotAllowed):
        put(page, asker)


def test_the_same_question_twice_is_kept_once(page: PracticePage, asker: Any) -> None:
    assert put(page, asker) == put(page, asker)
    assert AuditEntry.objects.filter(key=page.key, deed="vraag gesteld").count() == 1


def test_three_open_questions_at_one_practice_are_enough_and_nothing_typed_is_lost(
    page: PracticePage, asker: Any, owner: Any, sign_in: SignIn
) -> None:
    first, *_ = [put(page, asker, f"Vraag {number}?") for number in range(3)]
    refused = sign_in(asker).post(f"/delen/{page.key}/vraag-stellen/", {"text": "En de vierde?"})
    assert refused.status_code == 200
    assert "Hier staan nog drie vragen van u open" in refused.content.decode()
    assert "En de vierde?" in refused.content.decode()
    answer(first, text=ANSWER, by=viewer_of(owner), at=NOW)
    put(page, asker, "En de vierde?")
    assert page.reader_questions.count() == 4


def test_a_day_has_a_limit(organisation: Callable[[str], Any], asker: Any) -> None:
    pages = [share_practice(organisation("zaanstad"), f"Praktijk {number}") for number in range(MOST_A_DAY + 1)]
    for page in pages[:MOST_A_DAY]:
        put(page, asker)
    with pytest.raises(TooManyQuestions):
        put(pages[-1], asker)
    put(pages[-1], asker, at=NOW + timedelta(days=1, seconds=1))


@pytest.mark.parametrize("place", ["vraag-stellen/", "vragen/{number}/", "vragen/{number}/logboek/"])
def test_personal_data_stops_a_question_an_answer_and_an_entry(
    place: str, page: PracticePage, owner: Any, asker: Any, sign_in: SignIn
) -> None:
    question = answer(put(page, asker), text=ANSWER, by=viewer_of(owner), at=NOW)
    browser = sign_in(asker if place.startswith("vraag-") else owner)
    typed = {"text": "Mevrouw heeft BSN 111222333.", "log_kind": "voortgang", "on": "2026-03-02"}
    refused = browser.post(f"/delen/{page.key}/{place.format(number=question.pk)}", typed)
    assert "burgerservicenummer" in refused.content.decode()
    assert ReaderQuestion.objects.count() == 1
    assert ReaderQuestion.objects.get().answer == ANSWER
    assert not page.log_entries.exists()


@pytest.mark.parametrize("place", ["", "logboek/", "tonen/"])
def test_who_does_not_keep_the_practice_answers_nothing(
    place: str, page: PracticePage, asker: Any, sign_in: SignIn
) -> None:
    question = put(page, asker)
    browser = sign_in(asker)
    for response in (
        browser.get(f"/delen/{page.key}/vragen/{question.pk}/{place}"),
        browser.post(f"/delen/{page.key}/vragen/{question.pk}/{place}", {"text": ANSWER}),
    ):
        assert response.status_code == 403
    with pytest.raises(NotAllowed):
        answer(question, text=ANSWER, by=viewer_of(asker), at=NOW)


def test_a_question_of_another_practice_is_not_there(
    page: PracticePage, owner: Any, asker: Any, sign_in: SignIn, organisation: Callable[[str], Any]
) -> None:
    foreign = put(share_practice(organisation("tilburg"), "Elders"), asker)
    assert sign_in(owner).get(f"/delen/{page.key}/vragen/{foreign.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["owner", "editor", "asker"])
def test_a_hidden_question_shows_to_keepers_and_to_whoever_asked(
    who: str, page: PracticePage, owner: Any, asker: Any, sign_in: SignIn, organisation: Callable[[str], Any]
) -> None:
    question = put(page, asker)
    people = {"owner": owner, "asker": asker, "editor": make_user(Role.EDITOR, organisation("vng"))}
    hidden = sign_in(people[who]).post(f"/delen/{page.key}/vragen/{question.pk}/verbergen/")
    assert hidden.status_code == 302
    for person in people.values():
        shown = sign_in(person).get(page.get_absolute_url()).content.decode()
        assert TEXT in shown
        assert "Verborgen" in shown
    third = sign_in(make_user(Role.MEMBER, organisation("tilburg")))
    assert TEXT not in third.get(page.get_absolute_url()).content.decode()
    assert third.post(f"/delen/{page.key}/vragen/{question.pk}/verbergen/").status_code == 403
    assert TEXT not in sign_in(owner).get("/mijn/").content.decode()


def test_keepers_show_what_they_hid_but_not_what_was_taken_back(page: PracticePage, owner: Any, asker: Any) -> None:
    question = put(page, asker)
    by, other = viewer_of(owner), viewer_of(asker)
    hide(question, by=by, at=NOW)
    assert show_again(question, by=by, at=NOW).hidden_at is None
    hide(question, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        show_again(question, by=by, at=NOW)


def test_the_queries_of_a_page_do_not_grow_with_its_questions(
    page: PracticePage,
    organisation: Callable[[str], Any],
    asker: Any,
    sign_in: SignIn,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # else it is asked again after half a second
    put(page, asker)
    browser = sign_in(asker)
    browser.get(page.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        browser.get(page.get_absolute_url())
    for number in range(6):
        put(page, make_user(Role.MEMBER, organisation("tilburg")), f"Vraag {number}?")
    with django_assert_num_queries(len(one)):
        assert "Vraag 5?" in browser.get(page.get_absolute_url()).content.decode()
