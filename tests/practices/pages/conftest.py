"""Imports records and looks at their pages, as a visitor or as somebody with an account."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.exchange.importer import OPERATOR, Importer
from practices.exchange.lines import read_lines
from tests.conftest import NOW

Record = dict[str, Any]
Look = Callable[..., str]


def put(*records: Record) -> None:
    """Import records that must be taken as they are."""
    importer = Importer(by=OPERATOR, at=NOW)
    raw = "\n".join(json.dumps(record) for record in records).encode()
    outcomes = [*importer.lines(read_lines(io.BytesIO(raw))), *importer.links()]
    assert [outcome.problems for outcome in outcomes if outcome.problems] == []


def words(page: str) -> str:
    """Return what one reads in the main part of a page, with single spaces."""
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", main, flags=re.DOTALL))
    return re.sub(r"\s+([.,:;?])", r"\1", " ".join(html.unescape(text).split()))


@pytest.fixture
def look(db: None) -> Look:
    """Return the HTML of an address, for a visitor or for this user."""

    def get(path: str, user: Any = None) -> str:
        client = Client()
        if user:
            client.force_login(user, backend="portal.accounts.AccountBackend")
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return get
