"""The words that typing errors are corrected to: those of public documents, and no others."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search import current
from search.models import KnownWord
from search.outbox.words import Words, learn, replace
from search.values import Document

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PUBLIC = frozenset({"public"})


def document(number: int, title: str, *, tokens: frozenset[str] = PUBLIC) -> Document:
    return Document(f"stuk-{number}", title, tokens=tokens, newest=NOW, confirmed=NOW, ordinal=number)


def known() -> dict[str, tuple[str, int]]:
    return {exact: (surface, n) for exact, surface, n in KnownWord.objects.values_list("exact", "surface", "documents")}


def test_only_public_documents_teach_words(db: None) -> None:
    learn([document(1, "Wijkteam"), document(2, "Geheim", tokens=frozenset({"member", "org:GM1"}))], PUBLIC)
    assert known() == {"wijkteam": ("Wijkteam", 1)}


def test_learning_again_changes_nothing(db: None, django_assert_num_queries: object) -> None:
    learn([document(1, "wijkteam schulden")], PUBLIC)
    learn([document(1, "wijkteam gezin")], PUBLIC)
    assert set(known()) == {"wijkteam", "schulden", "gezin"}


def test_a_rebuild_counts_anew_and_forgets(db: None) -> None:
    learn([document(1, "oud woord")], PUBLIC)
    words = Words(PUBLIC)
    words.add([document(1, "Coördinatie in Tilburg"), document(2, "coördinatie, nieuw woord")])
    replace(words)
    assert known() == {
        "coordinatie": ("coördinatie", 2),  # with its accent; with a capital only where it always has one
        "in": ("in", 1),
        "tilburg": ("Tilburg", 1),
        "nieuw": ("nieuw", 1),
        "woord": ("woord", 1),
    }


def test_the_most_frequent_words_are_kept(db: None) -> None:
    words = Words(PUBLIC)
    words.add([document(1, "vaak zelden"), document(2, "vaak")])
    assert [row.exact for row in words.rows(at_most=1)] == ["vaak"]


def test_searching_reads_the_words_again_after_a_while(db: None) -> None:
    from django.core.cache import cache

    assert not current.vocabulary().knows("wijkteam")
    learn([document(1, "wijkteam")], PUBLIC)
    cache.clear()  # what the seconds do
    assert current.vocabulary().knows("wijkteam")


def proposed(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("search_propose_compounds", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_compounds_are_proposed_from_the_words_of_texts(db: None) -> None:
    texts = "zandbak zand bakken buurtboom buurt bomen boom wijkteam wijk team onderwijs"
    learn([document(1, texts), document(2, "buurtboom")], PUBLIC)
    words = Words(PUBLIC)
    words.add([document(1, texts), document(2, "buurtboom")])
    replace(words)
    assert proposed() == ["buurtboom > buurt boom  # 2"]  # "wijkteam" has its line already; "bak" is no word here
    assert proposed("--limit", "0") == []


def test_compounds_are_proposed_from_a_list(db: None, tmp_path: Path) -> None:
    path = tmp_path / "woorden.txt"
    path.write_text("waterlaarzen\nwater\nlaarzen\n", encoding="utf-8")
    assert proposed("--words", str(path)) == ["waterlaarzen > water laarzen  # 1"]
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        proposed("--words", str(tmp_path / "niets"))


def test_without_words_there_is_nothing_to_propose(db: None) -> None:
    with pytest.raises(CommandError, match="search_rebuild"):
        proposed()
