"""A wrong setting of the search is named at the start, with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from search.checks import check_engine, check_folder, check_source


def messages(check: Any) -> list[str]:
    return [str(error.msg) for error in check(None)]


def test_the_settings_of_the_tests_are_right() -> None:
    assert messages(check_source) + messages(check_engine) + messages(check_folder) == []


def test_a_source_that_is_not_there_is_named(settings: Any) -> None:
    settings.SEARCH_SOURCE = "practices.nowhere.Source"

    (message,) = messages(check_source)

    assert message.startswith("SEARCH_SOURCE does not name a source")
    assert message.endswith("write the dotted path of a class such as practices.documents.PracticesSource.")


@pytest.mark.parametrize(
    "setting",
    [None, {}, {"class": "search.engines.nowhere.Engine", "options": {}}, {"class": "pathlib.Path", "options": {}}],
)
def test_an_engine_that_is_none_is_named(settings: Any, setting: object) -> None:
    settings.SEARCH_ENGINE = setting

    (message,) = messages(check_engine)

    assert message.startswith("SEARCH_ENGINE does not name an engine")


def test_a_folder_that_cannot_be_written_is_named(settings: Any, tmp_path: Path) -> None:
    taken = tmp_path / "index"
    taken.write_text("a file where the folder should be")
    settings.SEARCH_ENGINE = {"class": "search.engines.embedded.EmbeddedEngine", "options": {"directory": taken}}

    (message,) = messages(check_folder)

    assert str(taken) in message
    assert "choose another VAR_DIR" in message
