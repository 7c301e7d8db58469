"""Each step saves all that is typed, valid or not, and says beside the field what is wrong."""

from __future__ import annotations

import html
import json
import uuid
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticeDraft, PracticePage
from practices.rules.visibility import Role
from tests.factories import make_user
from tests.practices.sharing.conftest import TYPED


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def kept(draft: PracticeDraft) -> dict[str, Any]:
    draft.refresh_from_db()
    return draft.data


def test_a_new_draft_knows_municipality_lead_and_phase(draft: PracticeDraft) -> None:
    assert draft.data["municipalities"] == ["Zaanstad"]
    assert draft.data["lead"] == "GM0479"
    assert draft.data["phase"] == "idee"


def test_beginning_twice_makes_one_draft(browser: Client, colleague: Any) -> None:
    browser.post("/delen/")
    browser.post("/delen/")

    assert PracticeDraft.objects.filter(user=colleague).count() == 1


def test_what_is_wrong_is_saved_all_the_same_and_named_at_the_field(browser: Client, draft: PracticeDraft) -> None:
    values = {**TYPED["wat"], "title": "", "summary": "x" * 501, "municipalities": ["Nergenshuizen"]}

    response = browser.post(f"/delen/{draft.pk}/wat/", values)

    page = text_of(response)
    assert response.status_code == 200
    assert "<title>Fout: " in page
    assert 'href="#id_title"' in page
    assert 'href="#id_municipalities"' in page
    assert "Het zijn er nu 501" in page
    assert "“Nergenshuizen” kennen wij niet" in page
    assert kept(draft)["summary"] == "x" * 501
    assert "Nergenshuizen" in text_of(browser.get(f"/delen/{draft.pk}/wat/"))


@pytest.mark.parametrize("button", ["vorige", "bewaar"])
def test_going_back_or_stopping_saves_without_complaint(browser: Client, draft: PracticeDraft, button: str) -> None:
    response = browser.post(f"/delen/{draft.pk}/waarom/", {"background": "Half af", "actie": button})

    assert response.status_code == 302
    assert kept(draft)["background"] == "Half af"


def test_an_old_name_leads_to_the_municipality_of_today(browser: Client, filled_draft: PracticeDraft) -> None:
    names = ["Beemster", "den bosch", "GM0344", "Gemeente Súdwest Fryslân"]
    browser.post(f"/delen/{filled_draft.pk}/wat/", {"municipalities": names})
    browser.post(f"/delen/{filled_draft.pk}/controleren/")

    page = PracticePage.objects.get()
    assert sorted(item.slug for item in page.municipalities.all()) == [
        "purmerend",
        "s-hertogenbosch",
        "sudwest-fryslan",
        "utrecht",
    ]


def test_a_municipality_that_was_split_asks_which_one_is_meant(browser: Client, filled_draft: PracticeDraft) -> None:
    values = {**TYPED["wat"], "municipalities": ["Haaren"]}
    asked = text_of(browser.post(f"/delen/{filled_draft.pk}/wat/", values))
    assert "Welke gemeente bedoelt u met “Haaren”?" in asked
    assert 'name="gemeente-haaren" value="Vught"' in asked

    browser.post(f"/delen/{filled_draft.pk}/wat/", {**values, "gemeente-haaren": "Vught"})

    assert kept(filled_draft)["municipalities"] == ["Vught"]


def test_rows_come_and_go_without_javascript(browser: Client, draft: PracticeDraft) -> None:
    address = f"/delen/{draft.pk}/leren/"
    rows = {"question": ["Eerste?", "Tweede?"], "question_type": ["weg", "doelgroep"], "question_id": ["", ""]}

    browser.post(address, {**rows, "rij": "questions:erbij"})
    assert [row["question"] for row in kept(draft)["questions"]] == ["Eerste?", "Tweede?", ""]
    browser.post(address, {**rows, "rij": "questions:weg:0"})
    assert kept(draft)["questions"] == [{"id": "", "question": "Tweede?", "type": "doelgroep"}]


def test_review_names_what_is_missing_and_does_not_publish(browser: Client, draft: PracticeDraft) -> None:
    response = browser.post(f"/delen/{draft.pk}/controleren/")

    assert response.status_code == 200
    assert f"/delen/{draft.pk}/wat/?controle=1#id_title" in text_of(response)
    assert not PracticePage.objects.exists()
    assert "Vul een titel in." in text_of(browser.get(f"/delen/{draft.pk}/wat/?controle=1"))


def test_a_citizen_number_stops_publication_and_is_masked(browser: Client, filled_draft: PracticeDraft) -> None:
    response = browser.post(f"/delen/{filled_draft.pk}/waarom/", {"background": "Het gaat om bsn 111222333."})

    assert "Aanleiding: dit lijkt een burgerservicenummer (bsn): 11•••••33." in text_of(response)
    assert "burgerservicenummer (bsn): 111222333" not in text_of(response)
    assert browser.post(f"/delen/{filled_draft.pk}/controleren/").status_code == 200
    assert not PracticePage.objects.exists()


def test_a_phone_number_asks_why_it_may_be_shared(browser: Client, filled_draft: PracticeDraft) -> None:
    browser.post(f"/delen/{filled_draft.pk}/waarom/", {"background": "Bel mij op 06-12345678 als u vragen heeft."})
    address = f"/delen/{filled_draft.pk}/controleren/"

    shown = browser.get(address)
    assert "Aanleiding: dit lijkt een telefoonnummer: 06-••••••78." in text_of(shown)
    assert browser.post(address).status_code == 200
    assert not PracticePage.objects.exists()

    typed = {"privacy_shown": shown.context["asked"]["shown"], "privacy_reason": "Het nummer van de balie."}
    assert browser.post(address, typed).status_code == 302
    assert PracticePage.objects.get().live


def test_a_draft_of_somebody_else_is_not_there(filled_draft: PracticeDraft, organisation: Any) -> None:
    other = Client()
    other.force_login(make_user(Role.MEMBER, organisation("zaanstad")), backend="portal.accounts.AccountBackend")

    for path in ("wat", "controleren", "weggooien"):
        assert other.get(f"/delen/{filled_draft.pk}/{path}/").status_code == 404
        assert other.post(f"/delen/{filled_draft.pk}/{path}/", {"title": "Gekaapt"}).status_code == 404
    assert kept(filled_draft)["title"] == "Eén regisseur per gezin"
    assert other.get(f"/delen/{uuid.uuid4()}/wat/").status_code == 404
    assert other.get("/delen/geen-uuid/wat/").status_code == 404


def test_two_windows_in_one_step_are_merged_by_field(browser: Client, filled_draft: PracticeDraft) -> None:
    address = f"/delen/{filled_draft.pk}/wat/"
    first, second = (browser.get(address).context for _ in range(2))

    def send(window: Any, **changed: str) -> Any:
        seen = {"seen": window["form"].marks, "window": window["window"]}
        return browser.post(address, {**TYPED["wat"], **changed, **seen})

    send(first, title="Titel uit het eerste venster")
    send(second, summary="In het kort uit het tweede venster")

    assert kept(filled_draft)["title"] == "Titel uit het eerste venster"
    assert kept(filled_draft)["summary"] == "In het kort uit het tweede venster"


def test_two_windows_that_change_one_field_lose_nothing_in_silence(
    browser: Client, filled_draft: PracticeDraft
) -> None:
    address = f"/delen/{filled_draft.pk}/wat/"
    first, second = (browser.get(address).context for _ in range(2))
    for window, title in ((first, "Eerste"), (second, "Tweede")):
        seen = {"seen": window["form"].marks, "window": window["window"]}
        response = browser.post(address, {**TYPED["wat"], "title": title, **seen})

    assert kept(filled_draft)["title"] == "Tweede"
    assert "in een ander venster gewijzigd" in text_of(response)
    assert "<blockquote>Eerste</blockquote>" in text_of(response)


def test_going_back_in_the_browser_is_no_other_window(browser: Client, filled_draft: PracticeDraft) -> None:
    address = f"/delen/{filled_draft.pk}/wat/"
    window = browser.get(address).context
    seen = {"seen": window["form"].marks, "window": window["window"]}

    browser.post(address, {**TYPED["wat"], "title": "Eerst", **seen})
    response = browser.post(address, {**TYPED["wat"], "title": "Toch anders", **seen})

    assert response.status_code == 302
    assert kept(filled_draft)["title"] == "Toch anders"


def test_typing_on_after_publishing_becomes_an_edit(browser: Client, filled_draft: PracticeDraft) -> None:
    browser.post(f"/delen/{filled_draft.pk}/controleren/")

    response = browser.post(f"/delen/{filled_draft.pk}/wat/", {**TYPED["wat"], "title": "Nog een idee"})

    edit = PracticeDraft.objects.get(published_at=None)
    assert response.headers["Location"] == f"/delen/{edit.pk}/wat/"
    assert edit.data["title"] == "Nog een idee"
    assert PracticePage.objects.get().title == "Eén regisseur per gezin"


def test_discarding_asks_first(browser: Client, filled_draft: PracticeDraft) -> None:
    browser.get(f"/delen/{filled_draft.pk}/weggooien/")
    assert PracticeDraft.objects.filter(pk=filled_draft.pk).exists()
    browser.post(f"/delen/{filled_draft.pk}/weggooien/")
    assert not PracticeDraft.objects.filter(pk=filled_draft.pk).exists()


@pytest.mark.parametrize("seen", ["", "[]", "{", json.dumps({"title": ["x"]}), "[" * 5_000])
def test_a_spoilt_mark_is_no_error(browser: Client, draft: PracticeDraft, seen: str) -> None:
    response = browser.post(f"/delen/{draft.pk}/wat/", {**TYPED["wat"], "seen": seen})

    assert response.status_code in {200, 302}
    assert kept(draft)["title"] == TYPED["wat"]["title"]
