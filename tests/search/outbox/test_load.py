"""Thousands of documents are indexed anew while people search and share, processes are killed and two begin at once."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from practices.rules.visibility import PUBLIC
from tests.own_site import OwnSite, Running, wait_until
from tests.search.outbox import doings
from tests.search.outbox.conftest import assert_index_is_right, drained

#: Practices in the site.
THOUSANDS = 2_000

STAGE = "SELECT stage FROM search_indexrebuild"


@pytest.fixture(scope="module")
def large_template(site_template: OwnSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    template = site_template.copy(tmp_path_factory.mktemp("large") / "site")
    key = template.do(doings.share_practice, "Kopie 0")
    template.do(doings.copy_practice, key, THOUSANDS - 1)
    template.query("DELETE FROM search_outboxrow")
    yield template
    template.remove()


@pytest.fixture(params=["as set", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def large_site(request: pytest.FixtureRequest, large_template: OwnSite, tmp_path: Path) -> Iterator[OwnSite]:
    """A site with thousands of practices in its index, on the engine of the settings and on Elasticsearch."""
    site = large_template.copy(tmp_path / "large")
    if request.param == "elastic":
        site = replace(site, engine=_elastic())
    rebuilt = site.command("search_rebuild")
    assert rebuilt[0] == 0, rebuilt[1]
    yield site
    site.remove()


def _elastic() -> dict[str, object]:
    url = os.environ.get("ELASTICSEARCH_TEST_URL", "")
    if not url:
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)("ELASTICSEARCH_TEST_URL is not set")
    options = {"url": url, "prefix": f"own-{uuid.uuid4().hex[:12]}", "timeout": 20.0}
    return {"class": "search.engines.elastic.ElasticEngine", "options": options}


def filling(site: OwnSite) -> Running:
    """Start a rebuild and let it stand still while it fills its index."""
    while True:
        running = site.start_command("search_rebuild")
        wait_until(lambda running=running: site.query(STAGE) or not running.is_alive, "it runs")  # type: ignore[misc]
        running.freeze()
        if site.query(STAGE) == [("filling",)]:
            return running
        running.thaw()  # too late: it was quicker than we looked
        running.end()


def test_searching_and_sharing_go_on_while_the_index_is_made_anew_killed_and_made_twice(large_site: OwnSite) -> None:
    site = large_site
    stop, started = site.event(), [site.event(), site.event()]
    watchers = [site.start(doings.watch_until, stop, event) for event in started]
    sharing = site.start(doings.share_until, stop)
    relay = site.start_command("search_relay", "--batch", "20")
    assert all(event.wait(300) for event in started)

    code, said = site.command("search_rebuild")
    assert code == 0, said
    filling(site).kill()
    first, second = site.start_command("search_rebuild"), site.start_command("search_rebuild")
    assert sorted((first.end(), second.end())) in ([0, 0], [0, 1]), "the second waits for its turn, or refuses"

    stop.set()
    keys, meanwhile = sharing.answer()
    assert meanwhile > 0, "people could share while an index was filled"
    for watcher in watchers:
        totals = watcher.answer()
        assert totals == sorted(totals), "what was found once stays found"
        assert totals[0] >= THOUSANDS
        assert totals[-1] <= THOUSANDS + len(keys)
    assert relay.terminate() == 0
    drained(site)
    assert set(keys) <= site.do(doings.found, PUBLIC)
    assert_index_is_right(site)


def test_a_rebuild_holds_no_lock_that_a_save_needs(large_site: OwnSite) -> None:
    running = filling(large_site)

    key = large_site.do(doings.share_practice, "Intussen")
    code, said = large_site.command("search_relay", "--once")

    assert code == 0, said
    assert key in large_site.do(doings.found, PUBLIC), "in the index that is in use"
    running.thaw()
    assert running.end() == 0
    assert key in large_site.do(doings.found, PUBLIC), "and in the new one"
    assert_index_is_right(large_site)
