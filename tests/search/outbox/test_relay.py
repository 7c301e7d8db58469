"""The rules of the relay, with a clock of the test: what is refused, taken over, changed meanwhile or kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from search.engines.base import Engine, EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.models import IndexRebuild, OutboxRow, Stage
from search.outbox.enqueue import enqueue
from search.outbox.leases import LEASE, MOST_ATTEMPTS, SECOND_LOOK
from search.outbox.relay import Relay
from tests.search.outbox.things import Clock, Things, change, indexed, titles


def test_a_change_that_is_rolled_back_leaves_no_row(db: None) -> None:
    with transaction.atomic():
        enqueue(["ding-1"])
        transaction.set_rollback(True)

    assert not OutboxRow.objects.exists()


def test_a_key_has_one_row_however_often_it_changes(db: None) -> None:
    enqueue(["ding-2", "ding-1", "ding-2"])
    first = OutboxRow.objects.get(key="ding-1").revision

    enqueue(["ding-1"])

    assert OutboxRow.objects.count() == 2
    assert OutboxRow.objects.get(key="ding-1").revision != first


def test_done_work_leaves_no_row(things: Things, relay: Relay, engine: Engine) -> None:
    change(things, "ding-1", "titel")

    assert relay.run_batch().claimed == 1

    assert indexed(engine) == {"ding-1"}
    assert not OutboxRow.objects.exists()


def test_a_change_while_its_key_is_worked_on_is_not_forgotten(things: Things, relay: Relay, engine: Engine) -> None:
    change(things, "ding-1", "toen")
    things.whenever_read = lambda: change(things, "ding-1", "thans")
    relay.run_batch()
    assert titles(engine) == {"toen"}

    things.whenever_read = lambda: None
    relay.run_batch()

    assert titles(engine) == {"thans"}
    assert not OutboxRow.objects.exists()


def test_a_row_in_hand_is_not_given_to_another_relay(things: Things, new_relay: Callable[[], Relay]) -> None:
    change(things, "ding-1", "titel")
    other = new_relay()
    claimed: list[int] = []
    things.whenever_read = lambda: claimed.append(other.run_batch().claimed)

    assert new_relay().run_batch().claimed == 1

    assert claimed == [0]


def test_a_relay_that_is_too_slow_has_its_keys_looked_at_again(
    things: Things, new_relay: Callable[[], Relay], engine: Engine, clock: Clock
) -> None:
    slow, quick = new_relay(), new_relay()
    change(things, "ding-1", "toen")

    def meanwhile() -> None:
        things.whenever_read = lambda: None
        clock.forward(LEASE + timedelta(seconds=1))
        change(things, "ding-1", "thans")
        assert quick.run_batch().claimed == 1
        assert titles(engine) == {"thans"}

    things.whenever_read = meanwhile
    slow.run_batch()
    assert titles(engine) == {"toen"}  # the late writer has put the old state back ...

    quick.run_batch()

    assert titles(engine) == {"thans"}  # ... and not for long


def test_what_was_taken_over_is_looked_at_once_more_when_nothing_can_arrive_late(
    things: Things, new_relay: Callable[[], Relay], engine: Engine, clock: Clock
) -> None:
    change(things, "ding-1", "titel")
    things.whenever_read = _fall_over
    with pytest.raises(SystemExit):
        new_relay().run_batch()
    things.whenever_read = lambda: None
    clock.forward(LEASE)

    relay = new_relay()
    assert relay.run_batch().claimed == 1
    assert indexed(engine) == {"ding-1"}
    assert relay.run_batch().claimed == 0

    clock.forward(SECOND_LOOK)
    assert relay.run_batch().claimed == 1
    assert not OutboxRow.objects.exists()


def _fall_over() -> None:
    raise SystemExit


def test_a_refused_thing_rests_longer_each_time_and_is_parked_with_its_reason(
    things: Things, relay: Relay, engine: Engine, clock: Clock
) -> None:
    change(things, "ding-0", "geen volgnummer")  # engines take ordinals from 1
    change(things, "ding-1", "titel")
    rests = []
    for _ in range(MOST_ATTEMPTS):
        assert relay.run_batch().refused == 1
        assert relay.run_batch().claimed == 0
        row = OutboxRow.objects.get()
        assert row.not_before
        rests.append((row.not_before - clock.now).total_seconds())
        clock.now = row.not_before

    assert rests == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert indexed(engine) == {"ding-1"}
    assert row.parked
    assert "ordinal 0" in row.last_error
    clock.forward(timedelta(days=1))
    assert relay.run_batch().claimed == 0


def test_a_parked_thing_that_changes_is_tried_again(things: Things, relay: Relay, clock: Clock) -> None:
    things.unreadable.add("ding-1")
    change(things, "ding-1", "titel")
    OutboxRow.objects.update(parked=True, attempts=MOST_ATTEMPTS, not_before=clock.now + timedelta(days=1))

    things.unreadable.clear()
    change(things, "ding-1", "nu goed")

    assert relay.run_batch().claimed == 1
    assert not OutboxRow.objects.exists()


def test_a_thing_that_cannot_be_read_stands_apart_from_its_batch(things: Things, relay: Relay, engine: Engine) -> None:
    for number in range(1, 6):
        change(things, f"ding-{number}", "titel")
    things.unreadable.add("ding-3")

    assert relay.run_batch().refused == 1

    assert indexed(engine) == {"ding-1", "ding-2", "ding-4", "ding-5"}
    assert OutboxRow.objects.get().last_error == "LookupError: een kapot ding"


def test_an_engine_that_is_away_costs_no_attempt(things: Any, db: None, clock: Clock, tmp_path: Path) -> None:
    relay = Relay(things, EmbeddedEngine(tmp_path / "nowhere", Things.schema), clock=clock)
    change(things, "ding-1", "titel")

    for _ in range(MOST_ATTEMPTS + 1):
        with pytest.raises(EngineUnavailable):
            relay.run_batch()

    row = OutboxRow.objects.get()
    assert (row.attempts, row.parked, row.leased_until) == (0, False, None)
    assert "there is no index yet" in row.last_error


def test_rows_are_kept_for_a_rebuild_and_cleaned_up_after_a_dead_one(
    things: Things, relay: Relay, clock: Clock
) -> None:
    IndexRebuild.objects.create(owner="elders:1:1", started_at=clock.now, heartbeat_at=clock.now)
    change(things, "ding-1", "titel")
    relay.run_batch()
    assert OutboxRow.objects.get().applied

    clock.forward(timedelta(minutes=1))
    relay.run_batch()

    assert not OutboxRow.objects.exists()
    assert not IndexRebuild.objects.exists()


def test_nothing_is_claimed_while_a_rebuild_switches(things: Things, relay: Relay, clock: Clock) -> None:
    IndexRebuild.objects.create(owner="elders:1:1", started_at=clock.now, heartbeat_at=clock.now, stage=Stage.SWITCHING)
    change(things, "ding-1", "titel")

    assert relay.run_batch().claimed == 0
