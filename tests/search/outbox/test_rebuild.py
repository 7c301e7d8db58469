"""The index is made anew while people search and write, and while processes are killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.own_site import OwnSite, Running, wait_until
from tests.search.outbox import doings
from tests.search.outbox.conftest import MANY, assert_index_is_right, drained, index_of

STAGE = "SELECT stage FROM search_indexrebuild"
LONG_AGO = "2020-01-01 00:00:00+00"


def rebuilt(site: OwnSite) -> None:
    code, said = site.command("search_rebuild")
    assert code == 0, said


@contextmanager
def held_while_switching(site: OwnSite) -> Iterator[Running]:
    """Start a rebuild and let it wait for a relay on another machine, which has a row in hand until the end."""
    key = min(index_of(site))
    site.do(doings.rewrite, [key], "in behandeling elders")
    lease = "UPDATE search_outboxrow SET lease_owner='elders:1:1', leased_until='{}' WHERE key='{}'"
    site.query(lease.format("2999-01-01 00:00:00+00", key))
    running = site.start_command("search_rebuild")
    wait_until(lambda: site.query(STAGE) == [("switching",)], "the rebuild switches")
    yield running
    site.query(lease.format(LONG_AGO, key))


def killed_while_filling(site: OwnSite) -> None:
    """Kill a rebuild that is filling its index."""
    while True:
        running = site.start_command("search_rebuild")
        wait_until(lambda running=running: site.query(STAGE) or not running.is_alive, "it runs")  # type: ignore[misc]
        running.freeze()
        if site.query(STAGE) == [("filling",)]:
            running.kill()
            return
        running.thaw()  # too late: it was quicker than we looked
        running.end()


def killed_while_switching(site: OwnSite) -> None:
    """Kill a rebuild that waits until it may switch."""
    with held_while_switching(site) as running:
        running.kill()


@pytest.mark.parametrize("kill", [killed_while_filling, killed_while_switching])
def test_a_killed_rebuild_leaves_the_old_index_in_use(filled_site: OwnSite, kill: object) -> None:
    before = index_of(filled_site)

    kill(filled_site)  # type: ignore[operator]

    assert index_of(filled_site) == before
    rebuilt(filled_site)
    drained(filled_site)
    assert_index_is_right(filled_site)


def test_changes_go_on_after_a_killed_rebuild(filled_site: OwnSite) -> None:
    killed_while_switching(filled_site)

    filled_site.do(doings.rewrite, sorted(index_of(filled_site)), "na de breuk")
    drained(filled_site)

    assert_index_is_right(filled_site)
    assert filled_site.query(STAGE) == []


def test_searches_during_rebuilds_and_changes_never_see_an_empty_or_half_index(filled_site: OwnSite) -> None:
    keys = sorted(index_of(filled_site))
    stop, searching = filled_site.event(), filled_site.event()
    searcher = filled_site.start(doings.search_until, stop, searching)
    writer = filled_site.start(doings.rewrite_until, stop, keys)
    relay = filled_site.start_command("search_relay", "--batch", "20")
    assert searching.wait(300)

    for _ in range(2):
        rebuilt(filled_site)

    stop.set()
    assert searcher.answer() == [(MANY, MANY, MANY)]
    assert writer.answer() > 0
    assert relay.terminate() == 0
    drained(filled_site)
    assert_index_is_right(filled_site)


def test_what_changes_while_the_index_is_switched_waits_and_is_found_afterwards(filled_site: OwnSite) -> None:
    relay = filled_site.start_command("search_relay")
    before = index_of(filled_site)
    with held_while_switching(filled_site) as running:
        key = filled_site.do(doings.share_practice, "Intussen gedeeld")
        assert index_of(filled_site) == before

    assert running.end() == 0
    wait_until(lambda: key in index_of(filled_site), "the practice is in the new index")
    assert relay.terminate() == 0
    drained(filled_site)
    assert_index_is_right(filled_site)


def test_a_second_rebuild_at_the_same_time_refuses(filled_site: OwnSite) -> None:
    with held_while_switching(filled_site) as running:
        code, said = filled_site.command("search_rebuild")
    assert code == 1
    assert said.splitlines()[-1] == "CommandError: De index wordt al opnieuw gemaakt: wacht tot dat klaar is."
    assert "Traceback" not in said
    assert running.end() == 0


def test_a_rebuild_that_stood_still_for_too_long_gives_up(filled_site: OwnSite) -> None:
    with held_while_switching(filled_site) as running:
        running.freeze()
        filled_site.query("UPDATE search_indexrebuild SET heartbeat_at='2020-01-01 00:00:00+00'")
        relay = filled_site.start_command("search_relay")
        key = filled_site.do(doings.share_practice, "Intussen gedeeld")
        wait_until(lambda: key in index_of(filled_site), "the relay goes on without the rebuild")

    running.thaw()

    assert running.end() == 1
    assert "afgebroken" in running.said
    assert relay.terminate() == 0
    drained(filled_site)
    assert_index_is_right(filled_site)
