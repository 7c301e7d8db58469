"""Reading along with a link, in real Chromium: a form behind a secret address is sent, which no test client tells."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.pages import ZAANSTAD

pytestmark = pytest.mark.browser


def test_somebody_without_an_account_reads_along_and_says_something(open_window: Open) -> None:
    owner = open_window(email=ZAANSTAD)
    owner.go("/delen/")
    owner.page.locator("main form button[type=submit]").click()
    owner.page.wait_for_url("**/wat/")
    owner.go(f"/delen/{owner.page.url.split('/')[4]}/meelezen/")
    owner.page.get_by_label("Voor wie is de link?").fill("de wethouder")
    owner.press("Maak een link")
    address = owner.page.get_by_label("Link voor de wethouder").input_value()

    reader = open_window()
    reader.page.goto(address)
    reader.page.get_by_role("textbox", name="Uw opmerking").fill("De aanleiding is mij niet duidelijk.")
    reader.press("Verstuur")

    expect(reader.page.locator(".messages")).to_contain_text("Dank u. Uw opmerking is doorgegeven.")


def test_the_form_of_a_link_that_is_over_is_sent(open_window: Open) -> None:
    visitor = open_window()
    visitor.go("/account/link/verlopen/")
    visitor.press("Stuur een nieuwe link")

    expect(visitor.page.get_by_role("button", name="Stuur een nieuwe link")).to_have_count(0)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
