"""What a visitor's browser fetches before it shows a page, as the site is served in production: every byte counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.pages import PRACTICE
from tests.journeys.server import Portal, start_for_visitors
from tests.own_site import OwnSite

pytestmark = pytest.mark.browser

#: Bytes over the wire, with the headers of the answers.
MOST_BYTES = 100 * 1024
TEXT = ("text/", "application/javascript", "image/svg")


@pytest.fixture(scope="module")
def portal_for_visitors(portal_server: Portal, portal_site: OwnSite) -> Iterator[Portal]:
    """The same content, served as in production."""
    portal = start_for_visitors(portal_site)
    try:
        portal.wait_until_ready()
        yield portal
    finally:
        portal.stop()


@dataclass
class Fetched:
    """What a browser with an empty cache fetched for one page."""

    bytes_of: dict[str, int] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.bytes_of.values())


def first_view(chromium: Browser, address: str, size: tuple[int, int]) -> Fetched:
    """Open an address in a new browser and return what it fetched until nothing more came."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    page = context.new_page()
    protocol, fetched = context.new_cdp_session(page), Fetched()
    protocol.send("Network.enable")
    addresses: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]
        fetched.answers[event["response"]["url"]] = event["response"]

    def finished(event: dict[str, Any]) -> None:
        fetched.bytes_of[addresses[event["requestId"]]] = int(event["encodedDataLength"])

    protocol.on("Network.responseReceived", answered)
    protocol.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    context.close()
    return fetched


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/", "/zoeken/", "/zoeken/?q=gezin", PRACTICE, "/delen/"])
def test_a_first_view_fits_in_100_kib(
    chromium: Browser, portal_for_visitors: Portal, path: str, size: tuple[int, int]
) -> None:
    fetched = first_view(chromium, portal_for_visitors.url + path, size)
    parts = sorted(fetched.bytes_of.items(), key=lambda part: -part[1])

    assert len(fetched.bytes_of) > 5, "the browser fetched the page and its files"
    assert fetched.total <= MOST_BYTES, f"{fetched.total} bytes: {parts}"
    assert {answer["status"] for answer in fetched.answers.values()} == {200}


def test_texts_are_compressed_and_files_are_kept_for_good(chromium: Browser, portal_for_visitors: Portal) -> None:
    fetched = first_view(chromium, portal_for_visitors.url + PRACTICE, DESK)
    for address, answer in fetched.answers.items():
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        if answer["mimeType"].startswith(TEXT) and fetched.bytes_of[address] > 1_500:
            assert headers.get("content-encoding") in {"br", "gzip"}, address
        if "/static/" in address:
            assert "immutable" in headers["cache-control"], address
