"""The first page: what is going on, only of what one may see, and one first thing to do per role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.practice import save_draft, start_draft
from practices.actions.sharing import change_visibility, share
from practices.choices import AdjustmentKind, CaseStatus, LogKind, QuestionStatus, Visibility
from practices.models import LegalCasePage
from practices.models.practice import Adjustment, LogEntry
from practices.queries import latest_changes, recently_started, waiting_cases
from practices.rules.visibility import VISITOR, Role
from tests.factories import SYSTEM, make_user, share_practice

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

Organisation = Callable[[str], Any]


def home(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def share_case(organisation: Any, title: str, **fields: Any) -> LegalCasePage:
    page = LegalCasePage(title=title, **{"visibility": Visibility.PUBLIC, **fields})
    shared: LegalCasePage = share(page, organisation=organisation, by=SYSTEM, at=NOW)
    return shared


def test_an_empty_site_invites(client: Client, db: None) -> None:
    html = home(client)
    assert "Het plein is nog leeg" in html
    assert "Begint u iets nieuws?" in html


def test_it_says_what_started_this_month(client: Client, organisation: Organisation) -> None:
    today = timezone.localdate()
    share_practice(organisation("zaanstad"), "Net begonnen", started_on=today)
    share_practice(organisation("zaanstad"), "Vorig jaar begonnen", started_on=today - timedelta(days=400))
    html = home(client)
    assert "begon één praktijk." in html
    assert html.index("Net begonnen") < html.index("Vorig jaar begonnen")


def test_a_month_without_a_start_is_said(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("zaanstad"), "Lang geleden", started_on=date(2019, 1, 1))
    assert "begon er nog niets dat u mag zien. Dit begon het laatst." in home(client)


def test_what_starts_later_did_not_start_yet(organisation: Organisation) -> None:
    soon = share_practice(organisation("zaanstad"), "Volgende maand", started_on=TODAY + timedelta(days=30))
    now = share_practice(organisation("zaanstad"), "Nu", started_on=TODAY)
    assert recently_started(VISITOR, until=TODAY, limit=5) == [now.pk]
    assert soon.pk in recently_started(VISITOR, until=TODAY + timedelta(days=30), limit=5)


def test_open_questions_and_waiting_legal_questions_are_shown(client: Client, organisation: Organisation) -> None:
    questions = [("Helpt het?", QuestionStatus.OPEN), ("Wat kost het?", QuestionStatus.ANSWERED)]
    share_practice(organisation("zaanstad"), "Samen", questions=questions)
    share_case(organisation("zaanstad"), "Mag dit al?", status=CaseStatus.IN_PROGRESS)
    share_case(organisation("zaanstad"), "Dit mocht", status=CaseStatus.PUBLISHED)
    html = home(client)
    assert "Helpt het?" in html
    assert "Wat kost het?" not in html
    assert "Mag dit al?" in html
    assert "Dit mocht" not in html


def test_a_legal_question_that_more_municipalities_ask_comes_first(
    organisation: Organisation, municipality: Callable[[str], Any]
) -> None:
    share_case(organisation("zaanstad"), "Ouder")
    page = share_case(organisation("zaanstad"), "Van meer gemeenten")
    page.also_asked_by = [municipality("breda")]
    page.save()
    assert waiting_cases(VISITOR, limit=2)[0] == page.pk


def test_the_last_changes_come_first_and_one_practice_leaves_room_for_others(organisation: Organisation) -> None:
    busy, quiet = (share_practice(organisation("zaanstad"), title) for title in ("Druk", "Rustig"))
    for day in range(1, 6):
        LogEntry.objects.create(practice=busy, date=date(2026, 11, day), text=f"Dag {day}")
    Adjustment.objects.create(
        practice=quiet, date=date(2026, 11, 2), adjustment_kind=AdjustmentKind.PAUSED, what="Even **wachten**."
    )
    changes = latest_changes(VISITOR, until=TODAY, limit=5)
    assert [(change.practice, change.text) for change in changes] == [
        (busy.pk, "Dag 5"),
        (quiet.pk, "Even wachten."),
    ]
    assert changes[1].kind == LogKind.ADJUSTMENT


def test_small_and_future_changes_are_no_news(organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Samen")
    LogEntry.objects.create(practice=page, date=TODAY, text="Tikfout", is_minor=True)
    LogEntry.objects.create(practice=page, date=TODAY + timedelta(days=9), text="Straks")
    assert latest_changes(VISITOR, until=TODAY, limit=5) == []


def test_what_a_visitor_may_not_see_is_nowhere_on_the_page(
    client: Client, organisation: Organisation, search_index: Any
) -> None:
    page = share_practice(
        organisation("zaanstad"),
        "Alleen collega’s",
        questions=[("Geheime vraag?", "open")],
        visibility=Visibility.MUNICIPALITIES,
        started_on=timezone.localdate(),
    )
    LogEntry.objects.create(practice=page, date=TODAY, text="Geheim bericht")
    share_case(organisation("zaanstad"), "Geheime casus", visibility=Visibility.MUNICIPALITIES)
    search_index.refresh()
    html = home(client)
    for hidden in ("collega’s<", "Geheime vraag", "Geheim bericht", "Geheime casus", "begon één"):
        assert hidden not in html
    assert "0 praktijken" in html
    client.force_login(make_user(Role.MEMBER, organisation("breda")))
    html = home(client)
    for seen in ("Alleen collega’s", "Geheime vraag?", "Geheim bericht", "Geheime casus", "1 praktijk"):
        assert seen in html


def test_what_is_hidden_leaves_the_page_at_once(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Straks verborgen", questions=[("En nu?", "open")])
    assert "Straks verborgen" in home(client)
    change_visibility(page, visibility=Visibility.ORGANISATION, by=SYSTEM, at=NOW)
    html = home(client)
    assert "Straks verborgen" not in html
    assert "En nu?" not in html


def test_a_change_shows_at_once(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Oude titel")
    assert "Oude titel" in home(client)
    page.title = "Nieuwe titel"
    page.save()
    assert "Nieuwe titel" in home(client)


@pytest.mark.parametrize(
    ("role", "title"),
    [
        (Role.MEMBER, "Begint u iets nieuws?"),
        (Role.MANAGER, "Houd bij wat uw organisatie deelt"),
        (Role.LAWYER, "2 juridische vragen wachten op antwoord"),
        (Role.PRIVACY_OFFICER, "2 juridische vragen wachten op antwoord"),
        (Role.EDITOR, "Bekijk wat gemeenten pas deelden"),
        (Role.ADMINISTRATOR, "Beheer de site"),
    ],
)
def test_each_role_has_one_first_thing_to_do(
    client: Client, organisation: Organisation, role: Role, title: str
) -> None:
    share_case(organisation("zaanstad"), "Mag dit?", status=CaseStatus.QUESTION)
    share_case(organisation("zaanstad"), "En dat?", status=CaseStatus.WITH_EXPERT)
    client.force_login(make_user(role, organisation("breda")))
    html = home(client)
    assert f'id="eerst">{title}</h2>' in html
    assert html.count('class="first-action__box"') == 1


def test_a_member_goes_on_with_an_open_draft(client: Client, organisation: Organisation) -> None:
    user = make_user(Role.MEMBER, organisation("breda"))
    draft = start_draft(by=viewer_of(user), at=NOW)
    save_draft(draft.pk, values={"title": "Half idee"}, by=viewer_of(user))
    client.force_login(user)
    html = home(client)
    assert "“Half idee” staat nog niet online." in html
    assert f'href="/delen/{draft.pk}/wat/"' in html


def test_a_manager_hears_what_nobody_confirmed_for_half_a_year(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("breda"), "Oud", confirmed_on=timezone.localdate() - timedelta(days=300))
    share_practice(organisation("breda"), "Vers", confirmed_on=timezone.localdate())
    share_practice(organisation("zaanstad"), "Van anderen", confirmed_on=date(2020, 1, 1))
    client.force_login(make_user(Role.MANAGER, organisation("breda")))
    assert "Eén item van uw organisatie is al een half jaar niet bevestigd." in home(client)


def test_without_a_question_the_lawyer_reads_that(client: Client, organisation: Organisation) -> None:
    client.force_login(make_user(Role.LAWYER, organisation("breda")))
    assert "Er wacht geen juridische vraag" in home(client)


def test_the_number_of_queries_does_not_grow_with_what_is_shared(
    client: Client, organisation: Organisation, search_index: Any
) -> None:
    def fill(number: int) -> None:
        page = share_practice(
            organisation("zaanstad"), f"Nummer {number}", questions=[("Hoe?", "open")], themes=["wonen"]
        )
        LogEntry.objects.create(practice=page, date=TODAY, text="Iets")
        share_case(organisation("zaanstad"), f"Vraag {number}")

    def cold() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    fill(1)
    search_index.refresh()
    before = cold()
    for number in range(2, 9):
        fill(number)
    search_index.refresh()
    assert cold() <= before


def test_while_nothing_changes_a_look_costs_two_queries(
    client: Client, organisation: Organisation, search_index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 60)  # else it is asked again after half a second
    share_practice(organisation("zaanstad"), "Samen", questions=[("Hoe?", "open")])
    search_index.refresh()
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert len(captured) == 2  # when any page changed last, and what this visitor may see of it
