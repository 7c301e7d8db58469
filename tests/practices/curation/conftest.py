"""An editor, an owner and a practice that the owner shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.accounts import viewer_of
from portal.models import User
from practices.models import PracticePage, SharedPage, Waiting
from practices.rules.visibility import Role, Viewer
from tests.factories import make_practice, make_user

Organisation = Callable[[str], Any]


def signed_in(user: User) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    client.force_login(user, backend="portal.accounts.AccountBackend")
    return client


def reasons(page: SharedPage) -> set[str]:
    """Return why a page waits."""
    return set(Waiting.objects.filter(page_id=page.pk).values_list("reason", flat=True))


@pytest.fixture
def editor_user(organisation: Organisation) -> User:
    return make_user(Role.EDITOR, organisation("vng"))


@pytest.fixture
def editor(editor_user: User) -> Client:
    return signed_in(editor_user)


@pytest.fixture
def by_editor(editor_user: User) -> Viewer:
    return viewer_of(editor_user)


@pytest.fixture
def owner(organisation: Organisation) -> User:
    return make_user(Role.MEMBER, organisation("zaanstad"))


@pytest.fixture
def by_owner(owner: User) -> Viewer:
    return viewer_of(owner)


@pytest.fixture
def practice(organisation: Organisation, owner: User) -> PracticePage:
    """What the owner shared with everybody."""
    return make_practice(organisation("zaanstad"), user=owner, title="Samen aan tafel", visibility="openbaar")
