"""The texts of an owner on the screen: read, copied, printed, downloaded, and seen by nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.accounts import viewer_of
from practices.actions.updates import write_log
from practices.choices import LogKind, QuestionStatus
from practices.models import LearningQuestion, PracticePage
from tests.factories import NOW
from tests.practices.conftest import SignIn

NAMES = ["college", "subsidie", "bestuurder"]


def test_the_list_leads_to_three_texts_and_says_what_is_missing(
    page: PracticePage, owner: Any, sign_in: SignIn
) -> None:
    shown = sign_in(owner).get(f"/delen/{page.key}/teksten/").content.decode()
    for name in NAMES:
        assert f'href="/delen/{page.key}/teksten/{name}/"' in shown
    assert "Nu ontbreekt nog: het doel, de aanpak" in shown
    assert f"/delen/{page.key}/teksten/" in sign_in(owner).get(page.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_read_copied_and_downloaded(name: str, page: PracticePage, owner: Any, sign_in: SignIn) -> None:
    by = viewer_of(owner)
    text = "Wij <b>spraken</b> & aten."
    write_log(page, kind=LogKind.PROGRESS, text=text, on=date(2026, 3, 2), is_minor=False, by=by, at=NOW)
    browser = sign_in(owner)
    shown = browser.get(f"/delen/{page.key}/teksten/{name}/").content.decode()
    assert "<b>spraken" not in shown
    assert "&amp; aten." in shown
    assert "<textarea" in shown

    file = browser.get(f"/delen/{page.key}/teksten/{name}/?vorm=markdown")
    assert file["Content-Type"] == "text/markdown; charset=utf-8"
    assert file["Content-Disposition"] == f'attachment; filename="{name}-{page.address}.md"'
    written = file.content.decode()
    assert written.startswith("# ")
    assert text in written
    assert f"http://testserver{page.get_absolute_url()}" in written


@pytest.mark.parametrize("last", ["", *(f"{name}/" for name in NAMES), "college/?vorm=markdown"])
def test_nobody_else_reads_them(last: str, page: PracticePage, asker: Any, sign_in: SignIn) -> None:
    assert sign_in(asker).get(f"/delen/{page.key}/teksten/{last}").status_code == 403


def test_a_text_that_is_not_made_is_not_there(page: PracticePage, owner: Any, sign_in: SignIn) -> None:
    assert sign_in(owner).get(f"/delen/{page.key}/teksten/krant/").status_code == 404


def test_what_has_a_first_answer_is_not_called_open(page: PracticePage, owner: Any, sign_in: SignIn) -> None:
    page.questions.set(
        [
            LearningQuestion(question="Past de hulp beter?", status=QuestionStatus.PROVISIONAL),
            LearningQuestion(question="Blijft het zo?", status=QuestionStatus.OPEN),
        ]
    )
    page.save()

    written = sign_in(owner).get(f"/delen/{page.key}/teksten/college/?vorm=markdown").content.decode()

    assert "1 leervraag staat open. Blijft het zo?" in written
