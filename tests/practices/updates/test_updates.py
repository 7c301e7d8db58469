"""Log entries, answers, milestones, changes of course and stops: each one form, live at once."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts import viewer_of
from practices.actions.updates import NoSuchQuestion, adjust, answer_question, confirm, write_log
from practices.choices import AdjustmentKind, LogKind, Phase, QuestionStatus
from practices.models import AuditEntry, PracticePage
from tests.factories import NOW, viewer_for

LOG = {"text": "De eerste gezinnen zijn gesproken.", "log_kind": "voortgang", "on": "2026-03-02"}
STOP = {
    "what": "De avonddienst stopt.",
    "on": "2026-03-02",
    "decided_by": "de stuurgroep",
    "learnt": "Zonder vervoer komt niemand.",
}


def again(page: PracticePage) -> PracticePage:
    return PracticePage.objects.get(pk=page.pk)


def test_a_log_entry_takes_one_text_and_is_live_at_once(browser: Client, page: PracticePage) -> None:
    form = browser.get(f"/delen/{page.key}/werk-bij/").content.decode()
    assert 'value="voortgang"' in form

    answer = browser.post(f"/delen/{page.key}/werk-bij/", LOG)
    assert answer["Location"] == f"{page.get_absolute_url()}#logboek"
    entry = again(page).log_entries.get()
    assert (entry.text, entry.log_kind, entry.date, entry.is_minor) == (
        LOG["text"],
        "voortgang",
        date(2026, 3, 2),
        False,
    )
    assert LOG["text"] in browser.get(page.get_absolute_url()).content.decode()
    assert again(page).confirmed_on == timezone.now().date()
    assert AuditEntry.objects.filter(key=page.key, deed="logboek bijgehouden").count() == 1


def test_the_same_entry_twice_is_kept_once(browser: Client, page: PracticePage) -> None:
    for _ in range(2):
        assert browser.post(f"/delen/{page.key}/werk-bij/", LOG).status_code == 302
    assert again(page).log_entries.count() == 1


def test_entries_of_two_colleagues_with_an_old_page_in_hand_are_both_kept(page: PracticePage, colleague: Any) -> None:
    by, old = viewer_of(colleague), again(page)
    for text in ("Eerst dit.", "Toen dat."):
        write_log(old, kind=LogKind.PROGRESS, text=text, on=date(2026, 3, 2), is_minor=False, by=by, at=NOW)
    assert [entry.text for entry in again(page).log_entries.all()] == ["Eerst dit.", "Toen dat."]


def test_an_update_keeps_the_rows_that_followers_know(page: PracticePage, colleague: Any) -> None:
    by = viewer_of(colleague)
    write_log(page, kind=LogKind.PROGRESS, text="Een.", on=date(2026, 3, 2), is_minor=False, by=by, at=NOW)
    before = [
        *again(page).log_entries.values_list("pk", flat=True),
        *again(page).questions.values_list("pk", flat=True),
    ]
    write_log(page, kind=LogKind.SETBACK, text="Twee.", on=date(2026, 3, 3), is_minor=True, by=by, at=NOW)
    after = [*again(page).log_entries.values_list("pk", flat=True), *again(page).questions.values_list("pk", flat=True)]
    assert set(before) < set(after)


def test_a_learning_question_gets_a_provisional_answer(browser: Client, page: PracticePage) -> None:
    question = page.questions.get()
    address = f"/delen/{page.key}/werk-bij/leervraag/"
    only = browser.get(address)
    assert only["Location"] == f"{address}?vraag={question.pk}"
    typed = {"question": question.pk, "status": "voorlopig", "answer": "Bij zes van de acht."}
    assert browser.post(only["Location"], typed).status_code == 302
    found = again(page).questions.get()
    assert (found.pk, found.status, found.answer) == (question.pk, "voorlopig", "Bij zes van de acht.")


def test_an_answer_needs_words_but_lapsing_does_not(browser: Client, page: PracticePage) -> None:
    address = f"/delen/{page.key}/werk-bij/leervraag/?vraag={page.questions.get().pk}"
    typed = {"question": page.questions.get().pk, "answer": ""}
    assert "Schrijf het antwoord op." in browser.post(address, {**typed, "status": "beantwoord"}).content.decode()
    assert browser.post(address, {**typed, "status": "vervallen"}).status_code == 302
    assert again(page).questions.get().status == "vervallen"


def test_a_question_that_is_gone_is_said_to_be(browser: Client, page: PracticePage, colleague: Any) -> None:
    assert browser.get(f"/delen/{page.key}/werk-bij/leervraag/?vraag=99999").status_code == 404
    with pytest.raises(NoSuchQuestion):
        answer_question(
            page, question=99999, status=QuestionStatus.ANSWERED, answer="Ja", by=viewer_of(colleague), at=NOW
        )


def test_a_milestone_gets_its_date_and_a_better_one_replaces_it(browser: Client, page: PracticePage) -> None:
    for day in ("2026-02-01", "2026-02-03"):
        answer = browser.post(f"/delen/{page.key}/werk-bij/mijlpaal/", {"milestone": "budget", "on": day})
        assert answer["Location"].endswith("#mijlpalen")
    milestone = again(page).milestones.get()
    assert (milestone.milestone_kind, milestone.date) == ("budget", date(2026, 2, 3))


def test_a_change_of_course_leaves_the_phase_and_answers_its_question(browser: Client, page: PracticePage) -> None:
    question = page.questions.get()
    typed = {**STOP, "adjustment_kind": "deel-gestopt", "question": question.pk}
    assert browser.post(f"/delen/{page.key}/werk-bij/bijstelling/", typed)["Location"].endswith("#bijgestuurd")
    changed = again(page)
    assert changed.phase == Phase.IDEA
    adjustment = changed.adjustments.get()
    assert (adjustment.adjustment_kind, adjustment.decided_by) == ("deel-gestopt", "de stuurgroep")
    assert adjustment.question == question.question
    assert (changed.questions.get().status, changed.questions.get().answer) == ("beantwoord", STOP["learnt"])


def test_an_answer_that_was_there_stays(page: PracticePage, colleague: Any) -> None:
    by, question = viewer_of(colleague), page.questions.get().pk
    answer_question(page, question=question, status=QuestionStatus.PROVISIONAL, answer="Soms.", by=by, at=NOW)
    adjust(
        page,
        kind=AdjustmentKind.PART_STOPPED,
        what="Een deel.",
        on=date(2026, 3, 2),
        decided_by="",
        learnt="Nooit.",
        question=question,
        by=by,
        at=NOW,
    )
    assert again(page).questions.get().answer == "Soms."


def test_a_stop_asks_only_what_and_when_and_goes_live_with_its_phase(browser: Client, page: PracticePage) -> None:
    answer = browser.post(f"/delen/{page.key}/werk-bij/stop/", {"what": "Alles stopt.", "on": "2026-03-02"})
    assert answer.status_code == 302
    stopped = again(page)
    assert (stopped.phase, stopped.phase_since, stopped.live) == (Phase.STOPPED, date(2026, 3, 2), True)
    assert stopped.adjustments.get().adjustment_kind == AdjustmentKind.STOPPED
    assert [change.phase for change in stopped.phase_changes.all()] == ["idee", "gestopt"]


def test_one_click_says_that_it_still_holds(browser: Client, page: PracticePage) -> None:
    PracticePage.objects.filter(pk=page.pk).update(confirmed_on=date(2025, 1, 1))
    shown = browser.get(page.get_absolute_url()).content.decode()
    assert f'action="/delen/{page.key}/klopt-nog/"' in shown
    assert browser.get(f"/delen/{page.key}/klopt-nog/").status_code == 200
    assert again(page).confirmed_on == date(2025, 1, 1)
    assert browser.post(f"/delen/{page.key}/klopt-nog/")["Location"] == page.get_absolute_url()
    assert again(page).confirmed_on == timezone.now().date()
    assert "Vandaag bevestigd" in browser.get(page.get_absolute_url()).content.decode()


def test_confirming_twice_on_a_day_is_one_deed(page: PracticePage, colleague: Any) -> None:
    PracticePage.objects.filter(pk=page.pk).update(confirmed_on=None)
    for _ in range(2):
        confirm(page, by=viewer_of(colleague), at=NOW)
    assert AuditEntry.objects.filter(key=page.key, deed="bevestigd").count() == 1


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("", {**LOG, "text": ""}, "Schrijf op wat er gebeurde."),
        ("", {**LOG, "log_kind": "roddel"}, "Kies uit de lijst."),
        ("", {**LOG, "on": "morgen"}, "Dit is geen datum."),
        ("", {**LOG, "on": "2999-01-01"}, "in de toekomst"),
        ("", {**LOG, "on": "0020-01-01"}, "te ver terug"),
        ("", {**LOG, "text": "Mevrouw heeft BSN 111222333."}, "burgerservicenummer"),
        ("mijlpaal/", {"milestone": "lunch", "on": "2026-01-01"}, "Kies uit de lijst."),
        ("bijstelling/", {**STOP, "adjustment_kind": "gestopt"}, "Kies uit de lijst."),
        (
            "bijstelling/",
            {**STOP, "adjustment_kind": "aangepast", "question": "99999"},
            "Deze leervraag is er niet meer.",
        ),
        ("stop/", {**STOP, "what": ""}, "Schrijf op wat er stopt."),
        ("stop/", {**STOP, "decided_by": "x" * 201}, "te lang"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    browser: Client, page: PracticePage, what: str, typed: dict[str, str], said: str
) -> None:
    answer = browser.post(f"/delen/{page.key}/werk-bij/{what}", typed)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert said in shown
    for name in ("text", "learnt"):
        assert typed.get(name, "") in shown
    assert not again(page).log_entries.exists()
    assert not again(page).adjustments.exists()


def test_what_looks_like_a_person_asks_for_a_reason(browser: Client, page: PracticePage) -> None:
    typed = {**LOG, "text": "Het loopt goed. Vragen? Bel 06 12345678 of kom langs."}
    first = browser.post(f"/delen/{page.key}/werk-bij/", typed).content.decode()
    assert "Waarom mag dit gedeeld worden?" in first
    assert "zin 3: dit lijkt een telefoonnummer: 06 ••••••78." in first
    assert not again(page).log_entries.exists()
    seen = shown_in(first)
    short = browser.post(f"/delen/{page.key}/werk-bij/", {**typed, **seen, "privacy_reason": "mag"}).content.decode()
    assert "ten minste 10 tekens" in short
    assert not again(page).log_entries.exists()
    answered = {**typed, **seen, "privacy_reason": "Dit is het nummer van de balie."}
    assert browser.post(f"/delen/{page.key}/werk-bij/", answered).status_code == 302
    assert again(page).log_entries.count() == 1


def test_a_reason_covers_only_what_was_shown(browser: Client, page: PracticePage) -> None:
    typed = {**LOG, "text": "Bel 06 12345678."}
    seen = shown_in(browser.post(f"/delen/{page.key}/werk-bij/", typed).content.decode())
    more = {**typed, **seen, "text": "Bel 06 12345678 of 06 87654321.", "privacy_reason": "Nummer van de balie."}
    answer = browser.post(f"/delen/{page.key}/werk-bij/", more).content.decode()
    assert "06 ••••••21" in answer
    assert "Nummer van de balie." in answer
    assert not again(page).log_entries.exists()


def shown_in(html: str) -> dict[str, str]:
    found = re.search(r'name="privacy_shown" value="([^"]+)"', html)
    assert found
    return {"privacy_shown": found.group(1)}


def test_somebody_of_another_municipality_updates_nothing(stranger: Client, page: PracticePage) -> None:
    for what in ("", "leervraag/", "mijlpaal/", "bijstelling/", "stop/", "foto/", "document/"):
        assert stranger.get(f"/delen/{page.key}/werk-bij/{what}").status_code == 403, what
        assert stranger.post(f"/delen/{page.key}/werk-bij/{what}", LOG).status_code == 403, what
    assert stranger.post(f"/delen/{page.key}/klopt-nog/").status_code == 403
    assert "Voor wie deze praktijk bijhoudt" not in stranger.get(page.get_absolute_url()).content.decode()


def test_what_is_typed_after_the_session_ended_is_there_after_signing_in(
    client: Client, page: PracticePage, colleague: Any
) -> None:
    address = f"/delen/{page.key}/werk-bij/"
    assert client.post(address, LOG)["Location"] == f"/account/login/?next={address}"
    client.force_login(colleague, backend="portal.accounts.AccountBackend")
    assert LOG["text"] in client.get(address).content.decode()
    assert LOG["text"] not in client.get(address).content.decode()
    assert not again(page).log_entries.exists()


@pytest.mark.parametrize("what", ["onzin", "log%00", "stop;drop"])
def test_an_update_that_does_not_exist_is_not_found(browser: Client, page: PracticePage, what: str) -> None:
    assert browser.get(f"/delen/{page.key}/werk-bij/{what}/").status_code == 404


def test_an_update_of_a_practice_that_is_offline_keeps_it_offline(
    browser: Client, page: PracticePage, colleague: Any
) -> None:
    browser.post(f"/delen/{page.key}/intrekken/")
    assert browser.post(f"/delen/{page.key}/werk-bij/", LOG)["Location"] == "/mijn/"
    assert not again(page).live
    assert again(page).log_entries.count() == 1


def test_a_curator_may_update_for_another(organisation: Any, page: PracticePage) -> None:
    from practices.rules.visibility import Role

    editor = viewer_for(Role.EDITOR, organisation("vng"))
    assert confirm(page, by=editor, at=NOW).confirmed_on == NOW.date()
