"""What was mended stands nowhere any more: every table is read for the value that was taken out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from portal.accounts import viewer_of
from practices.actions.editing import note
from practices.actions.history import clean_history
from practices.actions.practice import publish_draft, save_draft, start_editing
from practices.models import AuditEntry, FormerAddress, PracticePage
from practices.models.guard import vouching
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role
from search.models import KnownWord, LoggedSearch, OutboxRow, PopularQuery
from tests.factories import NOW, SYSTEM, make_practice, make_user, start_report, viewer_for
from tests.practices.cms.conftest import Make
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db

BSN, NAME, PHONE = "111222333", "Fatima el Amrani", "06 12345678"
Organisation = Callable[[str], Any]


def tables_with(*texts: str) -> set[str]:
    """Return the tables in which one of these texts stands in whatever column, read row by row."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names of our tables
            for row in cursor.fetchall():
                kept = " ".join(str(cell) for cell in row).casefold()
                if any(text.casefold() in kept for text in texts):
                    found.add(table)
    return found


def test_the_test_itself_finds_a_value(make: Make) -> None:
    page = make(PracticePage, live=False, lessons=f"BSN {BSN}")
    assert {"practices_practicepage", "wagtailcore_revision"} <= tables_with(BSN)
    assert page.pk


def test_a_draft_that_was_mended_before_it_went_online(editor: Client, make: Make) -> None:
    page = make(PracticePage, live=False, lessons=f"Zij heeft BSN {BSN}.")
    address = f"/cms/pages/{page.pk}/edit/"
    sent = filled(editor, address)
    assert editor.post(address, {**sent, "action-publish": "1"}).status_code == 200
    editor.post(address, {**sent, "summary": f"Ook hier: BSN {BSN}."})
    assert "wagtailcore_revision" in tables_with(BSN)
    mended = {**sent, "lessons": "Zij kreeg hulp.", "summary": "Ook hier.", "action-publish": "1"}
    assert editor.post(address, mended).status_code == 302
    assert tables_with(BSN) == set()
    assert AuditEntry.objects.filter(key=page.key, deed="geschiedenis opgeschoond").count() == 1


def test_what_was_online_and_allowed_and_then_taken_out(make: Make) -> None:
    page = make(PracticePage)
    page.lessons = f"Volgens {NAME} werkt het. Bel {PHONE}."
    with vouching("Dit is de projectleider zelf.", by=SYSTEM):
        page.save_revision(clean=False).publish()
    page = PracticePage.objects.get(pk=page.pk)
    page.summary = "Een ander stuk is gewijzigd."
    page.save_revision().publish()
    assert "wagtailcore_revision" in tables_with(NAME, PHONE)
    page = PracticePage.objects.get(pk=page.pk)
    page.lessons = "Het werkt."
    page.save_revision().publish()
    assert tables_with(NAME, PHONE) == set()
    assert page.revisions.filter(content__lessons="Volgens ••• werkt het. Bel •••.").exists()


def test_a_value_that_still_stands_elsewhere_on_the_page_stays_in_its_history(make: Make) -> None:
    page = make(PracticePage)
    page.lessons, page.summary = f"Bel {PHONE}.", f"Of bel {PHONE}!"
    with vouching("Dit is het nummer van de balie.", by=SYSTEM):
        page.save_revision(clean=False).publish()
    page = PracticePage.objects.get(pk=page.pk)
    page.lessons = "Bel ons."
    page.save_revision().publish()
    assert page.revisions.filter(content__lessons=f"Bel {PHONE}.").exists()


def test_the_drafts_of_the_form(organisation: Organisation) -> None:
    user, colleague = (make_user(Role.MEMBER, organisation("zaanstad")) for _ in range(2))
    page = make_practice(organisation("zaanstad"), user=user)
    page.background = f"Volgens {NAME} komt hulp te laat."
    with vouching("Zij is de projectleider.", by=viewer_of(user)):
        page.save_revision().publish()
    page = PracticePage.objects.get(pk=page.pk)
    other = start_editing(page, by=viewer_of(colleague), at=NOW)
    draft = start_editing(page, by=viewer_of(user), at=NOW)
    save_draft(draft.pk, values={"background": "Hulp komt te laat."}, by=viewer_of(user))
    publish_draft(draft.pk, report=start_report(background="Hulp komt te laat."), by=viewer_of(user), at=NOW)
    assert tables_with(NAME) == set()
    other.refresh_from_db()
    assert other.data["background"] == "Volgens ••• komt hulp te laat."


def test_titles_addresses_and_lines_of_both_trails(make: Make) -> None:
    page = make(PracticePage, live=False, title=f"Het gezin van {NAME}")
    page.save_revision(log_action=True)
    note(page, deed="gekopieerd", by=SYSTEM, at=NOW, title=page.title)
    FormerAddress.objects.create(kind="praktijk", address="gezin-van-fatima-el-amrani", page=page)
    assert {"wagtailcore_pagelogentry", "practices_auditentry"} <= tables_with(NAME)
    page.title = "Samen rond het gezin"
    page.save_revision(log_action=True).publish()
    assert tables_with(NAME, "fatima-el-amrani") == set()
    page = PracticePage.objects.get(pk=page.pk)
    assert page.address == "samen-rond-het-gezin"
    assert page.slug == f"praktijk-{page.pk}"
    assert page.url_path.endswith(f"/{page.slug}/")


def test_what_was_searched_and_the_words_of_the_corrector(make: Make) -> None:
    LoggedSearch.objects.create(
        number=uuid4(), day=date(2026, 11, 1), text="fatima el amrani", words="fatima el amrani", total=1
    )
    PopularQuery.objects.create(
        words="gezin fatima el amrani", text="gezin fatima el amrani", last_day=date(2026, 11, 1)
    )
    KnownWord.objects.create(exact="amrani", surface="Amrani", documents=1)
    KnownWord.objects.create(exact="el", surface="el", documents=40)
    page = make(PracticePage, live=False, lessons=f"Volgens {NAME} werkt het.")
    page.lessons = "Het werkt."
    page.save_revision().publish()
    assert tables_with(NAME, "amrani") == set()
    assert KnownWord.objects.filter(exact="el").exists()


def test_the_index_gets_the_mended_text(make: Make, search_index: Any) -> None:
    page = make(PracticePage, visibility="openbaar", title="Vindbaar")
    page.lessons = f"Volgens {NAME} werkt het."
    with vouching("Zij is de projectleider.", by=SYSTEM):
        page.save_revision().publish()
    search_index.refresh()
    assert "Vindbaar" in Client().get("/zoeken/?q=Amrani").content.decode()
    OutboxRow.objects.all().delete()
    page = PracticePage.objects.get(pk=page.pk)
    page.lessons = "Het werkt."
    page.save_revision().publish()
    assert OutboxRow.objects.filter(key=page.key).exists()
    search_index.refresh()
    assert "Vindbaar" not in Client().get("/zoeken/?q=Amrani").content.decode()


def test_blocks_of_a_theme_page(make: Make) -> None:
    import json

    from practices.models import DossierPage

    page = make(DossierPage, live=False)
    page.content = json.dumps(
        [{"type": "tekst", "value": f"Volgens {NAME} werkt het voor één gezin. Zo werkt het.", "id": "een"}]
    )
    page.save_revision()
    page.content = json.dumps([{"type": "tekst", "value": "Het werkt.", "id": "een"}])
    page.save_revision().publish()
    assert tables_with(NAME) == set()
    old = page.revisions.exclude(pk=DossierPage.objects.get(pk=page.pk).live_revision_id).order_by("-pk").first()
    assert "Volgens ••• werkt het voor één gezin. Zo werkt het." in str(old.as_object().content[0].value)


def test_an_older_item_is_cleaned_by_hand(editor: Client, make: Make, organisation: Organisation) -> None:
    page = make(PracticePage)
    revision = page.revisions.order_by("pk").first()
    revision.content = {**revision.content, "lessons": f"Zij heeft BSN {BSN}."}
    revision.save()
    page.summary = "Later gewijzigd."
    page.save_revision().publish()
    with pytest.raises(NotAllowed):
        clean_history(page, by=viewer_for(Role.MEMBER, organisation("zaanstad")), at=NOW)
    revision.refresh_from_db()
    revision.content = {**revision.content, "lessons": f"Zij heeft BSN {BSN}."}
    revision.save()
    assert "Oudere versies opschonen" in editor.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    address = f"/cms/opschonen/{page.pk}/"
    assert "Dat kan niet terug" in editor.get(address).content.decode()
    assert "Eén gegeven is gewist" in editor.post(address, follow=True).content.decode()
    assert tables_with(BSN) == set()
    line = AuditEntry.objects.filter(key=page.key, deed="geschiedenis opgeschoond").first()
    assert line is not None
    assert line.details["kinds"] == ["bsn"]


def test_the_command_cleans_one_item_or_all(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [make(PracticePage), make(PracticePage)]
    for page in pages:
        revision = page.revisions.order_by("-pk").first()
        revision.content = {**revision.content, "lessons": f"Zij heeft BSN {BSN}."}
        revision.save()
    call_command("privacy_clean", pages[0].key)
    assert "wagtailcore_revision" in tables_with(BSN)
    call_command("privacy_clean", "--all")
    assert tables_with(BSN) == set()
    assert f"{pages[1].key}: 1 gegeven gewist" in capsys.readouterr().out
