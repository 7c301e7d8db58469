"""What editors do with an item: ask for changes, give the label, feature, take offline and put back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import User
from practices.actions import curation, labels, updates
from practices.actions.records import Content, change_item
from practices.actions.reports import report_problem
from practices.actions.sharing import change_visibility, share_again, update
from practices.choices import Criterion, LogKind, ReportKind, RequestEnd
from practices.documents import facet_values
from practices.models import AuditEntry, ChangeRequest, Featured, Label, PracticePage, TakenDown
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role, Viewer
from tests.factories import NOW, SYSTEM, make_practice, make_user
from tests.practices.cms.forms import filled
from tests.practices.curation.conftest import Organisation, reasons, signed_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
NOTES = {criterion: f"Gezien: {criterion.value}." for criterion in Criterion}
TYPED = {criterion.value: note for criterion, note in NOTES.items()}


def do(client: Client, page: Any, name: str, **typed: str) -> Any:
    return client.post(reverse("curation-do", args=[page.pk, name]), typed, follow=True)


def now(page: Any) -> PracticePage:
    return PracticePage.objects.get(pk=page.pk)


# --- asking for changes -----------------------------------------------------------------------------------------------


def test_the_owner_reads_what_editors_ask_and_others_do_not(
    editor: Client, practice: PracticePage, owner: User, organisation: Organisation
) -> None:
    do(editor, practice, "vraag", **{"vraag-reason": "Schrijf erbij wat u niet lukte."})
    own = signed_in(owner)
    assert "Schrijf erbij wat u niet lukte." in own.get(practice.get_absolute_url()).content.decode()
    assert "Schrijf erbij wat u niet lukte." in own.get("/mijn/").content.decode()
    for stranger in (Client(), signed_in(make_user(Role.MEMBER, organisation("breda")))):
        assert "niet lukte" not in stranger.get(practice.get_absolute_url()).content.decode()
    assert practice.live


def test_an_update_of_the_owner_answers_and_waits_for_the_editors(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    curation.look(practice, until=NOW, by=by_editor, at=NOW)
    curation.ask_for_changes(practice, reason="Wat lukte niet?", by=by_editor, at=NOW)
    updates.write_log(
        practice, kind=LogKind.SETBACK, text="Het duurde lang.", on=NOW.date(), is_minor=False, by=by_owner, at=LATER
    )
    asked = ChangeRequest.objects.get()
    assert (asked.end, asked.ended_at) == (RequestEnd.UPDATED, LATER)
    assert reasons(practice) == {"aangepast"}


def test_only_a_change_of_the_text_answers(practice: PracticePage, by_owner: Viewer, by_editor: Viewer) -> None:
    curation.ask_for_changes(practice, reason="Wat lukte niet?", by=by_editor, at=NOW)
    updates.confirm(practice, by=by_owner, at=LATER)
    change_visibility(now(practice), visibility="gemeenten", by=by_owner, at=LATER)
    update(now(practice), by=by_editor, at=LATER)
    assert ChangeRequest.objects.get().ended_at is None


def test_a_confirmation_answers_the_question_whether_it_still_holds(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    curation.look(practice, until=NOW, by=by_editor, at=NOW)
    curation.ask_for_changes(practice, reason="Klopt dit nog?", only_confirm=True, by=by_editor, at=NOW)
    updates.confirm(practice, by=by_owner, at=LATER)
    assert ChangeRequest.objects.get().end == RequestEnd.UPDATED
    assert reasons(practice) == set()


def test_editors_let_a_question_lapse_and_a_new_one_takes_its_place(editor: Client, practice: PracticePage) -> None:
    do(editor, practice, "vraag", **{"vraag-reason": "Eerste"})
    do(editor, practice, "vraag", **{"vraag-reason": "Tweede"})
    assert [asked.reason for asked in ChangeRequest.objects.filter(ended_at=None)] == ["Tweede"]
    do(editor, practice, "vraag-vervalt")
    assert not ChangeRequest.objects.filter(ended_at=None).exists()


def test_an_empty_reason_is_refused_beside_its_field(editor: Client, practice: PracticePage) -> None:
    response = do(editor, practice, "offline", **{"offline-reason": " "})
    assert response.status_code == 422
    assert "De eigenaar leest die." in response.content.decode()
    assert now(practice).live


def test_a_reason_with_personal_data_is_refused_and_kept_on_the_screen(editor: Client, practice: PracticePage) -> None:
    response = do(editor, practice, "vraag", **{"vraag-reason": "Haal het nummer 111222333 weg."})
    assert response.status_code == 422
    assert "Haal het nummer 111222333 weg." in response.content.decode()
    assert not ChangeRequest.objects.exists()


def test_an_unknown_deed_is_not_there(editor: Client, practice: PracticePage) -> None:
    assert do(editor, practice, "verbranden").status_code == 404


# --- the label --------------------------------------------------------------------------------------------------------


def test_the_label_shows_with_its_date_and_its_four_notes(editor: Client, practice: PracticePage) -> None:
    do(editor, practice, "label", **TYPED)
    page = now(practice)
    assert page.vng_label
    assert facet_values(page)["label"] == ["vng"]
    text = Client().get(practice.get_absolute_url()).content.decode()
    assert "bekeken door de VNG-redactie op" in text
    for note in NOTES.values():
        assert note in text
    assert "daarna nog gewijzigd" not in text
    assert reasons(practice) == set(), "who labels has seen it"


def test_without_a_note_on_each_criterion_there_is_no_label(editor: Client, practice: PracticePage) -> None:
    response = do(editor, practice, "label", **{**TYPED, "eerlijk": ""})
    assert response.status_code == 422
    assert TYPED["herkenbaar"] in response.content.decode(), "what was typed is kept"
    assert not now(practice).vng_label


def test_a_label_is_withdrawn_with_a_reason(editor: Client, practice: PracticePage) -> None:
    do(editor, practice, "label", **TYPED)
    do(editor, practice, "label-weg", **{"label-reason": "Niet meer actueel."})
    assert not now(practice).vng_label
    assert Label.objects.get().ended_because == "Niet meer actueel."
    assert "VNG-label" not in Client().get(practice.get_absolute_url()).content.decode()


def test_a_report_that_came_while_the_label_was_written_goes_on_waiting(
    editor: Client, practice: PracticePage, by_owner: Viewer
) -> None:
    made = timezone.now()
    report = report_problem(practice, kind=ReportKind.PERSONAL_DATA, text="", by=by_owner, at=timezone.now())
    do(editor, practice, "label", tot=made.isoformat(), **TYPED)
    assert now(practice).vng_label
    assert reasons(practice) == {"melding"}
    report.refresh_from_db()
    assert report.handled_at is None


def test_a_newer_label_follows_an_older_one(practice: PracticePage, by_editor: Viewer) -> None:
    for at in (NOW, LATER):
        labels.give_label(now(practice), notes=NOTES, by=by_editor, at=at)
    assert Label.objects.filter(ended_at=None).get().given_at == LATER
    assert now(practice).vng_label


def test_a_small_change_keeps_the_label_and_a_large_one_brings_it_to_the_editors(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    page = now(practice)
    page.background = "Wij begonnen omdat hulp te laat kwam. " * 20
    update(page, by=by_owner, at=NOW)
    labels.give_label(now(practice), notes=NOTES, by=by_editor, at=NOW)
    page = now(practice)
    page.background += "En verder."
    update(page, by=by_owner, at=LATER)
    assert reasons(practice) == set()
    page.background = "Een heel ander verhaal over iets nieuws. " * 25
    update(page, by=by_owner, at=LATER)
    assert reasons(practice) == {"label"}
    assert now(practice).vng_label, "the text is the owner's; the label is taken away by an editor only"


def test_publishing_an_older_draft_leaves_the_label(
    organisation: Organisation, practice: PracticePage, by_editor: Viewer
) -> None:
    labels.give_label(now(practice), notes=NOTES, by=by_editor, at=NOW)
    manager = signed_in(make_user(Role.MANAGER, organisation("zaanstad")))
    address = f"/cms/pages/{practice.pk}/edit/"
    manager.post(address, {**filled(manager, address), "title": "Een betere titel", "action-publish": "1"})
    assert now(practice).title == "Een betere titel"
    assert now(practice).vng_label


# --- the first page ---------------------------------------------------------------------------------------------------


def test_what_is_featured_stands_on_the_first_page_in_order_until_its_day(
    editor: Client, practice: PracticePage, organisation: Organisation, owner: User
) -> None:
    other = make_practice(organisation("zaanstad"), user=owner, title="Nog een tafel", visibility="openbaar")
    hidden = make_practice(organisation("zaanstad"), user=owner, title="Alleen voor gemeenten")
    today = timezone.localdate()
    for place, page in ((2, practice), (1, other), (3, hidden)):
        do(editor, page, "uitlichten", position=str(place), until=today.isoformat())
    text = Client().get("/").content.decode()
    section = text[text.index("Uitgelicht door de redactie") : text.index("Pas begonnen")]
    assert section.index("Nog een tafel") < section.index("Samen aan tafel")
    assert "Alleen voor gemeenten" not in section
    do(editor, other, "niet-uitlichten")
    Featured.objects.filter(page_id=practice.pk).update(until=today - timedelta(days=1))
    now(practice).save()
    assert "Uitgelicht door de redactie" not in Client().get("/").content.decode()


def test_a_day_that_is_over_is_refused(editor: Client, practice: PracticePage) -> None:
    assert do(editor, practice, "uitlichten", position="1", until="2020-01-01").status_code == 422
    assert do(editor, practice, "uitlichten", position="0", until="morgen").status_code == 422
    assert not Featured.objects.exists()


# --- offline ----------------------------------------------------------------------------------------------------------


def test_what_editors_take_offline_is_gone_and_its_owner_reads_why(
    editor: Client, practice: PracticePage, owner: User
) -> None:
    do(editor, practice, "offline", **{"offline-reason": "Er staat een naam in."})
    assert Client().get(practice.get_absolute_url()).status_code == 410
    own = signed_in(owner).get("/mijn/").content.decode()
    assert "Er staat een naam in." in own
    assert reverse("practices:sharing-again", args=[practice.key]) not in own
    assert AuditEntry.objects.filter(deed="offline gehaald door redactie", key=practice.key).exists()


def test_what_not_everybody_saw_is_simply_not_there(editor: Client, organisation: Organisation, owner: User) -> None:
    page = make_practice(organisation("zaanstad"), user=owner)
    do(editor, page, "offline", **{"offline-reason": "Dubbel."})
    assert Client().get(page.get_absolute_url()).status_code == 404


def test_only_editors_put_it_back(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer, organisation: Organisation, owner: User
) -> None:
    curation.take_down(practice, reason="Naam.", by=by_editor, at=NOW)
    with pytest.raises(NotAllowed, match="VNG-redactie"):
        share_again(now(practice), by=by_owner, at=LATER)
    with pytest.raises(NotAllowed):
        update(now(practice), by=by_owner, at=LATER, live=True)
    again = reverse("practices:sharing-again", args=[practice.key])
    assert signed_in(owner).post(again).status_code == 403
    manager = signed_in(make_user(Role.MANAGER, organisation("zaanstad")))
    address = f"/cms/pages/{practice.pk}/edit/"
    manager.post(address, {**filled(manager, address), "action-publish": "1"})
    assert not now(practice).live
    curation.put_back(now(practice), by=by_editor, at=LATER)
    assert now(practice).live
    assert TakenDown.objects.get().ended_at == LATER


def test_an_import_does_not_put_it_back(practice: PracticePage, by_editor: Viewer) -> None:
    curation.take_down(practice, reason="Naam.", by=by_editor, at=NOW)
    change_item(now(practice), Content({"lessons": "Nieuw."}), live=True, by=SYSTEM, at=LATER)
    assert not now(practice).live
    assert now(practice).lessons == "Nieuw."


def test_what_the_owner_changes_meanwhile_comes_to_the_editors(
    practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    curation.look(practice, until=NOW, by=by_editor, at=NOW)
    curation.take_down(practice, reason="Naam.", by=by_editor, at=NOW)
    page = now(practice)
    page.background = "Zonder naam."
    update(page, by=by_owner, at=LATER, live=page.live)
    assert not now(practice).live
    assert reasons(practice) == {"aangepast"}


def test_taking_offline_or_putting_back_twice_says_so(editor: Client, practice: PracticePage) -> None:
    do(editor, practice, "offline", **{"offline-reason": "Een."})
    again = do(editor, practice, "offline", **{"offline-reason": "Twee."})
    assert "Dit staat al niet online." in again.content.decode()
    do(editor, practice, "terug")
    assert "haalde dit niet offline" in do(editor, practice, "terug").content.decode()
    assert now(practice).live
