"""A practice of Zaanstad with its owner, and somebody elsewhere, each in a browser of one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user

SignIn = Callable[[Any], Client]


def signed_in(user: Any) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user, backend="portal.accounts.AccountBackend")
    return client


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
    return signed_in
