"""Editors rename and merge keywords: everything that has one follows, and what was meant before still leads there."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from portal.accounts import viewer_of
from practices.models import AuditEntry, FormerKeyword, PracticePage
from practices.rules.visibility import Role
from search.alerts.subscriptions import asked_by, follow_topic
from search.models import OutboxRow, Rhythm
from tests.practices.cms.conftest import Make, SignIn
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def tagged(make: Make) -> Any:
    """Return a function that makes a public practice with keywords."""

    def add(title: str, *names: str, live: bool = True) -> PracticePage:
        page = make(PracticePage, "zaanstad", title=title, visibility="openbaar", live=live)
        page.tags.set(names)
        page.save()
        revision = page.save_revision()
        if live:
            revision.publish()
        return PracticePage.objects.get(pk=page.pk)

    return add


def number(name: str) -> int:
    return Tag.objects.get(name=name).pk


def names_of(page: PracticePage) -> set[str]:
    return set(PracticePage.objects.get(pk=page.pk).tags.names())


def merge(client: Client, name: str, into: str) -> Any:
    return client.post(f"/cms/trefwoorden/{number(name)}/samenvoegen/", {"met": into})


def rename(client: Client, name: str, new: str) -> Any:
    return client.post(f"/cms/trefwoorden/{number(name)}/hernoemen/", {"naam": new})


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_how_often_each_is_used_and_can_be_searched(editor: Client, tagged: Any) -> None:
    tagged("Een", "jeugdzorg", "wijkteam")
    tagged("Twee", "wijkteam")
    page = editor.get("/cms/trefwoorden/").content.decode()
    assert page.index("wijkteam") < page.index("jeugdzorg")
    assert "2 trefwoorden" in page
    found = editor.get("/cms/trefwoorden/?q=jeugd").content.decode()
    assert "jeugdzorg" in found
    assert ">wijkteam<" not in found


def test_the_list_asks_the_database_the_same_for_few_and_many(editor: Client, tagged: Any) -> None:
    tagged("Een", "een")
    editor.get("/cms/trefwoorden/")
    with CaptureQueriesContext(connection) as few:
        editor.get("/cms/trefwoorden/")
    tagged("Meer", *(f"woord {place}" for place in range(20)))
    with CaptureQueriesContext(connection) as many:
        editor.get("/cms/trefwoorden/")
    assert len(few) == len(many)


# --- merging ----------------------------------------------------------------------------------------------------------


def test_who_merges_first_sees_how_many_items_move(editor: Client, tagged: Any) -> None:
    tagged("Met het oude woord", "jeugdzorg")
    tagged("Nog een concept", "jeugdzorg", live=False)
    tagged("Met het nieuwe woord", "jeugdhulp")
    page = editor.get(f"/cms/trefwoorden/{number('jeugdzorg')}/samenvoegen/?met=jeugdhulp").content.decode()
    assert "<strong>2 items</strong>" in page
    assert "Met het oude woord" in page
    assert "Nog een concept" in page
    assert "Met het nieuwe woord" not in page
    assert Tag.objects.filter(name="jeugdzorg").exists(), "asking changes nothing"


def test_after_a_merge_everything_has_the_other_keyword_once(editor: Client, tagged: Any) -> None:
    one, both = tagged("Een", "jeugdzorg", "wijkteam"), tagged("Beide", "jeugdzorg", "jeugdhulp")
    OutboxRow.objects.all().delete()
    response = merge(editor, "jeugdzorg", "jeugdhulp")
    assert response.headers["Location"] == "/cms/trefwoorden/"
    assert names_of(one) == {"jeugdhulp", "wijkteam"}
    assert names_of(both) == {"jeugdhulp"}
    assert not Tag.objects.filter(name="jeugdzorg").exists()
    assert set(OutboxRow.objects.values_list("key", flat=True)) == {one.key, both.key}


def test_a_merge_is_noted_with_the_items(editor: Client, tagged: Any) -> None:
    page = tagged("Een", "jeugdzorg")
    tagged("Twee", "jeugdhulp")
    merge(editor, "jeugdzorg", "jeugdhulp")
    entry = AuditEntry.objects.get(deed="trefwoorden samengevoegd")
    assert (entry.key, entry.details["before"], entry.details["items"]) == ("jeugdhulp", "jeugdzorg", [page.pk])
    assert entry.by == editor.user  # type: ignore[attr-defined]


def test_what_was_not_published_yet_follows_a_merge_too(editor: Client, tagged: Any) -> None:
    page = tagged("Een", "wijkteam")
    tagged("Twee", "jeugdhulp")
    draft = page.get_latest_revision_as_object()
    draft.tags.add("jeugdzorg")
    draft.save_revision()
    assert names_of(page) == {"wijkteam"}
    merge(editor, "jeugdzorg", "jeugdhulp")
    address = f"/cms/pages/{page.pk}/edit/"
    editor.post(address, {**filled(editor, address), "action-publish": "1"})
    assert names_of(page) == {"wijkteam", "jeugdhulp"}


def test_an_editor_who_goes_on_after_a_merge_loses_no_keyword(editor: Client, tagged: Any) -> None:
    page = tagged("Een", "jeugdzorg")
    tagged("Twee", "jeugdhulp")
    merge(editor, "jeugdzorg", "jeugdhulp")
    PracticePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert names_of(page) == {"jeugdhulp"}


def test_images_follow_a_merge(editor: Client, tagged: Any, image: Any) -> None:
    tagged("Een", "jeugdzorg")
    tagged("Twee", "jeugdhulp")
    image.tags.add("jeugdzorg")
    merge(editor, "jeugdzorg", "jeugdhulp")
    assert list(type(image).objects.get(pk=image.pk).tags.names()) == ["jeugdhulp"]


@pytest.mark.parametrize("into", ["onbekend", "jeugdzorg", ""])
def test_a_merge_with_nothing_or_itself_is_refused(into: str, editor: Client, tagged: Any) -> None:
    page = tagged("Een", "jeugdzorg")
    assert merge(editor, "jeugdzorg", into).status_code == 200
    assert names_of(page) == {"jeugdzorg"}


# --- renaming ---------------------------------------------------------------------------------------------------------


def test_a_renamed_keyword_has_a_new_address_on_everything(editor: Client, tagged: Any) -> None:
    page = tagged("Een", "jeugd zorg")
    OutboxRow.objects.all().delete()
    rename(editor, "jeugd zorg", "Jeugdhulp")
    assert names_of(page) == {"Jeugdhulp"}
    assert Tag.objects.get(name="Jeugdhulp").slug == "jeugdhulp"
    assert list(OutboxRow.objects.values_list("key", flat=True)) == [page.key]
    entry = AuditEntry.objects.get(deed="trefwoord hernoemd")
    assert (entry.details["before"], entry.details["name"]) == ("jeugd zorg", "Jeugdhulp")


def test_another_spelling_with_the_same_address_is_fine(editor: Client, tagged: Any) -> None:
    tagged("Een", "mdo")
    rename(editor, "mdo", "MDO")
    assert Tag.objects.get(slug="mdo").name == "MDO"
    assert not FormerKeyword.objects.exists()


def test_a_name_that_is_there_leads_to_merging(editor: Client, tagged: Any) -> None:
    tagged("Een", "jeugdzorg", "jeugdhulp")
    page = rename(editor, "jeugdzorg", "Jeugdhulp").content.decode()
    assert f"/cms/trefwoorden/{number('jeugdzorg')}/samenvoegen/?met=jeugdhulp" in page
    assert Tag.objects.filter(name="jeugdzorg").exists()


@pytest.mark.parametrize("name", ["", "   ", "!!!", "x" * 101, "\0"])
def test_a_name_without_letters_is_refused(name: str, editor: Client, tagged: Any) -> None:
    tagged("Een", "jeugdzorg")
    assert "letters of cijfers" in rename(editor, "jeugdzorg", name).content.decode()


def test_the_way_back_is_open(editor: Client, tagged: Any) -> None:
    tagged("Een", "jeugdzorg")
    rename(editor, "jeugdzorg", "jeugdhulp")
    rename(editor, "jeugdhulp", "jeugdzorg")
    assert list(FormerKeyword.objects.values_list("slug", flat=True)) == ["jeugdhulp"]


def test_the_mark_of_examples_stays_what_it_is(editor: Client, tagged: Any) -> None:
    tagged("Een", "voorbeeld", "iets")
    assert "blijft zoals het is" in rename(editor, "voorbeeld", "echt").content.decode()
    assert "blijft zoals het is" in merge(editor, "voorbeeld", "iets").content.decode()
    assert "blijft zoals het is" in merge(editor, "iets", "voorbeeld").content.decode()


# --- what was meant before --------------------------------------------------------------------------------------------


def test_the_old_address_finds_what_the_new_one_finds(
    editor: Client, tagged: Any, search_index: Any, sign_in: SignIn
) -> None:
    tagged("De oude praktijk", "jeugdzorg")
    tagged("De nieuwe praktijk", "jeugdhulp")
    merge(editor, "jeugdzorg", "jeugdhulp")
    search_index.refresh()
    for address in ("/zoeken/?trefwoord=jeugdzorg", "/zoeken/feed/?trefwoord=jeugdzorg"):
        page = Client().get(address).content.decode()
        assert "De oude praktijk" in page, address
        assert "De nieuwe praktijk" in page, address
    answer = json.loads(Client().get("/api/v1/zoekresultaten?trefwoord=jeugdzorg").content)
    assert answer["aantal"] == 2
    chosen = [value["waarde"] for value in answer["facetten"]["trefwoord"] if value["gekozen"]]
    assert chosen == ["jeugdhulp"]


def test_a_keyword_that_was_merged_twice_leads_to_the_last(editor: Client, tagged: Any, search_index: Any) -> None:
    for name in ("een", "twee", "drie"):
        tagged(name, name)
    merge(editor, "een", "twee")
    merge(editor, "twee", "drie")
    search_index.refresh()
    assert json.loads(Client().get("/api/v1/zoekresultaten?trefwoord=een").content)["aantal"] == 3


def test_a_saved_search_goes_on(editor: Client, tagged: Any, sign_in: SignIn, now: datetime) -> None:
    tagged("Een", "jeugdzorg")
    member = viewer_of(sign_in(Role.MEMBER, "zaanstad").user)  # type: ignore[attr-defined]
    kept = follow_topic("trefwoord", "jeugdzorg", rhythm=Rhythm.DAILY, by=member, at=now)
    rename(editor, "jeugdzorg", "jeugdhulp")
    assert asked_by(kept).chosen == {"trefwoord": ("jeugdhulp",)}


def test_who_types_the_old_word_means_the_new_one(editor: Client, tagged: Any) -> None:
    page = tagged("Een", "jeugdzorg")
    other = tagged("Twee", "wijkteam")
    rename(editor, "jeugdzorg", "jeugdhulp")
    address = f"/cms/pages/{other.pk}/edit/"
    editor.post(address, {**filled(editor, address, tags="Jeugdzorg, wijkteam"), "action-publish": "1"})
    assert names_of(other) == {"jeugdhulp", "wijkteam"}
    assert names_of(page) == {"jeugdhulp"}


def test_a_record_with_the_old_word_means_the_new_one(editor: Client, tagged: Any) -> None:
    from practices.exchange.names import ListNames

    tagged("Een", "jeugdzorg")
    rename(editor, "jeugdzorg", "jeugdhulp")
    assert ListNames().tag("jeugdzorg") == "jeugdhulp"


def test_only_a_search_for_a_keyword_asks_for_former_ones(tagged: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"/zoeken/?q={quote('wijkteam')}")
    assert not any("formerkeyword" in query["sql"] for query in asked)


# --- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role])
def test_only_who_curates_works_with_keywords(role: Role, sign_in: SignIn, tagged: Any) -> None:
    tagged("Een", "jeugdzorg", "jeugdhulp")
    client = sign_in(role)
    may = role in {Role.EDITOR, Role.ADMINISTRATOR}
    for screen in ("", f"{number('jeugdzorg')}/hernoemen/", f"{number('jeugdzorg')}/samenvoegen/"):
        assert (client.get(f"/cms/trefwoorden/{screen}").status_code == 200) == may, (role, screen)
    merge(client, "jeugdzorg", "jeugdhulp")
    assert Tag.objects.filter(name="jeugdzorg").exists() != may
