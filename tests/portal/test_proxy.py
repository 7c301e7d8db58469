"""Limits count per network, behind a proxy too, and nobody escapes them with a header."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.settings.env import read_number
from practices.actions import visitors
from practices.models import MailLink


def ask(number: int, named: str | None) -> bool:
    headers = {} if named is None else {"HTTP_X_FORWARDED_FOR": named}
    page = Client(**headers).post("/account/link/", {"address": f"nummer{number}@elders.example"})  # type: ignore[arg-type]
    return "Bekijk uw e-mail" in page.content.decode()


@pytest.fixture
def one_each(db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(visitors, "MOST_LINKS_OF_NETWORK", 1)


@pytest.mark.parametrize(
    ("proxies", "first", "second", "counts_apart"),
    [
        (1, "192.0.2.1", "192.0.2.2", True),
        (1, "192.0.2.1", "192.0.2.1", False),
        (1, "1.1.1.1, 192.0.2.1", "2.2.2.2, 192.0.2.1", False),
        (1, "2001:db8:1:2::1", "2001:db8:1:2::2", False),
        (1, "2001:db8:1:2::1", "2001:db8:1:3::1", True),
        (2, "1.1.1.1, 192.0.2.1, 10.0.0.1", "2.2.2.2, 192.0.2.1, 10.0.0.1", False),
        (2, "192.0.2.1, 10.0.0.1", "192.0.2.2, 10.0.0.1", True),
        (1, "::ffff:192.0.2.1", "::ffff:192.0.2.2", True),
        (0, "192.0.2.1", "192.0.2.2", False),
        (1, "made up", "made up too", False),
        (2, "192.0.2.1", "192.0.2.2", False),
        (1, None, "", False),
    ],
)
def test_a_limit_counts_the_network_that_the_own_proxy_names(
    one_each: None, settings: Any, proxies: int, first: str | None, second: str, counts_apart: bool
) -> None:
    settings.PROXIES = proxies

    assert ask(1, first)
    assert ask(2, second) is counts_apart
    assert MailLink.objects.count() == 1 + counts_apart


@pytest.mark.parametrize("value", ["een", "-1", "10", "1.5", "²"])
def test_a_number_of_proxies_that_is_none_is_refused(monkeypatch: Any, value: str) -> None:
    monkeypatch.setenv("PROXIES", value)

    with pytest.raises(ImproperlyConfigured, match=r"PROXIES is .* whole number from 0 to 9"):
        read_number("PROXIES", default=0, most=9)
