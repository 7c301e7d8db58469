"""The pages of themes and of pairs of domains."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.rules.visibility import Role
from tests.factories import make_user, share_practice

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    return response.content.decode()


def test_a_theme_shows_what_is_shared_about_it_and_where(client: Client, shared: Any) -> None:
    html = page(client, "/themas/wonen/")
    assert "Samen op huisbezoek" in html
    assert "Werkt het?" in html
    assert "Samen op straat" not in html
    assert 'href="/zoeken/?thema=wonen&amp;gemeente=zaanstad" aria-label="Zaanstad: 1 resultaat"' in html


def test_what_is_hidden_is_not_shown_asked_or_counted(
    client: Client, shared: Any, organisation: Callable[[str], Any]
) -> None:
    html = page(client, "/themas/wonen/")
    assert "Samen binnenskamers" not in html
    assert "Wat mag niemand weten?" not in html
    assert "1 praktijk<" in html
    client.force_login(make_user(Role.MEMBER, organisation("breda")))
    assert "2 praktijken<" in page(client, "/themas/wonen/")


def test_a_theme_without_anything_says_what_one_can_do(client: Client, shared: Any) -> None:
    html = page(client, "/themas/energietransitie/")
    assert "Over dit thema is nog niets gedeeld" in html
    assert '<a href="/themas/wonen/">Wonen en volkshuisvesting</a> <span class="quiet">1</span>' in html


def test_another_word_for_a_theme_leads_to_it(client: Client) -> None:
    response = client.get("/themas/geweld-achter-de-voordeur/")
    assert (response.status_code, response["Location"]) == (301, "/themas/huiselijk-geweld/")
    assert client.get("/themas/bestaat-niet/").status_code == 404


def test_the_list_of_themes_counts_what_one_may_see(client: Client, shared: Any) -> None:
    html = page(client, "/themas/")
    assert html.count('href="/themas/') >= 66
    assert '<a href="/themas/wonen/">Wonen en volkshuisvesting</a> <span class="quiet">1</span>' in html
    assert "Bij 2 thema’s" in html


def test_a_pair_of_domains_shows_what_has_both(client: Client, shared: Any) -> None:
    html = page(client, "/domeinen/veiligheid-en-zorg/")
    assert "Samen op huisbezoek" in html
    assert "Samen op straat" not in html
    assert 'href="/zoeken/?soort=praktijk&amp;domein=veiligheid%2Bzorg"' in html


def test_the_other_order_leads_to_the_alphabetical_one(client: Client) -> None:
    response = client.get("/domeinen/zorg-en-veiligheid/")
    assert (response.status_code, response["Location"]) == (301, "/domeinen/veiligheid-en-zorg/")


@pytest.mark.parametrize("path", ["zorg-en-zorg", "zorg-en-niets", "zorg"])
def test_what_is_no_pair_of_domains_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/domeinen/{path}/").status_code == 404


def test_the_list_has_every_pair_once_with_its_count(client: Client, shared: Any) -> None:
    html = page(client, "/domeinen/")
    pairs = re.findall(r'href="/domeinen/([a-z]+)-en-([a-z]+)/"', html)
    assert len(pairs) == len(set(pairs)) == 15
    assert all(first < second for first, second in pairs)
    assert pairs[0] == ("veiligheid", "zorg")


@pytest.mark.parametrize("path", ["/themas/", "/themas/wonen/", "/domeinen/", "/domeinen/veiligheid-en-zorg/"])
def test_the_number_of_queries_does_not_grow_with_what_is_shared(
    client: Client, shared: Any, organisation: Callable[[str], Any], search_index: Any, path: str
) -> None:
    client.get(path)
    with CaptureQueriesContext(connection) as before:
        client.get(path)
    for number in range(4):
        share_practice(
            organisation("zaanstad"),
            f"Nog een {number}",
            themes=["wonen"],
            domains=["zorg", "veiligheid"],
            questions=[("Hoe?", "open")],
        )
    search_index.refresh()
    client.get(path)
    with CaptureQueriesContext(connection) as after:
        client.get(path)
    assert len(after) <= len(before)
