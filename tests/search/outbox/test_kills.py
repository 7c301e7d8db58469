"""Processes are killed at the worst moments, and others work beside each other: nothing is lost and nothing doubled."""

from __future__ import annotations

import random

import pytest

from practices.rules.visibility import PUBLIC
from tests.own_site import OwnSite, wait_until
from tests.search.outbox import doings
from tests.search.outbox.conftest import MANY, assert_index_is_right, drained, index_of

WAITING = "SELECT count(*) FROM search_outboxrow WHERE not_before IS NULL"
LEASED = "SELECT count(*) FROM search_outboxrow WHERE leased_until IS NOT NULL"


def test_what_was_saved_before_a_kill_is_found(site: OwnSite) -> None:
    shared = site.event()
    process = site.start(doings.share_and_hang, shared)
    assert shared.wait(300)
    process.kill()

    drained(site)

    assert len(site.do(doings.found, PUBLIC)) == 1
    assert_index_is_right(site)


def test_a_change_that_was_killed_before_its_end_leaves_nothing(site: OwnSite) -> None:
    shared = site.event()
    process = site.start(doings.share_and_hang_before_commit, shared)
    assert shared.wait(300)
    process.kill()

    assert site.number("SELECT count(*) FROM search_outboxrow") == 0
    assert site.do(doings.present) == {}


@pytest.mark.parametrize("seed", range(4))
def test_a_relay_that_is_killed_at_any_moment_loses_nothing(filled_site: OwnSite, seed: int) -> None:
    chance = random.Random(seed)
    keys = sorted(index_of(filled_site))
    for number in range(3):
        filled_site.do(doings.rewrite, keys, f"ronde {number} van {seed}")
        left = chance.randrange(MANY)
        relay = filled_site.start_command("search_relay", "--batch", str(chance.choice([7, 40, 150])))
        wait_until(lambda left=left: filled_site.number(WAITING) <= left, "the relay works")  # type: ignore[misc]
        relay.kill()

    drained(filled_site)

    assert_index_is_right(filled_site)


def test_two_relays_share_the_work(filled_site: OwnSite) -> None:
    keys = sorted(index_of(filled_site))
    relays = [filled_site.start_command("search_relay", "--batch", "5") for _ in range(2)]

    filled_site.do(doings.rewrite, keys, "door twee verwerkt")
    wait_until(lambda: filled_site.number(WAITING) == 0, "the outbox is empty")

    assert [relay.terminate() for relay in relays] == [0, 0]
    assert_index_is_right(filled_site)


def test_a_relay_that_is_asked_to_stop_ends_with_its_batch(filled_site: OwnSite) -> None:
    filled_site.do(doings.rewrite, sorted(index_of(filled_site)), "nieuw")
    relay = filled_site.start_command("search_relay", "--batch", "20")
    wait_until(lambda: filled_site.number(WAITING) < MANY, "the relay works")

    assert relay.terminate() == 0
    assert filled_site.number(LEASED) == 0


def test_what_is_published_while_a_relay_runs_is_found_without_asking(site: OwnSite) -> None:
    relay = site.start_command("search_relay")

    key = site.do(doings.share_practice, "Buurtteam")

    wait_until(lambda: set(index_of(site)) == {key}, "the practice is in the index")
    assert relay.terminate() == 0


def test_a_page_that_cannot_be_read_does_not_hold_up_the_others(site: OwnSite) -> None:
    astray = site.do(doings.share_astray)
    key = site.do(doings.share_practice, "Buurtteam")

    code, said = site.command("search_relay", "--once")

    assert code == 0
    assert "1 pagina's zijn geweigerd" in said
    assert set(index_of(site)) == {key}
    code, said = site.command("search_audit")
    assert code == 1
    assert f"{astray}: kan niet gelezen worden: KeyError" in said
