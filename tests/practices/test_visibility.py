"""Tokens and SQL are one rule: for any page and any viewer they say the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts import viewer_of
from portal.models import Membership
from practices.actions.organisations import add_partner, organisation_of_region
from practices.actions.sharing import withdraw
from practices.choices import Visibility
from practices.models import Municipality, OrganisationPage, PracticePage, SafetyRegion, SharedPage
from practices.rules.visibility import VISITOR, Affiliation, Role, Viewer, page_tokens
from tests.factories import NOW, SYSTEM, make_practice, make_user

ORGANISATIONS = ["zaanstad", "breda", "vng", "region", "partner", "other-partner"]


@pytest.fixture
def organisations(organisation: Callable[[str], Any]) -> dict[str, OrganisationPage]:
    """One organisation of every kind, and a second municipality and partner."""
    region = SafetyRegion.objects.get(code="VR11")
    return {
        **{name: organisation(name) for name in ("zaanstad", "breda", "vng")},
        "region": organisation_of_region(region, by=SYSTEM, at=NOW),
        "partner": add_partner("Politie Testeenheid", by=SYSTEM, at=NOW),
        "other-partner": add_partner("Testkliniek", by=SYSTEM, at=NOW),
    }


@pytest.fixture
def shelf(organisations: dict[str, OrganisationPage]) -> list[PracticePage]:
    """A page of every organisation in every visibility, some naming others, and one of each that is offline."""
    named = [Municipality.objects.get(slug=slug) for slug in ("breda", "utrecht")]
    pages = []
    for owner in organisations.values():
        user = make_user(Role.ADMINISTRATOR, owner)
        for visibility in Visibility:
            page = make_practice(owner, user=user, visibility=visibility, municipalities=(named[len(pages) % 2],))
            if len(pages) % 3 == 0:
                page.named_partners.set([organisations["partner"]])
                page.save()
            pages.append(page)
        pages.append(withdraw(make_practice(owner, user=user, visibility=Visibility.PUBLIC), by=SYSTEM, at=NOW))
    return pages


@pytest.fixture
def tokens(shelf: list[PracticePage]) -> dict[int, frozenset[str]]:
    """The tokens of each page on the shelf, by its number."""
    owners = dict(OrganisationPage.objects.values_list("path", "code"))
    return {
        page.pk: page_tokens(
            live=page.live,
            visibility=page.visibility,
            owner=owners[page.path[: -page.steplen]],
            named=[
                *page.municipalities.values_list("code", flat=True),
                *page.named_partners.values_list("code", flat=True),
            ],
        )
        for page in shelf
    }


def seen_by_tokens(tokens: dict[int, frozenset[str]], viewer: Viewer) -> set[int]:
    return {number for number, of_page in tokens.items() if of_page & viewer.tokens}


def seen_by_sql(viewer: Viewer) -> set[int]:
    return set(SharedPage.objects.visible_to(viewer).values_list("pk", flat=True))


def test_tokens_and_sql_agree_for_any_roles_at_any_organisations(
    organisations: dict[str, OrganisationPage], tokens: dict[int, frozenset[str]]
) -> None:
    places = {
        name: Affiliation(code=page.code, path=page.path, municipal=page.is_municipal)
        for name, page in organisations.items()
    }

    @settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(roles=st.frozensets(st.sampled_from(Role)), names=st.lists(st.sampled_from(ORGANISATIONS), unique=True))
    def agree(roles: frozenset[Role], names: list[str]) -> None:
        viewer = Viewer(user_id=1, roles=roles, affiliations=tuple(places[name] for name in names))
        assert seen_by_sql(viewer) == seen_by_tokens(tokens, viewer)

    agree()


def test_every_real_account_sees_what_the_tokens_say(
    organisations: dict[str, OrganisationPage], tokens: dict[int, frozenset[str]]
) -> None:
    for role, name in itertools.product(Role, ORGANISATIONS):
        viewer = viewer_of(make_user(role, organisations[name]))

        assert seen_by_sql(viewer) == seen_by_tokens(tokens, viewer), (role, name)


def test_a_visitor_sees_what_is_public_and_nothing_else(
    shelf: list[PracticePage], tokens: dict[int, frozenset[str]]
) -> None:
    public = {page.pk for page in shelf if page.live and page.visibility == Visibility.PUBLIC}

    assert seen_by_sql(VISITOR) == seen_by_tokens(tokens, VISITOR) == public
    assert public


def test_a_partner_does_not_see_what_municipalities_share_with_each_other(
    organisations: dict[str, OrganisationPage], shelf: list[PracticePage]
) -> None:
    viewer = viewer_of(make_user(Role.MEMBER, organisations["partner"]))
    own = organisations["partner"].path

    for page in PracticePage.objects.filter(pk__in=seen_by_sql(viewer), visibility=Visibility.MUNICIPALITIES):
        assert page.path.startswith(own)


def test_an_account_without_a_membership_sees_as_a_visitor(
    organisations: dict[str, OrganisationPage], shelf: list[PracticePage]
) -> None:
    user = make_user(Role.MEMBER, organisations["zaanstad"])
    Membership.objects.filter(user=user).delete()

    assert seen_by_sql(viewer_of(user)) == seen_by_sql(VISITOR)


def test_an_unknown_visibility_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown visibility"):
        page_tokens(live=True, visibility="iedereen", owner="GM0479", named=[])
