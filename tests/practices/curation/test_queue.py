"""What comes into the queue of the editors, by every way of publishing, and what takes it out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions import curation, updates
from practices.actions.practice import change_phase
from practices.actions.sharing import share, share_again, update, withdraw
from practices.choices import AdjustmentKind, LogKind, Phase
from practices.models import AuditEntry, LegalCasePage, Look, PracticePage, Waiting
from practices.queries.queue import queue, to_see, week
from practices.rules.curation import changed_a_lot, share_changed
from practices.rules.visibility import Role, Viewer
from tests.factories import NOW, SYSTEM, make_practice, make_user, share_practice, viewer_for
from tests.practices.cms.forms import filled
from tests.practices.curation.conftest import Organisation, reasons, signed_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def seen(page: Any, by: Viewer, at: datetime = NOW) -> None:
    curation.look(page, until=at, by=by, at=at)


# --- what comes in ----------------------------------------------------------------------------------------------------


def test_a_first_publication_waits_once(practice: PracticePage, by_owner: Viewer, by_editor: Viewer) -> None:
    assert reasons(practice) == {"eerste"}
    seen(practice, by_editor)
    updates.write_log(
        practice, kind=LogKind.PROGRESS, text="Verder", on=NOW.date(), is_minor=False, by=by_owner, at=LATER
    )
    assert reasons(practice) == set()


def test_a_first_publication_from_the_cms_waits(organisation: Organisation) -> None:
    manager = signed_in(make_user(Role.MANAGER, organisation("zaanstad")))
    parent = organisation("zaanstad")
    address = f"/cms/pages/add/practices/practicepage/{parent.pk}/"
    form = {**filled(manager, address), "title": "Uit het CMS", "action-publish": "1"}
    manager.post(address, form)
    assert reasons(PracticePage.objects.get(title="Uit het CMS")) == {"eerste"}


def test_what_editors_and_importers_publish_does_not_wait(organisation: Organisation, by_editor: Viewer) -> None:
    share(PracticePage(title="Van de redactie"), organisation=organisation("vng"), by=by_editor, at=NOW)
    share_practice(organisation("zaanstad"), "Van het systeem")
    assert not Waiting.objects.exists()


def test_a_draft_waits_when_it_is_published(organisation: Organisation, by_owner: Viewer) -> None:
    page = share(PracticePage(title="Concept"), organisation=organisation("zaanstad"), by=by_owner, at=NOW, live=False)
    assert reasons(page) == set()
    share_again(page, by=by_owner, at=LATER)
    assert reasons(page) == {"eerste"}


@pytest.mark.parametrize("way", ["stop", "phase"])
def test_a_stop_waits_whichever_way_it_is_told(
    way: str, practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    seen(practice, by_editor)
    if way == "stop":
        stop = {"kind": AdjustmentKind.STOPPED, "what": "Alles", "decided_by": "College", "learnt": "Eerder beginnen"}
        updates.adjust(practice, **stop, on=date(2026, 11, 24), question=None, by=by_owner, at=LATER)
    else:
        change_phase(practice, phase=Phase.STOPPED, since=date(2026, 11, 24), by=by_owner, at=LATER)
    assert reasons(practice) == {"stop"}
    seen(practice, by_editor, LATER)
    page = PracticePage.objects.get(pk=practice.pk)
    updates.write_log(
        page,
        kind=LogKind.PROGRESS,
        text="Nog iets",
        on=date(2026, 11, 26),
        is_minor=False,
        by=by_owner,
        at=LATER + timedelta(days=2),
    )
    assert reasons(practice) == set(), "a later update of a stopped practice is no stop"


def test_an_answer_waits_also_while_it_is_a_draft(organisation: Organisation) -> None:
    lawyer = make_user(Role.LAWYER, organisation("zaanstad"))
    case = LegalCasePage(title="Mag dit?", question="Mag dit?")
    share(case, organisation=organisation("zaanstad"), by=SYSTEM, at=NOW)
    client, address = signed_in(lawyer), f"/cms/pages/{case.pk}/edit/"
    client.post(address, {**filled(client, address), "situation": "Een gezin."})
    assert reasons(case) == set(), "a question without an answer"
    client.post(address, {**filled(client, address), "answer": "mag", "explanation": "Artikel 6."})
    assert reasons(case) == {"antwoord"}


def test_withdrawing_and_sharing_again_is_no_first_publication(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    seen(practice, by_editor)
    withdraw(practice, by=by_owner, at=LATER)
    share_again(practice, by=by_owner, at=LATER)
    assert reasons(practice) == set()


# --- looking ----------------------------------------------------------------------------------------------------------


def test_what_came_after_the_screen_was_made_goes_on_waiting(practice: PracticePage, by_editor: Viewer) -> None:
    curation.look(practice, until=NOW - timedelta(minutes=1), by=by_editor, at=NOW)
    assert reasons(practice) == {"eerste"}
    curation.look(practice, until=NOW, by=by_editor, at=NOW)
    assert reasons(practice) == set()
    entry = AuditEntry.objects.filter(deed="gezien door redactie").latest("pk")
    assert entry.details["reasons"] == ["eerste"]


def test_a_moment_in_the_future_hides_nothing_that_comes_later(practice: PracticePage, by_editor: Viewer) -> None:
    curation.look(practice, until=NOW + timedelta(days=400), by=by_editor, at=NOW)
    assert Look.objects.get().seen_at == NOW


def test_the_screen_shows_what_changed_since_the_editors_looked(
    editor: Client, practice: PracticePage, by_owner: Viewer
) -> None:
    first = editor.get(reverse("curation-item", args=[practice.pk])).content.decode()
    assert "keek hier nog niet eerder naar" in first
    assert "<ins>Samen aan tafel</ins>" in first
    editor.post(reverse("curation-seen", args=[practice.pk]))
    assert reasons(practice) == set()
    page = PracticePage.objects.get(pk=practice.pk)
    page.background = "Hulp komt nu veel te laat."
    update(page, by=by_owner, at=timezone.now())
    after = editor.get(reverse("curation-item", args=[practice.pk])).content.decode()
    assert "Hulp komt nu <del>te laat.</del><ins>veel te laat.</ins>" in after
    assert "Samen aan tafel</ins>" not in after, "what stayed is not shown"


def test_seen_is_the_text_on_the_screen_not_the_one_that_came_meanwhile(
    editor: Client, practice: PracticePage, by_owner: Viewer
) -> None:
    shown = practice.latest_revision_id
    page = PracticePage.objects.get(pk=practice.pk)
    page.background = "Iets anders."
    update(page, by=by_owner, at=timezone.now())
    editor.post(reverse("curation-seen", args=[practice.pk]), {"versie": str(shown)})
    assert Look.objects.get().revision_id == shown
    assert "Iets anders." in editor.get(reverse("curation-item", args=[practice.pk])).content.decode()


def test_what_was_typed_is_shown_as_text(editor: Client, organisation: Organisation, owner: Any) -> None:
    page = make_practice(organisation("zaanstad"), user=owner, background="<script>alert(1)</script> </span>")
    text = editor.get(reverse("curation-item", args=[page.pk])).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "typed", [{"versie": "x"}, {"versie": "9" * 30}, {"tot": "gisteren"}, {"tot": "2026-99-99T99:99"}]
)
def test_odd_input_is_taken_for_nothing(editor: Client, practice: PracticePage, typed: dict[str, str]) -> None:
    assert editor.post(reverse("curation-seen", args=[practice.pk]), typed).status_code == 302


# --- the lists --------------------------------------------------------------------------------------------------------


def test_the_list_names_why_each_waits(editor: Client, practice: PracticePage) -> None:
    text = editor.get(reverse("curation")).content.decode()
    assert "Samen aan tafel" in text
    assert "Voor het eerst gedeeld" in text
    assert "Er wacht 1 item" in text


@pytest.mark.parametrize("list_name", ["curation", "curation-week"])
def test_a_long_list_asks_no_more_of_the_database(
    list_name: str, editor: Client, organisation: Organisation, owner: Any, by_editor: Viewer
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert editor.get(reverse(list_name)).status_code == 200
        return len(queries)

    def add(count: int) -> None:
        by = viewer_of(owner)
        for _ in range(count):
            page = make_practice(organisation("zaanstad"), user=owner)
            if list_name == "curation-week":
                curation.look(page, until=timezone.now(), by=by_editor, at=timezone.now())
                page.background = "Anders."
                update(page, by=by, at=timezone.now())

    add(2)
    few = asked()
    add(8)
    assert asked() == few


def test_the_week_holds_what_others_changed_and_nobody_saw(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    seen(practice, by_editor)
    assert week(until=NOW) == []
    log = {"kind": LogKind.PROGRESS, "on": NOW.date(), "is_minor": False}
    updates.write_log(practice, text="Van de eigenaar", **log, by=by_owner, at=LATER)
    assert week(until=LATER) == [(practice.pk, LATER)]
    shown = to_see(week(until=LATER), since=NOW)[0]
    assert shown.changed, "the names of the fields"
    assert shown.done[0][1] == by_owner.name
    assert week(until=NOW + timedelta(days=9)) == []


def test_what_editors_change_is_not_in_their_own_week(practice: PracticePage, by_editor: Viewer) -> None:
    seen(practice, by_editor)
    page = PracticePage.objects.get(pk=practice.pk)
    update(page, by=by_editor, at=LATER)
    assert week(until=LATER) == []


def test_all_of_the_week_is_seen_with_one_click_but_not_what_waits(
    editor: Client, practice: PracticePage, organisation: Organisation, owner: Any, by_owner: Viewer, by_editor: Viewer
) -> None:
    now = timezone.now()
    curation.look(practice, until=now, by=by_editor, at=now)
    page = PracticePage.objects.get(pk=practice.pk)
    page.background = "Anders."
    update(page, by=by_owner, at=timezone.now())
    other = make_practice(organisation("zaanstad"), user=owner)
    assert "Alles gezien (1)" in editor.get(reverse("curation-week")).content.decode()
    editor.post(reverse("curation-all-seen"))
    assert "Alles van deze week is gezien" in editor.get(reverse("curation-week")).content.decode()
    assert reasons(other) == {"eerste"}
    assert AuditEntry.objects.get(deed="alles gezien").details["items"] == 1


@pytest.mark.parametrize("button", ["curation-all-seen", "curation-seen"])
def test_seen_from_a_list_is_the_text_of_when_the_list_was_made(
    button: str, editor: Client, practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    def change(text: str) -> int | None:
        page = PracticePage.objects.get(pk=practice.pk)
        page.background = text
        return update(page, by=by_owner, at=timezone.now()).latest_revision_id

    now = timezone.now()
    curation.look(practice, until=now, by=by_editor, at=now)
    shown, made = change("Eerst dit."), timezone.now()
    change("Toen iets anders.")
    number = [] if button == "curation-all-seen" else [practice.pk]
    editor.post(reverse(button, args=number), {"tot": made.isoformat(), "lijst": "week"})
    assert Look.objects.get().revision_id == shown
    assert [each for each, _ in week(until=timezone.now())] == [practice.pk]


def test_the_queue_begins_with_the_most_urgent(practice: PracticePage, organisation: Organisation, owner: Any) -> None:
    stopped = make_practice(organisation("zaanstad"), user=owner, phase=Phase.STOPPED)
    assert reasons(stopped) == {"eerste", "stop"}
    assert [number for number, _ in queue()] == [stopped.pk, practice.pk]


# --- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MANAGER, Role.LAWYER, Role.PRIVACY_OFFICER])
def test_only_editors_see_the_queue(role: Role, organisation: Organisation, practice: PracticePage) -> None:
    client = signed_in(make_user(role, organisation("zaanstad")))
    for address in (
        reverse("curation"),
        reverse("curation-week"),
        reverse("curation-featured"),
        reverse("curation-item", args=[practice.pk]),
    ):
        assert client.get(address).status_code == 403, address
    for address in (reverse("curation-seen", args=[practice.pk]), reverse("curation-do", args=[practice.pk, "vraag"])):
        assert client.post(address, {"vraag-reason": "x"}).status_code == 403, address
    assert reasons(practice) == {"eerste"}


def test_no_action_of_editors_is_for_others(practice: PracticePage, organisation: Organisation) -> None:
    from practices.rules.permissions import NotAllowed

    by = viewer_for(Role.MANAGER, organisation("zaanstad"))
    for act in (
        lambda: curation.look(practice, until=NOW, by=by, at=NOW),
        lambda: curation.look_at_all([practice.pk], until=NOW, by=by, at=NOW),
        lambda: curation.ask_for_changes(practice, reason="x", by=by, at=NOW),
        lambda: curation.end_request(practice, by=by, at=NOW),
        lambda: curation.feature(practice, position=1, until=NOW.date(), by=by, at=NOW),
        lambda: curation.stop_featuring(practice, by=by, at=NOW),
        lambda: curation.take_down(practice, reason="x", by=by, at=NOW),
        lambda: curation.put_back(practice, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


# --- when a label is about another text -------------------------------------------------------------------------------


def test_the_share_of_changed_words() -> None:
    assert share_changed([], []) == 0
    assert share_changed(["a", "b"], ["a", "b"]) == 0
    assert share_changed(["a"], ["b"]) == 1
    assert share_changed(["a", "b"], ["a", "c"]) == 0.5


def test_a_day_or_a_number_makes_no_other_text() -> None:
    before = {
        "title": "Een twee drie",
        "confirmed_on": "2026-01-01",
        "changed_at": str(datetime(2026, 1, 1, tzinfo=UTC)),
    }
    assert not changed_a_lot(before, {**before, "confirmed_on": "2026-09-09", "changed_at": "x y z"})
    assert changed_a_lot(before, {**before, "title": "Iets heel anders"})
