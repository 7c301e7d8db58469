"""The site's own pages say what is true, and whom to write to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from portal.texts import CONTENT_PAGES

pytestmark = pytest.mark.django_db


def page(client: Client, slug: str) -> str:
    response = client.get(f"/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("slug", list(CONTENT_PAGES))
def test_every_address_on_them_is_there(client: Client, slug: str) -> None:
    html = page(client, slug)
    main = html[html.index("<main") : html.index("</main>")]
    links = set(re.findall(r'href="(/[^"]*)"', main))
    assert links
    assert {link for link in links if client.get(link, follow=True).status_code != 200} == set()


@pytest.mark.parametrize("slug", list(CONTENT_PAGES))
def test_they_name_the_address_of_the_settings(client: Client, slug: str, settings: Any) -> None:
    assert "nog geen adres ingesteld" in page(client, slug)
    settings.CONTACT_EMAIL = "redactie@praktijkplein.example"
    assert 'href="mailto:redactie@praktijkplein.example"' in page(client, slug)


def test_who_finds_a_hole_writes_to_the_same_address(client: Client, settings: Any) -> None:
    assert "Contact: http://testserver/toegankelijkheid/" in client.get("/.well-known/security.txt").content.decode()
    settings.CONTACT_EMAIL = "redactie@praktijkplein.example"
    told = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:redactie@praktijkplein.example" in told


def test_the_privacy_page_says_how_long_a_session_lasts_and_which_cookies_there_are(client: Client) -> None:
    text = CONTENT_PAGES["privacy"][2]
    assert site.SESSION_COOKIE_AGE == 12 * 3600
    assert "eindigt na twaalf uur" in text
    client.get("/")
    client.get("/account/login/")
    assert set(client.cookies) <= {site.SESSION_COOKIE_NAME, site.CSRF_COOKIE_NAME}


def test_tables_are_drawn_as_tables(client: Client) -> None:
    assert "<table>" in page(client, "privacy")
    assert "<table>" in page(client, "open-data")
