"""The engine or the database goes away and comes back: nothing is lost, and nobody has to do anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.own_site import OwnSite, wait_until
from tests.search.outbox import doings
from tests.search.outbox.conftest import assert_index_is_right, drained, index_of
from tests.search.outbox.forwarder import Forwarder


class Switch(Protocol):
    """Takes the engine of a site away and brings it back."""

    def close(self) -> None: ...
    def open(self) -> None: ...


class Folder:
    """The index of the embedded engine, under another name while it is away."""

    def __init__(self, directory: Path) -> None:
        self._here, self._elsewhere = directory, directory.with_name("elsewhere")

    def close(self) -> None:
        self._here.rename(self._elsewhere)

    def open(self) -> None:
        self._elsewhere.rename(self._here)


@pytest.fixture
def switch(own_site: OwnSite) -> Iterator[Switch]:
    """The switch of the engine of a site that has an index."""
    options = own_site.engine["options"]
    if "directory" in options:
        yield _with_index(own_site, Folder(options["directory"]))
        return
    server = urlsplit(options["url"])
    forwarder = Forwarder(str(server.hostname), server.port or 9200)
    options["url"] = f"http://127.0.0.1:{forwarder.port}"
    yield _with_index(own_site, forwarder)
    options["url"] = server.geturl()


def _with_index(site: OwnSite, switch: Switch) -> Switch:
    code, said = site.command("search_rebuild")
    assert code == 0, said
    return switch


def test_what_is_published_while_the_engine_is_away_is_found_when_it_is_back(own_site: OwnSite, switch: Switch) -> None:
    relay = own_site.start_command("search_relay")
    switch.close()

    keys = {own_site.do(doings.share_practice, title) for title in ("Buurtteam", "Wijkteam")}
    tried = "SELECT count(*) FROM search_outboxrow WHERE last_error <> ''"
    wait_until(lambda: own_site.number(tried) > 0, "the relay has tried")
    code, said = own_site.command("search_relay", "--once")
    assert code == 1
    assert "niets gaat verloren" in said

    switch.open()
    wait_until(lambda: set(index_of(own_site)) == keys, "everything is found")
    assert relay.terminate() == 0
    assert_index_is_right(own_site)


def test_a_rebuild_without_an_engine_says_so_and_is_in_nobodys_way(own_site: OwnSite) -> None:
    options = dict(own_site.engine["options"])
    if "directory" in options:
        (Path(options["directory"]) / "write.lock").mkdir(parents=True)  # where a file must be
    else:
        own_site.engine["options"]["url"] = "http://127.0.0.1:9"

    code, said = own_site.command("search_rebuild")
    own_site.engine["options"].update(options)

    assert code == 1
    assert "de oude index blijft in gebruik" in said
    assert own_site.query("SELECT * FROM search_indexrebuild") == []


@pytest.mark.skipif(
    "sqlite" in connection.settings_dict["ENGINE"], reason="SQLite has no server that breaks connections"
)
def test_a_relay_survives_a_database_that_breaks_its_connections(site: OwnSite) -> None:
    relay = site.start_command("search_relay")
    sessions = f"FROM pg_stat_activity WHERE datname = '{site.database}' AND pid <> pg_backend_pid()"
    wait_until(lambda: site.number(f"SELECT count(*) {sessions}"), "the relay is connected")

    site.query(f"SELECT pg_terminate_backend(pid) {sessions}")

    key = site.do(doings.share_practice, "Buurtteam")
    wait_until(lambda: key in index_of(site), "the practice is found")
    assert "search_database_away" in relay.said
    assert relay.terminate() == 0
    drained(site)
    assert_index_is_right(site)
