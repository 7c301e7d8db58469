"""What resembles a page or a startbericht is shown, and never what somebody may not see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from practices.models import PracticeDraft, PracticePage
from practices.rules.visibility import Role
from search import service
from search.engines.base import EngineUnavailable
from tests.factories import make_user, share_practice

SUMMARY = "Politie en wijkteam gaan samen op huisbezoek bij gezinnen met schulden."


@pytest.fixture
def practice(organisation: Callable[[str], Any]) -> Callable[..., PracticePage]:
    def make(title: str, *, owner: str = "zaanstad", **fields: Any) -> PracticePage:
        return share_practice(organisation(owner), title, **{"summary": SUMMARY, **fields})

    return make


@pytest.fixture
def draft(db: None, organisation: Callable[[str], Any]) -> tuple[Client, PracticeDraft]:
    """A browser of a colleague in Breda, and the draft that was begun in it."""
    user, client = make_user(Role.MEMBER, organisation("breda")), Client()
    client.force_login(user, backend="portal.accounts.AccountBackend")
    client.post("/delen/")
    return client, PracticeDraft.objects.get(user=user)


def test_a_page_shows_what_resembles_it_but_not_itself(client: Client, practice: Any, search_index: Any) -> None:
    page, other = practice("Samen op huisbezoek"), practice("Huisbezoek bij schulden", owner="breda")
    practice("Zwemles voor nieuwkomers", summary="Statushouders leren zwemmen in het dorpsbad.")
    search_index.refresh()
    answer = client.get(f"/zoeken/lijkt-op/{page.key}/")
    assert [card.key for card in answer.context["cards"]] == [other.key]


@pytest.mark.parametrize("hidden", ["gemeenten", "organisatie"])
def test_a_visitor_is_not_shown_what_is_hidden(client: Client, practice: Any, search_index: Any, hidden: str) -> None:
    page = practice("Samen op huisbezoek")
    practice("Huisbezoek bij schulden", owner="breda", visibility=hidden)
    search_index.refresh()
    answer = client.get(f"/zoeken/lijkt-op/{page.key}/")
    assert answer.context["cards"] == ()


def test_what_resembles_a_hidden_page_is_not_told(client: Client, practice: Any, search_index: Any) -> None:
    page = practice("Samen op huisbezoek", visibility="gemeenten")
    practice("Huisbezoek bij schulden", owner="breda")
    search_index.refresh()
    assert client.get(f"/zoeken/lijkt-op/{page.key}/").status_code == 404


@pytest.mark.parametrize("key", ["praktijk-0", "onzin", "praktijk-99999999999999999999"])
def test_what_resembles_nothing_is_not_there(client: Client, db: None, key: str) -> None:
    assert client.get(f"/zoeken/lijkt-op/{key}/").status_code == 404


def test_typing_shows_who_does_this_already(draft: Any, practice: Any, search_index: Any) -> None:
    client, begun = draft
    page = practice("Samen op huisbezoek", questions=[("Helpt het gezinnen met schulden?", "open")])
    search_index.refresh()
    answer = client.post(f"/delen/lijkt-op/{begun.pk}/", {"title": "Op huisbezoek met de politie", "summary": SUMMARY})
    groups = {group["title"]: group["items_shown"] for group in answer.context["groups"]}
    assert [item["card"].key for item in groups["Praktijken die hierop lijken"]] == [page.key]
    assert [item["text"] for item in groups["Zij willen ook iets weten"]] == ["Helpt het gezinnen met schulden?"]
    begun.refresh_from_db()
    assert begun.data.get("title", "") == ""  # looking saves nothing


def test_a_stranger_does_not_see_the_draft(client: Client, draft: Any) -> None:
    assert client.post(f"/delen/lijkt-op/{draft[1].pk}/", {"title": "Wat staat daar?"}).status_code == 404


def test_a_page_that_was_shared_leads_to_what_resembles_it(draft: Any, practice: Any, search_index: Any) -> None:
    client, _ = draft
    own = practice("Huisbezoek bij schulden", owner="breda")
    other = practice("Samen op huisbezoek")
    search_index.refresh()
    answer = client.get(f"/delen/{own.key}/wat-nu/")
    shown = [item["card"].key for group in answer.context["groups"] for item in group["items_shown"]]
    assert shown == [other.key]


def test_nothing_alike_is_shown_while_the_engine_is_away(client: Client, practice: Any, search_index: Any) -> None:
    page = practice("Samen op huisbezoek")
    service.get_engine().destroy()
    with pytest.raises(EngineUnavailable):
        service.get_engine().ping()
    answer = client.get(f"/zoeken/lijkt-op/{page.key}/")
    assert answer.status_code == 200
    assert "Wij vonden niets dat hierop lijkt" in answer.content.decode()
