"""Two items become one: nothing is lost, the old address leads on, and it can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import User
from practices.actions.curation import take_down
from practices.actions.merging import merge_items, undo_merge
from practices.actions.sharing import share, share_again, update
from practices.choices import Kind
from practices.models import (
    Adoption,
    AuditEntry,
    DossierPage,
    LegalCasePage,
    LogEntry,
    Municipality,
    NetworkPage,
    PracticePage,
)
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role, Viewer
from search.alerts.subscriptions import follow_item
from search.models import OutboxRow, PinnedResult, Subscription
from tests.factories import NOW, SYSTEM, make_practice, make_user, share_practice, viewer_for
from tests.practices.curation.conftest import Organisation, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(organisation: Organisation, by_owner: Viewer) -> PracticePage:
    """The same practice once more, with things of its own."""
    page = share_practice(organisation("zaanstad"), "Samen om de tafel", municipalities=["zaanstad", "purmerend"])
    page.lessons = "Begin klein."
    page.background = "Een andere aanleiding."
    page.tags.add("wijkteam")
    page.log_entries.add(LogEntry(date=date(2026, 1, 1), text="Begonnen"))
    page.adoptions.add(Adoption(municipality=Municipality.objects.get(slug="breda")))
    return update(page, by=by_owner, at=NOW)


def now(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def merge(page: Any, into: Any, by: Viewer) -> None:
    merge_items(now(page), now(into), by=by, at=NOW)


def test_the_old_address_leads_on_for_good(double: PracticePage, practice: PracticePage, by_editor: Viewer) -> None:
    merge(double, practice, by_editor)
    response = Client().get(double.get_absolute_url())
    assert response.status_code == 301
    assert response["Location"] == practice.get_absolute_url()


def test_lists_move_empty_texts_are_filled_and_own_texts_stay(
    double: PracticePage, practice: PracticePage, by_editor: Viewer
) -> None:
    merge(double, practice, by_editor)
    kept = now(practice)
    assert kept.lessons == "Begin klein."
    assert kept.background == practice.background
    assert now(double).background == "Een andere aanleiding.", "it can still be read"
    assert [entry.text for entry in kept.log_entries.all()] == ["Begonnen"]
    assert [adoption.municipality.slug for adoption in kept.adoptions.all()] == ["breda"]
    assert {place.slug for place in kept.municipalities.all()} == {"zaanstad", "purmerend"}
    assert list(kept.tags.names()) == ["wijkteam"]
    assert len(kept.get_latest_revision_as_object().log_entries.all()) == 1, "the next edit begins with it"


def test_what_both_have_is_there_once(
    double: PracticePage, practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    page = now(practice)
    page.log_entries.add(LogEntry(date=date(2026, 1, 1), text="Begonnen"))
    page.adoptions.add(Adoption(municipality=Municipality.objects.get(slug="breda"), what_differs="Kleiner."))
    update(page, by=by_owner, at=NOW)
    merge(double, practice, by_editor)
    assert now(practice).log_entries.count() == 1
    assert [adoption.what_differs for adoption in now(practice).adoptions.all()] == ["Kleiner."]


def test_followers_and_pins_go_along(
    double: PracticePage, practice: PracticePage, organisation: Organisation, by_editor: Viewer
) -> None:
    one, both = (viewer_for(Role.MEMBER, organisation("breda")) for _ in range(2))
    for who, pages in ((one, [double]), (both, [double, practice])):
        for page in pages:
            follow_item(page.key, rhythm="wekelijks", by=who, at=NOW)
    PinnedResult.objects.create(query="tafel", key=double.key)
    merge(double, practice, by_editor)
    for who in (one, both):
        kept = Subscription.objects.filter(user_id=who.user_id, removed_at=None)
        assert [each.target for each in kept] == [practice.key]
    assert PinnedResult.objects.get().key == practice.key


def test_pages_that_name_it_name_the_other_also_in_their_drafts(
    double: PracticePage, practice: PracticePage, organisation: Organisation, by_editor: Viewer
) -> None:
    network = NetworkPage(title="Netwerk")
    network.practices = [double]
    share(network, organisation=organisation("zaanstad"), by=SYSTEM, at=NOW)
    dossier = DossierPage(title="Thema")
    dossier.content = [("onderdelen", {"kop": "", "onderdelen": [now(double)]})]
    share(dossier, organisation=organisation("vng"), by=SYSTEM, at=NOW)
    merge(double, practice, by_editor)
    assert [page.pk for page in now(network).practices.all()] == [practice.pk]
    assert [page.pk for page in now(network).get_latest_revision_as_object().practices.all()] == [practice.pk]
    assert now(dossier).numbers_of_items() == [practice.pk]


def test_the_index_hears_of_both(double: PracticePage, practice: PracticePage, by_editor: Viewer) -> None:
    OutboxRow.objects.all().delete()
    merge(double, practice, by_editor)
    assert {double.key, practice.key} <= set(OutboxRow.objects.values_list("key", flat=True))
    entry = AuditEntry.objects.get(deed="samengevoegd")
    assert (entry.key, entry.details["into"]) == (double.key, practice.key)


def test_taking_it_back_gives_each_its_own(
    double: PracticePage, practice: PracticePage, organisation: Organisation, by_editor: Viewer
) -> None:
    one, both = (viewer_for(Role.MEMBER, organisation("breda")) for _ in range(2))
    for who, pages in ((one, [double]), (both, [double, practice])):
        for page in pages:
            follow_item(page.key, rhythm="wekelijks", by=who, at=NOW)
    merge(double, practice, by_editor)
    undo_merge(now(double), by=by_editor, at=NOW)
    assert Client().get(double.get_absolute_url()).status_code == 200
    assert [entry.text for entry in now(double).log_entries.all()] == ["Begonnen"]
    assert now(practice).log_entries.count() == 0
    assert now(practice).lessons == ""
    assert {place.slug for place in now(practice).municipalities.all()} == {"zaanstad"}
    targets = Subscription.objects.filter(removed_at=None).order_by("user", "target").values_list("user", "target")
    wanted = [(one.user_id, double.key), (both.user_id, double.key), (both.user_id, practice.key)]
    assert set(targets) == set(wanted)
    with pytest.raises(NotAllowed):
        undo_merge(now(double), by=by_editor, at=NOW)


def test_its_owner_does_not_bring_it_back(
    double: PracticePage, practice: PracticePage, by_owner: Viewer, by_editor: Viewer
) -> None:
    merge(double, practice, by_editor)
    with pytest.raises(NotAllowed, match="samengevoegd"):
        share_again(now(double), by=by_owner, at=NOW)


def test_nothing_is_opened_to_more_people_by_it(
    practice: PracticePage, organisation: Organisation, owner: User, by_editor: Viewer
) -> None:
    narrow = make_practice(organisation("zaanstad"), user=owner)
    with pytest.raises(NotAllowed, match="meer mensen"):
        merge(narrow, practice, by_editor)
    assert now(narrow).live


@pytest.mark.parametrize("named_at", ["the one that goes", "the one that stays"])
def test_who_is_named_at_one_does_not_see_the_other_by_it(
    named_at: str, organisation: Organisation, by_editor: Viewer
) -> None:
    home, fields = organisation("zaanstad"), {"visibility": "organisatie"}
    named = share_practice(home, "Met Breda", municipalities=["zaanstad", "breda"], **fields)
    own = share_practice(home, "Alleen van ons", **fields)
    page, into = (named, own) if named_at == "the one that goes" else (own, named)
    with pytest.raises(NotAllowed, match="meer mensen"):
        merge(page, into, by_editor)
    reader = viewer_for(Role.MEMBER, organisation("breda"))
    assert list(PracticePage.objects.visible_to(reader)) == [named]


def test_what_is_for_the_same_people_of_an_organisation_goes_together(
    organisation: Organisation, by_editor: Viewer
) -> None:
    pages = [share_practice(organisation("zaanstad"), title, visibility="organisatie") for title in ("Een", "Twee")]
    merge(pages[0], pages[1], by_editor)
    assert not now(pages[0]).live


def test_what_is_offline_is_not_opened_by_it(double: PracticePage, practice: PracticePage, by_editor: Viewer) -> None:
    take_down(now(double), reason="Er staat een naam in.", by=by_editor, at=NOW)
    with pytest.raises(NotAllowed, match="niet online"):
        merge(double, practice, by_editor)
    assert now(practice).lessons == ""


def test_only_two_of_a_kind_that_are_not_merged_yet(
    double: PracticePage, practice: PracticePage, organisation: Organisation, by_editor: Viewer, by_owner: Viewer
) -> None:
    case = LegalCasePage(title="Mag dit?", visibility="openbaar")
    share(case, organisation=organisation("zaanstad"), by=SYSTEM, at=NOW)
    with pytest.raises(NotAllowed, match="twee soorten"):
        merge_items(now(double), case, by=by_editor, at=NOW)
    with pytest.raises(NotAllowed, match="hetzelfde"):
        merge(double, double, by_editor)
    with pytest.raises(NotAllowed, match="VNG-redactie"):
        merge(double, practice, by_owner)
    merge(double, practice, by_editor)
    third = share_practice(organisation("zaanstad"), "Derde")
    with pytest.raises(NotAllowed, match="al samengevoegd"):
        merge(double, third, by_editor)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_merged_and_taken_apart(kind: Kind, organisation: Organisation, by_editor: Viewer) -> None:
    from practices.queries.pages import MODELS

    pages = []
    for title in ("Een", "Twee"):
        page = MODELS[kind](title=title, visibility="openbaar")
        pages.append(share(page, organisation=organisation("vng"), by=SYSTEM, at=NOW))
    merge(pages[0], pages[1], by_editor)
    undo_merge(now(pages[0]), by=by_editor, at=NOW)
    assert all(now(page).live for page in pages)


# --- the screen -------------------------------------------------------------------------------------------------------


def test_the_editor_sees_first_what_goes_where(double: PracticePage, practice: PracticePage, editor: Client) -> None:
    url = reverse("curation-merge", args=[double.pk])
    assert "Samen aan tafel" in editor.get(url).content.decode(), "a title that is like it"
    shown = editor.get(url, {"met": practice.get_absolute_url()}).content.decode()
    assert "1 berichten in het logboek" in shown
    assert "aanleiding" in shown
    assert now(double).live
    done = editor.post(url, {"met": practice.key}, follow=True).content.decode()
    assert "is opgegaan in" in done
    assert not now(double).live
    back = editor.post(reverse("curation-undo-merge", args=[double.pk]), follow=True).content.decode()
    assert "weer een eigen item" in back


@pytest.mark.parametrize("typed", ["iets", "praktijk-999999", "/praktijken/", "https://elders.nl/a/b", "\0", "casus-1"])
def test_what_is_no_item_is_said(typed: str, double: PracticePage, editor: Client) -> None:
    response = editor.get(reverse("curation-merge", args=[double.pk]), {"met": typed})
    assert response.status_code in {200, 422}
    assert now(double).live


def test_only_editors_merge(double: PracticePage, practice: PracticePage, organisation: Organisation) -> None:
    manager = signed_in(make_user(Role.MANAGER, organisation("zaanstad")))
    assert manager.post(reverse("curation-merge", args=[double.pk]), {"met": practice.key}).status_code == 403
    assert now(double).live
