"""A practice of Zaanstad, and a colleague who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user


@pytest.fixture
def colleague(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("zaanstad"))


@pytest.fixture
def page(organisation: Callable[[str], Any], colleague: Any) -> PracticePage:
    return make_practice(organisation("zaanstad"), user=colleague)


@pytest.fixture
def browser(colleague: Any) -> Client:
    """A browser in which the colleague is signed in."""
    client = Client()
    client.force_login(colleague, backend="portal.accounts.AccountBackend")
    return client


@pytest.fixture
def stranger(organisation: Callable[[str], Any]) -> Client:
    """A browser in which somebody of Breda is signed in."""
    client = Client()
    client.force_login(make_user(Role.MEMBER, organisation("breda")), backend="portal.accounts.AccountBackend")
    return client
