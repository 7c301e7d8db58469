"""Finding one's way: back to the search, what was withdrawn, addresses that are not there, and the site maps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.likely import words_of
from practices.actions.sharing import change_visibility, withdraw
from practices.choices import Kind, Visibility
from practices.models import FormerAddress
from practices.rules.visibility import Role
from tests.factories import SYSTEM, make_user, share_practice

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SITE = "http://testserver"

Organisation = Callable[[str], Any]


def likely(client: Client, path: str) -> list[str]:
    """Return the addresses that the page says one may have meant."""
    response = client.get(path, headers={"accept": "text/html"})
    assert response.status_code == 404
    block = re.search(r'id="misschien".*?</section>', response.content.decode(), re.DOTALL)
    return re.findall(r'href="([^"]+)"', block.group()) if block else []


# --- back to the search -----------------------------------------------------------------------------------------------


def test_a_page_leads_back_to_the_search_as_it_was(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Samen")
    before = f"{SITE}/zoeken/?q=samen+thuis&thema=wonen&pagina=2&weergave=kaart"
    html = client.get(page.get_absolute_url(), headers={"referer": before}).content.decode()
    assert 'href="/zoeken/?q=samen+thuis&amp;thema=wonen&amp;pagina=2&amp;weergave=kaart"' in html
    assert "Terug naar zoekresultaten voor “samen thuis”" in html


@pytest.mark.parametrize(
    "before",
    [
        "",
        f"{SITE}/praktijken/",
        "https://elders.example/zoeken/?q=samen",
        "http://testserver.elders.example/zoeken/?q=samen",
        "javascript:alert(1)",
        "//[/zoeken/",
        f"{SITE}/zoeken/feed/?q=samen",
    ],
)
def test_only_a_search_of_this_site_is_led_back_to(client: Client, organisation: Organisation, before: str) -> None:
    page = share_practice(organisation("zaanstad"), "Samen")
    response = client.get(page.get_absolute_url(), headers={"referer": before})
    assert response.status_code == 200
    assert "Terug naar zoekresultaten" not in response.content.decode()


def test_what_stood_in_the_address_of_the_search_stays_text(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Samen")
    before = f'{SITE}/zoeken/?q="><script>alert(1)</script>'
    html = client.get(page.get_absolute_url(), headers={"referer": before}).content.decode()
    assert "<script>alert" not in html


# --- the way to a page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/zoeken/", ["/"]),
        ("/delen/", ["/"]),
        ("/account/login/", ["/"]),
        ("/praktijken/", ["/"]),
        ("/themas/wonen/", ["/", "/themas/"]),
        ("/domeinen/veiligheid-en-zorg/", ["/", "/domeinen/"]),
        ("/gemeenten/zaanstad/", ["/", "/gemeenten/"]),
        ("/gemeenten/haaren/", ["/", "/gemeenten/"]),
        ("/organisaties/vng/", ["/", "/organisaties/"]),
        ("/privacy/", ["/"]),
        ("/sitemap/", ["/"]),
        ("/praktijken/bestaat-niet/", ["/", "/praktijken/"]),
        ("/account/password/change/", ["/", "/mijn/"]),
    ],
)
def test_every_page_shows_the_way_to_it(client: Client, organisation: Organisation, path: str, way: list[str]) -> None:
    if "password" in path:
        client.force_login(make_user(Role.MEMBER, organisation("zaanstad")), "portal.accounts.AccountBackend")
    html = client.get(path).content.decode()
    crumbs = re.findall(r'<nav class="wide breadcrumb".*?</nav>', html, re.DOTALL)
    assert len(crumbs) == 1
    assert re.findall(r'href="([^"]+)"', crumbs[0]) == way


# --- what was withdrawn -----------------------------------------------------------------------------------------------


def test_what_everybody_could_see_is_gone_after_it_was_withdrawn(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Samen op huisbezoek")
    FormerAddress.objects.create(kind=Kind.PRACTICE, address="oude-naam", page=page)
    withdraw(page, by=SYSTEM, at=NOW)
    for address in (page.get_absolute_url(), "/praktijken/oude-naam/"):
        response = client.get(address)
        assert response.status_code == 410
        html = response.content.decode()
        assert "Dit is ingetrokken" in html
        assert "Samen op huisbezoek" not in html
        assert 'href="/praktijken/"' in html


def test_its_address_works_in_no_other_list(client: Client, organisation: Organisation) -> None:
    page = withdraw(share_practice(organisation("zaanstad"), "Samen"), by=SYSTEM, at=NOW)
    assert client.get(f"/casussen/{page.address}/").status_code == 404


def test_of_what_was_never_public_nothing_is_told(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Onder ons", visibility=Visibility.MUNICIPALITIES)
    withdraw(page, by=SYSTEM, at=NOW)
    assert client.get(page.get_absolute_url()).status_code == 404


def test_of_what_was_hidden_before_it_was_withdrawn_nothing_is_told(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Eerst openbaar")
    change_visibility(page, visibility=Visibility.ORGANISATION, by=SYSTEM, at=NOW)
    assert client.get(page.get_absolute_url()).status_code == 404
    page.refresh_from_db()
    withdraw(page, by=SYSTEM, at=NOW)
    assert client.get(page.get_absolute_url()).status_code == 404


# --- addresses that are not there -------------------------------------------------------------------------------------


def test_a_broken_link_leads_to_the_page_that_begins_alike(client: Client, organisation: Organisation) -> None:
    page = share_practice(organisation("zaanstad"), "Samen op huisbezoek in de wijk")
    assert likely(client, "/praktijken/samen-op-huisbez/")[0] == page.get_absolute_url()


def test_a_hidden_page_is_no_guess(client: Client, organisation: Organisation, search_index: Any) -> None:
    share_practice(organisation("zaanstad"), "Samen op huisbezoek", visibility=Visibility.MUNICIPALITIES)
    search_index.refresh()
    assert likely(client, "/praktijken/samen-op-huisbez/") == ["/praktijken/"]
    client.force_login(make_user(Role.MEMBER, organisation("breda")))
    assert "/praktijken/samen-op-huisbezoek/" in likely(client, "/praktijken/samen-op-huisbez/")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/zaanstad/", "/gemeenten/zaanstad/"),
        ("/thema/wonen/", "/themas/wonen/"),
        ("/praktijk/", "/praktijken/"),
        ("/privacyverklaring/", "/privacy/"),
        ("/praktijken/bestaat-niet/", "/praktijken/"),
    ],
)
def test_a_name_or_a_list_is_guessed(client: Client, db: None, path: str, meant: str) -> None:
    assert meant in likely(client, path)


def test_the_search_box_holds_the_words_of_the_address(client: Client, db: None) -> None:
    assert 'value="samen op huisbezoek"' in client.get("/praktijken/samen-op-huisbezoek/").content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/praktijken/een-gezin-12/", "een gezin"),
        ("/iets/anders.html", "iets anders"),
        ("/%C3%A9%C3%A9n-plan/", "één plan"),
        ("/", ""),
        ("/12/345/", ""),
    ],
)
def test_words_are_what_a_person_would_type(path: str, words: str) -> None:
    assert words_of(path) == words


def test_a_file_that_a_program_asks_for_is_not_searched(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert likely(client, "/apple-touch-icon.png") == []
    assert not [query for query in captured if "municipality" in query["sql"]]


# --- site maps --------------------------------------------------------------------------------------------------------


def addresses(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


def test_the_map_for_people_leads_only_to_pages_that_are_there(client: Client, db: None) -> None:
    html = client.get("/sitemap/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    links = {link.partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', main)}
    assert len(links) > 90
    assert {link for link in links if client.get(link, follow=True).status_code != 200} == set()


def test_the_map_for_search_engines_has_public_items_only(client: Client, organisation: Organisation) -> None:
    public = share_practice(organisation("zaanstad"), "Voor iedereen")
    share_practice(organisation("zaanstad"), "Onder ons", visibility=Visibility.MUNICIPALITIES)
    client.force_login(make_user(Role.EDITOR, organisation("vng")))
    parts = addresses(client, "/sitemap.xml")
    found = {address for part in parts for address in addresses(client, part.removeprefix(SITE))}
    assert f"{SITE}{public.get_absolute_url()}" in found
    assert not [address for address in found if "onder-ons" in address]
    assert {f"{SITE}/gemeenten/zaanstad/", f"{SITE}/themas/wonen/", f"{SITE}/privacy/", f"{SITE}/"} <= found
    assert not [address for address in found if "/account/" in address or "/mijn/" in address]


def test_the_map_for_search_engines_carries_the_address_of_the_site(client: Client, db: None, settings: Any) -> None:
    settings.SITE_URL = "https://praktijkplein.example"
    assert all(
        found.startswith("https://praktijkplein.example/") for found in addresses(client, "/sitemap-paginas.xml")
    )
    assert "Sitemap: https://praktijkplein.example/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_an_unknown_part_of_the_map_is_not_there(client: Client, db: None) -> None:
    assert client.get("/sitemap-iets.xml").status_code == 404
    assert client.get("/sitemap-praktijken.xml?p=9").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap/", "/sitemap.xml", "/sitemap-praktijken.xml"])
def test_the_queries_of_a_map_do_not_grow(client: Client, organisation: Organisation, path: str) -> None:
    share_practice(organisation("zaanstad"), "Een")
    with CaptureQueriesContext(connection) as before:
        client.get(path)
    for number in range(3):
        share_practice(organisation("zaanstad"), f"Nog een {number}")
    with CaptureQueriesContext(connection) as after:
        client.get(path)
    assert len(after) <= len(before)
