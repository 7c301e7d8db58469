"""A site with an address, a member of Breda, and practices that Zaanstad shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices.choices import Visibility
from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user
from tests.portal.alerts.sending import SITE, refreshed


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def town(organisation: Callable[[str], Any]) -> Any:
    return organisation("zaanstad")


@pytest.fixture
def member(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"), email="jan@breda.example")


@pytest.fixture
def shared(town: Any, search_index: Any) -> Callable[..., PracticePage]:
    """Share a practice of Zaanstad, and index it."""

    def share(title: str, visibility: Visibility = Visibility.PUBLIC, **fields: Any) -> PracticePage:
        page = make_practice(town, title=title, visibility=visibility, **fields)
        refreshed(search_index)
        return page

    return share
