"""Whatever is sent to the steps is answered in Dutch with 200, 302, 400 or 404, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.models import PracticeDraft, PracticePage
from tests.practices.sharing.conftest import TYPED

STEPS = ["wat", "waarom", "leren", "contact", "controleren"]
NASTY = [
    "\x00NUL\x00",
    "\ud800 half".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "a" * 10_000,
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% load x %}",
    "' OR 1=1 --",
    "‮omgekeerd‬ 💥 \u0000",
    "-1",
    "9" * 400,
    "0000-00-00",
    "2026-02-30",
]
FIELDS = [
    *("title", "summary", "municipalities", "lead", "themes", "background", "phase", "phase_since"),
    *("question", "question_type", "question_id", "contact_role", "contact_mailbox", "visibility"),
    *("seen", "window", "actie", "rij", "gemeente-haaren", "overschrijf", "onbekend"),
]
BUTTONS = ["questions:weg:1", "municipalities:weg:99999999999", "title:erbij", "questions:", ":::", "erbij", "volgende"]
values = st.one_of(
    st.sampled_from([*NASTY, *BUTTONS, "Haaren", "Bergen", "zaanstad", "huiselijk-geweld", "idee", "doelgroep", ""]),
    st.text(max_size=60),
)


@pytest.mark.parametrize("step", STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.dictionaries(st.sampled_from(FIELDS), st.lists(values, min_size=1, max_size=4), max_size=10))
def test_no_form_breaks_a_step(browser: Client, draft: PracticeDraft, step: str, sent: dict[str, list[str]]) -> None:
    clean = {name: [value.encode("utf-8", "replace").decode() for value in given] for name, given in sent.items()}

    response = browser.post(f"/delen/{draft.pk}/{step}/", clean)

    assert response.status_code in {200, 302}
    assert browser.get(f"/delen/{draft.pk}/{STEPS[0] if step == 'controleren' else step}/").status_code == 200
    assert browser.get(f"/delen/{draft.pk}/controleren/").status_code == 200
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize("field", ["title", "summary"])
@pytest.mark.parametrize("value", NASTY)
def test_nasty_text_is_kept_and_shown_as_text(browser: Client, draft: PracticeDraft, field: str, value: str) -> None:
    browser.post(f"/delen/{draft.pk}/wat/", {field: value, "actie": "bewaar"})

    draft.refresh_from_db()
    assert draft.data[field] == value.replace("\x00", "").replace("\ufffd", "")
    page = browser.get(f"/delen/{draft.pk}/wat/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_a_request_without_fields_empties_nothing(browser: Client, filled_draft: PracticeDraft) -> None:
    before = filled_draft.data

    for step in STEPS[:-1]:
        browser.post(f"/delen/{filled_draft.pk}/{step}/", '{"title": []}', content_type="application/json")

    filled_draft.refresh_from_db()
    assert {**filled_draft.data, "window": None} == {**before, "window": None}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"title=%ff%fe%ED%A0%80kapot&summary=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"title=%00%00x", "application/x-www-form-urlencoded"),
        (b"--x\r\nkapot", "multipart/form-data; boundary=x"),
        (b"title=x", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"title=x", "application/x-www-form-urlencoded; charset=onzin"),
        (b"", "multipart/form-data"),
        (b"a=1&" * 4_000, "application/x-www-form-urlencoded"),
        (b"title=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
)
@pytest.mark.parametrize("debug", [False, True])
def test_a_body_that_is_no_form_is_answered_calmly(
    browser: Client, draft: PracticeDraft, body: bytes, content_type: str, debug: bool, settings: Any
) -> None:
    settings.DEBUG = debug
    browser.raise_request_exception = False

    response = browser.generic("POST", f"/delen/{draft.pk}/wat/", body, content_type)

    assert response.status_code in {200, 302, 400}
    assert response.status_code == 302 or '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/delen/praktijk-1/wijzigen/",
        "/delen/praktijk-99999999999999999999/intrekken/",
        "/delen/onzin/zichtbaarheid/",
        "/delen/casus-0/opnieuw/",
        "/delen/%00/wat/",
        "/delen/00000000-0000-0000-0000-000000000000/wat/",
        "/delen/00000000-0000-0000-0000-000000000000/onzin/",
        "/delen/00000000-0000-0000-0000-00000000000/wat/",
        "/delen/%ff%fe/wat/",
        "/delen/praktijk-١/fase/",
    ],
)
@pytest.mark.parametrize("debug", [False, True])
def test_addresses_of_nothing_are_not_found(browser: Client, path: str, debug: bool, settings: Any) -> None:
    settings.DEBUG = debug

    for response in (browser.get(path), browser.post(path, {"title": "x"})):
        assert response.status_code == 404
        assert "Niet gevonden" in response.content.decode()


@pytest.mark.parametrize("since", ["0001-01-01", "2999-01-01", "31-12-9999", "15-01-26", "15/01/2026", "gisteren", ""])
def test_odd_dates_are_accepted_or_explained(browser: Client, filled_draft: PracticeDraft, since: str) -> None:
    response = browser.post(f"/delen/{filled_draft.pk}/waarom/", {**TYPED["waarom"], "phase_since": since})

    understood = since in {"15-01-26", "15/01/2026"}
    assert response.status_code == (302 if understood else 200)
    assert understood or 'id="id_phase_since_error"' in response.content.decode()


@pytest.mark.parametrize("title", ["!!!", "日本", "💥", "a" * 255, "wat"])
def test_any_title_gets_an_address(browser: Client, filled_draft: PracticeDraft, title: str) -> None:
    browser.post(f"/delen/{filled_draft.pk}/wat/", {**TYPED["wat"], "title": title})

    browser.post(f"/delen/{filled_draft.pk}/controleren/")

    page = PracticePage.objects.get()
    assert page.title == title
    assert browser.get(page.get_absolute_url()).status_code == 200
