"""The rules of a rebuild beside a relay, with a clock of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import Engine, Rebuild
from search.engines.embedded import EmbeddedEngine
from search.models import IndexRebuild, OutboxRow
from search.models.outbox import Stage
from search.outbox.enqueue import enqueue
from search.outbox.leases import SILENCE
from search.outbox.rebuild import RebuildRunning, rebuild_index
from search.outbox.relay import Relay
from tests.search.outbox.things import Clock, Things, change, indexed, titles


def test_a_rebuild_replays_what_changed_while_it_was_filled(
    things: Any, relay: Relay, engine: Engine, clock: Clock
) -> None:
    things.titles = {"ding-1": "toen", "ding-2": "toch weg"}

    def meanwhile(done: int, total: int) -> None:
        if done == total:  # everything was read
            change(things, "ding-1", "thans")
            relay.run_batch()
            del things.titles["ding-2"]
            enqueue(["ding-2"])

    rebuild_index(things, engine, clock=clock, progress=meanwhile)

    assert titles(engine) == {"thans"}
    assert [row.key for row in OutboxRow.objects.all()] == ["ding-2"]  # waits for the relay, which removes it again


def test_a_rebuild_names_what_cannot_be_indexed_and_leaves_it_to_the_relay(
    things: Any, relay: Relay, engine: Engine, clock: Clock
) -> None:
    things.titles = {"ding-0": "geen volgnummer", "ding-1": "titel", "ding-2": "kapot"}
    things.unreadable.add("ding-2")

    rebuilt = rebuild_index(things, engine, clock=clock, progress=lambda done, total: None)

    assert rebuilt.documents == 1
    assert set(rebuilt.refused) == {"ding-0", "ding-2"}
    assert indexed(engine) == {"ding-1"}
    assert {row.key for row in OutboxRow.objects.all()} == {"ding-0", "ding-2"}


class SlowToPublish(EmbeddedEngine):
    """The embedded engine on a machine that stands still just before a new index is published."""

    before_publish: Callable[[], None]

    @contextmanager
    def rebuild(self) -> Iterator[Rebuild]:
        with super().rebuild() as new:
            publish = new.publish

            def late() -> None:
                self.before_publish()
                publish()

            new.publish = late  # type: ignore[method-assign]
            yield new


def test_what_was_relayed_while_a_rebuild_was_taken_for_dead_is_found_in_its_index(
    things: Any, relay: Relay, engine: Engine, clock: Clock, tmp_path: Path
) -> None:
    things.titles = {"ding-1": "toen"}
    slow = SlowToPublish(tmp_path / "index", Things.schema)

    def meanwhile() -> None:
        clock.forward(SILENCE[Stage.SWITCHING])
        change(things, "ding-1", "thans")
        assert relay.run_batch().claimed == 1

    slow.before_publish = meanwhile
    rebuild_index(things, slow, clock=clock, progress=lambda done, total: None)
    assert titles(engine) == {"toen"}  # the relay wrote to the index of before

    relay.run_batch()

    assert titles(engine) == {"thans"}


@pytest.mark.parametrize("stage", Stage)
def test_a_living_rebuild_keeps_others_away(things: Any, db: None, engine: Engine, clock: Clock, stage: Stage) -> None:
    IndexRebuild.objects.create(owner="elders:1:1", started_at=clock.now, heartbeat_at=clock.now, stage=stage)
    clock.forward(SILENCE[stage] - timedelta(seconds=1))

    with pytest.raises(RebuildRunning):
        rebuild_index(things, engine, clock=clock, progress=lambda done, total: None)


@pytest.mark.parametrize("stage", Stage)
def test_a_dead_rebuild_is_in_nobodys_way(
    things: Any, relay: Relay, engine: Engine, clock: Clock, stage: Stage
) -> None:
    IndexRebuild.objects.create(owner="elders:1:1", started_at=clock.now, heartbeat_at=clock.now, stage=stage)
    clock.forward(SILENCE[stage])

    change(things, "ding-1", "thans")
    assert relay.run_batch().claimed == 1
    rebuild_index(things, engine, clock=clock, progress=lambda done, total: None)

    assert titles(engine) == {"thans"}
