"""What an import writes: nothing for what is there already, one trace for a change, none in a dry run."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from practices.choices import Kind
from practices.exchange.importer import OPERATOR, Importer, Result
from practices.exchange.lines import read_lines
from practices.models import (
    AuditEntry,
    OrganisationPage,
    PracticePage,
    SharedPage,
    Theme,
)
from tests.conftest import NOW
from tests.practices.exchange.conftest import Imported, Record, case, dossier, network, practice, term

One = Callable[[str], Record]


def test_the_same_file_again_writes_nothing(imported: Imported, django_assert_num_queries: Any) -> None:
    lines = (practice(begrippen=["b1"], leervragen=[{"vraag": "?"}], trefwoorden=["x"]), term(), case(), network())
    imported(*lines, dossier(items=[{"soort": "begrip", "id": "b1"}]))
    before = _traces()
    outcomes = imported(*lines, dossier(items=[{"soort": "begrip", "id": "b1"}]))
    assert {outcome.result for outcome in outcomes} == {Result.UNCHANGED}
    assert _traces() == before


def _traces() -> tuple[Any, ...]:
    """Return everything that a write would change."""
    from wagtail.models import Revision

    return (
        Revision.objects.count(),
        AuditEntry.objects.count(),
        sorted(SharedPage.objects.values_list("pk", "changed_at", "latest_revision")),
        _outbox(),
    )


def _outbox() -> list[Any]:
    from search.models import OutboxRow

    return sorted(OutboxRow.objects.values_list("key", "revision"))


def test_a_change_writes_one_revision_one_audit_line_and_one_outbox_row(imported: Imported) -> None:
    imported(practice(aanleiding="Eerst"))
    revisions, audits, _, rows = _traces()
    (outcome,) = imported(practice(aanleiding="Daarna"))
    after = _traces()
    assert outcome.result == Result.CHANGED
    assert (after[0] - revisions, after[1] - audits) == (1, 1)
    assert [key for key, _ in after[3]] == [key for key, _ in rows]
    assert after[3] != rows


def test_a_revision_holds_the_whole_item(imported: Imported) -> None:
    imported(practice(leervragen=[{"vraag": "Werkt het?"}], themas=["schulden"], trefwoorden=["x"], wetten=["avg"]))
    page = PracticePage.objects.get()
    again = page.latest_revision.as_object()
    assert [question.question for question in again.questions.all()] == ["Werkt het?"]
    assert [choice.theme.slug for choice in again.theme_choices.all()] == ["schulden"]
    assert [tag.name for tag in again.tags.all()] == ["x"]
    assert [law.slug for law in again.laws.all()] == ["avg"]
    assert page.live_revision == page.latest_revision


def test_a_dry_run_tells_the_same_and_writes_nothing(imported: Imported) -> None:
    lines = (
        practice(themas=["Nieuw thema"], begrippen=["b1", "weg"], trekker="Stichting X"),
        practice(id="p2", fase="x"),
        practice(id="p2"),
        practice(id="p2"),
        term(),
    )
    before = (_traces(), OrganisationPage.objects.count(), Theme.objects.count())
    trial = imported(*lines, create_terms=True, dry_run=True)
    assert (_traces(), OrganisationPage.objects.count(), Theme.objects.count()) == before
    real = imported(*lines, create_terms=True)
    assert [(one.line, one.problems, one.warnings) for one in trial] == [
        (one.line, one.problems, one.warnings) for one in real
    ]
    assert [one.result for one in trial][:5] == [one.result for one in real][:5]


def test_only_new_leaves_what_is_there_as_it_is(imported: Imported, exported_one: One) -> None:
    imported(practice(titel="Eerst"))
    (outcome,) = imported(practice(titel="Anders"), only_new=True)
    assert outcome.result == Result.UNCHANGED
    assert exported_one("p1")["titel"] == "Eerst"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_found_at_its_address(imported: Imported, kind: Kind) -> None:
    imported({"soort": kind.value, "id": "x", "titel": "Titel van dit item"})
    page = SharedPage.objects.get()
    assert page.get_absolute_url() == f"/{kind.plural}/titel-van-dit-item/"
    assert page.first_published_at == NOW
    assert page.specific.confirmed_on is None or isinstance(page.confirmed_on, date)


def test_what_changed_after_it_was_looked_up_is_not_overwritten_with_the_old_text(
    imported: Imported, exported_one: One
) -> None:
    imported(practice(id="a"), practice(id="b", vngLabel=False))

    def lines() -> Any:
        """Give the first line, and let an editor label the second page before its line is dealt with."""
        yield from read_lines(io.BytesIO(json.dumps(practice(id="a", aanleiding="Nieuw")).encode()))
        yield from read_lines(io.BytesIO(json.dumps(practice(id="b", aanleiding="Nieuw")).encode()))

    run = Importer(by=OPERATOR, at=NOW).lines(lines())
    next(run)
    SharedPage.objects.filter(source_id="b").update(vng_label=True)
    next(run)
    assert exported_one("b")["vngLabel"] is True
    assert exported_one("b")["aanleiding"] == "Nieuw"
