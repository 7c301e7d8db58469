"""A question that one municipality left open is taken over by the next, and its page tells what each found out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.accounts import viewer_of
from practices.actions.practice import Question
from practices.actions.sharing import change_visibility, withdraw
from practices.actions.updates import answer_question
from practices.choices import Phase, QuestionStatus
from practices.models import LearningQuestion, PracticePage
from practices.queries.relay import as_left_open, journey_of, left_open
from practices.rules.visibility import VISITOR
from tests.factories import NOW, SYSTEM, make_practice, share_practice
from tests.practices.relay.conftest import QUESTION


def left(page: PracticePage) -> LearningQuestion:
    found: LearningQuestion = page.questions.get(question=QUESTION)
    return found


def taken_by(organisation: Any, origin: LearningQuestion, user: Any = None, **fields: Any) -> PracticePage:
    return make_practice(organisation, user=user, questions=(Question(QUESTION, "weg", origin=origin.pk),), **fields)


def test_the_list_has_what_was_left_open_and_nothing_else(
    client: Client, ended: PracticePage, organisation: Callable[[str], Any]
) -> None:
    share_practice(organisation("breda"), "Nog bezig", questions=[("Lukt dit?", "open")])
    shown = client.get("/leervragen/").content.decode()
    assert QUESTION in shown
    assert f'href="/leervragen/{left(ended).pk}/"' in shown
    assert "Merkt het gezin het?" not in shown
    assert "Lukt dit?" not in shown


def test_an_empty_list_says_where_to_look(client: Client, db: None) -> None:
    assert "Er ligt nu geen vraag klaar" in client.get("/leervragen/").content.decode()


def test_a_question_is_taken_over_from_its_page(browser: Client, ended: PracticePage, beginner: Any) -> None:
    origin = left(ended)
    assert "Neem deze vraag over" in browser.get(f"/leervragen/{origin.pk}/").content.decode()
    started = browser.post(f"/leervragen/{origin.pk}/overnemen/")
    draft = beginner.practice_drafts.get()
    assert started["Location"] == f"/delen/{draft.pk}/leren/"
    assert [row["origin"] for row in draft.data["questions"]] == [str(origin.pk)]
    browser.post(f"/leervragen/{origin.pk}/overnemen/")
    assert len(beginner.practice_drafts.latest("created_at").data["questions"]) == 1


def test_the_step_of_the_questions_offers_what_resembles_and_keeps_what_was_typed(
    browser: Client, ended: PracticePage, beginner: Any, search_index: Any
) -> None:
    search_index.refresh()
    browser.post("/delen/")
    draft = beginner.practice_drafts.get()
    typed = {"title": "Eén regisseur in Breda", "summary": "Een regisseur voor gezinnen met veel hulpverleners."}
    browser.post(f"/delen/{draft.pk}/wat/", typed)
    step = f"/delen/{draft.pk}/leren/"
    origin = left(ended)
    assert f'value="questions:over:{origin.pk}"' in browser.get(step).content.decode()

    typed_rows = {"question": ["Een eigen vraag?"], "question_type": ["weg"], "question_id": [""]}
    browser.post(step, {**typed_rows, "rij": f"questions:over:{origin.pk}"})
    shown = browser.get(step).content.decode()
    assert "Een eigen vraag?" in shown
    assert f'href="/leervragen/{origin.pk}/"' in shown
    assert f'value="questions:over:{origin.pk}"' not in shown
    draft.refresh_from_db()
    assert [row.get("origin") for row in draft.data["questions"]] == [None, str(origin.pk)]

    rows = draft.data["questions"]
    again = {
        "question": [row["question"] for row in rows],
        "question_type": [row["type"] for row in rows],
        "question_id": ["", ""],
        "question_origin": ["", str(origin.pk)],
    }
    assert browser.post(step, again).status_code == 302
    draft.refresh_from_db()
    assert draft.data["questions"] == rows
    assert f'href="/leervragen/{origin.pk}/"' in browser.get(f"/delen/lijkt-op/{draft.pk}/").content.decode()


def test_what_was_taken_over_is_published_with_where_it_came_from(
    ended: PracticePage, organisation: Callable[[str], Any]
) -> None:
    page = taken_by(organisation("breda"), left(ended))
    assert page.questions.get().origin == left(ended)
    gone = make_practice(organisation("breda"), questions=(Question("Iets?", "weg", origin=999_999),))
    assert gone.questions.get().origin is None


def test_the_journey_goes_from_the_first_to_the_last_with_what_each_found_out(
    client: Client, ended: PracticePage, organisation: Callable[[str], Any], beginner: Any
) -> None:
    second = taken_by(organisation("breda"), left(ended), user=beginner, visibility="openbaar")
    taken = second.questions.get()
    answer_question(
        second,
        question=taken.pk,
        status=QuestionStatus.PROVISIONAL,
        answer="De oude gemeente, drie maanden lang.",
        by=viewer_of(beginner),
        at=NOW,
    )
    third = taken_by(organisation("tilburg"), taken, visibility="openbaar")
    for question in (left(ended), taken, third.questions.get()):
        stops = journey_of(question.pk, VISITOR)
        assert [(stop.practice, stop.depth) for stop in stops] == [
            (ended.title, 0),
            (second.title, 1),
            (third.title, 2),
        ]
    shown = client.get(f"/leervragen/{left(ended).pk}/").content.decode()
    assert "De oude gemeente, drie maanden lang." in shown
    assert "3 praktijken" in shown
    assert [row.taken for row in as_left_open(left_open(VISITOR), VISITOR)] == [1]
    assert f"/leervragen/{taken.pk}/" in client.get(second.get_absolute_url()).content.decode()


def test_who_may_not_see_a_practice_does_not_see_it_on_the_journey(
    client: Client, ended: PracticePage, organisation: Callable[[str], Any]
) -> None:
    second = taken_by(organisation("breda"), left(ended))
    third = taken_by(organisation("tilburg"), second.questions.get(), visibility="openbaar")
    assert [stop.practice for stop in journey_of(left(ended).pk, VISITOR)] == [ended.title, third.title]
    assert client.get(f"/leervragen/{second.questions.get().pk}/").status_code == 404
    change_visibility(ended, visibility="organisatie", by=SYSTEM, at=NOW)
    assert client.get(f"/leervragen/{left(ended).pk}/").status_code == 404
    assert QUESTION not in client.get("/leervragen/").content.decode()


def test_what_is_offline_is_neither_listed_nor_taken_over(browser: Client, ended: PracticePage, beginner: Any) -> None:
    origin = left(ended)
    withdraw(ended, by=SYSTEM, at=NOW)
    assert QUESTION not in browser.get("/leervragen/").content.decode()
    assert browser.post(f"/leervragen/{origin.pk}/overnemen/").status_code == 404
    assert not beginner.practice_drafts.exists()


def test_a_visitor_signs_in_and_comes_back(client: Client, ended: PracticePage) -> None:
    origin = left(ended)
    answer = client.post(f"/leervragen/{origin.pk}/overnemen/")
    assert answer["Location"] == f"/account/login/?next=/leervragen/{origin.pk}/"
    assert client.get(f"/leervragen/{origin.pk}/overnemen/").status_code == 405


def test_a_number_that_somebody_made_up_ties_nothing_to_a_question_that_does_not_show(
    ended: PracticePage, organisation: Callable[[str], Any]
) -> None:
    change_visibility(ended, visibility="organisatie", by=SYSTEM, at=NOW)
    assert taken_by(organisation("breda"), left(ended)).questions.get().origin is None


@pytest.mark.parametrize("button", ["questions:over:999999", "questions:over:x", "questions:over:" + "9" * 40])
def test_a_button_that_somebody_made_up_adds_nothing(browser: Client, beginner: Any, db: None, button: str) -> None:
    browser.post("/delen/")
    draft = beginner.practice_drafts.get()
    typed = {"question": "Een eigen vraag?", "question_type": "weg", "question_id": "", "rij": button}
    assert browser.post(f"/delen/{draft.pk}/leren/", typed).status_code == 302
    draft.refresh_from_db()
    assert [row["question"] for row in draft.data["questions"]] == ["Een eigen vraag?"]


def test_a_circle_in_the_data_ends(ended: PracticePage, organisation: Callable[[str], Any]) -> None:
    first = left(ended)
    second = taken_by(organisation("breda"), first, visibility="openbaar").questions.get()
    LearningQuestion.objects.filter(pk=first.pk).update(origin=second)
    assert len(journey_of(first.pk, VISITOR)) == 2


def test_where_a_question_came_from_survives_editing_and_old_revisions(
    ended: PracticePage, organisation: Callable[[str], Any]
) -> None:
    page = taken_by(organisation("breda"), left(ended))
    kept = page.latest_revision.as_object()
    assert kept.questions.get().origin == left(ended)
    PracticePage.objects.get(pk=ended.pk).delete()
    again = PracticePage.objects.get(pk=page.pk)
    assert again.questions.get().origin is None
    assert again.latest_revision.as_object().questions.get().origin is None


def test_the_number_of_queries_does_not_grow(
    client: Client,
    organisation: Callable[[str], Any],
    ended: PracticePage,
    django_assert_max_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)
    for number in range(6):
        share_practice(
            organisation("breda"), f"Nummer {number}", phase=Phase.FINISHED, questions=[(f"Vraag {number}?", "open")]
        )
    client.get("/leervragen/")
    with django_assert_max_num_queries(8):
        assert "Vraag 5?" in client.get("/leervragen/").content.decode()
