"""An editor at work, from the queue to the label; and a visitor whose report takes something offline."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import User
from practices.choices import Criterion
from practices.models import PracticePage
from tests.practices.curation.conftest import reasons, signed_in

pytestmark = pytest.mark.django_db


def do(client: Client, page: Any, name: str, **typed: str) -> None:
    assert client.post(reverse("curation-do", args=[page.pk, name]), typed).status_code == 302


def test_from_the_queue_by_a_question_to_the_label(editor: Client, practice: PracticePage, owner: User) -> None:
    item = reverse("curation-item", args=[practice.pk])
    assert item in editor.get(reverse("curation")).content.decode()
    do(editor, practice, "vraag", **{"vraag-reason": "Wat lukte niet?"})
    editor.post(reverse("curation-seen", args=[practice.pk]))
    assert item not in editor.get(reverse("curation")).content.decode()

    own = signed_in(owner)
    assert "Wat lukte niet?" in own.get("/mijn/").content.decode()
    update = reverse("practices:update", args=[practice.key])
    told = {"log_kind": "tegenslag", "text": "De eerste avond kwam niemand.", "on": "2026-11-20"}
    assert own.post(update, told).status_code == 302
    assert "Wat lukte niet?" not in own.get("/mijn/").content.decode()

    assert reasons(practice) == {"aangepast"}
    shown = editor.get(item).content.decode()
    assert "<ins>Nieuw</ins>" in shown
    assert "De eerste avond kwam niemand." in shown
    do(editor, practice, "label", **{each.value: f"Ja: {each.value}." for each in Criterion})
    assert "bekeken door de VNG-redactie" in Client().get(practice.get_absolute_url()).content.decode()
    assert item not in editor.get(reverse("curation")).content.decode()


def test_a_report_by_a_visitor_takes_it_offline_with_a_reason(
    editor: Client, practice: PracticePage, owner: User
) -> None:
    visitor = Client()
    report = reverse("practices:report-problem", args=[practice.key])
    visitor.post(report, {"kind": "persoonsgegevens", "text": "Onder aanleiding."})
    assert "Persoonsgegevens gemeld" in editor.get(reverse("curation")).content.decode()
    do(editor, practice, "offline", **{"offline-reason": "Er staat een naam onder aanleiding."})
    assert visitor.get(practice.get_absolute_url()).status_code == 410
    assert "Er staat een naam onder aanleiding." in signed_in(owner).get("/mijn/").content.decode()
    do(editor, practice, "terug")
    assert visitor.get(practice.get_absolute_url()).status_code == 200
