"""Results on the map: another look at the same search, made of the counts that are there already."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.choices import Visibility
from tests.factories import share_practice


@pytest.fixture(autouse=True)
def _content(organisation: Callable[[str], Any], search_index: Any) -> None:
    share_practice(organisation("zaanstad"), "Samen op huisbezoek", themes=["wonen"])
    share_practice(organisation("zaanstad"), "Samen aan tafel", themes=["wonen"], municipalities=["zaanstad", "breda"])
    share_practice(organisation("breda"), "Samen op straat", themes=["jeugdhulp"])
    share_practice(organisation("aalten"), "Samen binnenskamers", visibility=Visibility.MUNICIPALITIES)
    search_index.refresh()


def tiles(html: str) -> dict[str, str]:
    """Return where each tile of the map leads, by what it says."""
    return dict(reversed(pair) for pair in re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', html))


def test_a_tile_leads_to_the_list_of_that_municipality_with_all_filters(client: Client) -> None:
    html = client.get("/zoeken/", {"q": "samen", "thema": "wonen", "weergave": "kaart"}).content.decode()
    assert tiles(html) == {
        "Zaanstad: 2 resultaten": "/zoeken/?q=samen&amp;thema=wonen&amp;gemeente=zaanstad",
        "Breda: 1 resultaat": "/zoeken/?q=samen&amp;thema=wonen&amp;gemeente=breda",
    }


def test_every_municipality_is_on_the_map(client: Client) -> None:
    html = client.get("/zoeken/", {"weergave": "kaart"}).content.decode()
    drawing = html[html.index("tile-map__graph") : html.index("tile-map__legend")]
    assert drawing.count("<title>") == 342


def test_what_a_visitor_may_not_see_is_not_counted_on_the_map(client: Client) -> None:
    html = client.get("/zoeken/", {"weergave": "kaart"}).content.decode()
    assert "Aalten: 0 resultaten" in html
    assert not [name for name in tiles(html) if name.startswith("Aalten")]


def test_the_map_asks_the_database_nothing_that_the_list_does_not(client: Client) -> None:
    client.get("/zoeken/", {"weergave": "kaart"})
    with CaptureQueriesContext(connection) as listed:
        client.get("/zoeken/")
    with CaptureQueriesContext(connection) as mapped:
        client.get("/zoeken/", {"weergave": "kaart"})
    assert len(mapped) == len(listed)


def test_filters_and_chips_stay_on_the_map(client: Client) -> None:
    html = client.get("/zoeken/", {"thema": "wonen", "weergave": "kaart"}).content.decode()
    assert '<a class="chip" href="/zoeken/?weergave=kaart"' in html
    assert '<input type="hidden" name="weergave" value="kaart">' in html


def test_a_chosen_municipality_is_marked_and_the_others_can_still_be_chosen(client: Client) -> None:
    html = client.get("/zoeken/", {"gemeente": "breda", "weergave": "kaart"}).content.decode()
    assert tiles(html).keys() == {"Zaanstad: 2 resultaten", "Breda: 2 resultaten"}
    assert html.count("tile--marked") == 1


def test_a_map_of_nothing_says_so(client: Client) -> None:
    html = client.get("/zoeken/", {"q": "xqzvw", "weergave": "kaart"}).content.decode()
    assert "tile-map__graph" not in html
    assert "Niets gevonden" in html


def test_the_api_knows_no_map(client: Client) -> None:
    answer = client.get("/api/v1/zoekresultaten", {"q": "samen", "weergave": "kaart"}).json()
    assert answer["aantal"] == 3
    assert "weergave" not in answer["_links"]["self"]["href"]
