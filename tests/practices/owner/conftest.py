"""A practice of Zaanstad with its owner, and people elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user

SignIn = Callable[[Any], Client]


@pytest.fixture
def owner(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("zaanstad"), name="Olga Owner")


@pytest.fixture
def page(organisation: Callable[[str], Any], owner: Any) -> PracticePage:
    return make_practice(organisation("zaanstad"), user=owner)


@pytest.fixture
def asker(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"), name="Bram Breda")


@pytest.fixture
def sign_in() -> SignIn:
    """Return a function that gives a browser in which somebody is signed in."""

    def browser(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="portal.accounts.AccountBackend")
        return client

    return browser
