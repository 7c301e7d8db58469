"""The feed of a search: valid Atom of what the reader may see, that costs nothing when nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from practices.actions.sharing import withdraw
from practices.choices import Visibility
from practices.rules.visibility import Role
from search.querystring import SearchRequest
from search.wording import in_words
from tests.factories import NOW, SYSTEM, make_practice, make_user

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, address: str = "/zoeken/feed/", **headers: str) -> ElementTree.Element:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return parsed(response)


def parsed(response: Any) -> ElementTree.Element:
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def titles(feed: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def links(element: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel", "alternate"): link.get("href", "") for link in element.findall(f"{ATOM}link")}


@pytest.fixture
def shared(organisation: Callable[[str], Any], search_index: Any) -> Callable[..., Any]:
    def share(title: str, visibility: Visibility = Visibility.PUBLIC, **fields: Any) -> Any:
        page = make_practice(organisation("zaanstad"), title=title, visibility=visibility, **fields)
        search_index.refresh()
        return page

    return share


def test_a_feed_has_all_that_atom_asks(client: Client, shared: Any) -> None:
    page = shared("Wijkteam & politie", summary="Zij delen <gegevens>.")

    feed = read(client, "/zoeken/feed/?q=wijkteam&soort=praktijk&sorteer=bevestigd&pagina=3&onbekend=1")

    assert feed.findtext(f"{ATOM}title") == "Praktijkplein: “wijkteam”, soort: Praktijk"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert links(feed) == {
        "self": "http://testserver/zoeken/feed/?q=wijkteam&soort=praktijk",
        "alternate": "http://testserver/zoeken/?q=wijkteam&soort=praktijk",
    }
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Wijkteam & politie"
    assert entry.findtext(f"{ATOM}summary") == "Zij delen <gegevens>."
    assert entry.findtext(f"{ATOM}id") == f"tag:testserver,2026:{page.key}"
    assert links(entry) == {"alternate": f"http://testserver{page.get_absolute_url()}"}
    assert entry.findtext(f"{ATOM}published") == "2026-11-23T09:00:00+00:00"
    assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated") == page.changed_at.isoformat()


def test_visitors_get_what_is_public_and_members_what_they_may_see(
    client: Client, shared: Any, organisation: Any
) -> None:
    shared("Voor iedereen")
    shared("Voor gemeenten", Visibility.MUNICIPALITIES)

    assert titles(read(client)) == ["Voor iedereen"]

    client.force_login(make_user(Role.MEMBER, organisation("breda")), backend="portal.accounts.AccountBackend")
    assert set(titles(read(client))) == {"Voor iedereen", "Voor gemeenten"}
    assert client.get("/zoeken/feed/")["Cache-Control"] == "private, no-cache"


def test_who_has_the_feed_already_gets_nothing_twice(client: Client, shared: Any) -> None:
    page = shared("Een")
    first = client.get("/zoeken/feed/")

    for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get("/zoeken/feed/", headers=condition)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    withdraw(page, by=SYSTEM, at=NOW)
    changed = client.get("/zoeken/feed/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert titles(parsed(changed)) == []


def test_an_empty_feed_does_not_change_by_itself(client: Client, search_index: Any) -> None:
    search_index.refresh()
    first = client.get("/zoeken/feed/?q=niets")
    assert first.content == client.get("/zoeken/feed/?q=niets").content
    assert parsed(first).findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


def test_the_database_fills_the_feed_while_the_engine_is_away(
    client: Client, organisation: Any, search_index: Any
) -> None:
    make_practice(organisation("zaanstad"), title="Buurtteam", visibility=Visibility.PUBLIC)

    feed = read(client, "/zoeken/feed/?q=buurtteam")  # no index was ever made

    assert titles(feed) == ["Buurtteam"]
    assert "De zoekmachine is even weg" in (feed.findtext(f"{ATOM}subtitle") or "")


@pytest.mark.parametrize("hostile", ["q=%00%0b%ff%ed%a0%80<b>", "q=" + "a" * 600, "thema=%22%3E&thema=bestaat-niet"])
def test_bad_input_gives_a_feed_too(client: Client, search_index: Any, hostile: str) -> None:
    search_index.refresh()
    read(client, f"/zoeken/feed/?{hostile}")


def test_a_feed_of_no_page_is_not_there(client: Client, search_index: Any) -> None:
    assert client.get("/zoeken/feed/?pagina=nul").status_code == 404


def test_the_search_page_leads_to_its_feed(client: Client, shared: Any) -> None:
    shared("Een")
    page = client.get("/zoeken/?q=een&fase=idee&sorteer=nieuwste").content.decode()
    assert page.count('href="/zoeken/feed/?q=een&amp;fase=idee"') == 2
    assert '<link rel="alternate" type="application/atom+xml"' in page


def test_the_number_of_queries_does_not_grow_with_the_entries(
    client: Client, shared: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        shared(f"Proef {number}")
    with django_assert_max_num_queries(12):
        read(client)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (SearchRequest(), "alles"),
        (SearchRequest(text="jeugd delen"), "“jeugd delen”"),
        (SearchRequest(chosen={"gemeente": ("breda", "zaanstad")}), "gemeente: Breda of Zaanstad"),
        (
            SearchRequest(text="zorg", chosen={"fase": ("idee",), "jaar": ("2021", "2022", "2023", "2024", "2025")}),
            "“zorg”, fase: Idee, jaar: 2021, 2022, 2023 of een van 2 andere",
        ),
        (SearchRequest(chosen={"thema": ("onbekend",)}), "thema: onbekend"),
    ],
)
def test_a_search_in_words(db: None, request_: SearchRequest, words: str) -> None:
    assert in_words(request_) == words
