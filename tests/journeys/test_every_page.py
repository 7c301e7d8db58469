"""Every page in real Chromium: axe finds nothing, nothing sticks out, and the markup is valid; light and dark."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browsing import Window
from tests.journeys.conftest import Open
from tests.journeys.pages import PAGES, ZAANSTAD, Shown
from tests.journeys.server import Portal
from tests.journeys.test_sharing import begin, fill_all_steps
from tests.markup import faults

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 320
#: All rules in light; in dark only those about colour, for the rest of the page is the same.
RULES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture(scope="module")
def places() -> dict[str, str]:
    """What stands in the place of {draft}, {empty}, {own} and {foreign}, found once by looking around."""
    return {}


@pytest.fixture
def path_of(open_window: Open, places: dict[str, str]) -> Any:
    """Return a function that gives the address of a page."""

    def path(shown: Shown) -> str:
        if "{" in shown.path and not places:
            places.update(_look_around(open_window(email=ZAANSTAD)))
        return shown.path.format(**places)

    return path


def _look_around(window: Window) -> dict[str, str]:
    found = {}
    for name in ("draft", "empty"):
        begin(window)
        found[name] = window.path.split("/")[2]
        if name == "draft":
            fill_all_steps(window, "Een heel lange titel met ketensamenwerkingsovereenkomstverplichtingen")
    window.go("/mijn/")
    keys = re.findall(r"/delen/(praktijk-\d+)/intrekken/", window.page.content())
    window.go("/praktijken/")
    numbers = re.findall(r"titel-(praktijk-\d+)", window.page.content())
    return {**found, "own": keys[0], "foreign": next(key for key in numbers if key not in keys)}


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_a_page_is_for_everybody(open_window: Open, path_of: Any, shown: Shown) -> None:
    window = open_window(email=shown.email)
    response = window.go(path_of(shown))

    assert response.status == shown.status
    assert faults(response.text()) == []
    assert barriers(window.page) == []


def test_a_search_without_engine_is_for_everybody(open_window: Open, portal_without_engine: Portal) -> None:
    window = open_window(portal=portal_without_engine)
    response = window.go("/zoeken/?q=gezin")

    assert faults(response.text()) == []
    assert barriers(window.page) == []


def test_a_refused_sign_in_is_for_everybody(open_window: Open) -> None:
    window = open_window()
    window.go("/account/login/")
    window.page.locator("[name=login]").fill("niemand@voorbeeld.nl")
    window.page.locator("[name=password]").fill("verkeerd")
    window.press("Inloggen")

    assert window.page.locator(".error-summary").is_visible()
    assert barriers(window.page) == []


def barriers(page: Page) -> list[str]:
    """Return what keeps somebody from using this page: light and dark, on a desk and at its narrowest."""
    found = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        if scrolled > width:
            found.append(f"{scrolled} pixels wide on a screen of {width}")
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
            found += [f"{width} {scheme}: {violation}" for violation in _violations(page, rules)]
    return found


def _violations(page: Page, rules: dict[str, Any]) -> list[str]:
    answer = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response
    assert answer["passes"], "axe looked at nothing"
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]
