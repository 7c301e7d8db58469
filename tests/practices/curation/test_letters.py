"""What the editors decide comes by letter to who keeps the item, as it is at the moment of sending."""

from __future__ import annotations

from typing import Any

import pytest

from portal.models import User
from practices.actions import curation, labels
from practices.choices import Criterion
from practices.models import PracticePage
from practices.rules.visibility import Viewer
from search.alerts.letters import Letter, letter_kinds
from search.models import OutgoingMail
from search.sources import get_people
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def written(kind: str) -> list[tuple[int | None, Letter | None]]:
    """Return for whom letters of a kind wait, and what each would say now."""
    found = []
    for mail in OutgoingMail.objects.filter(kind=kind):
        reader = get_people().recipient(mail.user_id) if mail.user_id else None
        found.append((mail.user_id, letter_kinds()[kind].write(mail.content, reader)))
    return found


def test_the_reason_reaches_the_owner(practice: PracticePage, owner: User, by_editor: Viewer) -> None:
    curation.ask_for_changes(practice, reason="Schrijf op wat niet lukte.", by=by_editor, at=NOW)
    ((to, letter),) = written("changes-asked")
    assert to == owner.pk
    assert letter is not None
    assert "Schrijf op wat niet lukte." in letter.paragraphs
    assert letter.path == practice.get_absolute_url()


def test_a_question_that_was_answered_meanwhile_is_not_sent(practice: PracticePage, by_editor: Viewer) -> None:
    curation.ask_for_changes(practice, reason="Iets.", by=by_editor, at=NOW)
    curation.end_request(practice, by=by_editor, at=NOW)
    assert written("changes-asked")[0][1] is None


def test_who_left_the_organisation_hears_nothing_more(practice: PracticePage, owner: User, by_editor: Viewer) -> None:
    curation.ask_for_changes(practice, reason="Iets.", by=by_editor, at=NOW)
    owner.memberships.all().delete()
    assert written("changes-asked")[0][1] is None


def test_without_an_owner_it_goes_to_the_mailbox(practice: PracticePage, by_editor: Viewer) -> None:
    practice.owner = None
    practice.save()
    curation.take_down(practice, reason="Dubbel.", by=by_editor, at=NOW)
    ((to, letter),) = written("taken-down")
    assert to is None
    assert letter is not None
    assert letter.address == practice.contact_mailbox
    assert "Dubbel." in letter.paragraphs


def test_offline_back_and_label_each_have_their_letter(practice: PracticePage, by_editor: Viewer) -> None:
    curation.take_down(practice, reason="Naam.", by=by_editor, at=NOW)
    curation.put_back(practice, by=by_editor, at=NOW)
    assert written("taken-down")[0][1] is None, "it is back already"
    assert written("put-back")[0][1] is not None
    page: Any = PracticePage.objects.get(pk=practice.pk)
    labels.give_label(page, notes={each: f"Zo: {each.value}." for each in Criterion}, by=by_editor, at=NOW)
    letter = written("label-given")[0][1]
    assert letter is not None
    assert "Eerlijk over tegenslag: Zo: eerlijk." in letter.paragraphs


def test_what_goes_offline_cannot_be_missed() -> None:
    kinds = letter_kinds()
    assert [kinds[name].can_stop for name in ("taken-down", "put-back")] == [False, False]
    assert kinds["changes-asked"].can_stop
