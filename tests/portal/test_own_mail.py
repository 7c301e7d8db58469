"""One chooses at /mijn/ which letters come, beside what one follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from practices.rules.visibility import Role
from search.alerts.letters import letter_kinds, stopped_kinds
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(organisation: Callable[[str], Any]) -> Any:
    return make_user(Role.MEMBER, organisation("zaanstad"))


@pytest.fixture
def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="portal.accounts.AccountBackend")
    return client


def test_every_kind_is_listed_and_only_those_can_be_stopped_that_one_may_do_without(client_of: Client) -> None:
    text = client_of.get("/mijn/").content.decode()
    for name, kind in letter_kinds().items():
        assert (f'value="{name}"' in text) == kind.can_stop, name
        assert kind.label.lower() in text.lower(), name


def test_what_is_not_ticked_stops_and_can_be_wanted_again(client_of: Client, person: Any) -> None:
    can_stop = {name for name, kind in letter_kinds().items() if kind.can_stop}
    client_of.post(reverse("search:choose-letters"), {"soort": sorted(can_stop - {"label-given"})})
    assert stopped_kinds(person.pk) == {"label-given"}
    assert 'value="label-given" checked' not in client_of.get("/mijn/").content.decode()
    client_of.post(reverse("search:choose-letters"), {"soort": sorted(can_stop)})
    assert stopped_kinds(person.pk) == frozenset()


def test_what_one_cannot_do_without_goes_on_and_odd_kinds_are_nothing(client_of: Client, person: Any) -> None:
    client_of.post(reverse("search:choose-letters"), {"soort": ["verzonnen"]})
    assert "taken-down" not in stopped_kinds(person.pk)


def test_a_visitor_signs_in_first(db: None) -> None:
    response = Client().post(reverse("search:choose-letters"), {})
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
