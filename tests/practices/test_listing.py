"""The list of each kind: newest first, in pages, with links that narrow it, and on the map."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.actions.sharing import change_visibility
from practices.choices import Kind, Phase, Visibility
from practices.rules.visibility import Role
from tests.conftest import NOW
from tests.factories import SYSTEM, make_user, share_practice

Organisation = Callable[[str], Any]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response
    return response.content.decode()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_list_says_so(client: Client, db: None, kind: Kind) -> None:
    assert "Hier staat nog niets" in page(client, f"/{kind.plural}/")


def test_a_list_narrows_into_the_search(client: Client, organisation: Organisation, search_index: Any) -> None:
    share_practice(organisation("zaanstad"), "Een", themes=["wonen"], phase=Phase.STOPPED)
    share_practice(organisation("breda"), "Twee", themes=["wonen"])
    share_practice(organisation("breda"), "Onder ons", themes=["jeugdhulp"], visibility=Visibility.MUNICIPALITIES)
    search_index.refresh()
    html = page(client, "/praktijken/")
    assert "2 praktijken" in html
    assert '<a href="/zoeken/?soort=praktijk&amp;fase=gestopt">Gestopt</a> <span class="quiet">1</span>' in html
    assert (
        '<a href="/zoeken/?soort=praktijk&amp;thema=wonen">Wonen en volkshuisvesting</a> <span class="quiet">2' in html
    )
    assert "thema=jeugdhulp" not in html


def test_a_list_shows_where_on_the_map(client: Client, organisation: Organisation, search_index: Any) -> None:
    share_practice(organisation("zaanstad"), "Een")
    search_index.refresh()
    html = page(client, "/praktijken/?weergave=kaart")
    assert 'href="/zoeken/?soort=praktijk&amp;gemeente=zaanstad" aria-label="Zaanstad: 1 resultaat"' in html
    assert "titel-praktijk" not in html


def test_a_map_without_anything_on_it_leads_to_the_list(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("vng"), "Van nergens", municipalities=[])
    assert "Niets om op de kaart te zetten" in page(client, "/praktijken/?weergave=kaart")


def test_a_long_list_has_pages_with_titles_of_their_own(client: Client, organisation: Organisation) -> None:
    for number in range(25):
        share_practice(organisation("zaanstad"), f"Praktijk {number:02}")
    first, second = page(client, "/praktijken/"), page(client, "/praktijken/?pagina=2")
    assert len(re.findall(r'id="titel-praktijk-', first)) == 24
    assert len(re.findall(r'id="titel-praktijk-', second)) == 1
    assert "<title>Praktijken, pagina 2 | Praktijkplein</title>" in second
    assert 'href="?pagina=2" rel="next"' in first
    for nonsense in ("0", "3", "-1", "een", "9" * 40):
        assert client.get(f"/praktijken/?pagina={nonsense}").status_code == 404


def test_without_engine_the_list_stands_without_figures(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("zaanstad"), "Samen")
    html = page(client, "/praktijken/")
    assert "Samen" in html
    assert "1 praktijk<" in html
    assert "narrowing__title" not in html


def test_what_is_hidden_leaves_a_list_and_its_total_at_once(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("zaanstad"), "Blijft")
    goes = share_practice(organisation("zaanstad"), "Gaat weg")
    assert "2 praktijken" in page(client, "/praktijken/")
    change_visibility(goes, visibility=Visibility.ORGANISATION, by=SYSTEM, at=NOW)
    html = page(client, "/praktijken/")
    assert "1 praktijk<" in html
    assert "Blijft" in html
    assert "Gaat weg" not in html


def test_what_is_new_stands_first_at_once(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("zaanstad"), "Oud")
    page(client, "/praktijken/")
    share_practice(organisation("zaanstad"), "Nieuw")
    html = page(client, "/praktijken/")
    assert "2 praktijken" in html
    assert html.index("Nieuw") < html.index("Oud")


def test_one_reader_does_not_see_the_list_that_was_kept_for_another(client: Client, organisation: Organisation) -> None:
    share_practice(organisation("zaanstad"), "Onder ons", visibility=Visibility.MUNICIPALITIES)
    client.force_login(make_user(Role.MEMBER, organisation("breda")))
    assert "Onder ons" in page(client, "/praktijken/")
    assert "Onder ons" not in page(Client(), "/praktijken/")


def test_a_second_look_costs_four_queries(client: Client, organisation: Organisation) -> None:
    for number in range(30):
        share_practice(organisation("zaanstad"), f"Praktijk {number:02}")
    page(client, "/praktijken/")
    with CaptureQueriesContext(connection) as captured:
        page(client, "/praktijken/")
    assert len(captured) <= 4


@pytest.mark.parametrize("path", ["/praktijken/", "/praktijken/?weergave=kaart"])
def test_the_number_of_queries_does_not_grow_with_the_list(
    client: Client, organisation: Organisation, search_index: Any, path: str
) -> None:
    def looked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    share_practice(organisation("zaanstad"), "Een", themes=["wonen"])
    search_index.refresh()
    before = looked()
    for number in range(5):
        share_practice(organisation("breda"), f"Nog een {number}", themes=["wonen", "jeugdhulp"])
    search_index.refresh()
    assert looked() <= before
