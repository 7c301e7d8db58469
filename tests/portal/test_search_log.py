"""The log of searches: what was asked and what came of it, and nothing of who asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from practices.choices import Visibility
from practices.rules.visibility import Role
from search.log import buffer, keeping
from search.log.buffer import Buffer
from search.log.events import LogEvent, Opened, Searched
from search.log.keeping import ENOUGH_ASKERS, KEPT_DAYS, cleaned, forget
from search.log.reports import check_popular, popular_queries, weeks
from search.models import AskerMark, DailySalt, LoggedSearch, MissNote, PopularQuery
from tests.factories import make_practice, make_user

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty_buffer() -> None:
    buffer._buffer._waiting.clear()


@pytest.fixture
def filled(organisation: Callable[[str], Any], search_index: Any) -> Any:
    page = make_practice(organisation("zaanstad"), title="Wijkteam", visibility=Visibility.PUBLIC)
    search_index.refresh()
    return page


def search(client: Client, query: str = "q=wijkteam", **headers: str) -> str:
    """Search, and return the number of the search on the page; nothing when it has none."""
    page = client.get(f"/zoeken/?{query}", headers=headers)
    assert page.status_code == 200
    found = re.search(r'data-search="([0-9a-f]*)"', page.content.decode())
    assert found
    return found.group(1)


def logged() -> list[LoggedSearch]:
    buffer.flush()
    return list(LoggedSearch.objects.order_by("day", "words", "filters"))


def test_a_search_is_one_row_without_a_person(client: Client, filled: Any, organisation: Any) -> None:
    client.force_login(make_user(Role.MEMBER, organisation("breda")), backend="portal.accounts.AccountBackend")
    number = search(client, "q=Wijkteam&soort=praktijk")

    (row,) = logged()

    assert row.number == UUID(number)
    assert (row.text, row.words, row.filters, row.total) == ("Wijkteam", "wijkteam", "soort=praktijk", 1)
    assert (row.relaxed, row.is_simple, row.opened, row.useful) == (False, False, [], None)
    assert row.day == timezone.localdate()


@pytest.mark.parametrize("name", ["LoggedSearch", "AskerMark", "DailySalt", "PopularQuery"])
def test_no_table_of_the_log_has_a_place_for_a_person_or_a_moment(name: str) -> None:
    fields = apps.get_model("search", name)._meta.get_fields()
    assert not [field.name for field in fields if field.is_relation]
    assert not [
        field.name for field in fields if field.get_internal_type() in {"DateTimeField", "GenericIPAddressField"}
    ]


def test_a_search_writes_nothing_itself(client: Client, filled: Any, django_assert_num_queries: Any) -> None:
    search(client)
    with django_assert_num_queries(0):
        client.post("/zoeken/geopend/", {"zoek": uuid4().hex, "sleutel": "praktijk-1", "plaats": "1"})
    assert not LoggedSearch.objects.exists()
    assert len(logged()) == 1


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("sorteer=nieuwste&q=wijkteam", {}),
        ("weergave=kaart&q=wijkteam", {}),
        ("q=wijkteam", {"User-Agent": "Mozilla/5.0 (compatible; Voorbeeldbot/2.1)"}),
        ("q=wijkteam", {"Sec-Purpose": "prefetch;prerender"}),
    ],
)
def test_what_is_no_new_question_of_a_person_is_not_logged(
    client: Client, filled: Any, query: str, headers: dict[str, str]
) -> None:
    number = search(client, query, **headers)
    assert (number, logged()) == ("", [])


def test_looking_at_the_head_of_a_page_is_no_search(client: Client, filled: Any) -> None:
    client.head("/zoeken/?q=wijkteam")
    assert logged() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("jan@zaanstad.example wijkteam", "••• wijkteam"),
        ("bsn 111222333", "bsn •••"),
        ("bel 06-12345678", "bel •••"),
        ("dossier 2024.1234567", "dossier •••"),
        ("cliënt 12345", "cliënt •••"),
        ("NL91 ABNA 0417 1643 00", "•••"),
        ("wmo 2015  artikel 9", "wmo 2015 artikel 9"),
        ("x" * 400, "x" * 200),
    ],
)
def test_personal_data_is_not_kept(db: None, typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_what_was_opened_is_added_to_the_search(client: Client, filled: Any) -> None:
    number = search(client)
    visitor = Client(enforce_csrf_checks=True)
    for key, place in ((filled.key, "2"), (filled.key, "2"), ("casus-7", "1")):
        answer = visitor.post("/zoeken/geopend/", {"zoek": number, "sleutel": key, "plaats": place})
        assert (answer.status_code, answer.content) == (204, b"")
    (row,) = logged()
    assert row.opened == [{"key": filled.key, "place": 2}, {"key": "casus-7", "place": 1}]
    assert row.first_place == 2


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"zoek": "onzin", "sleutel": "praktijk-1", "plaats": "1"},
        {"zoek": "0" * 32, "sleutel": "<script>", "plaats": "1"},
        {"zoek": "0" * 32, "sleutel": "praktijk-1", "plaats": "0"},
        {"zoek": "0" * 32, "sleutel": "praktijk-1", "plaats": "9" * 9},
    ],
)
def test_bad_input_is_let_go(client: Client, db: None, sent: dict[str, str]) -> None:
    assert client.post("/zoeken/geopend/", sent).status_code == 204
    assert not buffer._buffer._waiting


def test_a_click_that_is_written_before_its_search_waits_for_it(client: Client, db: None) -> None:
    number = uuid4()
    buffer.tell(Opened(number, "praktijk-1", 1))
    assert logged() == []
    buffer.tell(searched(number=number))
    assert [row.first_place for row in logged()] == [1]


def test_was_this_useful_works_with_and_without_javascript(client: Client, filled: Any) -> None:
    first, second = search(client), search(client, "q=wijkteams")
    assert "Was dit nuttig?" in client.get("/zoeken/?q=wijkteam").content.decode()
    visitor = Client(enforce_csrf_checks=True)

    plain = visitor.post(
        "/zoeken/nuttig/", {"zoek": first, "nuttig": "ja", "terug": "/zoeken/?q=wijkteam"}, follow=True
    )
    assert plain.redirect_chain == [("/zoeken/?q=wijkteam", 302)]
    assert "Dank u." in plain.content.decode()
    part = visitor.post("/zoeken/nuttig/", {"zoek": second, "nuttig": "nee"}, headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<div id="nuttig">')

    buffer.flush()
    assert {row.words: row.useful for row in LoggedSearch.objects.all() if row.useful is not None} == {
        "wijkteam": True,
        "wijkteams": False,
    }


@pytest.mark.parametrize("back", ["https://elders.example/", "/mijn/", "//elders.example/zoeken/", ""])
def test_the_way_back_from_was_this_useful_leads_to_the_search(client: Client, db: None, back: str) -> None:
    assert client.post("/zoeken/nuttig/", {"terug": back, "nuttig": "misschien"})["Location"] == "/zoeken/"


def test_searches_are_forgotten_after_ninety_days(db: None) -> None:
    today = timezone.localdate(MOMENT)
    for days in (0, KEPT_DAYS, KEPT_DAYS + 1):
        keeping.write([searched(at=MOMENT - timedelta(days=days))])
    PopularQuery.objects.create(words="oud", text="oud", last_day=today - timedelta(days=KEPT_DAYS + 1))
    for words in ("zorg", "lang geleden"):
        MissNote.objects.create(words=words, changed_at=MOMENT - timedelta(days=KEPT_DAYS + 1))

    assert forget(MOMENT) == 1

    assert {today - row.day for row in logged()} == {timedelta(), timedelta(days=KEPT_DAYS)}
    assert not PopularQuery.objects.exists()
    assert list(MissNote.objects.values_list("words", flat=True)) == ["zorg"]


# --- queries that many ask --------------------------------------------------------------------------------------------


def searched(**changed: Any) -> Searched:
    """Return a search for "zorg" that found something."""
    values: dict[str, Any] = {
        "number": uuid4(),
        "at": MOMENT,
        "text": "zorg",
        "filters": "",
        "total": 3,
        "relaxed": False,
        "is_simple": False,
        "asker": "7",
    }
    return Searched(**{**values, **changed})


def test_a_query_is_popular_when_five_different_people_asked_it_on_one_day(db: None) -> None:
    for asker in range(ENOUGH_ASKERS - 1):
        keeping.write([searched(asker=str(asker)), searched(asker=str(asker), text="ZORG ")])
    assert not PopularQuery.objects.exists()
    keeping.write([searched(asker="de vijfde", text="Zorg")])
    assert list(PopularQuery.objects.values_list("words", "last_day")) == [("zorg", date(2026, 11, 23))]


def test_one_person_on_many_days_makes_no_query_popular(db: None) -> None:
    for days in range(ENOUGH_ASKERS + 2):
        keeping.write([searched(at=MOMENT + timedelta(days=days))])
        assert AskerMark.objects.count() == DailySalt.objects.count() == 1
    assert not PopularQuery.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"text": "bel 06-12345678"}, {"total": 0}, {"relaxed": True}, {"text": "z" * 81}, {"text": ""}]
)
def test_a_query_that_says_something_of_who_asks_or_finds_nothing_is_never_popular(db: None, changed: Any) -> None:
    keeping.write([searched(asker=str(asker), **changed) for asker in range(ENOUGH_ASKERS)])
    assert not PopularQuery.objects.exists()
    assert not AskerMark.objects.exists()


def test_a_mark_cannot_be_led_back_or_joined(db: None) -> None:
    keeping.write([searched(asker="jan", text="zorg"), searched(asker="jan", text="jeugd")])
    marks = list(AskerMark.objects.values_list("mark", flat=True))
    assert len(set(marks)) == 2
    assert all(re.fullmatch("[0-9a-f]{4}", mark) for mark in marks)
    forget(MOMENT + timedelta(days=1))
    assert not DailySalt.objects.exists()
    assert not AskerMark.objects.exists()


def test_only_popular_queries_with_public_hits_are_offered(filled: Any, organisation: Any, search_index: Any) -> None:
    make_practice(organisation("zaanstad"), title="Wijkagent", visibility=Visibility.MUNICIPALITIES)
    search_index.refresh()
    for text in ("Wijkteam", "Wijkagent"):
        keeping.write([searched(asker=str(asker), text=text) for asker in range(ENOUGH_ASKERS)])
    assert popular_queries("wijk", limit=5) == []
    check_popular()
    assert popular_queries("WIJK", limit=5) == ["Wijkteam"]
    assert popular_queries("agent", limit=5) == []


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_search_helped_when_something_was_opened_or_somebody_said_yes(db: None) -> None:
    def row(day: str, **values: Any) -> None:
        LoggedSearch.objects.create(number=uuid4(), day=day, **{"total": 1, **values})

    row("2026-11-16", first_place=1)
    row("2026-11-22", useful=True, first_place=3)
    row("2026-11-23", useful=False)
    row("2026-11-23", useful=True)
    row("2026-11-24", total=0)
    row("2026-11-24", total=0, is_simple=True)  # the engine was away
    row("2020-01-01")

    *_, last_week, this_week = weeks(datetime(2026, 11, 25, tzinfo=UTC), count=3)

    assert (last_week.monday, last_week.searches, last_week.helped, last_week.nothing) == (date(2026, 11, 16), 2, 2, 0)
    assert (this_week.searches, this_week.helped, this_week.nothing, this_week.yes, this_week.no) == (3, 1, 1, 1, 1)
    assert (round(this_week.helped_share, 2), weeks(MOMENT, count=1)[0].searches) == (0.33, 3)


# --- the buffer -------------------------------------------------------------------------------------------------------


def test_the_log_waits_while_the_database_is_busy_and_gives_up_in_the_end() -> None:
    written: list[LogEvent] = []
    busy = True

    def write(events: list[LogEvent]) -> list[LogEvent]:
        if busy:
            raise OperationalError("database is locked")
        written.extend(events)
        return []

    waiting = Buffer(write, seconds=None)
    waiting.add(searched())
    waiting.flush()
    busy = False
    waiting.flush()
    waiting.flush()
    assert len(written) == 1

    busy = True
    waiting.add(searched())
    for _ in range(buffer.MOST_TRIES):
        waiting.flush()
    assert not waiting._waiting


def test_the_log_holds_so_many_searches_and_drops_the_oldest() -> None:
    written: list[LogEvent] = []
    waiting = Buffer(lambda events: written.extend(events) or [], seconds=None)  # type: ignore[func-returns-value]
    for number in range(buffer.MOST_WAITING + 5):
        waiting.add(searched(text=str(number)))
    waiting.flush()
    assert len(written) == buffer.MOST_WAITING
    assert isinstance(written[0], Searched)
    assert written[0].text == "5"


def test_a_thread_writes_what_comes() -> None:
    done = Event()
    waiting = Buffer(lambda events: done.set() or [], seconds=0.01)  # type: ignore[func-returns-value]
    waiting.add(searched())
    assert done.wait(60)
