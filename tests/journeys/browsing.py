"""A browser window that notes whatever a visitor should never meet, and what people do in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.journeys.server import DEADLINE, PASSWORD

#: What every window is asked to report: breaches of the content security policy also name what was blocked.
_REPORT_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
"""


@dataclass
class Window:
    """A window of somebody's browser, with everything that went wrong in it.

    url: of the portal; troubles: errors in the console, breaches of the policy, requests to other hosts, answers 5xx
    """

    context: BrowserContext
    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(DEADLINE * 1_000)
        self.context.add_init_script(_REPORT_BREACHES)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.context.on("request", self._note_request)
        self.context.on("response", self._note_response)

    def _note_console(self, message: ConsoleMessage) -> None:
        # A page that is not there is told by its status; the browser complains about that as well.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.troubles.append(f"request to another host: {request.url}")

    def _note_response(self, response: Response) -> None:
        wanted = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not wanted):
            self.troubles.append(f"{response.status} for {response.url}")

    def go(self, path: str) -> Response:
        """Open an address of the portal."""
        response = self.page.goto(self.url + path)
        assert response is not None
        return response

    @property
    def path(self) -> str:
        """The address of the page, without the host."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def sign_in(self, email: str) -> None:
        """Sign in with an example account."""
        self.go("/account/login/")
        self.page.locator("[name=login]").fill(email)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Inloggen").click()
        self.page.wait_for_url("**/mijn/")

    def press(self, name: str) -> None:
        """Press a button in the page itself."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def answers(self, path: str) -> int:
        """Return the status of an address, asked as this person but without showing it."""
        return self.context.request.get(self.url + path, max_redirects=0).status

    def finds(self, title: str, query: str) -> bool:
        """Search, and tell whether a result has this title."""
        self.go(f"/zoeken/?{query}")
        return title in self.page.locator("#resultaten .card__title").all_inner_texts()

    @property
    def total(self) -> int:
        """How many results the page says there are."""
        return int(self.page.locator("#resultaten").get_attribute("data-total") or -1)

    def focused(self) -> str:
        """Return the id of the element that has the focus, or the name of its tag."""
        found: str = self.page.evaluate("document.activeElement.id || document.activeElement.tagName")
        return found

    def wait_for(self, condition: Callable[[], object], what: str) -> None:
        """Return as soon as the condition holds; fail when it does not within the deadline."""
        until = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < until, f"not within {DEADLINE} seconds: {what}"
            self.page.wait_for_timeout(20)
