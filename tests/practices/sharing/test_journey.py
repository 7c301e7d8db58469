"""Share, edit, choose who sees it, withdraw and share again, as a browser does it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from practices.models import AuditEntry, PracticeDraft, PracticePage
from tests.practices.sharing.conftest import TYPED


def publish(browser: Client, draft: PracticeDraft) -> PracticePage:
    response = browser.post(f"/delen/{draft.pk}/controleren/")
    assert response.status_code == 302, response.content.decode()
    draft.refresh_from_db()
    assert draft.page is not None
    assert response.headers["Location"] == draft.page.get_absolute_url()
    return PracticePage.objects.get(pk=draft.page_id)


def test_a_startbericht_is_published_at_once_with_all_eight_fields(
    browser: Client, filled_draft: PracticeDraft
) -> None:
    page = publish(browser, filled_draft)

    assert page.live
    assert page.title == "Eén regisseur per gezin"
    assert page.address == "een-regisseur-per-gezin"
    assert page.organisation.code == "GM0479"
    assert sorted(item.slug for item in page.municipalities.all()) == ["purmerend", "zaanstad"]
    assert [choice.theme.slug for choice in page.theme_choices.all()] == ["huiselijk-geweld", "ggz"]
    assert page.background == "Hulp komt te laat.\n\nDat moet anders."
    assert (page.phase, page.phase_since) == ("idee", date(2026, 1, 15))
    assert [(item.question, item.question_type) for item in page.questions.all()] == [
        ("Merkt het gezin het verschil?", "doelgroep"),
        ("Hoe snel is er een regisseur?", "weg"),
    ]
    assert page.contact_mailbox == "zorgenveilig@zaanstad.example"
    assert page.visibility == "gemeenten"
    assert [(change.phase, change.since) for change in page.phase_changes.all()] == [("idee", date(2026, 1, 15))]
    assert AuditEntry.objects.filter(deed="gedeeld", key=page.key).count() == 1


def test_the_page_is_there_after_sharing_with_a_way_on(browser: Client, filled_draft: PracticeDraft) -> None:
    response = browser.post(f"/delen/{filled_draft.pk}/controleren/", follow=True)

    assert response.status_code == 200
    assert "Uw praktijk is gedeeld" in response.content.decode()
    page = PracticePage.objects.get()
    assert f"/delen/{page.key}/wat-nu/" in response.content.decode()
    assert browser.get(f"/delen/{page.key}/wat-nu/").status_code == 200


def test_publishing_twice_makes_one_page(browser: Client, filled_draft: PracticeDraft) -> None:
    page = publish(browser, filled_draft)

    again = browser.post(f"/delen/{filled_draft.pk}/controleren/")

    assert again.headers["Location"] == page.get_absolute_url()
    assert PracticePage.objects.count() == 1


def test_the_whole_life_of_a_practice(browser: Client, filled_draft: PracticeDraft, colleague: Any) -> None:
    page = publish(browser, filled_draft)
    address = page.get_absolute_url()

    started = browser.post(f"/delen/{page.key}/wijzigen/")
    edit = PracticeDraft.objects.get(page=page, published_at=None)
    assert started.headers["Location"] == f"/delen/{edit.pk}/wat/"
    browser.post(f"/delen/{edit.pk}/wat/", {"title": "Eén regisseur, één plan"})
    assert publish(browser, edit).title == "Eén regisseur, één plan"
    assert PracticePage.objects.get().get_absolute_url() == address

    browser.post(f"/delen/{page.key}/zichtbaarheid/", {"visibility": "openbaar"})
    assert Client().get(address).status_code == 200
    browser.post(f"/delen/{page.key}/zichtbaarheid/", {"visibility": "organisatie"})
    assert Client().get(address).status_code == 404
    assert browser.get(address).status_code == 200

    browser.post(f"/delen/{page.key}/intrekken/")
    assert browser.get(address).status_code == 404
    assert "Niet online" in browser.get("/mijn/").content.decode()
    browser.post(f"/delen/{page.key}/opnieuw/")
    assert browser.get(address).status_code == 200

    browser.post(f"/delen/{page.key}/fase/", {"phase": "uitvoering", "phase_since": "2026-02-01"})
    page = PracticePage.objects.get()
    assert page.phase == "uitvoering"
    assert [change.phase for change in page.phase_changes.all()] == ["idee", "uitvoering"]


def test_get_changes_nothing(browser: Client, filled_draft: PracticeDraft) -> None:
    page = publish(browser, filled_draft)
    before = (PracticePage.objects.values().get(), PracticeDraft.objects.count(), AuditEntry.objects.count())

    for deed in ("wijzigen", "fase", "zichtbaarheid", "intrekken", "opnieuw", "wat-nu"):
        assert browser.get(f"/delen/{page.key}/{deed}/?visibility=openbaar").status_code == 200, deed
    for path in ("/delen/", f"/delen/{filled_draft.pk}/wat/?title=Anders", "/mijn/"):
        browser.get(path)

    assert before == (PracticePage.objects.values().get(), PracticeDraft.objects.count(), AuditEntry.objects.count())


def test_editing_keeps_the_answer_of_a_question_and_what_a_colleague_changed(
    browser: Client, filled_draft: PracticeDraft
) -> None:
    page = publish(browser, filled_draft)
    browser.post(f"/delen/{page.key}/wijzigen/")
    edit = PracticeDraft.objects.get(page=page, published_at=None)
    question = page.questions.first()
    question.status, question.answer = "beantwoord", "Ja."
    question.save()
    page.summary = "Door een collega herschreven."
    page.save()

    rows = {
        "question": ["Merkt het hele gezin het verschil?", "Nieuwe vraag?"],
        "question_type": ["doelgroep", "weg"],
        "question_id": [str(question.pk), ""],
    }
    browser.post(f"/delen/{edit.pk}/leren/", rows)
    changed = publish(browser, edit)

    assert [(item.question, item.status, item.answer) for item in changed.questions.all()] == [
        ("Merkt het hele gezin het verschil?", "beantwoord", "Ja."),
        ("Nieuwe vraag?", "open", ""),
    ]
    assert changed.summary == "Door een collega herschreven."


def test_two_who_change_the_same_field_are_asked_whose_text_stays(browser: Client, filled_draft: PracticeDraft) -> None:
    page = publish(browser, filled_draft)
    browser.post(f"/delen/{page.key}/wijzigen/")
    edit = PracticeDraft.objects.get(page=page, published_at=None)
    page.title = "Titel van een collega"
    page.save()
    browser.post(f"/delen/{edit.pk}/wat/", {"title": "Titel van mij"})

    asked = browser.post(f"/delen/{edit.pk}/controleren/")

    assert asked.status_code == 200
    assert "Titel van een collega" in asked.content.decode()
    assert PracticePage.objects.get().title == "Titel van een collega"
    browser.post(f"/delen/{edit.pk}/controleren/", {"overschrijf": "ja"})
    assert PracticePage.objects.get().title == "Titel van mij"


def test_the_order_of_themes_can_be_turned_around(browser: Client, filled_draft: PracticeDraft) -> None:
    page = publish(browser, filled_draft)
    browser.post(f"/delen/{page.key}/wijzigen/")
    edit = PracticeDraft.objects.get(page=page, published_at=None)

    browser.post(f"/delen/{edit.pk}/waarom/", {**TYPED["waarom"], "themes": ["ggz", "huiselijk-geweld"]})

    assert [choice.theme.slug for choice in publish(browser, edit).theme_choices.all()] == ["ggz", "huiselijk-geweld"]
