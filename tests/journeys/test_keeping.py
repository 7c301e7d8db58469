"""Staying informed, and telling what was found: in real Chromium, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.pages import PRACTICE, ZAANSTAD
from tests.own_site import OwnSite, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def nothing_kept(portal_site: OwnSite) -> Iterator[None]:
    yield
    portal_site.query("DELETE FROM search_heardmark")
    portal_site.query("DELETE FROM search_subscription")


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("javascript", [True, False])
def test_a_search_is_saved_changed_removed_and_put_back(open_window: Open, javascript: bool) -> None:
    window = open_window(email=ZAANSTAD, javascript=javascript)
    window.go("/zoeken/?q=gezin&soort=praktijk")
    window.page.get_by_role("link", name="Bewaar deze zoekvraag").click()
    expect(window.page.get_by_label("Naam")).to_have_value("“gezin”, soort: Praktijk")

    window.page.get_by_label("Naam").fill("Alles over gezinnen")
    window.page.get_by_label("Elke dag").check()
    window.press("Bewaar")
    assert window.path == "/zoeken/?q=gezin&soort=praktijk"
    expect(window.page.locator(".messages")).to_contain_text("“Alles over gezinnen” is bewaard.")

    window.go("/mijn/")
    window.page.locator("a", has_text="Wijzig: Alles over gezinnen").click()
    window.page.get_by_label("Geen mail").check()
    window.press("Bewaar")
    expect(window.page.locator("#meldingen + p + ul")).to_contain_text("Geen mail")

    window.page.locator("button", has_text="Stop en verwijder: Alles over gezinnen").click()
    expect(window.page.locator("main")).to_contain_text("Verwijderd: Alles over gezinnen")
    window.page.locator("button", has_text="Zet terug: Alles over gezinnen").click()
    expect(window.page.get_by_role("link", name="Alles over gezinnen", exact=True)).to_be_visible()


@pytest.mark.usefixtures("nothing_kept")
def test_who_signs_in_to_follow_comes_back_and_follows(open_window: Open) -> None:
    window = open_window(javascript=False)
    window.go(PRACTICE)
    window.page.get_by_role("link", name="Log in om deze praktijk te volgen").click()
    window.page.locator("[name=login]").fill(ZAANSTAD)
    window.page.locator("[name=password]").fill("praktijkplein")
    window.press("Inloggen")
    assert window.path == PRACTICE
    window.press("Volg deze praktijk")
    expect(window.page.get_by_role("button", name="Volg deze praktijk niet meer")).to_be_visible()


def test_what_is_opened_reaches_the_log_without_who_opened_it(open_window: Open, portal_site: OwnSite) -> None:
    window = open_window()
    window.go("/zoeken/?q=gezin&fase=uitvoering")
    number = window.page.locator("#resultaten").get_attribute("data-search")
    window.page.locator("#resultaten .card__link").nth(1).click()
    window.page.wait_for_url("**/praktijken/**")

    rows = "SELECT CAST(number AS varchar), first_place FROM search_loggedsearch WHERE filters = 'fase=uitvoering'"
    wait_until(
        lambda: (number, 2) in [(found.replace("-", ""), place) for found, place in portal_site.query(rows)],
        "the log has the second result",
    )


def test_was_this_useful_is_answered_in_place(open_window: Open, portal_site: OwnSite) -> None:
    window = open_window()
    window.go("/zoeken/?q=gezin")
    first = window.page.locator("#nuttig [name=zoek]").get_attribute("value")
    window.page.locator("[id='soort-praktijk']").check()
    expect(window.page.locator("#nuttig [name=zoek]")).not_to_have_attribute("value", first or "")

    window.press("Ja")

    expect(window.page.locator("#nuttig")).to_have_text("Dank u. Zo maken wij het zoeken beter.")
    useful = "SELECT count(*) FROM search_loggedsearch WHERE words = 'gezin' AND filters = 'soort=praktijk' AND useful"
    wait_until(lambda: portal_site.number(useful) == 1, "the log has the answer")


def test_was_this_useful_works_without_javascript(open_window: Open) -> None:
    window = open_window(javascript=False)
    window.go("/zoeken/?q=gezin&soort=casus")
    window.press("Nee")
    assert window.path == "/zoeken/?q=gezin&soort=casus"
    expect(window.page.locator(".messages")).to_contain_text("Dank u.")
