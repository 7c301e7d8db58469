"""What editors decide about searching: on top, left out, the same word; at once, audited, and on both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import ModelLogEntry

from practices.rules.visibility import Role
from search.models import ExcludedResult, PinnedResult, SynonymGroup
from tests.factories import make_user, share_practice


@pytest.fixture
def three(organisation: Callable[[str], Any], search_index: Any) -> dict[str, str]:
    """Share three practices, of which two hold the word, and one that only members see."""
    home = organisation("zaanstad")
    pages = {
        "title": share_practice(home, "Xylofoon", themes=["jeugdhulp"]),
        "text": share_practice(home, "Anders", summary="Over een xylofoon en meer.", themes=["wonen"]),
        "none": share_practice(home, "Heel iets anders", themes=["wonen"]),
        "members": share_practice(home, "Besloten", visibility="gemeenten", themes=["wonen"]),
    }
    search_index.refresh()
    return {name: page.key for name, page in pages.items()}


def ask(client: Client, **parameters: Any) -> tuple[int, list[str], dict[str, int]]:
    """Return total, keys, and the counts per theme, as a process that just heard of the decisions."""
    cache.clear()
    answer = client.get("/api/v1/zoekresultaten", parameters).json()
    assert answer["bron"] == "index"
    themes = {value["waarde"]: value["aantal"] for value in answer["facetten"]["thema"]}
    return answer["aantal"], [result["id"] for result in answer["resultaten"]], themes


def pin(query: str, key: str, position: int = 1) -> None:
    PinnedResult.objects.create(query=query, key=key, position=position)


def test_pins_come_first_in_their_order_and_count_once(client: Client, three: dict[str, str]) -> None:
    pin("xylofoon", three["text"], 2)
    pin("Xylofóón", three["none"], 1)
    total, keys, themes = ask(client, q="XYLOFOON")
    assert keys == [three["none"], three["text"], three["title"]]
    assert total == 3
    assert themes == {"wonen": 2, "jeugdhulp": 1}
    assert ask(client, q="xylofoon", paginagrootte=1, pagina=2)[1] == [three["text"]]
    # Below what holds both words comes what holds one of them; pinned, "none" would stand first.
    other = [three["text"], three["title"], three["none"]]
    assert ask(client, q="xylofoon anders")[1] == other, "another query is not touched"


def test_a_pin_is_not_shown_to_whom_it_is_hidden_or_what_filters_leave_out(
    client: Client, three: dict[str, str]
) -> None:
    pin("xylofoon", three["members"])
    assert ask(client, q="xylofoon")[:2] == (2, [three["title"], three["text"]])
    pin("xylofoon", three["none"])
    assert ask(client, q="xylofoon", thema="jeugdhulp")[:2] == (1, [three["title"]])


def test_what_is_excluded_leaves_total_and_counts(client: Client, three: dict[str, str]) -> None:
    pin("xylofoon", three["title"])
    ExcludedResult.objects.create(query="xylofoon", key=three["title"])
    assert ask(client, q="xylofoon") == (1, [three["text"]], {"wonen": 1})


def test_synonyms_of_editors_find_the_other_word(client: Client, three: dict[str, str]) -> None:
    assert ask(client, q="klankspel")[0] == 0
    SynonymGroup.objects.create(words="klankspel, xylofoon")
    assert ask(client, q="klankspel")[0] == 2


def sign_in(client: Client, role: Role, organisation: Callable[[str], Any]) -> Any:
    user = make_user(role, organisation("vng" if role is Role.EDITOR else "breda"))
    client.force_login(user, backend="portal.accounts.AccountBackend")
    return user


def test_an_editor_decides_in_the_cms_and_the_log_says_who(
    client: Client, organisation: Callable[[str], Any], three: dict[str, str], settings: Any
) -> None:
    settings.DEBUG = True  # no second factor
    editor = sign_in(client, Role.EDITOR, organisation)
    form = client.get("/cms/snippets/search/pinnedresult/add/", {"query": "xylofoon", "key": three["text"]})
    assert form.status_code == 200
    assert f'value="{three["text"]}"' in form.content.decode()
    wrong = client.post(
        "/cms/snippets/search/pinnedresult/add/", {"query": "xylofoon", "key": "praktijk-99999", "position": 1}
    )
    assert "Dit item is er niet" in wrong.content.decode()
    client.post("/cms/snippets/search/pinnedresult/add/", {"query": "xylofoon", "key": three["text"], "position": 1})
    assert ask(client, q="xylofoon")[1][0] == three["text"]
    assert ModelLogEntry.objects.filter(user=editor, action="wagtail.create").exists()
    lonely = client.post("/cms/snippets/search/synonymgroup/add/", {"words": "klankspel"})
    assert "twee verschillende woorden" in lonely.content.decode()


def test_an_editor_reads_why_a_result_stands_there(
    client: Client, organisation: Callable[[str], Any], three: dict[str, str], settings: Any
) -> None:
    settings.DEBUG = True
    sign_in(client, Role.EDITOR, organisation)
    page = client.get("/zoeken/", {"q": "xylofoon"}).content.decode()
    assert f"/cms/zoekvragen/uitleg/?q=xylofoon&amp;sleutel={three['title']}" in page
    address = "/cms/zoekvragen/uitleg/"
    told = client.get(address, {"q": "xylofoon", "sleutel": three["title"]}).content.decode()
    assert '<th class="title" scope="row">xylofoon</th>' in told
    assert "‘xylofoon’ staat precies zo in de titel" in told
    assert "vindt dit item niet" not in told
    ExcludedResult.objects.create(query="xylofoon", key=three["title"])
    cache.clear()
    told = client.get(address, {"q": "xylofoon", "sleutel": three["title"]}).content.decode()
    assert "sloot dit item uit" in told
    assert "vindt dit item niet" in told
    assert client.get(address, {"q": "xylofoon", "sleutel": "praktijk-99999"}).status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MANAGER, Role.LAWYER])
def test_others_decide_nothing(
    client: Client, organisation: Callable[[str], Any], three: dict[str, str], settings: Any, role: Role
) -> None:
    settings.DEBUG = True
    sign_in(client, role, organisation)
    assert "/cms/zoekvragen/" not in client.get("/zoeken/", {"q": "xylofoon"}).content.decode()
    for address in ("/cms/zoekvragen/uitleg/?q=a&sleutel=b", "/cms/snippets/search/pinnedresult/add/"):
        assert client.get(address).status_code in {302, 403}
    client.post("/cms/snippets/search/pinnedresult/add/", {"query": "x", "key": three["text"], "position": 1})
    assert not PinnedResult.objects.exists()
