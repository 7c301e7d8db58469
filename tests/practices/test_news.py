"""What is new for whom: what appeared since a moment, and what happened with an item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from practices import queries
from practices.actions.sharing import change_visibility, share, share_again, update, withdraw
from practices.choices import Visibility
from practices.models import Adjustment, LegalCasePage, LogEntry, Meeting, Municipality, NetworkPage, PracticePage
from practices.rules.visibility import VISITOR, Role, Viewer
from tests.factories import NOW, SYSTEM, make_practice, viewer_for


@pytest.fixture
def before(db: None) -> datetime:
    return timezone.now()


@pytest.fixture
def town(organisation: Callable[[str], Any]) -> Any:
    return organisation("zaanstad")


@pytest.fixture
def viewers(organisation: Callable[[str], Any], town: Any) -> dict[str, Viewer]:
    return {
        "visitor": VISITOR,
        "colleague": viewer_for(Role.MEMBER, town),
        "elsewhere": viewer_for(Role.MEMBER, organisation("breda")),
        "editor": viewer_for(Role.EDITOR, organisation("vng")),
    }


def who_gets(key: str, since: datetime, viewers: dict[str, Viewer]) -> set[str]:
    return {name for name, viewer in viewers.items() if key in queries.appeared(since, viewer)}


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        ("openbaar", {"visitor", "colleague", "elsewhere", "editor"}),
        ("gemeenten", {"colleague", "elsewhere", "editor"}),
        ("organisatie", {"colleague", "editor"}),
    ],
)
def test_what_is_shared_appears_for_who_may_see_it(
    before: datetime, town: Any, viewers: dict[str, Viewer], visibility: str, expected: set[str]
) -> None:
    page = make_practice(town, visibility=Visibility(visibility))
    assert who_gets(page.key, before, viewers) == expected
    assert who_gets(page.key, timezone.now(), viewers) == set()


def test_what_is_shown_to_more_people_appears_only_for_those(
    before: datetime, town: Any, viewers: dict[str, Viewer]
) -> None:
    page = make_practice(town, visibility=Visibility.ORGANISATION)
    later = timezone.now()
    page = change_visibility(page, visibility="gemeenten", by=SYSTEM, at=NOW)
    assert who_gets(page.key, later, viewers) == {"elsewhere"}
    latest = timezone.now()
    change_visibility(page, visibility="openbaar", by=SYSTEM, at=NOW)
    assert who_gets(page.key, latest, viewers) == {"visitor"}


def test_hiding_and_showing_again_makes_nothing_new(before: datetime, town: Any, viewers: dict[str, Viewer]) -> None:
    page = make_practice(town, visibility=Visibility.PUBLIC)
    later = timezone.now()
    page = share_again(withdraw(page, by=SYSTEM, at=NOW), by=SYSTEM, at=NOW)
    page = change_visibility(page, visibility="organisatie", by=SYSTEM, at=NOW)
    page = change_visibility(page, visibility="openbaar", by=SYSTEM, at=NOW)
    assert who_gets(page.key, later, viewers) == set()


def test_an_edited_old_item_does_not_appear(before: datetime, town: Any, viewers: dict[str, Viewer]) -> None:
    page = make_practice(town, visibility=Visibility.PUBLIC)
    later = timezone.now()
    page.title = "Nieuwe titel"
    update(page, by=SYSTEM, at=NOW)
    assert who_gets(page.key, later, viewers) == set()


def test_an_old_revision_that_is_published_does_not_make_an_item_new(
    before: datetime, town: Any, viewers: dict[str, Viewer]
) -> None:
    page = share(PracticePage(title="Concept"), organisation=town, by=SYSTEM, at=NOW, live=False)
    page.get_latest_revision().publish()  # as an editor does in /cms/
    later = timezone.now()
    page = PracticePage.objects.get(pk=page.pk)
    assert page.live_since is not None
    page.revisions.order_by("pk").first().publish()
    assert who_gets(page.key, later, viewers) == set()
    assert who_gets(page.key, before, viewers) == {"colleague", "elsewhere", "editor"}


def test_a_partner_that_is_named_gets_what_it_may_see(before: datetime, town: Any, organisation: Any) -> None:
    page = PracticePage(title="Samen", visibility="organisatie")
    page.municipalities = [Municipality.objects.get(slug="breda")]
    share(page, organisation=town, by=SYSTEM, at=NOW)
    assert page.key in queries.appeared(before, viewer_for(Role.MEMBER, organisation("breda")))
    assert page.key not in queries.appeared(before, viewer_for(Role.MEMBER, organisation("tilburg")))


def told(page: Any, viewer: Viewer = SYSTEM, since: datetime | None = None) -> list[str]:
    return [event.text for event in queries.events([page.key], viewer, since=since).get(page.key, ())]


def test_a_practice_tells_what_happened_without_minor_updates(town: Any) -> None:
    page = PracticePage(title="Proef", visibility="gemeenten", phase="uitvoering")
    page.log_entries = [
        LogEntry(date=date(2026, 11, 2), log_kind="tegenslag", text="De **partner** haakte af."),
        LogEntry(date=date(2026, 11, 3), text="Typefout verbeterd.", is_minor=True),
    ]
    page.adjustments = [Adjustment(date=date(2026, 11, 4), adjustment_kind="aangepast", what="Kleiner begonnen.")]
    share(page, organisation=town, by=SYSTEM, at=NOW)

    assert told(page) == [
        "Nieuwe fase: Uitvoering",
        "Logboek, tegenslag: De partner haakte af.",
        "Aangepast: Kleiner begonnen.",
    ]


def test_an_edited_entry_keeps_a_mark_and_so_does_one_that_is_written_anew(town: Any) -> None:
    page = PracticePage(title="Proef", visibility="openbaar")
    page.log_entries = [LogEntry(text="Eerste bericht")]
    share(page, organisation=town, by=SYSTEM, at=NOW)

    def marks() -> set[str]:
        (event,) = (e for e in queries.events([page.key], VISITOR, since=None)[page.key] if "Logboek" in e.text)
        return set(event.marks)

    first = marks()
    LogEntry.objects.update(text="Eerste bericht, verbeterd")
    assert first & marks()
    LogEntry.objects.all().delete()
    LogEntry.objects.create(practice=page, text="Eerste bericht")
    assert first & marks()


def test_a_legal_question_tells_its_answer_when_it_is_published(town: Any) -> None:
    page = LegalCasePage(title="Mag dit?", visibility="openbaar", answer="mag", status="bij-deskundige")
    share(page, organisation=town, by=SYSTEM, at=NOW)
    assert told(page) == ["Status: Bij deskundige"]
    page.status = "gepubliceerd"
    update(page, by=SYSTEM, at=NOW)
    assert told(page) == ["Status: Beantwoord", "Kort antwoord: Mag"]


def test_a_network_tells_of_meetings(town: Any) -> None:
    page = NetworkPage(title="Kring", visibility="openbaar")
    page.meetings = [Meeting(date=date(2026, 12, 1), title="Startdag", place="Utrecht")]
    share(page, organisation=town, by=SYSTEM, at=NOW)
    assert told(page) == ["Bijeenkomst op 1 december 2026: Startdag, Utrecht"]


def test_nothing_is_told_of_what_one_may_not_see_or_what_did_not_change(town: Any) -> None:
    page = make_practice(town, visibility=Visibility.ORGANISATION)
    assert told(page, VISITOR) == []
    assert told(page, since=timezone.now() + timedelta(seconds=1)) == []
    assert queries.events(["onzin", "begrip-1", "praktijk-999999"], SYSTEM, since=None) == {}


def test_events_cost_the_same_number_of_queries_however_many_items_there_are(
    town: Any, django_assert_max_num_queries: Any
) -> None:
    keys = [make_practice(town).key for _ in range(5)]
    with django_assert_max_num_queries(28):
        assert len(queries.events(keys, SYSTEM, since=None)) == 5
