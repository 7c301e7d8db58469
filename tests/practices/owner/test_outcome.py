"""What came of sharing: counted without persons, written later, and shown to who keeps the practice."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.look import Look, count_looks
from practices.actions.reader_question import answer, ask
from practices.actions.talk import answer_talk, ask_to_talk
from practices.choices import AdoptionStep, TalkAnswer
from practices.models import Adoption, DayOfLooks, PracticePage
from practices.queries.outcome import outcome_of
from practices.rules.visibility import Role
from practices.views import looks as counting
from practices.views.looks import flush
from search.alerts.following import follow
from search.log.events import Opened, Searched
from search.log.keeping import ENOUGH_ASKERS, write
from tests.factories import NOW, make_user, share_practice
from tests.practices.conftest import SignIn

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    counting._buffer._waiting.clear()


@pytest.fixture
def public(organisation: Callable[[str], Any]) -> PracticePage:
    return share_practice(organisation("zaanstad"), "Voor iedereen", contact_mailbox="team@zaanstad.example")


def looks(page: PracticePage) -> int:
    flush()
    return sum(DayOfLooks.objects.filter(practice=page).values_list("number", flat=True))


def test_a_look_is_counted_after_the_page_was_shown(client: Client, public: PracticePage) -> None:
    client.get(public.get_absolute_url(), headers={"user-agent": FIREFOX})
    assert not DayOfLooks.objects.exists()
    client.get(public.get_absolute_url(), headers={"user-agent": FIREFOX})
    assert looks(public) == 2
    assert DayOfLooks.objects.get().day == timezone.localdate()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"user-agent": "curl/8.0"},
        {"user-agent": "python-requests/2.32"},
        {"user-agent": "Mozilla/5.0 HeadlessChrome/131.0"},
        {"user-agent": FIREFOX, "sec-purpose": "prefetch;prerender"},
    ],
    ids=lambda headers: str(headers.get("user-agent", "nothing"))[:20],
)
def test_programs_are_left_out(client: Client, public: PracticePage, headers: dict[str, str]) -> None:
    client.get(public.get_absolute_url(), headers=headers)
    client.head(public.get_absolute_url(), headers={"user-agent": FIREFOX})
    assert looks(public) == 0


def test_who_keeps_the_practice_is_not_counted(page: PracticePage, owner: Any, asker: Any, sign_in: SignIn) -> None:
    sign_in(owner).get(page.get_absolute_url(), headers={"user-agent": FIREFOX})
    sign_in(asker).get(page.get_absolute_url(), headers={"user-agent": FIREFOX})
    assert looks(page) == 1


def test_looks_at_a_page_that_is_gone_are_dropped(public: PracticePage) -> None:
    assert count_looks([Look(public.pk, TODAY), Look(999_999, TODAY), Look(public.pk, TODAY)]) == []
    assert DayOfLooks.objects.get().number == 2


def test_everything_that_came_of_it_is_counted(
    page: PracticePage, owner: Any, asker: Any, organisation: Callable[[str], Any], municipality: Callable[[str], Any]
) -> None:
    count_looks([Look(page.pk, TODAY)] * 3 + [Look(page.pk, TODAY - timedelta(days=40))] * 2)
    question = ask(page, text="Hoe vaak?", asked_as="", by=viewer_of(asker), at=NOW)
    answer(question, text="Soms.", by=viewer_of(owner), at=NOW)
    other = share_practice(organisation("breda"), "Elders", contact_mailbox="team@breda.example")
    talk = ask_to_talk(page, other, message="Zullen wij?", by=viewer_of(owner), at=NOW)
    answer_talk(talk, answer=TalkAnswer.YES, reply="", user_id=None, at=NOW)
    for slug, step in (("breda", AdoptionStep.ADOPTED), ("tilburg", AdoptionStep.STOPPED)):
        Adoption.objects.create(practice=page, municipality=municipality(slug), step=step)
    follow(key=page.key, by=viewer_of(asker), at=NOW)

    found = outcome_of(page, today=TODAY)

    assert (found.looks, found.looks_recently) == (5, 3)
    assert found.looks_per_month[-2:] == ((date(2026, 10, 1), 2), (date(2026, 11, 1), 3))
    assert len(found.looks_per_month) == 12
    assert (found.questions, found.answered, found.followers) == (1, 1, 1)
    assert (found.talks, found.agreed, found.adopters) == (1, 1, 1)


def searched(page: PracticePage, text: str, *, people: int) -> None:
    events: list[Any] = []
    for number in range(people):
        mark = uuid4()
        events += [
            Searched(mark, NOW, text=text, filters="", total=3, relaxed=False, is_simple=False, asker=f"{number}"),
            Opened(mark, page.key, 1),
        ]
    assert write(events) == []


def test_only_searches_of_enough_people_are_told(page: PracticePage) -> None:
    searched(page, "één plan per gezin", people=ENOUGH_ASKERS)
    searched(page, "ruzie met mijn wethouder", people=ENOUGH_ASKERS - 1)
    assert outcome_of(page, today=TODAY).searches == (("één plan per gezin", ENOUGH_ASKERS),)


def test_searches_that_led_to_a_page_with_a_longer_number_do_not_count(page: PracticePage) -> None:
    longer = PracticePage(pk=page.pk * 10 + 1, kind="praktijk")
    searched(longer, "één plan per gezin", people=ENOUGH_ASKERS)
    assert outcome_of(page, today=TODAY).searches == ()


def test_the_page_and_its_file_tell_the_same(page: PracticePage, owner: Any, sign_in: SignIn) -> None:
    count_looks([Look(page.pk, timezone.localdate())] * 4)
    searched(page, "=een formule", people=ENOUGH_ASKERS)
    browser = sign_in(owner)
    shown = browser.get(f"/delen/{page.key}/opbrengst/").content.decode()
    assert "Bekeken per maand" in shown
    assert "=een formule" in shown
    file = browser.get(f"/delen/{page.key}/opbrengst/?vorm=csv").content.decode()
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[0] == ["wat", "wanneer", "aantal"]
    assert ["bekeken", "totaal", "4"] in rows
    assert "formule" not in file


def test_without_anything_the_page_says_what_to_do(page: PracticePage, owner: Any, sign_in: SignIn) -> None:
    shown = sign_in(owner).get(f"/delen/{page.key}/opbrengst/").content.decode()
    assert "Nog niemand anders bekeek deze praktijk." in shown


def test_nobody_else_sees_it(page: PracticePage, asker: Any, sign_in: SignIn) -> None:
    assert sign_in(asker).get(f"/delen/{page.key}/opbrengst/").status_code == 403
    assert sign_in(asker).get(f"/delen/{page.key}/opbrengst/?vorm=csv").status_code == 403


def test_the_number_of_queries_does_not_grow(
    page: PracticePage, organisation: Callable[[str], Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        count_looks([Look(page.pk, TODAY - timedelta(days=number * 20))])
        by = viewer_of(make_user(Role.MEMBER, organisation("breda")))
        ask(page, text=f"Vraag {number}?", asked_as="", by=by, at=NOW)
        searched(page, f"zoekvraag {number}", people=ENOUGH_ASKERS)
    with django_assert_max_num_queries(8):
        outcome_of(page, today=TODAY)
