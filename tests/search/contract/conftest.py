"""The engines under test: the embedded one always, Elasticsearch where `ELASTICSEARCH_TEST_URL` answers."""

from __future__ import annotations

import importlib
import os
import socket
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from search.engines.base import Engine
from tests.search.contract.corpus import SCHEMA

ENGINES = [pytest.param("embedded"), pytest.param("elastic", marks=pytest.mark.elasticsearch)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an engine keeps its index; every engine made here is another reader and writer of the same index."""

    name: str
    make: Callable[[], Engine]


def make_place(name: str, folder: Path) -> Place:
    """Return a place of its own for one test, module or comparison."""
    if name == "embedded":
        embedded = importlib.import_module("search.engines.embedded").EmbeddedEngine
        return Place(name, lambda: embedded(folder / "index", SCHEMA))
    url = _elasticsearch()
    elastic = importlib.import_module("search.engines.elastic").ElasticEngine
    prefix = f"contract-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{uuid.uuid4().hex[:12]}"
    # Patient, because tests share their machine; how fast an engine gives up has tests of its own.
    return Place(name, lambda: elastic(url, SCHEMA, prefix=prefix, timeout=30.0))


def with_empty_index(place: Place) -> Engine:
    """Return an engine that has an index without documents."""
    engine = place.make()
    with engine.rebuild() as rebuild:
        rebuild.publish()
    return engine


def _elasticsearch() -> str:
    url = os.environ.get("ELASTICSEARCH_TEST_URL", "")
    reason = _why_not(url)
    if reason and os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return url


def _why_not(url: str) -> str:
    if not url:
        return "ELASTICSEARCH_TEST_URL is not set"
    address = urlsplit(url)
    try:
        with socket.create_connection((address.hostname or "", address.port or 9200), timeout=5):
            return ""
    except OSError as error:
        return f"no Elasticsearch answers at ELASTICSEARCH_TEST_URL: {error}"


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place without an index."""
    place = make_place(request.param, tmp_path)
    yield place
    place.make().destroy()


@pytest.fixture
def engine(place: Place) -> Engine:
    """An engine with an empty index."""
    return with_empty_index(place)


@pytest.fixture(scope="module", params=ENGINES)
def module_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with an empty index, shared by the tests of a module, which fill it themselves."""
    place = make_place(request.param, tmp_path_factory.mktemp("shared"))
    yield with_empty_index(place)
    place.make().destroy()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Both engines, each with an empty index, to compare them."""
    places = [make_place("embedded", tmp_path), make_place("elastic", tmp_path)]
    yield with_empty_index(places[0]), with_empty_index(places[1])
    for place in places:
        place.make().destroy()
