"""An administrator imports a file in /cms/: first a trial that tells of each line, then the real run."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from practices.actions.imports import KEPT, forget_import_files
from practices.actions.schedule import do_what_is_due
from practices.models import AuditEntry, ImportFile, PracticePage
from practices.rules.visibility import Role
from practices.views import importing
from tests.practices.cms.conftest import SignIn

pytestmark = pytest.mark.django_db

RECORDS = (
    {
        "soort": "praktijk",
        "id": "a1",
        "titel": "Samen aan tafel",
        "gemeenten": ["zaanstad"],
        "zichtbaarheid": "openbaar",
    },
    {"soort": "praktijk", "id": "a2", "titel": "Onbekende plaats", "gemeenten": ["atlantis"]},
    {"soort": "praktijk", "id": "a3", "titel": "De tweede tafel", "gemeenten": ["breda"], "zichtbaarheid": "openbaar"},
)
FILE = "\n".join([json.dumps(RECORDS[0]), json.dumps(RECORDS[1]), "geen json", json.dumps(RECORDS[2])]).encode()


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    return sign_in(Role.ADMINISTRATOR)


def send(client: Client, content: bytes = FILE, **fields: Any) -> Any:
    return client.post("/cms/importeren/", {"file": SimpleUploadedFile("items.jsonl", content), **fields})


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def is_refused(response: Any) -> bool:
    """Tell whether somebody was sent away: Wagtail leads who is in to its first screen, with a message."""
    return response.status_code == 403 or response.headers.get("Location") == "/cms/"


def imported() -> set[str]:
    return set(PracticePage.objects.values_list("source_id", flat=True))


def test_a_trial_tells_of_each_refused_line_and_keeps_nothing(administrator: Client) -> None:
    sent = send(administrator)
    page = text_of(administrator.get(sent.headers["Location"]))
    assert "Regel 2, praktijk “a2”: geweigerd" in page
    assert "atlantis" in page
    assert "Regel 3: geweigerd" in page
    assert "geen geldige JSON" in page
    assert "Proef, niets bewaard: 2 toegevoegd, 0 gewijzigd, 0 ongewijzigd, 2 geweigerd" in page
    assert "Importeer 2 items" in page
    assert imported() == set()


def test_after_the_trial_the_good_lines_are_imported_by_whoever_pressed(administrator: Client) -> None:
    trial = send(administrator).headers["Location"]
    text_of(administrator.get(trial))
    page = text_of(administrator.post(trial.replace("proef/", "")))
    assert "Klaar. 2 toegevoegd, 0 gewijzigd, 0 ongewijzigd, 2 geweigerd" in page
    assert imported() == {"a1", "a3"}
    noted = AuditEntry.objects.get(deed="bestand geïmporteerd")
    assert noted.by == administrator.user  # type: ignore[attr-defined]
    assert noted.details["file"] == "items.jsonl"
    file = ImportFile.objects.get()
    assert bytes(file.content) == b"", "the texts are not kept"


def test_nothing_is_imported_that_was_not_tried(administrator: Client) -> None:
    trial = send(administrator).headers["Location"]
    assert administrator.post(trial.replace("proef/", "")).headers["Location"] == "/cms/importeren/"
    assert imported() == set()


def test_a_file_is_imported_once(administrator: Client) -> None:
    trial = send(administrator).headers["Location"]
    text_of(administrator.get(trial))
    text_of(administrator.post(trial.replace("proef/", "")))
    assert administrator.post(trial.replace("proef/", "")).status_code == 302
    assert administrator.get(trial).status_code == 302


def test_the_page_comes_piece_by_piece(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PROGRESS", 2)
    response = administrator.get(send(administrator).headers["Location"])
    parts = list(response.streaming_content)
    assert b"2 regels gelezen" in b"".join(parts)
    assert b"<html" in parts[0]
    assert len(parts) > 5
    assert response.headers["Content-Encoding"] == "identity"


def test_who_leaves_halfway_keeps_what_was_done_and_may_begin_again(administrator: Client) -> None:
    trial = send(administrator).headers["Location"]
    text_of(administrator.get(trial))
    response = administrator.post(trial.replace("proef/", ""))
    parts = response.streaming_content
    while b"Regel 2" not in next(parts):
        pass
    response.close()
    assert imported() == {"a1"}
    assert ImportFile.objects.get().done_at is None
    text_of(administrator.post(trial.replace("proef/", "")))
    assert imported() == {"a1", "a3"}


def test_the_owner_and_new_names_are_as_was_asked(administrator: Client) -> None:
    record = {"soort": "praktijk", "id": "b1", "titel": "Zonder plaats", "themas": ["Een nieuw thema"]}
    refused = text_of(administrator.get(send(administrator, json.dumps(record).encode()).headers["Location"]))
    assert "1 geweigerd" in refused
    trial = send(administrator, json.dumps(record).encode(), create_terms="on", owner="Breda").headers["Location"]
    text_of(administrator.get(trial))
    text_of(administrator.post(trial.replace("proef/", "")))
    page = PracticePage.objects.get(source_id="b1")
    assert page.organisation.title == "Gemeente Breda"
    assert page.main_theme is not None
    assert page.main_theme.name == "Een nieuw thema"


@pytest.mark.parametrize(
    ("content", "fields", "told"),
    [
        (b"", {}, "Dit bestand is leeg."),
        (FILE, {"owner": "Nergenshuizen"}, "geen organisatie die wij kennen"),
    ],
)
def test_a_wrong_form_is_explained(content: bytes, fields: dict[str, str], told: str, administrator: Client) -> None:
    response = send(administrator, content, **fields)
    assert told in response.content.decode()
    assert not ImportFile.objects.exists()


def test_a_file_that_is_too_large_is_refused(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LARGEST_FILE", 10)
    assert "Deel het op" in send(administrator).content.decode()


def test_no_file_is_no_error_of_the_site(administrator: Client) -> None:
    assert "Kies een bestand." in administrator.post("/cms/importeren/", {}).content.decode()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[]\n{}\n null", b"\0\0\0", b'{"soort": 3, "id": {}}'])
def test_whatever_the_file_holds_is_told_line_by_line(content: bytes, administrator: Client) -> None:
    page = text_of(administrator.get(send(administrator, content).headers["Location"]))
    assert "geweigerd" in page
    assert re.search(r"Importeer \d", page) is None


def test_what_a_file_says_is_text_on_the_page(administrator: Client) -> None:
    record = {"soort": "praktijk", "id": "<script>x</script>", "titel": "T", "gemeenten": ["<b>nergens</b>"]}
    page = text_of(administrator.get(send(administrator, json.dumps(record).encode()).headers["Location"]))
    assert "<script>x" not in page
    assert "<b>nergens" not in page


def test_files_are_forgotten_after_a_day(administrator: Client, now: datetime) -> None:
    send(administrator)
    file = ImportFile.objects.get()
    assert forget_import_files(at=file.at + KEPT - timedelta(minutes=1)) == 0
    do_what_is_due(at=file.at + KEPT + timedelta(minutes=1))
    assert not ImportFile.objects.exists()


def test_files_of_somebody_else_are_not_there(administrator: Client, sign_in: SignIn) -> None:
    trial = send(administrator).headers["Location"]
    assert sign_in(Role.ADMINISTRATOR).get(trial).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_import(role: Role, administrator: Client, sign_in: SignIn) -> None:
    trial = send(administrator).headers["Location"]
    client = sign_in(role)
    for address in ("/cms/importeren/", trial):
        assert is_refused(client.get(address)), address
    assert is_refused(client.post(trial.replace("proef/", "")))
    assert is_refused(send(client))


def test_pages_of_an_import_are_found_in_the_admin(administrator: Client) -> None:
    trial = send(administrator).headers["Location"]
    text_of(administrator.get(trial))
    text_of(administrator.post(trial.replace("proef/", "")))
    assert "Samen aan tafel" in administrator.get("/cms/praktijken/?q=tafel").content.decode()
