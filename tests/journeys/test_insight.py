"""The insight page with a keyboard, without JavaScript, on a phone: from a figure to its practices and its download."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import DESK, PHONE, Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_number_leads_to_as_many_results(open_window: Open, size: tuple[int, int], javascript: bool) -> None:
    window = open_window(size=size, javascript=javascript)
    window.go("/inzicht/")
    said = window.page.locator("#doorlooptijd .spread-chart__said a").first
    number = int((said.inner_text() or "0").split()[0])
    said.click()
    window.page.wait_for_url("**mijlpaal=**")
    assert window.total == number > 0


def test_a_table_opens_with_the_keyboard_and_holds_the_numbers_of_its_chart(open_window: Open) -> None:
    window = open_window()
    window.go("/inzicht/")
    drawn = window.page.locator("#fasen .bar-chart__number").all_text_contents()
    window.page.locator("#fasen summary").focus()
    window.page.keyboard.press("Enter")
    table = window.page.locator("#fasen table")
    assert table.is_visible()
    assert table.locator("td").all_inner_texts() == drawn
    window.page.keyboard.press("Tab")  # to the region that scrolls
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**fase=**")


def test_a_pair_of_domains_leads_to_its_page_with_the_keyboard(open_window: Open) -> None:
    window = open_window()
    window.go("/inzicht/")
    cell = window.page.locator(".pair-matrix__cell").last
    cell.focus()
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(re.compile("/domeinen/[a-z]+-en-[a-z]+/$"))


def test_the_map_can_be_skipped(open_window: Open) -> None:
    window = open_window()
    window.go("/inzicht/")
    skip = window.page.locator("#gemeenten .skip")
    skip.focus()
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.closest('#gemeenten-tabel') !== null")


def test_a_figure_is_downloaded_under_its_own_name(open_window: Open) -> None:
    window = open_window()
    window.go("/inzicht/")
    with window.page.expect_download() as download:
        window.page.locator('a[href="/inzicht/leervragen.csv"]').click()
    assert download.value.suggested_filename == "praktijkplein-leervragen.csv"
