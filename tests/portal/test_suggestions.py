"""Suggestions while typing: what completes the words, for whoever types them, and nothing of what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.choices import Visibility
from practices.rules.visibility import Role
from search.models import PopularQuery
from tests.factories import make_user, share_practice


def offered(client: Client, typed: str) -> dict[str, list[str]]:
    """Return the suggestions by group."""
    groups: dict[str, list[str]] = {}
    for item in client.get("/zoeken/suggesties/", {"q": typed}).json()["suggesties"]:
        groups.setdefault(item["groep"], []).append(item["titel"])
    return groups


def test_municipalities_laws_and_themes_lead_to_their_filter(client: Client, db: None, search_index: Any) -> None:
    search_index.refresh()
    found = client.get("/zoeken/suggesties/", {"q": "súdwest"}).json()["suggesties"]
    assert found == [
        {
            "titel": "Súdwest-Fryslân",
            "soort": "Gemeente",
            "url": "/zoeken/?gemeente=sudwest-fryslan",
            "groep": "Alles over",
        }
    ]
    assert "/zoeken/?wet=avg" in {
        item["url"] for item in client.get("/zoeken/suggesties/", {"q": "avg"}).json()["suggesties"]
    }
    assert "Huiselijk geweld" in offered(client, "huise")["Alles over"]


def test_queries_of_many_are_offered_only_with_public_hits(client: Client, db: None, search_index: Any) -> None:
    search_index.refresh()
    day = date(2026, 11, 20)
    PopularQuery.objects.create(words="xylofoon jeugd", text="xylofoon jeugd", last_day=day, has_public_hits=True)
    PopularQuery.objects.create(words="xylofoon geheim", text="xylofoon geheim", last_day=day, has_public_hits=False)
    assert offered(client, "xylo") == {"Vaak gezocht": ["xylofoon jeugd"]}


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("who", ["visitor", "member", "owner"])
def test_titles_are_offered_to_whoever_may_see_them(
    client: Client, organisation: Callable[[str], Any], search_index: Any, visibility: str, who: str
) -> None:
    share_practice(organisation("zaanstad"), "Xylofoonproef", visibility=visibility)
    search_index.refresh()
    if who != "visitor":
        user = make_user(Role.MEMBER, organisation("zaanstad" if who == "owner" else "breda"))
        client.force_login(user, backend="portal.accounts.AccountBackend")
    sees = {
        "visitor": {"openbaar"},
        "member": {"openbaar", "gemeenten"},
        "owner": {"openbaar", "gemeenten", "organisatie"},
    }
    expected = {"Titels": ["Xylofoonproef"]} if visibility in sees[who] else {}
    assert offered(client, "xylof") == expected


def test_the_number_of_queries_does_not_grow(
    client: Client, organisation: Callable[[str], Any], search_index: Any
) -> None:
    home = organisation("zaanstad")
    share_practice(home, "Xylofoon een")
    search_index.refresh()
    offered(client, "xylo")
    with CaptureQueriesContext(connection) as one:
        offered(client, "xylo")
    for number in range(6):
        share_practice(home, f"Xylofoon {number}")
    search_index.refresh()
    offered(client, "xylo")
    with CaptureQueriesContext(connection) as several:
        assert len(offered(client, "xylo")["Titels"]) == 5
    assert len(several) == len(one) <= 9


def test_one_letter_and_nonsense_get_no_answer(client: Client, db: None, search_index: Any) -> None:
    search_index.refresh()
    for typed in ("a", "", "  ", "\0\0", '"', "%%%", "x" * 600):
        assert offered(client, typed) == {}
