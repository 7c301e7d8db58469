"""The page of own things: drafts, what one shared, and one first thing to do per role."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.accounts import viewer_of
from portal.first_actions import first_action
from portal.views.my import MOST_OF_ORGANISATION
from practices.actions.sharing import withdraw
from practices.rules.visibility import Role
from tests.factories import NOW, SYSTEM, make_practice, make_user


def page_of(user: Any) -> str:
    client = Client()
    client.force_login(user, backend="portal.accounts.AccountBackend")
    response = client.get("/mijn/")
    assert response.status_code == 200
    return response.content.decode()


def test_visitors_are_led_to_the_sign_in(db: None) -> None:
    assert Client().get("/mijn/").headers["Location"] == "/account/login/?next=/mijn/"


@pytest.mark.parametrize("role", [*Role])
def test_every_role_has_one_first_action(role: Role, organisation: Callable[[str], Any]) -> None:
    user = make_user(role, organisation("vng"))

    assert re.findall(r'id="eerst">([^<]*)<', page_of(user)) == [first_action(viewer_of(user), at=NOW).title]


def test_own_pages_stand_apart_from_those_of_colleagues(organisation: Callable[[str], Any]) -> None:
    town = organisation("zaanstad")
    me = make_user(Role.MEMBER, town)
    make_practice(town, user=me, title="Van mij")
    make_practice(town, title="Van een collega")
    make_practice(organisation("breda"), title="Van Breda")

    page = page_of(me)

    assert page.index("Wat u deelde") < page.index("Van mij") < page.index("Van uw organisatie")
    assert page.index("Van uw organisatie") < page.index("Van een collega")
    assert "Van Breda" not in page


def test_a_withdrawn_page_offers_to_share_it_again(organisation: Callable[[str], Any]) -> None:
    town = organisation("zaanstad")
    me = make_user(Role.MEMBER, town)
    practice = withdraw(make_practice(town, user=me), by=SYSTEM, at=NOW)

    page = page_of(me)

    assert f"/delen/{practice.key}/opnieuw/" in page
    assert f"/delen/{practice.key}/intrekken/" not in page
    assert practice.get_absolute_url() not in page


def test_who_left_an_organisation_no_longer_manages_what_was_shared_there(organisation: Callable[[str], Any]) -> None:
    town = organisation("zaanstad")
    me = make_user(Role.MEMBER, town)
    practice = make_practice(town, user=me)
    me.memberships.all().delete()

    page = page_of(me)

    assert "hoort nog niet bij een organisatie" in page
    assert practice.title not in page


def test_a_long_list_says_how_much_is_left_out(organisation: Callable[[str], Any]) -> None:
    town, author = organisation("zaanstad"), make_user(Role.ADMINISTRATOR, None)
    for _ in range(MOST_OF_ORGANISATION + 1):
        make_practice(town, user=author)

    assert f"van {MOST_OF_ORGANISATION + 1}" in page_of(make_user(Role.MANAGER, town))
