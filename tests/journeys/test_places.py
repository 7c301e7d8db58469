"""From a place or subject to an item, and back to the search: with keyboard, on a phone, without JavaScript."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE, Open

pytestmark = pytest.mark.browser

MAP = "/zoeken/?thema=gegevensdeling&weergave=kaart"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_visitor_goes_from_a_search_to_an_item_and_back(
    open_window: Open, size: tuple[int, int], javascript: bool
) -> None:
    window = open_window(size=size, javascript=javascript)
    window.go("/zoeken/?q=gezin&soort=praktijk&sorteer=nieuwste")
    before = window.path
    window.page.locator("#resultaten .card__link").first.click()
    window.page.wait_for_url("**/praktijken/**")
    back = window.page.get_by_role("link", name=re.compile("Terug naar zoekresultaten"))
    assert "gezin" in back.inner_text()
    back.click()
    window.page.wait_for_url("**/zoeken/**")
    assert window.path == before


def test_a_tile_of_the_map_leads_to_the_results_of_that_municipality(open_window: Open) -> None:
    window = open_window()
    window.go(MAP)
    tile = window.page.locator(".tile-map__graph a").first
    name, _, count = (tile.get_attribute("aria-label") or "").partition(": ")
    tile.click()
    window.page.wait_for_url("**gemeente=**")
    assert window.total == int(count.split()[0])
    assert name in window.page.locator(".chips").inner_text()


def test_the_map_keeps_its_place_while_filters_change(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/?weergave=kaart")
    window.page.locator("#soort-casus").check()
    window.wait_for(lambda: "soort=casus" in window.path, "the address follows the filter")
    assert "weergave=kaart" in window.path
    assert window.page.locator(".tile-map__graph").is_visible()


def test_the_keyboard_passes_the_map_in_one_step(open_window: Open) -> None:
    window = open_window()
    window.go("/gemeenten/")
    window.page.locator("#naam").focus()
    window.page.keyboard.press("Tab")  # the button
    window.page.keyboard.press("Tab")
    skip = window.page.locator(".tile-map .skip")
    assert skip.evaluate("element => element === document.activeElement")
    assert (skip.bounding_box() or {"width": 0})["width"] > 100
    window.page.keyboard.press("Enter")
    assert window.focused() == "per-provincie"
    window.page.keyboard.press("Tab")
    first = window.page.evaluate("document.activeElement.getAttribute('href')")
    assert first == "/gemeenten/aa-en-hunze/"


def test_a_name_leads_to_the_page_of_a_municipality(open_window: Open) -> None:
    window = open_window(size=PHONE, javascript=False)
    window.go("/gemeenten/")
    window.page.locator("#naam").fill("Beemster")
    window.press("Ga")
    window.page.wait_for_url("**/gemeenten/purmerend/")
    assert window.page.locator("h1").inner_text() == "Purmerend"


def test_a_visitor_walks_from_home_by_a_theme_to_an_item(open_window: Open) -> None:
    window = open_window(size=PHONE)
    window.go("/")
    window.page.locator("nav .tags a").first.click()
    window.page.wait_for_url("**/themas/**")
    window.page.locator(".card__link").first.click()
    window.page.wait_for_load_state()
    assert window.page.locator(".breadcrumb").is_visible()


def test_a_wrong_address_helps_on(open_window: Open) -> None:
    window = open_window(javascript=False)
    response = window.go("/praktijken/allen-voor-een/")
    assert response.status == 404
    window.page.locator("#misschien").locator("xpath=..").get_by_role("link").first.click()
    window.page.wait_for_url("**/praktijken/allen-voor-een-*/")


def test_the_lists_print_without_what_only_a_screen_needs(open_window: Open) -> None:
    window = open_window()
    window.go("/praktijken/")
    window.page.emulate_media(media="print")
    for hidden in (".switch", ".narrowing", ".site-footer"):
        assert not window.page.locator(hidden).first.is_visible(), hidden
    assert window.page.locator(".card").first.is_visible()
