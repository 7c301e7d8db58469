"""The pages of organisations that are no municipality: VNG, regions and partners."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from practices.actions.organisations import add_partner, organisation_of_region
from practices.choices import Visibility
from practices.models import SafetyRegion
from tests.factories import SYSTEM, share_practice

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_an_organisation_shows_what_it_shares_by_kind(client: Client, organisation: Callable[[str], Any]) -> None:
    share_practice(organisation("vng"), "Van VNG")
    share_practice(organisation("vng"), "Alleen voor ons", visibility=Visibility.ORGANISATION)
    html = client.get("/organisaties/vng/").content.decode()
    assert "Van VNG" in html
    assert "Alleen voor ons" not in html
    assert '<a href="?soort=praktijk">1 praktijk</a>' in html


def test_one_kind_can_be_chosen_and_an_unknown_one_is_ignored(
    client: Client, organisation: Callable[[str], Any]
) -> None:
    share_practice(organisation("vng"), "Van VNG")
    assert "Van VNG" not in client.get("/organisaties/vng/?soort=netwerk").content.decode()
    assert "Van VNG" in client.get("/organisaties/vng/?soort=iets").content.decode()


def test_everything_of_an_organisation_can_be_paged_through(client: Client, organisation: Callable[[str], Any]) -> None:
    for number in range(25):
        share_practice(organisation("vng"), f"Praktijk {number}")
    first = client.get("/organisaties/vng/?soort=praktijk").content.decode()
    assert 'href="?soort=praktijk&amp;pagina=2" rel="next"' in first
    assert client.get("/organisaties/vng/?soort=praktijk&pagina=2").status_code == 200
    assert client.get("/organisaties/vng/?pagina=3").status_code == 404


def test_a_region_names_its_municipalities(client: Client, db: None) -> None:
    region = SafetyRegion.objects.get(slug="zaanstreek-waterland")
    page = organisation_of_region(region, by=SYSTEM, at=NOW)
    assert '<a href="/gemeenten/purmerend/">Purmerend</a>' in client.get(page.get_absolute_url()).content.decode()


def test_the_list_has_who_is_no_municipality_with_what_they_share(
    client: Client, organisation: Callable[[str], Any]
) -> None:
    add_partner("Politie Zuid", by=SYSTEM, at=NOW)
    share_practice(organisation("zaanstad"), "Van de gemeente")
    share_practice(organisation("vng"), "Van VNG")
    html = client.get("/organisaties/").content.decode()
    assert '<a href="/organisaties/vng/">VNG</a> <span class="quiet">1</span>' in html
    assert "Politie Zuid" in html
    assert "Gemeente Zaanstad" not in html


def test_a_renamed_organisation_is_found_at_its_old_address(client: Client, db: None) -> None:
    page = add_partner("Politie Zuid", by=SYSTEM, at=NOW)
    for slug in ("partner-politie", "partner-politie-zuid-nederland"):
        page.slug = slug
        page.save_revision().publish()
    for old in ("partner-politie-zuid", "partner-politie"):
        response = client.get(f"/organisaties/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/organisaties/partner-politie-zuid-nederland/")


def test_an_unknown_organisation_is_not_there(client: Client, db: None) -> None:
    assert client.get("/organisaties/bestaat-niet/").status_code == 404
    assert client.get("/organisaties/gemeente-bestaat-niet/").status_code == 404
