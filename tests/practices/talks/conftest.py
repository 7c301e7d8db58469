"""A practice of Zaanstad whose owner looks for company, and one of Breda that resembles it."""

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
def other(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"), name="Bram Breda")


@pytest.fixture
def alike(organisation: Callable[[str], Any], other: Any) -> PracticePage:
    return make_practice(organisation("breda"), user=other, title="Samen rond het gezin, ook hier")


@pytest.fixture
def sign_in() -> SignIn:
    """Return a function that gives a browser in which somebody is signed in."""

    def browser(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="portal.accounts.AccountBackend")
        return client

    return browser
