"""Searching by filters, with and without JavaScript, with keyboard and phone: in real Chromium."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.browsing import Window
from tests.journeys.conftest import PHONE, Open
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser


def box(window: Window, facet: str, value: str) -> Locator:
    return window.page.locator(f"[id='{facet}-{value}']")


def count(window: Window, facet: str, value: str) -> int:
    """Return the number beside a choice."""
    text = window.page.locator(f"label[for='{facet}-{value}'] .choice__count").inner_text()
    return int(re.findall(r"\d+", text)[0])


def chosen(window: Window) -> dict[str, list[str]]:
    """Return what the address says was chosen."""
    return parse_qs(urlsplit(window.page.url).query)


def back(window: Window) -> None:
    """Go back, and wait for the page that is loaded again."""
    with window.page.expect_event("load"):
        window.page.go_back()


def test_ticking_a_filter_keeps_the_focus_and_counts_again(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/")
    everything, practices = window.total, count(window, "soort", "praktijk")
    by_theme = count(window, "thema", "huiselijk-geweld")

    box(window, "soort", "praktijk").focus()
    window.page.keyboard.press("Space")

    expect(window.page.locator("#resultaten")).to_have_attribute("data-total", str(practices))
    expect(box(window, "soort", "praktijk")).to_be_focused()
    expect(box(window, "soort", "praktijk")).to_be_checked()
    assert chosen(window) == {"soort": ["praktijk"]}
    assert practices < everything
    assert count(window, "soort", "praktijk") == practices, "a facet does not count its own choice"
    assert 0 < count(window, "thema", "huiselijk-geweld") < by_theme
    expect(window.page.locator("#melding")).to_have_text(f"{practices} resultaten gevonden")
    expect(window.page.locator("#chips .chip")).to_have_count(1)


def test_a_chip_goes_away_and_the_heading_gets_the_focus(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/?soort=praktijk&fase=uitvoering&fase=idee")
    expect(window.page.locator("#chips .chip")).to_have_count(3)

    window.page.locator("#chips .chip", has_text="Idee").focus()
    window.page.keyboard.press("Enter")

    expect(window.page.locator("#chips .chip")).to_have_count(2)
    expect(window.page.locator("#resultaten-titel")).to_be_focused()
    expect(box(window, "fase", "idee")).not_to_be_checked()
    assert chosen(window) == {"soort": ["praktijk"], "fase": ["uitvoering"]}
    window.page.get_by_role("link", name="Wis alle filters").click()
    expect(window.page.locator("#chips .chip")).to_have_count(0)


def test_back_restores_the_search_and_its_address_can_be_shared(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/?q=gezin")
    first = window.total
    box(window, "soort", "praktijk").check()
    expect(window.page.locator("#chips .chip")).to_have_count(1)
    second, address = window.total, window.path
    box(window, "fase", "uitvoering").check()
    expect(window.page.locator("#chips .chip")).to_have_count(2)

    back(window)
    expect(window.page.locator("#resultaten")).to_have_attribute("data-total", str(second))
    expect(box(window, "soort", "praktijk")).to_be_checked()
    expect(box(window, "fase", "uitvoering")).not_to_be_checked()
    back(window)
    expect(window.page.locator("#resultaten")).to_have_attribute("data-total", str(first))
    expect(box(window, "soort", "praktijk")).not_to_be_checked()

    other = open_window(javascript=False)
    other.go(address)
    assert other.total == second
    expect(box(other, "soort", "praktijk")).to_be_checked()
    expect(other.page.locator("#q")).to_have_value("gezin")


def test_without_javascript_a_button_applies_the_filters(open_window: Open) -> None:
    window = open_window(javascript=False)
    window.go("/zoeken/")
    practices = count(window, "soort", "praktijk")
    box(window, "soort", "praktijk").check()
    window.page.get_by_role("button", name="Filters toepassen").click()
    assert window.total == practices
    assert chosen(window)["soort"] == ["praktijk"]
    expect(box(window, "soort", "praktijk")).to_be_checked()

    window.page.get_by_label("Sorteer op").select_option("nieuwste")
    window.page.get_by_role("button", name="Sorteer").click()
    assert chosen(window)["sorteer"] == ["nieuwste"]
    window.page.locator("#chips .chip").click()
    assert "soort" not in chosen(window)


def test_a_filter_of_words_stays_when_the_words_change(open_window: Open) -> None:
    window = open_window()
    window.go("/zoeken/?soort=casus")
    window.page.locator("#q").fill("gegevens")
    window.page.locator("#q").press("Enter")
    expect(window.page.locator("#resultaten-titel")).to_contain_text("voor “gegevens”")
    assert chosen(window)["soort"] == ["casus"]
    assert window.page.locator("#resultaten mark").count() > 0


def test_a_suggestion_is_chosen_by_keyboard_only(open_window: Open) -> None:
    window = open_window()
    window.go("/")
    field, page = window.page.locator("#q"), window.page
    for _ in range(40):
        page.keyboard.press("Tab")
        if window.focused() == "q":
            break
    expect(field).to_be_focused()

    page.keyboard.type("city deal")
    expect(page.get_by_role("option").first).to_contain_text("City Deal Zorg voor veiligheid in de stad")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("city deal")

    page.keyboard.type(" z")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "q-suggesties-0")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijken/city-deal-zorg-voor-veiligheid-in-de-stad/")


def test_on_a_phone_the_filters_open_and_lead_back_to_the_results(open_window: Open) -> None:
    window = open_window(size=PHONE)
    window.go("/zoeken/")
    expect(box(window, "soort", "praktijk")).to_be_hidden()
    window.page.locator("#filterpaneel > summary").click()
    practices = count(window, "soort", "praktijk")
    box(window, "soort", "praktijk").check()
    expect(window.page.locator("#filteraantal")).to_have_text("(1 actief)")

    window.page.get_by_role("link", name=f"Toon {practices} resultaten").click()
    expect(window.page.locator("#resultaten-titel")).to_be_focused()
    expect(box(window, "soort", "praktijk")).to_be_hidden()


def test_the_menu_opens_on_a_phone_without_javascript(open_window: Open) -> None:
    window = open_window(size=PHONE, javascript=False)
    window.go("/")
    link = window.page.locator("header").get_by_role("link", name="Begrippen")
    expect(link).to_be_hidden()
    window.page.locator(".menu__button").click()
    link.click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Begrippen")


def test_the_search_answers_while_its_engine_is_away(open_window: Open, portal_without_engine: Portal) -> None:
    window = open_window(portal=portal_without_engine)
    assert window.go("/zoeken/?q=gezin").status == 200
    expect(window.page.locator("#resultaten")).to_contain_text("De zoekmachine is even weg")
    assert window.total > 0
