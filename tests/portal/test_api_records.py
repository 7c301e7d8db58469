"""Whole records and lists in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.choices import Kind
from practices.models import PracticePage
from tests.factories import make_practice

Share = Callable[..., PracticePage]


@pytest.fixture
def share(organisation: Callable[[str], Any]) -> Share:
    """Share a practice of Zaanstad."""
    return lambda **fields: make_practice(organisation("zaanstad"), **fields)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_list(client: Client, db: None, kind: Kind) -> None:
    answer = client.get(f"/api/v1/{kind.plural}").json()
    assert set(answer) == {"aantal", "pagina", "paginagrootte", "resultaten", "_links"}


def test_a_record_is_found_by_its_key_its_number_and_the_key_of_its_source(client: Client, share: Share) -> None:
    page = share(visibility="openbaar")
    by_key = client.get(f"/api/v1/praktijken/{page.key}").json()
    assert by_key["titel"] == page.title
    assert (by_key["id"], by_key["bronId"]) == (page.key, page.source_id)
    assert client.get(f"/api/v1/praktijken/{page.pk}").json() == by_key
    assert client.get("/api/v1/praktijken", {"bronId": page.source_id}).json()["resultaten"] == [by_key]


def test_what_one_may_not_see_is_as_unknown_as_what_is_not_there(client: Client, share: Share) -> None:
    page = share(visibility="organisatie")
    hidden, unknown = (client.get(f"/api/v1/praktijken/{name}") for name in (page.key, "praktijk-999999999"))
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert hidden.json() == unknown.json()
    assert client.get("/api/v1/praktijken", {"bronId": page.source_id}).json()["aantal"] == 0


@pytest.mark.parametrize("name", ["casus-1", "x", "1e3", "-1", "٣", "9" * 40])
def test_nonsense_is_no_record(client: Client, db: None, name: str) -> None:
    assert client.get(f"/api/v1/praktijken/{name}").status_code == 404


def test_a_list_is_paged(client: Client, share: Share) -> None:
    pages = [share(visibility="openbaar") for _ in range(3)]
    first = client.get("/api/v1/praktijken", {"paginagrootte": 2}).json()
    second = client.get(first["_links"]["next"]["href"]).json()
    assert {record["id"] for record in first["resultaten"] + second["resultaten"]} == {page.key for page in pages}
    assert client.get("/api/v1/praktijken", {"pagina": 3, "paginagrootte": 2}).status_code == 404


@pytest.mark.parametrize(
    ("name", "count"),
    [("gemeenten", 342), ("themas", 66), ("provincies", 12), ("regios", 25), ("domeinen", 6), ("wetten", 67)],
)
def test_the_lists_are_open(client: Client, db: None, name: str, count: int) -> None:
    entries: list[dict[str, Any]] = client.get(f"/api/v1/{name}").json()
    assert len(entries) == count
    assert all(entry["waarde"] and entry["naam"] for entry in entries)


def test_the_number_of_queries_of_a_list_does_not_grow(
    client: Client, share: Share, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        share(visibility="openbaar")
    with django_assert_max_num_queries(30):
        client.get("/api/v1/praktijken")


def test_the_description_may_be_read_from_any_site(client: Client, db: None) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "/api/v1/zoekresultaten" in response.json()["paths"]
