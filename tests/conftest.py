"""What all tests share: one bootstrapped database per worker, a moment, and people to be."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.own_site import OwnSite, site_of_test_database
from tests.scheduling import pytest_xdist_make_scheduler

__all__ = ["pytest_xdist_make_scheduler"]  # a hook of pytest-xdist, which looks for it here

#: The moment at which tests play, passed to every action.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Bootstrap the database once; each test rolls back to this state.

    Tests must therefore not use `transaction=True`, which would empty it: what needs real commits runs in processes
    on a database of its own (fixture `own_site`).
    """
    from portal.bootstrap import bootstrap_site
    from tests.template_database import migrated_database

    with django_db_blocker.unblock(), migrated_database():
        bootstrap_site(at=NOW)
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def municipality(db: None) -> Callable[[str], Any]:
    """Return the municipality with this slug."""
    from practices.models import Municipality

    return lambda slug: Municipality.objects.get(slug=slug)


@pytest.fixture
def organisation(db: None) -> Callable[[str], Any]:
    """Return the organisation of the municipality with this slug, made when needed; "vng" is VNG."""
    from portal.bootstrap import SYSTEM
    from practices.actions.organisations import organisation_of_municipality, organisation_vng
    from practices.models import Municipality

    def get(slug: str) -> Any:
        if slug == "vng":
            return organisation_vng(by=SYSTEM, at=NOW)
        return organisation_of_municipality(Municipality.objects.get(slug=slug), by=SYSTEM, at=NOW)

    return get


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Forget names and synonyms that a process keeps for a few seconds."""
    from django.conf import settings
    from django.core.cache import caches

    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def search_index(db: None, settings: Any, tmp_path: Any) -> Any:
    """Give an index of its own to the test, which `search_index.refresh()` brings up to date as the relay would."""
    from search import service

    if not settings.ELASTICSEARCH_URL:
        settings.SEARCH_ENGINE = {
            "class": "search.engines.embedded.EmbeddedEngine",
            "options": {"directory": tmp_path / "index"},
        }
    else:
        options = {**settings.SEARCH_ENGINE["options"], "prefix": f"test-{uuid.uuid4().hex[:12]}"}
        settings.SEARCH_ENGINE = {**settings.SEARCH_ENGINE, "options": options}
    _forget_engine()
    yield SearchIndex()
    service.get_engine().destroy()
    _forget_engine()


class SearchIndex:
    """The index of one test."""

    def refresh(self) -> None:
        """Index everything that is live now."""
        from search.outbox.words import Words, replace
        from search.service import get_engine
        from search.sources import get_source

        source = get_source()
        documents = source.documents(list(source.keys())).values()
        with get_engine().rebuild() as rebuild:
            rebuild.add(documents)
            rebuild.publish()
        words = Words(source.public)
        words.add(documents)
        replace(words)


def _forget_engine() -> None:
    from search import current

    current.get_engine.cache_clear()
    current.breaker.cache_clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the test database be made, from which sites are copied, also when no other test wants it."""
    for item in items:
        if "site_template" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def site_template(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OwnSite]:
    """Copy the test database once, before any test uses it."""
    with django_db_blocker.unblock():
        template = site_of_test_database(tmp_path_factory.mktemp("site-template"))
    yield template
    template.remove()


@pytest.fixture
def own_site(site_template: OwnSite, tmp_path: Path) -> Iterator[OwnSite]:
    """Give a site of its own to the test: real processes work in it, and may be killed (see tests/own_site.py).

    It begins with the bootstrapped database and without an index. What the test does with `db` it does not see.
    """
    site = site_template.copy(tmp_path / "site")
    yield site
    site.remove()
