"""The admin is this site's own: its name and mark, Dutch that reads well, and no way to other hosts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from practices.models import PracticePage
from practices.rules.visibility import Role
from tests.practices.cms.conftest import Make, SignIn

pytestmark = pytest.mark.django_db

SCREENS = (
    "/cms/",
    "/cms/praktijken/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/lijsten/themas/",
    "/cms/trefwoorden/",
    "/cms/account/",
)


@pytest.mark.parametrize("address", SCREENS)
def test_no_screen_leads_to_another_host(address: str, sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get(address).content.decode()
    found = set(re.findall(r"(?:href|src|url)=?[\"'(: ]+(https?://[^\"') ]+)", page))
    # What Wagtail says to who has no JavaScript: a link that one may follow, not a request.
    assert {each for each in found if "w3.org" not in each} <= {"https://www.enable-javascript.com/"}
    assert "gravatar" not in page
    assert "guide.wagtail.org" not in page


@pytest.mark.parametrize("address", SCREENS)
def test_every_screen_bears_the_name_and_the_mark_of_the_site(address: str, sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get(address).content.decode()
    assert re.search(r"<title>[^<]+ - Praktijkplein</title>", " ".join(page.split()))
    assert "portal/icoon.svg" in page


def test_a_listing_says_in_dutch_which_rows_it_shows(editor: Client, make: Make) -> None:
    for title in ("Een", "Twee"):
        make(PracticePage, title=title)
    page = " ".join(editor.get("/cms/praktijken/").content.decode().split())
    assert "1 tot en met 2 van 2 praktijken" in page
