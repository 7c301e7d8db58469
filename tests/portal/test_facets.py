"""The filters of the search page at full width: long lists, places inside places, pairs, and very many choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.models import LegalCasePage, Municipality
from tests.factories import NOW, share_practice


def drawn(html: str, facet: str) -> list[str]:
    """Return the values of the boxes of a facet, from top to bottom."""
    return re.findall(rf'type="checkbox" id="{facet}-[^"]*" name="{facet}" value="([^"]*)"', html)


def chosen(html: str, facet: str) -> list[str]:
    return re.findall(rf'name="{facet}" value="([^"]*)" checked', html)


def page(client: Client, **parameters: Any) -> str:
    response = client.get("/zoeken/", parameters)
    assert response.status_code == 200
    html: str = response.content.decode()
    return html


@pytest.fixture
def everywhere(organisation: Callable[[str], Any], search_index: Any) -> Any:
    """Share one practice of all municipalities, and one of Zaanstad and Breda only."""
    every = list(Municipality.objects.values_list("slug", flat=True))
    share_practice(organisation("zaanstad"), "Overal", municipalities=every, domains=["zorg", "justitie"])
    share_practice(organisation("breda"), "Twee", municipalities=["zaanstad", "breda"], domains=["zorg"])
    search_index.refresh()


def test_a_long_list_is_drawn_in_part_with_a_way_to_the_rest(client: Client, everywhere: Any) -> None:
    html = page(client)
    assert drawn(html, "gemeente")[:2] == ["breda", "zaanstad"]
    assert len(drawn(html, "gemeente")) == 30
    assert 'href="/zoeken/?toon=gemeente#facet-gemeente">Toon alle 342' in html
    whole = page(client, toon="gemeente")
    assert len(drawn(whole, "gemeente")) == 342
    assert '<input type="hidden" name="toon" value="gemeente">' in whole


def test_what_was_chosen_is_drawn_first_however_seldom_it_is(client: Client, everywhere: Any) -> None:
    html = page(client, gemeente=["zwolle"])
    assert drawn(html, "gemeente")[0] == "zwolle"
    assert chosen(html, "gemeente") == ["zwolle"]


def test_a_province_puts_its_municipalities_first(client: Client, everywhere: Any) -> None:
    html = page(client, provincie="zeeland")
    zeeland = set(Municipality.objects.filter(province__slug="zeeland").values_list("slug", flat=True))
    values = drawn(html, "gemeente")
    assert set(values[: len(zeeland)]) == zeeland
    assert "buiten dit gebied" in html
    assert drawn(html, "regio")[0] == "zeeland"
    api = client.get("/api/v1/zoekresultaten", {"provincie": "zeeland"}).json()
    assert len(api["facetten"]["gemeente"]) == 342, "the three parameters stay what they are"
    assert {value["aantal"] for value in api["facetten"]["gemeente"]} == {1}


def test_places_stand_under_one_heading_and_pairs_apart(client: Client, everywhere: Any) -> None:
    html = page(client)
    where = html[html.index('id="groep-provincie"') :]
    assert where.index("facet-provincie") < where.index("facet-regio") < where.index("facet-gemeente")
    domains = html[html.index('id="facet-domein"') :]
    assert domains.index('value="justitie"') < domains.index("Combinaties") < domains.index('value="justitie+zorg"')


def test_legal_filters_stand_with_the_open_ones_when_there_are_legal_questions(
    client: Client, everywhere: Any, organisation: Callable[[str], Any], search_index: Any
) -> None:
    assert "Juridisch</span>" not in page(client)
    case = LegalCasePage(title="Mag dit?", question="Mag dit?", visibility="openbaar")
    share(case, organisation=organisation("breda"), by=SYSTEM, at=NOW)
    search_index.refresh()
    html = page(client)
    assert html.index("Juridisch</span>") < html.index("Meer filters")
    assert "Juridisch</span>" not in page(client, soort="praktijk")
    assert "Juridisch</span>" in page(client, soort=["praktijk", "casus"])


def test_nine_hundred_choices_are_kept_and_shown_in_part(client: Client, everywhere: Any) -> None:
    places = list(Municipality.objects.values_list("slug", flat=True))
    asked = [("gemeente", slug) for slug in places] + [("trefwoord", f"woord-{number}") for number in range(558)]
    page(client)  # what is kept for some seconds has been read
    with CaptureQueriesContext(connection) as few:
        page(client, gemeente="breda", trefwoord="woord-1")
    with CaptureQueriesContext(connection) as many:
        response = client.get(f"/zoeken/?{urlencode(asked)}")
    html = response.content.decode()
    assert len(many) == len(few)
    assert html.count('class="chip"') == 20
    assert "en nog 880" in html
    assert len(drawn(html, "trefwoord")) == 100
    sent = re.findall(r'name="(?:gemeente|trefwoord)" value="([^"]*)"(?: checked)?>', html)
    assert set(sent) >= {value for _, value in asked}, "sending the form loses nothing"
    assert "(900 actief)" in html


def test_a_place_costs_one_query_however_many_are_chosen(client: Client, everywhere: Any) -> None:
    page(client)
    with CaptureQueriesContext(connection) as none:
        page(client)
    with CaptureQueriesContext(connection) as one:
        page(client, provincie=["zeeland"])
    with CaptureQueriesContext(connection) as several:
        page(client, provincie=["zeeland", "utrecht"], regio=["zeeland"])
    assert len(one) == len(none) + 1 == len(several)
