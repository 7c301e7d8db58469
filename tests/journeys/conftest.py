"""One running portal for all journeys, and browsers to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browsing import Window
from tests.journeys.server import Portal, start_portal, start_without_engine
from tests.own_site import OwnSite

#: Playwright would look for its own browser, which nobody downloaded.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = (1280, 900)
PHONE = (390, 844)

Open = Callable[..., Window]


@pytest.fixture(scope="session")
def portal_site(site_template: OwnSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """A site of its own with database, index and folder, which the processes of the portal fill."""
    site = site_template.copy(tmp_path_factory.mktemp("portal") / "site")
    yield site
    site.remove()


@pytest.fixture(scope="session")
def portal_server(portal_site: OwnSite) -> Iterator[Portal]:
    """The portal with the starting content, as `make start` serves it."""
    portal = start_portal(portal_site)
    try:
        portal.wait_until_ready()
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="module")
def portal_without_engine(portal_server: Portal, portal_site: OwnSite) -> Iterator[Portal]:
    """The same content, in a portal whose search engine is away."""
    portal = start_without_engine(portal_site)
    try:
        portal.wait_until_ready()
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="module")
def chromium(portal_server: Portal) -> Iterator[Browser]:
    """A real Chromium."""
    if CHROMIUM is None:
        reason = "Chromium is not installed"
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright keeps an event loop in this thread, in which Django would refuse the test database.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sessions() -> dict[str, Any]:
    """The cookies of whoever signed in already, by address and account."""
    return {}


@pytest.fixture
def open_window(chromium: Browser, portal_server: Portal, sessions: dict[str, Any]) -> Iterator[Open]:
    """Return a function that opens a new browser; at the end of the test none of them may have met any trouble.

    `email`: signed in with this account; `own_session`: by the form, for a test that ends the session.
    """
    windows: list[Window] = []

    def open_one(
        *,
        size: tuple[int, int] = DESK,
        dark: bool = False,
        javascript: bool = True,
        email: str = "",
        own_session: bool = False,
        portal: Portal = portal_server,
    ) -> Window:
        known = sessions.get(portal.url + email) if email and not own_session else None
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="nl-NL",
            reduced_motion="reduce",
            storage_state=known,
        )
        window = Window(context, context.new_page(), portal.url)
        windows.append(window)
        if email and known is None:
            window.sign_in(email)
            if not own_session:
                sessions[portal.url + email] = context.storage_state()
        return window

    yield open_one
    troubles = [trouble for window in windows for trouble in window.troubles]
    for window in windows:
        window.context.close()
    assert not troubles, "\n".join(troubles)
