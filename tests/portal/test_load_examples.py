"""The content that the portal starts with is loaded once, and what people did with it stays."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from taggit.models import Tag

from portal.example_accounts import EXAMPLE_ACCOUNTS, EXAMPLE_PASSWORD
from portal.management.commands.load_examples import FILES, TERMS
from portal.models import User
from practices.choices import Kind
from practices.models import AuditEntry, SharedPage

RECORDS = [json.loads(line) for path in (TERMS, *FILES) for line in path.read_text(encoding="utf-8").splitlines()]


def load() -> str:
    out = io.StringIO()
    call_command("load_examples", stdout=out)
    return out.getvalue()


@pytest.fixture
def loaded(db: None) -> str:
    """Load the content, and return what was said."""
    return load()


def test_terms_and_examples_of_every_kind_are_loaded_without_refusals(loaded: str) -> None:
    assert "0 geweigerd" in loaded
    counts = Counter(SharedPage.objects.filter(live=True).values_list("kind", flat=True))
    assert counts == Counter(record["soort"] for record in RECORDS)
    assert set(counts) == set(Kind)


def test_what_is_invented_is_marked(loaded: str) -> None:
    marked = SharedPage.objects.filter(tags=Tag.objects.get(slug="voorbeeld"))
    invented = Counter(record["soort"] for record in RECORDS if "voorbeeld" in record.get("trefwoorden", []))
    assert Counter(marked.values_list("kind", flat=True)) == invented
    assert invented[Kind.PRACTICE] >= 1
    assert invented[Kind.LEGAL_CASE] >= 1


def test_loading_again_changes_nothing(loaded: str) -> None:
    before = (AuditEntry.objects.count(), sorted(SharedPage.objects.values_list("pk", "changed_at")))
    load()
    assert (AuditEntry.objects.count(), sorted(SharedPage.objects.values_list("pk", "changed_at"))) == before


def test_what_somebody_changed_or_deleted_stays_so(loaded: str) -> None:
    changed, deleted = SharedPage.objects.filter(kind=Kind.PRACTICE)[:2]
    SharedPage.objects.filter(pk=changed.pk).update(title="Anders")
    key = deleted.source_id
    deleted.delete()
    AuditEntry.objects.filter(deed="startinhoud geladen", key="dossiers.jsonl").delete()
    load()
    assert SharedPage.objects.get(pk=changed.pk).title == "Anders"
    assert not SharedPage.objects.filter(source_id=key).exists()


def test_without_examples_only_the_terms_are_loaded(db: None, settings: Any) -> None:
    settings.LOAD_EXAMPLES = False
    load()
    assert set(SharedPage.objects.values_list("kind", flat=True)) == {"begrip"}


def test_the_accounts_of_the_example_can_sign_in(loaded: str) -> None:
    users = {user.email: user for user in User.objects.all()}
    assert set(users) == {account.email for account in EXAMPLE_ACCOUNTS}
    assert all(user.check_password(EXAMPLE_PASSWORD) and user.is_example for user in users.values())


def test_where_example_accounts_are_not_wanted_there_are_none(db: None, settings: Any) -> None:
    settings.EXAMPLE_ACCOUNTS = False
    load()
    assert not User.objects.exists()


def test_the_examples_are_whole_records(loaded: str) -> None:
    from practices.exchange.exporter import records
    from practices.exchange.importer import OPERATOR
    from practices.rules.completeness import percentage

    exported = list(records(OPERATOR))
    assert all(percentage(record) >= 95 for record in exported), json.dumps(
        {record["id"]: percentage(record) for record in exported if percentage(record) < 95}
    )
