"""One deed with several items: each on its own, and what became of each."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import User
from practices.models import ChangeRequest, Featured, PracticePage
from practices.rules.visibility import Role
from tests.factories import make_practice, make_user
from tests.practices.curation.conftest import Organisation, reasons, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(organisation: Organisation, owner: User) -> list[PracticePage]:
    return [make_practice(organisation("zaanstad"), user=owner, title=title) for title in ("Tafel een", "Tafel twee")]


def together(client: Client, deed: str, pages: list[Any], **typed: str) -> Any:
    data = {"deed": deed, "item": [str(page.pk) for page in pages], **typed}
    return client.post(reverse("curation-together"), data, follow=True)


def live(page: Any) -> bool:
    return PracticePage.objects.get(pk=page.pk).live


def test_the_deed_is_asked_before_it_is_done(editor: Client, two: list[PracticePage]) -> None:
    asked = together(editor, "offline", two)
    assert "Met deze 2 items?" in asked.content.decode()
    assert all(live(page) for page in two)
    refused = together(editor, "offline", two, zeker="ja", reason="")
    assert refused.status_code == 422
    done = together(editor, "offline", two, zeker="ja", reason="Dubbel.")
    assert "2 van 2 gedaan" in done.content.decode()
    assert not any(live(page) for page in two)


def test_what_cannot_be_done_is_told_and_does_not_keep_the_others(editor: Client, two: list[PracticePage]) -> None:
    together(editor, "offline", two[:1], zeker="ja", reason="Dubbel.")
    text = together(editor, "offline", two, zeker="ja", reason="Ook.").content.decode()
    assert "1 van 2 gedaan" in text
    assert "Dit staat al niet online." in text
    assert not live(two[1])


def test_several_are_seen(editor: Client, two: list[PracticePage]) -> None:
    together(editor, "gezien", two, zeker="ja")
    assert [reasons(page) for page in two] == [set(), set()]


def test_several_get_a_keyword_and_one_that_has_it_says_so(editor: Client, two: list[PracticePage]) -> None:
    together(editor, "trefwoord", two[:1], zeker="ja", keyword="wijkteam")
    text = together(editor, "trefwoord", two, zeker="ja", keyword="wijkteam").content.decode()
    assert "Dit heeft het trefwoord al." in text
    for page in two:
        found = PracticePage.objects.get(pk=page.pk)
        assert list(found.tags.names()) == ["wijkteam"]
        assert len(found.latest_revision.content["tagged_items"]) == 1, "the next edit keeps it"


def test_several_are_featured_in_the_order_in_which_they_were_chosen(editor: Client, two: list[PracticePage]) -> None:
    together(editor, "uitlichten", two[::-1], zeker="ja", position="3", until="2099-01-01")
    assert list(Featured.objects.values_list("page", "position")) == [(two[1].pk, 3), (two[0].pk, 4)]


def test_owners_are_asked_whether_it_still_holds(editor: Client, two: list[PracticePage]) -> None:
    together(editor, "bevestiging", two, zeker="ja")
    assert ChangeRequest.objects.filter(only_confirm=True).count() == 2
    again = together(editor, "bevestiging", two, zeker="ja").content.decode()
    assert "0 van 2 gedaan" in again


@pytest.mark.parametrize("typed", [{"item": "x"}, {"item": "999999"}, {"deed": "verbranden"}, {}])
def test_nothing_chosen_or_an_unknown_deed_leads_back(editor: Client, typed: dict[str, str]) -> None:
    response = editor.post(reverse("curation-together"), {"deed": "gezien", **typed}, follow=True)
    assert response.status_code == 200
    assert "Kies eerst een of meer items" in response.content.decode()


def test_only_editors_do_this(two: list[PracticePage], organisation: Organisation) -> None:
    manager = signed_in(make_user(Role.MANAGER, organisation("zaanstad")))
    assert together(manager, "offline", two, zeker="ja", reason="x").status_code == 403
    assert all(live(page) for page in two)
