"""A real server for the tests that need one, and a server that answers wrongly on purpose."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

import pytest

from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine
from tests.search.elastic.faults import FaultyServer
from tests.search.elastic.things import SCHEMA


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    url = os.environ.get("ELASTICSEARCH_TEST_URL", "")
    reason = "" if url else "ELASTICSEARCH_TEST_URL is not set"
    if url:
        try:
            ElasticEngine(url, SCHEMA, prefix="test-elastic-none", timeout=20.0).destroy()
        except EngineUnavailable as error:
            reason = f"ELASTICSEARCH_TEST_URL does not answer: {error}"
    if reason:
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return url


@pytest.fixture
def prefix() -> str:
    return f"test-elastic-{secrets.token_hex(4)}"


@pytest.fixture
def engine(elasticsearch_url: str, prefix: str) -> Iterator[ElasticEngine]:
    """An engine without an index yet; its answers may take longer than a visitor would wait."""
    engine = ElasticEngine(elasticsearch_url, SCHEMA, prefix=prefix, timeout=20.0)
    yield engine
    engine.destroy()


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    """A server that answers with whatever a test puts in its `answer`."""
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
def asking(server: FaultyServer) -> ElasticEngine:
    """An engine that asks that server and waits for half a second."""
    return ElasticEngine(server.url, SCHEMA, prefix="test-faulty", timeout=0.5)
