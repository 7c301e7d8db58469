"""The pages of municipalities: what they share, old names that lead on, and nothing of what is hidden."""

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


def queries_of(client: Client, path: str) -> int:
    client.get(path)  # what is kept for a minute is kept now
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_a_municipality_shows_what_it_shares_and_wants_to_learn(client: Client, shared: Any) -> None:
    html = page(client, "/gemeenten/zaanstad/")
    assert "Samen op huisbezoek" in html
    assert "Werkt het?" in html
    assert "Wat kost het?" not in html
    assert '<a href="/zoeken/?soort=praktijk&amp;gemeente=zaanstad">1 praktijk</a>' in html


def test_it_says_province_region_and_neighbours(client: Client, shared: Any) -> None:
    html = page(client, "/gemeenten/purmerend/")
    assert "Noord-Holland" in html
    assert "Zaanstreek-Waterland" in html
    assert re.search(r'<a href="/gemeenten/zaanstad/">Zaanstad</a> <span class="quiet">1</span>', html)
    assert "Beemster (2022)" in html


def test_it_shows_what_it_takes_over_from_others_as_far_as_one_may_see_that(client: Client, shared: Any) -> None:
    html = page(client, "/gemeenten/purmerend/")
    assert "Samen op huisbezoek" in html
    assert "Samen binnenskamers" not in html


def test_a_municipality_without_anything_says_so_and_names_the_nearest_that_has(client: Client, shared: Any) -> None:
    html = page(client, "/gemeenten/wormerland/")
    assert "Wormerland deelt nog niets" in html
    assert re.search(r'Dichtbij gebeurt al wel iets: <a href="/gemeenten/zaanstad/">Zaanstad</a> \(1\)', html)


def test_what_is_for_colleagues_shows_to_colleagues_only(
    client: Client, shared: Any, organisation: Callable[[str], Any]
) -> None:
    assert "Aalten deelt nog niets" in page(client, "/gemeenten/aalten/")
    client.force_login(make_user(Role.MEMBER, organisation("breda")))
    html = page(client, "/gemeenten/aalten/")
    assert "Samen binnenskamers" in html
    assert "1 praktijk" in html


@pytest.mark.parametrize(
    ("old", "new"),
    [("beemster", "purmerend"), ("ootmarsum", "dinkelland"), ("s-gravenhage", "den-haag"), ("Zaanstad", "zaanstad")],
)
def test_another_name_leads_to_the_municipality_of_today(client: Client, db: None, old: str, new: str) -> None:
    response = client.get(f"/gemeenten/{old}/")
    assert (response.status_code, response["Location"]) == (301, f"/gemeenten/{new}/")


def test_a_divided_municipality_asks_which(client: Client) -> None:
    html = page(client, "/gemeenten/haaren/")
    assert "Haaren is verdeeld" in html
    assert re.findall(r'href="/gemeenten/([a-z-]+)/"', html) == ["boxtel", "oisterwijk", "tilburg", "vught"]


def test_an_unknown_municipality_is_not_there(client: Client) -> None:
    assert client.get("/gemeenten/bestaat-niet/").status_code == 404


@pytest.mark.parametrize("slug", ["gemeente-zaanstad", "gemeente-purmerend", "gemeente-beemster"])
def test_the_organisation_of_a_municipality_leads_to_its_page(client: Client, shared: Any, slug: str) -> None:
    response = client.get(f"/organisaties/{slug}/", follow=True)
    assert response.redirect_chain[-1] in [("/gemeenten/zaanstad/", 301), ("/gemeenten/purmerend/", 301)]


def test_the_list_links_every_municipality_in_map_and_list(client: Client, shared: Any) -> None:
    html = page(client, "/gemeenten/")
    assert len(re.findall(r'<a href="/gemeenten/[a-z0-9-]+/" aria-label=', html)) == 342
    assert 'aria-label="Zaanstad: 1 keer gedeeld"' in html
    assert 'aria-label="Aalten: 0 keer gedeeld"' in html
    assert "Bij 2 van de 342 gemeenten" in html
    assert 'class="skip" href="#per-provincie"' in html


def test_typing_a_name_leads_to_its_page(client: Client, db: None) -> None:
    assert client.get("/gemeenten/", {"naam": "den haag"})["Location"] == "/gemeenten/den-haag/"
    assert client.get("/gemeenten/", {"naam": " Beemster "})["Location"] == "/gemeenten/purmerend/"


def test_a_name_that_nobody_knows_is_kept_and_explained(client: Client) -> None:
    html = page(client, "/gemeenten/?naam=Zaanstat")
    assert 'value="Zaanstat"' in html
    assert "kennen wij niet" in html


def test_a_name_that_was_divided_asks_which(client: Client) -> None:
    assert "Welke gemeente bedoelt u?" in page(client, "/gemeenten/?naam=haaren")


@pytest.mark.parametrize("path", ["/gemeenten/zaanstad/", "/gemeenten/", "/organisaties/vng/", "/organisaties/"])
def test_the_number_of_queries_does_not_grow_with_what_is_shared(
    client: Client, shared: Any, organisation: Callable[[str], Any], search_index: Any, path: str
) -> None:
    share_practice(organisation("vng"), "Al van ons")
    before = queries_of(client, path)
    for number in range(4):
        share_practice(organisation("zaanstad"), f"Nog een {number}", themes=["wonen"], questions=[("Hoe?", "open")])
        share_practice(organisation("vng"), f"Van ons {number}", municipalities=["zaanstad", "purmerend"])
    search_index.refresh()
    assert queries_of(client, path) <= before


def test_without_engine_the_pages_stand_without_figures(client: Client, organisation: Callable[[str], Any]) -> None:
    share_practice(organisation("zaanstad"), "Samen op huisbezoek")
    assert "Samen op huisbezoek" in page(client, "/gemeenten/zaanstad/")
    assert "daarom staan er geen aantallen bij" in page(client, "/gemeenten/")
