"""Sites with an index, empty or with practices in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.outbox.relay import Relay
from tests.own_site import OwnSite
from tests.search.outbox import doings
from tests.search.outbox.things import Clock, Things

#: Practices in a filled site.
MANY = 200


def index_of(site: OwnSite) -> dict[str, str]:
    """Return what the index of a site holds: digests by key."""
    return {entry.key: entry.digest for entry in site.search_engine().entries()}


def drained(site: OwnSite) -> None:
    """Let a relay work until nothing is left to do."""
    code, said = site.command("search_relay", "--once")
    assert code == 0, said


def assert_index_is_right(site: OwnSite) -> None:
    """Check that the index holds exactly what the database says, each once, and that the audit agrees."""
    keys = [entry.key for entry in site.search_engine().entries()]
    assert len(keys) == len(set(keys))
    assert index_of(site) == site.do(doings.present)
    code, said = site.command("search_audit")
    assert code == 0, said


@pytest.fixture
def site(own_site: OwnSite) -> OwnSite:
    """A site with an index without documents."""
    code, said = own_site.command("search_rebuild")
    assert code == 0, said
    return own_site


@pytest.fixture(scope="session")
def filled_template(site_template: OwnSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    template = site_template.copy(tmp_path_factory.mktemp("filled") / "site")
    template.do(doings.share_many, MANY)
    code, said = template.command("search_rebuild")
    assert code == 0, said
    drained(template)
    yield template
    template.remove()


@pytest.fixture
def filled_site(filled_template: OwnSite, tmp_path: Path) -> Iterator[OwnSite]:
    """A site with many practices, all of them in the index, and an empty outbox."""
    site = filled_template.copy(tmp_path / "filled")
    if "directory" not in site.engine["options"]:
        code, said = site.command("search_rebuild")
        assert code == 0, said
    yield site
    site.remove()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def things() -> Things:
    return Things()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = EmbeddedEngine(tmp_path / "index", Things.schema)
    with engine.rebuild() as new:
        new.publish()
    return engine


@pytest.fixture
def new_relay(db: None, things: Any, engine: Engine, clock: Clock) -> Callable[[], Relay]:
    return lambda: Relay(things, engine, clock=clock)


@pytest.fixture
def relay(new_relay: Callable[[], Relay]) -> Relay:
    return new_relay()
