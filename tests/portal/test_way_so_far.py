"""The filters of milestones, of the phase when shared and of adoption: index and database agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import Municipality
from practices.models.practice import Adoption
from practices.queries import search_database
from practices.rules.visibility import VISITOR
from tests.factories import share_practice
from tests.practices.pages.conftest import put
from tests.practices.pages.test_lead_times import road


@pytest.fixture
def roads(search_index: Any, organisation: Callable[[str], Any]) -> None:
    """Share practices that are at different points of their road; one is of colleagues only."""
    put(
        road("Heel ver", "breda", {"projectleider": 30, "budget": 60}),
        road("Wacht op budget", "aalten", {"projectleider": 40}),
        road("Eerst geld", "heerlen", {"budget": -10}),
        road("Klaar", "zwolle", {"projectleider": 40}, fase="geborgd"),
        road("Verborgen", "venlo", {"projectleider": 40}, zichtbaarheid="gemeenten"),
    )
    taken = share_practice(organisation("zaanstad"), "Overgenomen")
    Adoption.objects.create(practice=taken, municipality=Municipality.objects.get(slug="breda"), step="verkennen")
    search_index.refresh()


@pytest.mark.parametrize(
    ("facet", "value", "titles"),
    [
        ("mijlpaal", "projectleider", {"Heel ver", "Wacht op budget", "Klaar"}),
        ("mijlpaal", "getekend+budget", {"Heel ver"}),
        ("mijlpaal", "budget+getekend", set()),
        ("wacht", "budget", {"Wacht op budget"}),
        ("wacht", "eerste-casus", {"Heel ver", "Eerst geld"}),
        ("wacht", "iets", set()),
        ("gedeeld", "uitvoering", {"Heel ver", "Wacht op budget", "Eerst geld"}),
        ("gedeeld", "geborgd", {"Klaar"}),
        ("gedeeld", "idee", {"Overgenomen"}),
        ("overname", "verkennen", {"Overgenomen"}),
    ],
)
def test_a_filter_finds_the_same_in_the_index_and_in_the_database(
    client: Client, roads: None, facet: str, value: str, titles: set[str]
) -> None:
    answer = client.get("/api/v1/zoekresultaten", {facet: value}).json()
    assert {result["titel"] for result in answer["resultaten"]} == titles
    found = search_database("", {facet: [value]}, VISITOR, sort="relevantie", offset=0, limit=20)
    assert found.total == len(titles)


def test_the_values_have_names_on_the_screen(client: Client, roads: None) -> None:
    html = client.get("/zoeken/?mijlpaal=getekend%2Bbudget").content.decode()
    assert "Getekend, daarna budget rond" in html
    assert "Wacht nu op" in html
