"""A practice that ended with a question unanswered, and somebody elsewhere who begins something alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.choices import Phase
from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.factories import make_user, share_practice
from tests.practices.conftest import signed_in

QUESTION = "Wie houdt de regie als het gezin verhuist?"


@pytest.fixture
def ended(organisation: Callable[[str], Any]) -> PracticePage:
    return share_practice(
        organisation("zaanstad"),
        "Eén regisseur voor het gezin",
        summary="Eén regisseur voor gezinnen met veel hulpverleners, ook na een verhuizing.",
        phase=Phase.STOPPED,
        questions=[(QUESTION, "open"), ("Merkt het gezin het?", "beantwoord")],
    )


@pytest.fixture
def beginner(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"))


@pytest.fixture
def browser(beginner: Any) -> Client:
    return signed_in(beginner)
