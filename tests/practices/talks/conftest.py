"""A practice of Breda that resembles the one of Zaanstad whose owner looks for company."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user


@pytest.fixture
def other(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("breda"), name="Bram Breda")


@pytest.fixture
def alike(organisation: Callable[[str], Any], other: Any) -> PracticePage:
    return make_practice(organisation("breda"), user=other, title="Samen rond het gezin, ook hier")
