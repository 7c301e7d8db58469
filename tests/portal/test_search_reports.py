"""What editors read in /cms/ about searching."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from practices.rules.visibility import Role
from search.log.reports import missed_queries
from search.models import LoggedSearch, MissNote
from tests.factories import make_user

MISSED, SUCCESS = "/cms/zoekvragen/niet-gevonden/", "/cms/zoekvragen/geholpen/"


@pytest.fixture
def editor(client: Client, organisation: Callable[[str], Any]) -> Client:
    user = make_user(Role.EDITOR, organisation("vng"), name="Rie Redactie")
    client.force_login(user, backend="portal.accounts.AccountBackend")
    return client


def log(text: str, *, total: int = 0, days_ago: int = 0, **values: Any) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    LoggedSearch.objects.create(number=uuid4(), day=day, text=text, words=text.lower(), total=total, **values)


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


@pytest.mark.parametrize("address", [MISSED, SUCCESS])
def test_only_editors_read_it(client: Client, organisation: Callable[[str], Any], address: str) -> None:
    assert client.get(address).status_code == 302
    client.force_login(make_user(Role.MEMBER, organisation("breda")), backend="portal.accounts.AccountBackend")
    assert client.get(address).status_code in {302, 403}


def test_what_is_missed_most_stands_on_top(editor: Client) -> None:
    log("Skaeve huse")
    log("boa", days_ago=3)
    log("BOA", total=4, relaxed=True)
    log("gevonden", total=3)
    log("motor was weg", is_simple=True)
    log("")

    found = missed_queries()
    page = text_of(editor.get(MISSED))

    assert [(row.words, row.times, row.relaxed) for row in found] == [("boa", 2, 1), ("skaeve huse", 1, 0)]
    assert "Skaeve huse" in page
    assert "1 keer met minder woorden wel iets" in page
    assert "gevonden 3" not in page


def test_an_editor_says_what_was_done_and_it_comes_back_when_it_is_missed_again(editor: Client) -> None:
    log("boa", days_ago=1)
    sent = {"woorden": "boa", "status": "opgelost", "notitie": "Begrip\n toegevoegd"}

    page = editor.post(MISSED, sent, follow=True)

    assert "“boa” staat nu bij opgelost." in text_of(page)
    assert "Open (0) Opgelost (1)" in text_of(page)
    solved = editor.get(f"{MISSED}?status=opgelost").content.decode()
    assert 'value="Begrip toegevoegd"' in solved
    assert "Rie Redactie" in solved
    MissNote.objects.update(changed_at=timezone.now() - timedelta(days=2))
    assert "Weer gezocht nadat het was opgelost" in text_of(editor.get(MISSED))


def test_what_is_ignored_stays_ignored(editor: Client) -> None:
    log("asdf")
    editor.post(MISSED, {"woorden": "asdf", "status": "genegeerd"}, follow=True)
    MissNote.objects.update(changed_at=timezone.now() - timedelta(days=2))
    assert "asdf" not in text_of(editor.get(MISSED))
    assert "asdf" in text_of(editor.get(f"{MISSED}?status=genegeerd"))


@pytest.mark.parametrize("sent", [{}, {"woorden": "boa", "status": "weg"}, {"status": "open"}])
def test_bad_input_changes_nothing(editor: Client, sent: dict[str, str]) -> None:
    assert editor.post(MISSED, sent).status_code == 400
    assert not MissNote.objects.exists()


def test_what_people_search_is_text_on_the_page(editor: Client) -> None:
    log("<script>alert(1)</script>")
    assert "<script>alert(1)" not in editor.get(MISSED).content.decode()


def test_the_share_of_searches_that_helped_has_a_picture_and_a_table(editor: Client) -> None:
    log("a", total=2, first_place=1)
    log("b", total=2)
    log("c")
    page = editor.get(SUCCESS)
    assert "33% (1)" in text_of(page)
    assert re.search(r'<rect x="[\d.]+" y="133.33" width="[\d.]+" height="66.67"', page.content.decode())


def test_the_menu_of_reports_has_both(editor: Client) -> None:
    page = editor.get("/cms/").content.decode()
    assert MISSED in page
    assert SUCCESS in page


def test_the_number_of_queries_does_not_grow(editor: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        log(f"vraag {number}")
        MissNote.objects.create(words=f"vraag {number}", changed_at=timezone.now())
    with django_assert_max_num_queries(25):
        editor.get(MISSED)
