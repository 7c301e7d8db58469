"""A signed-in colleague of Zaanstad, and what such a person fills in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticeDraft
from practices.rules.visibility import Role
from tests.factories import make_user

#: What a person sends in each step.
TYPED: dict[str, dict[str, Any]] = {
    "wat": {
        "title": "Eén regisseur per gezin",
        "summary": "Wij proberen één vaste regisseur voor gezinnen met veel hulpverleners.",
        "municipalities": ["Zaanstad", "Purmerend"],
        "lead": "GM0479",
    },
    "waarom": {
        "themes": ["huiselijk-geweld", "ggz", ""],
        "background": "Hulp komt te laat.\r\n\r\nDat moet anders.",
        "phase": "idee",
        "phase_since": "2026-01-15",
    },
    "leren": {
        "question": ["Merkt het gezin het verschil?", "Hoe snel is er een regisseur?"],
        "question_type": ["doelgroep", "weg"],
        "question_id": ["", ""],
    },
    "contact": {
        "contact_role": "projectleider",
        "contact_mailbox": "zorgenveilig@zaanstad.example",
        "visibility": "gemeenten",
    },
}


@pytest.fixture
def colleague(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("zaanstad"))


@pytest.fixture
def browser(colleague: Any) -> Client:
    """A browser in which the colleague is signed in."""
    client = Client()
    client.force_login(colleague, backend="portal.accounts.AccountBackend")
    return client


@pytest.fixture
def draft(browser: Client, colleague: Any) -> PracticeDraft:
    """A new draft of the colleague."""
    browser.post("/delen/")
    return PracticeDraft.objects.get(user=colleague)


@pytest.fixture
def filled_draft(browser: Client, draft: PracticeDraft) -> PracticeDraft:
    """A draft in which every step was filled in."""
    for step, values in TYPED.items():
        assert browser.post(f"/delen/{draft.pk}/{step}/", values).status_code == 302, step
    draft.refresh_from_db()
    return draft
