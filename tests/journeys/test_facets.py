"""Long filters and places in real Chromium: by keyboard, and by a screen reader's messages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.test_every_page import barriers

pytestmark = pytest.mark.browser


def test_a_long_filter_is_searched_by_keyboard_only(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/")
    page = window.page
    boxes = page.locator("#facet-gemeente .choice")
    expect(boxes).to_have_count(30)

    page.get_by_label("Zoek in gemeente").focus()
    page.keyboard.type("ZAÁNS")
    expect(page.locator("#facet-gemeente .choice:visible")).to_have_count(1)
    expect(page.locator("#facet-gemeente .facet__all")).to_have_count(0)
    expect(page.locator("#melding")).to_have_text("1 keuze")
    page.keyboard.press("Enter")
    assert window.path == "/zoeken/", "searching in a list sends nothing"
    page.keyboard.press("Tab")  # the list, which scrolls
    page.keyboard.press("Tab")
    assert window.focused() == "gemeente-zaanstad"
    page.keyboard.press("Space")

    expect(page.locator("#chips .chip")).to_have_count(1)
    expect(page.locator("#gemeente-zaanstad")).to_be_focused()
    expect(page.locator("#facet-gemeente .choice:visible")).to_have_count(1)
    expect(page.get_by_label("Zoek in gemeente")).to_have_value("ZAÁNS")
    assert barriers(page) == []


def test_the_whole_list_is_one_click_away_with_and_without_javascript(open_window: Open) -> None:
    for javascript in (True, False):
        window = open_window(javascript=javascript)
        window.go("/zoeken/")
        before = window.page.locator("#facet-gemeente .choice").count()
        window.page.locator("#facet-gemeente .facet__all").click()
        expect(window.page.locator("#facet-gemeente .facet__all")).to_have_count(0)
        assert window.page.locator("#facet-gemeente .choice").count() > before
        assert window.page.locator("#facet-gemeente input[name=toon]").count() == 1


def test_a_province_brings_its_municipalities_to_the_top(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/")
    window.page.locator("#facet-provincie > summary").click()
    window.page.locator("#provincie-fryslan").check()
    expect(window.page.locator("#chips .chip")).to_have_count(1)
    expect(window.page.locator("#facet-gemeente ul").first).to_contain_text("Leeuwarden")
    assert barriers(window.page) == []
