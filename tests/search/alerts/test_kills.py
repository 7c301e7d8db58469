"""The sender is killed at the worst moments, and others send beside it: no mail is lost, and one at most goes twice."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.own_site import OwnSite, wait_until
from tests.search.alerts import doings
from tests.search.alerts.doings import mails_in
from tests.search.outbox.conftest import drained
from tests.search.outbox.doings import share_practice

WAITING = "SELECT count(*) FROM search_outgoingmail"
PEOPLE = 25


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "post"
    path.mkdir()
    return path


def with_news(site: OwnSite, people: int) -> list[str]:
    """Let people want mail, and give them something to hear."""
    code, said = site.command("search_rebuild")
    assert code == 0, said
    addresses = site.do(doings.subscribe, people)
    site.do(share_practice, "Wijkteam")
    drained(site)
    return addresses


def sent(folder: Path) -> Counter[tuple[str, str]]:
    """Count the mails that were handed over, by address and Message-ID."""
    return Counter((str(message["To"]), str(message["Message-ID"])) for message in mails_in(folder))


def assert_everybody_has_one(folder: Path, addresses: list[str], *, twice: int) -> None:
    """Check that each person has one mail, and that at most so many were handed over again, as the same mail."""
    found = sent(folder)
    assert sorted(address for address, _ in found) == sorted(addresses)
    assert sum(found.values()) - len(found) <= twice


def test_a_sender_that_is_killed_after_a_mail_repeats_that_one_with_the_same_name(
    own_site: OwnSite, folder: Path
) -> None:
    addresses = with_news(own_site, 3)
    hanging = own_site.event()
    process = own_site.start(doings.send_and_hang, folder, f"na {addresses[1]}", hanging)
    assert hanging.wait(300), process.said
    process.kill()
    assert own_site.number(WAITING) == 2

    own_site.do(doings.send_alerts, folder)

    found = sent(folder)
    assert {address: count for (address, _), count in found.items()} == {
        addresses[0]: 1,
        addresses[1]: 2,
        addresses[2]: 1,
    }
    assert own_site.number(WAITING) == 0


def test_a_sender_that_is_killed_before_a_mail_sends_it_once(own_site: OwnSite, folder: Path) -> None:
    addresses = with_news(own_site, 3)
    hanging = own_site.event()
    process = own_site.start(doings.send_and_hang, folder, addresses[1], hanging)
    assert hanging.wait(300), process.said
    process.kill()

    own_site.do(doings.send_alerts, folder)

    assert_everybody_has_one(folder, addresses, twice=0)


def progress(site: OwnSite) -> int:
    """Return how many mails were made and how many of those were sent, added up."""
    made = site.number("SELECT count(*) FROM search_lastdigest WHERE made_at IS NOT NULL")
    return 2 * made - site.number(WAITING)


@pytest.mark.parametrize("seed", range(2))
def test_a_command_that_is_killed_at_any_moment_loses_nothing(own_site: OwnSite, folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    addresses = with_news(own_site, PEOPLE)
    kills = 4
    for _ in range(kills):
        far_enough = progress(own_site) + chance.randrange(1, PEOPLE // 2)
        process = own_site.start(doings.send_alerts, folder)
        wait_until(
            lambda wanted=far_enough, running=process: not running.is_alive or progress(own_site) >= wanted,  # type: ignore[misc]
            "the command works",
        )
        process.kill()

    own_site.do(doings.send_alerts, folder)

    assert_everybody_has_one(folder, addresses, twice=kills)
    assert own_site.number(WAITING) == 0


def test_two_commands_at_once_send_each_mail_once(own_site: OwnSite, folder: Path) -> None:
    addresses = with_news(own_site, PEOPLE)

    both = [own_site.start(doings.send_alerts, folder) for _ in range(2)]
    for process in both:
        process.answer()
    own_site.do(doings.send_alerts, folder)

    assert_everybody_has_one(folder, addresses, twice=0)
    assert own_site.number("SELECT count(*) FROM search_heardmark") == PEOPLE
