"""What may befall the folder of the embedded engine: the database answers, and the commands put it right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.test import Client

from portal.bootstrap import SYSTEM
from practices.actions.sharing import share
from practices.models import PracticePage
from search import current
from search.engines.breaker import CircuitBreaker
from search.models import OutboxRow
from tests.portal.test_search_faults import AWAY, Clock, found

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(site_settings.ELASTICSEARCH_URL), reason="these are faults of the embedded engine"),
]


def gone(index: Path) -> None:
    shutil.rmtree(index)


def a_file_in_its_place(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("geen map")


def not_to_be_read(index: Path) -> None:
    (index / "current").unlink()
    (index / "current").mkdir()  # also for root, whom no permission stops


def pointing_nowhere(index: Path) -> None:
    (index / "current").write_text("000099\n\n")


def with_a_damaged_segment(index: Path) -> None:
    for name in ("*.idx", "*.term"):
        for path in index.rglob(name):
            path.write_bytes(b"\xf0\x9f\x92\xa9" * (path.stat().st_size // 4 + 1))


def without_a_segment(index: Path) -> None:
    for path in index.rglob("*.store"):
        path.unlink()


def of_another_version(index: Path) -> None:
    for path in index.rglob("stamp"):
        path.write_text("toen")


FAULTS = [
    gone,
    a_file_in_its_place,
    not_to_be_read,
    pointing_nowhere,
    with_a_damaged_segment,
    without_a_segment,
    of_another_version,
]


@pytest.fixture
def page(organisation: Callable[[str], Any], now: Any) -> PracticePage:
    page = PracticePage(title="Samen op huisbezoek", summary="Politie en zorg.", visibility="openbaar")
    return share(page, organisation=organisation("zaanstad"), by=SYSTEM, at=now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(current, "breaker", lru_cache(lambda: CircuitBreaker(clock)))
    return clock


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_index_is_answered_by_the_database_and_ended_by_a_rebuild(
    client: Client, page: PracticePage, search_index: Any, settings: Any, clock: Clock, fault: Callable[[Path], None]
) -> None:
    search_index.refresh()
    index = settings.SEARCH_ENGINE["options"]["directory"]
    assert found(client, page)["bron"] == "index"
    fault(index)
    current.get_engine.cache_clear()  # as a process that starts now

    answered = found(client, page)

    assert answered["bron"] == "database"
    assert AWAY in answered["screen"]
    assert client.get("/").status_code == client.get(page.get_absolute_url()).status_code == 200
    assert client.get("/health/ready").json()["status"] == "degraded"

    if fault is a_file_in_its_place:
        index.unlink()
    if fault is not_to_be_read:
        (index / "current").rmdir()
    call_command("search_rebuild", verbosity=0)
    clock.now += 3.1
    assert found(client, page)["bron"] == "index"


@pytest.mark.parametrize("fault", [gone, with_a_damaged_segment, of_another_version])
def test_the_relay_keeps_what_it_cannot_write_until_there_is_an_index_again(
    client: Client, page: PracticePage, search_index: Any, settings: Any, clock: Clock, fault: Callable[[Path], None]
) -> None:
    search_index.refresh()
    fault(settings.SEARCH_ENGINE["options"]["directory"])
    current.get_engine.cache_clear()

    if fault is not with_a_damaged_segment:  # a change may not meet the damage
        with pytest.raises(CommandError, match="niets gaat verloren"):
            call_command("search_relay", "--once")
        assert OutboxRow.objects.filter(key=page.key, parked=False).exists()

    call_command("search_rebuild", verbosity=0)
    call_command("search_relay", "--once")
    assert not OutboxRow.objects.filter(not_before=None).exists()
    call_command("search_audit")
    assert found(client, page)["bron"] == "index"


def test_an_audit_of_a_damaged_index_says_so_and_a_repair_follows_a_rebuild(
    page: PracticePage, search_index: Any, settings: Any
) -> None:
    search_index.refresh()
    without_a_segment(settings.SEARCH_ENGINE["options"]["directory"])
    current.get_engine.cache_clear()
    with pytest.raises((CommandError, SystemExit)):
        call_command("search_audit")
    call_command("search_rebuild", verbosity=0)
    call_command("search_audit")


def test_a_page_that_is_missing_in_the_index_is_repaired_by_the_audit(
    client: Client, page: PracticePage, search_index: Any, clock: Clock
) -> None:
    with current.get_engine().rebuild() as empty:
        empty.publish()
    OutboxRow.objects.all().delete()
    with pytest.raises((CommandError, SystemExit)):
        call_command("search_audit")
    call_command("search_audit", "--repair")
    assert found(client, page)["bron"] == "index"
