"""Whatever happens to the search engine: an answer in time that says what it is, and all other pages as always."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.documents import SCHEMA
from practices.models import PracticePage
from practices.rules.visibility import VISITOR
from search import current, service
from search.engines.breaker import CircuitBreaker
from search.engines.elastic import ElasticEngine
from search.querystring import SearchRequest
from search.sources import get_source
from search.values import Change
from tests.search.elastic.faults import Answering, FaultyServer, answer, http, passed_on
from tests.search.elastic.spoiling import FAULTS, has_another_time, misses_a_shard, spoilt

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

AWAY = "De zoekmachine is even weg"
PARTIAL = "Dit antwoord is niet volledig"

#: Seconds within which a visitor has an answer, as the portal promises.
PROMISED = 2.0


class Clock:
    """Seconds that only the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of a circuit breaker that is set up as that of the site."""
    clock = Clock()
    breaker = CircuitBreaker(clock)
    monkeypatch.setattr(current, "breaker", lambda: breaker)
    return clock


@pytest.fixture
def page(organisation: Callable[[str], Any], now: Any) -> PracticePage:
    page = PracticePage(title="Samen op huisbezoek", summary="Politie en zorg.", visibility="openbaar")
    return share(page, organisation=organisation("zaanstad"), by=SYSTEM, at=now)


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    """What stands between the site and its engine."""
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture(params=["canned", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def well(
    request: pytest.FixtureRequest, server: FaultyServer, page: PracticePage, settings: Any
) -> Iterator[Answering]:
    """What answers rightly: with the page, from a can or from a real Elasticsearch behind the server."""
    options = {"url": server.url, "prefix": f"test-faults-{os.getpid()}", "timeout": 0.4}
    settings.SEARCH_ENGINE = {"class": "search.engines.elastic.ElasticEngine", "options": options}
    service.get_engine.cache_clear()
    if request.param == "canned":
        answering: Answering = lambda _: canned(page)  # noqa: E731 - a type for both branches
        server.answer = answering
        yield answering
    else:
        url = os.environ.get("ELASTICSEARCH_TEST_URL", "")
        if not url:
            (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(
                "ELASTICSEARCH_TEST_URL is not set"
            )
        behind = ElasticEngine(url, get_source().schema, prefix=options["prefix"], timeout=20.0)
        with behind.rebuild() as new:
            new.publish()
        behind.apply([Change(page.key, get_source().documents([page.key])[page.key])])
        server.answer = passed_on(url)
        yield server.answer
        behind.destroy()
    service.get_engine.cache_clear()


def canned(page: PracticePage) -> bytes:
    """Return the answer of an Elasticsearch that found the page."""
    stored = {"key": page.key, "stamp": "", "body": "", "title": page.title}
    hits = {"total": {"value": 1, "relation": "eq"}, "hits": [{"_score": 1.0, "_source": {"stored": stored}}]}
    counts = {name: {"sum_other_doc_count": 0, "buckets": []} for name in SCHEMA.names}
    return http(200, answer(took=1, hits=hits, aggregations=counts))


def found(client: Client, page: PracticePage) -> dict[str, Any]:
    """Search for the page, on the site and in the API; return the latter's answer, and what stood on the screen."""
    shown = client.get("/zoeken/", {"q": "huisbezoek"})
    assert shown.status_code == 200
    assert page.title in shown.content.decode().replace("<mark>", "").replace("</mark>", "")
    told = client.get("/api/v1/zoekresultaten", {"q": "huisbezoek"})
    assert told.status_code == 200
    assert [result["id"] for result in told.json()["resultaten"]] == [page.key]
    return {**told.json(), "screen": shown.content.decode()}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_a_simple_answer_that_says_so_and_ends_by_itself(
    client: Client, page: PracticePage, server: FaultyServer, well: Answering, clock: Clock, fault: str
) -> None:
    server.answer = spoilt(well, FAULTS[fault])

    answered = found(client, page)
    asked = len(server.heads)
    again = found(client, page)

    assert AWAY in answered["screen"]
    assert (answered["bron"], again["bron"]) == ("database", "database")
    assert asked <= 2, "one question for each page, and none is repeated"
    assert len(server.heads) == asked, "an engine that failed twice is left alone"

    server.answer = well
    clock.now += 3.1
    healed = found(client, page)
    assert (healed["bron"], healed["volledig"]) == ("index", True)
    assert AWAY not in healed["screen"]


def test_an_engine_that_is_down_and_comes_back(
    client: Client, page: PracticePage, server: FaultyServer, well: Answering, clock: Clock
) -> None:
    assert found(client, page)["bron"] == "index"
    server.go_down()
    answered = found(client, page)
    assert answered["bron"] == "database"
    assert AWAY in answered["screen"]
    server.come_up()
    clock.now += 3.1
    assert found(client, page)["bron"] == "index"


@pytest.mark.parametrize("address", ["/", "/praktijken/", "the practice", "/delen/", "/health/live"])
def test_other_pages_do_without_an_engine(
    client: Client, page: PracticePage, server: FaultyServer, well: Answering, clock: Clock, address: str
) -> None:
    server.answer = spoilt(well, FAULTS["hangs"])
    for _ in range(4):
        response = client.get(page.get_absolute_url() if address == "the practice" else address)
        assert response.status_code in {200, 302}
        assert AWAY not in response.content.decode()
    assert len(server.heads) <= 2, "the home page asks for figures, until the engine failed twice"


def test_figures_of_a_part_of_the_index_are_not_shown(
    page: PracticePage, server: FaultyServer, well: Answering, clock: Clock
) -> None:
    asked = SearchRequest()
    whole = service.count(asked, VISITOR, facets=["soort"])
    assert whole is not None
    server.answer = spoilt(well, misses_a_shard)
    assert service.count(asked, VISITOR, facets=["soort"]) is None


def test_suggestions_and_health_do_without_an_engine(
    client: Client, page: PracticePage, server: FaultyServer, well: Answering, clock: Clock
) -> None:
    server.answer = spoilt(well, FAULTS["is red"])
    offered = client.get("/zoeken/suggesties/", {"q": "huis"}).json()["suggesties"]
    assert {item["groep"] for item in offered} == {"Alles over"}, "the lists are still there, titles are not"
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")


def test_an_answer_of_some_of_the_shards_is_named_partial(
    client: Client, page: PracticePage, server: FaultyServer, well: Answering, clock: Clock
) -> None:
    server.answer = spoilt(well, misses_a_shard)
    answered = found(client, page)
    assert (answered["bron"], answered["volledig"]) == ("index", False)
    assert PARTIAL in answered["screen"]
    assert AWAY not in answered["screen"]
    assert client.get("/health/ready").json()["status"] == "degraded"

    server.answer = well
    healed = found(client, page)
    assert healed["volledig"] is True
    assert PARTIAL not in healed["screen"]


def test_an_engine_with_another_time_is_as_good_as_any(
    client: Client, page: PracticePage, server: FaultyServer, well: Answering, clock: Clock
) -> None:
    server.answer = spoilt(well, has_another_time)
    answered = found(client, page)
    assert (answered["bron"], answered["volledig"]) == ("index", True)


def test_the_engine_gets_half_of_the_time_that_a_visitor_was_promised() -> None:
    default = inspect.signature(ElasticEngine).parameters["timeout"].default
    assert default <= PROMISED / 2
