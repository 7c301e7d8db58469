"""Every kind of change reaches the index."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practices.rules.visibility import MEMBER, PUBLIC
from tests.own_site import OwnSite
from tests.search.outbox import doings
from tests.search.outbox.conftest import assert_index_is_right, drained, index_of


def test_a_practice_is_found_after_one_round_of_the_relay_and_not_before(site: OwnSite) -> None:
    key = site.do(doings.share_practice, "Buurtteam")
    assert site.do(doings.found, PUBLIC) == set()

    drained(site)

    assert site.do(doings.found, PUBLIC) == {key}
    assert_index_is_right(site)


def test_a_narrowed_practice_is_found_by_fewer_and_a_withdrawn_one_by_nobody(site: OwnSite) -> None:
    key = site.do(doings.share_practice, "Buurtteam")
    drained(site)

    site.do(doings.narrow, key, "gemeenten")
    drained(site)
    assert site.do(doings.found, PUBLIC) == set()
    assert site.do(doings.found, PUBLIC, MEMBER) == {key}

    site.do(doings.take_back, key)
    drained(site)
    assert index_of(site) == {}


def test_a_page_that_is_unpublished_as_a_plain_page_is_gone(site: OwnSite) -> None:
    key = site.do(doings.share_practice, "Buurtteam")
    drained(site)

    site.do(doings.unpublish_as_plain_page, key)
    drained(site)

    assert index_of(site) == {}


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        (doings.move_pages, ("zaanstad", "breda")),
        (doings.delete_organisation, ("zaanstad",)),
        (doings.rename_theme, ("jeugdhulp", "Jonge inwoners")),
    ],
    ids=["pages move to another organisation", "an organisation is deleted", "a theme gets another name"],
)
def test_a_change_elsewhere_reaches_every_page_that_it_touches(
    site: OwnSite, change: Callable[..., None], arguments: tuple[str, ...]
) -> None:
    for title in ("Buurtteam", "Wijkteam", "Spreekuur"):
        site.do(doings.share_practice, title, "zaanstad", "gemeenten")
    drained(site)
    before = index_of(site)

    site.do(change, *arguments)
    drained(site)

    after = index_of(site)
    assert all(after.get(key) != digest for key, digest in before.items())
    assert_index_is_right(site)
