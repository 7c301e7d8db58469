"""What stands in the log: no secret part of an address, whichever logger wrote the line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from portal.logs import formatter

SECRET = "MzJ-geheim_0123456789"
#: Names under which our addresses take a secret.
_NAMES = ("token", "secret")


class Kept(logging.Handler):
    """Keeps lines as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(formatter(json=True))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    kept, root = Kept(), logging.getLogger()
    root.addHandler(kept)
    yield kept
    root.removeHandler(kept)


def secret_addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Yield every address of ours that takes a secret, with one filled in."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from secret_addresses(each, route)
        elif isinstance(each, URLPattern) and any(name in each.pattern.converters for name in _NAMES):
            for name in _NAMES:
                route = route.replace(f"<str:{name}>", SECRET)
            yield route


ADDRESSES = [
    *(address for address in secret_addresses() if not address.startswith("/cms/")),  # Wagtail's own: closed
    *(f"/account/{path}/{SECRET}/" for path in ("password/reset/key", "confirm-email")),
]


def test_the_addresses_with_a_secret_are_found() -> None:
    assert len(ADDRESSES) >= 9
    assert all(SECRET in address for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_request_leaves_no_secret_in_the_log(db: None, log: Kept, address: str, method: str, caplog: Any) -> None:
    caplog.set_level(logging.INFO, "django_structlog")
    getattr(Client(), method)(f"{address}?x={method}")

    assert any("***" in line and f"?x={method}" in line for line in log.lines)
    assert SECRET not in "".join(log.lines)


def test_an_error_leaves_no_secret_in_the_log(log: Kept) -> None:
    try:
        raise ValueError(f"https://praktijkplein.example/gesprek/{SECRET}/")
    except ValueError:
        logging.getLogger("django.request").error(
            "Internal Server Error: %s", f"/startfoto/{SECRET}/", exc_info=sys.exc_info()
        )

    (line,) = log.lines
    assert "Internal Server Error: /startfoto/***/" in line
    assert "/gesprek/***/" in line
    assert SECRET not in line


def test_the_log_names_no_network_that_a_visitor_made_up(db: None, log: Kept, caplog: Any) -> None:
    caplog.set_level(logging.INFO, "django_structlog")

    Client(REMOTE_ADDR="203.0.113.7").get("/health/live", headers={"X-Forwarded-For": "192.0.2.66"})

    assert '"ip": "203.0.113.7"' in "".join(log.lines)
    assert "192.0.2.66" not in "".join(log.lines)
