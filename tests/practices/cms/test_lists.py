"""Editors keep the maintained lists in /cms/: what they change stays, shows everywhere, and never breaks an item."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from practices.actions.lists import load_lists
from practices.models import (
    AuditEntry,
    Domain,
    Law,
    Meaning,
    Municipality,
    PartnerKind,
    PracticePage,
    TargetGroup,
    TermPage,
    Theme,
    ThemeChoice,
)
from practices.panels.entries import ENTRY_FORMS
from practices.queries.lists import all_names
from practices.rules.visibility import Role
from search.models import OutboxRow
from tests.practices.cms.conftest import Make, SignIn
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db

ADDRESSES = ("themas", "doelgroepen", "partners", "wetten", "domeinen", "afkortingen", "gemeenten")


def change(client: Client, address: str, entry: Any, **fields: Any) -> Any:
    """Send the form of an entry with these fields changed."""
    where = f"/cms/lijsten/{address}/edit/{entry.pk}/"
    return client.post(where, filled(client, where, **fields))


@pytest.fixture
def theme(db: None) -> Theme:
    return Theme.objects.get(slug="huiselijk-geweld")


@pytest.fixture
def used(make: Make, theme: Theme) -> PracticePage:
    """A live practice about the theme."""
    page: PracticePage = make(PracticePage, "zaanstad", visibility="openbaar", title="Rond het gezin")
    page.theme_choices = [ThemeChoice(theme=theme)]
    page.save()
    page.save_revision().publish()
    return page


# --- changing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_list_has_its_screens(address: str, editor: Client) -> None:
    listing = editor.get(f"/cms/lijsten/{address}/")
    assert listing.status_code == 200
    entry = listing.context["object_list"][0]
    for screen in (f"edit/{entry.pk}", f"usage/{entry.pk}", f"history/{entry.pk}"):
        assert editor.get(f"/cms/lijsten/{address}/{screen}/").status_code == 200, screen


def test_every_field_has_help_with_an_example() -> None:
    panels = [panel for form in ENTRY_FORMS.values() for panel in form.children]
    assert [panel.field_name for panel in panels if "Bijvoorbeeld:" not in panel.help_text] == []


def test_a_new_name_is_kept_when_the_lists_are_loaded_again(editor: Client, theme: Theme) -> None:
    response = change(editor, "themas", theme, name="Geweld in het gezin", synonyms="huiselijk geweld\nruzie thuis")
    assert response.status_code == 302
    load_lists()
    theme.refresh_from_db()
    assert theme.name == "Geweld in het gezin"
    assert theme.synonyms == ["huiselijk geweld", "ruzie thuis"]
    assert theme.slug == "huiselijk-geweld", "addresses stay"


def test_a_release_still_updates_the_fields_that_nobody_edited(editor: Client, theme: Theme) -> None:
    group = theme.group
    change(editor, "themas", theme, name="Geweld in het gezin")
    Theme.objects.filter(pk=theme.pk).update(group="Een oude groep")
    load_lists()
    theme.refresh_from_db()
    assert (theme.name, theme.group) == ("Geweld in het gezin", group)


def test_domains_that_an_editor_chose_are_kept(editor: Client, theme: Theme) -> None:
    education = Domain.objects.get(slug="onderwijs")
    change(editor, "themas", theme, domains=[str(education.pk)])
    load_lists()
    assert list(theme.domains.all()) == [education]


def test_saving_without_a_change_leaves_every_field_to_the_release(editor: Client, theme: Theme) -> None:
    change(editor, "themas", theme)
    theme.refresh_from_db()
    assert theme.edited_fields == []


def test_an_entry_that_was_added_stays_and_can_be_chosen(editor: Client) -> None:
    where = "/cms/lijsten/doelgroepen/add/"
    response = editor.post(where, filled(editor, where, name="Mensen zonder adres"))
    assert response.status_code == 302
    load_lists()
    assert TargetGroup.objects.get(slug="mensen-zonder-adres").name == "Mensen zonder adres"
    assert AuditEntry.objects.get(deed="lijst aangevuld").key == "mensen-zonder-adres"


def test_a_name_that_belongs_to_another_entry_is_refused(editor: Client, theme: Theme) -> None:
    other = Theme.objects.exclude(pk=theme.pk).first()
    assert other is not None
    response = change(editor, "themas", theme, synonyms=other.name)
    assert response.status_code == 200
    assert f"hoort al bij “{other.name}”" in response.content.decode()


def test_a_change_is_noted_with_the_old_name(editor: Client, theme: Theme) -> None:
    before = theme.name
    change(editor, "themas", theme, name="Geweld in het gezin")
    entry = AuditEntry.objects.get(deed="lijst gewijzigd")
    assert entry.key == "huiselijk-geweld"
    assert entry.details["before"] == before
    assert entry.by == editor.user  # type: ignore[attr-defined]


def test_a_municipality_gets_other_spellings_and_no_other_name(editor: Client) -> None:
    town = Municipality.objects.get(slug="zaanstad")
    change(editor, "gemeenten", town, synonyms="Zaandam\nZaanse", name="Zaan")
    load_lists()
    town.refresh_from_db()
    assert (town.name, town.synonyms) == ("Zaanstad", ["Zaandam", "Zaanse"])
    assert editor.get("/cms/lijsten/gemeenten/add/").status_code == 302
    assert editor.get(f"/cms/lijsten/gemeenten/delete/{town.pk}/").status_code == 302


# --- showing ----------------------------------------------------------------------------------------------------------


def test_a_new_name_goes_through_the_outbox_and_shows_everywhere(
    editor: Client, theme: Theme, used: PracticePage, search_index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practices.queries.lists.VERSION_KEPT", 0)  # a process may keep the version for half a second
    search_index.refresh()
    old = "Huiselijk geweld"
    for address in ("/zoeken/", "/praktijken/", used.get_absolute_url(), "/themas/"):
        assert old in Client().get(address).content.decode(), address
    OutboxRow.objects.all().delete()

    change(editor, "themas", theme, name="Geweld in het gezin")

    assert used.key in OutboxRow.objects.values_list("key", flat=True)
    for address in ("/zoeken/", "/praktijken/", used.get_absolute_url(), "/themas/"):
        page = Client().get(address).content.decode()
        assert "Geweld in het gezin" in page, address
        assert old not in page, address
    assert all_names(Theme)["huiselijk-geweld"] == "Geweld in het gezin"


def test_places_in_the_list_decide_the_order(editor: Client, theme: Theme) -> None:
    page = Client().get("/themas/").content.decode()
    same_group = Theme.objects.filter(group=theme.group).order_by("name").first()
    assert same_group is not None
    last = Theme.objects.filter(group=theme.group).order_by("name").last()
    assert last is not None
    assert page.index(f">{same_group.name}<") < page.index(f">{last.name}<")
    change(editor, "themas", same_group, position="9")
    page = Client().get("/themas/").content.decode()
    assert page.index(f">{same_group.name}<") > page.index(f">{last.name}<")


# --- retiring ---------------------------------------------------------------------------------------------------------


def offered(client: Client, page: PracticePage) -> set[str]:
    """Return the themes that the form of a page offers."""
    form = BeautifulSoup(client.get(f"/cms/pages/{page.pk}/edit/").content, "html.parser")
    menus = form.find_all("select", attrs={"name": re.compile(r"^theme_choices-\d+-theme$")})
    templates = form.find_all("template", id=re.compile("theme_choices"))
    assert menus or templates
    return {option.text for part in (*menus, *templates) for option in part.find_all("option")}


def test_a_retired_theme_is_not_offered_and_stays_where_it_is(
    editor: Client, theme: Theme, used: PracticePage, make: Make
) -> None:
    other = make(PracticePage, "zaanstad", title="Zonder thema")
    change(editor, "themas", theme, is_retired="on")

    assert theme.name not in offered(editor, other)
    address = f"/cms/pages/{used.pk}/edit/"
    assert theme.name in offered(editor, used)
    editor.post(address, {**filled(editor, address, summary="Nog steeds"), "action-publish": "1"})
    used.refresh_from_db()
    assert (used.summary, used.main_theme) == ("Nog steeds", theme)
    assert theme.name in Client().get(used.get_absolute_url()).content.decode()
    assert theme.name not in Client().get("/themas/").content.decode()
    assert Client().get(theme.get_absolute_url()).status_code == 200


def test_a_retired_theme_is_not_offered_to_who_shares(editor: Client, sign_in: SignIn, theme: Theme) -> None:
    member = sign_in(Role.MEMBER, "zaanstad")
    start = member.post("/delen/")
    step = f"{start.headers['Location'].rsplit('/', 2)[0]}/waarom/"
    assert theme.name in member.get(step).content.decode()
    change(editor, "themas", theme, is_retired="on")
    assert theme.name not in member.get(step).content.decode()


# --- deleting ---------------------------------------------------------------------------------------------------------


def test_what_is_used_is_not_deleted_and_the_screen_says_where(
    editor: Client, theme: Theme, used: PracticePage
) -> None:
    where = f"/cms/lijsten/themas/delete/{theme.pk}/"
    for response in (editor.get(where), editor.post(where)):
        page = response.content.decode()
        assert "1 pagina" in page
        assert f"/cms/lijsten/themas/usage/{theme.pk}/" in page
        assert "Niet meer aanbieden" in page
    assert Theme.objects.filter(pk=theme.pk).exists()
    usage = editor.get(f"/cms/lijsten/themas/usage/{theme.pk}/").content.decode()
    assert used.title in usage
    assert f"/cms/pages/{used.pk}/edit/" in usage


def test_what_stands_in_unpublished_changes_only_is_used(editor: Client, make: Make) -> None:
    group = TargetGroup.objects.create(slug="nieuw", name="Nieuwe groep")
    page = make(PracticePage, "zaanstad")
    draft = page.get_latest_revision_as_object()
    draft.target_groups.add(group)
    draft.save_revision()
    assert not group.pages.exists()
    assert editor.post(f"/cms/lijsten/doelgroepen/delete/{group.pk}/").status_code == 409
    assert page.title in editor.get(f"/cms/lijsten/doelgroepen/usage/{group.pk}/").content.decode()


def test_a_domain_that_other_lists_have_is_not_deleted(editor: Client) -> None:
    domain = Domain.objects.get(slug="onderwijs")
    response = editor.post(f"/cms/lijsten/domeinen/delete/{domain.pk}/")
    assert response.status_code == 409
    assert "Ook hoort het bij" in response.content.decode()


@pytest.mark.parametrize(("model", "address"), [(Theme, "themas"), (Law, "wetten"), (PartnerKind, "partners")])
def test_what_nothing_uses_goes_and_does_not_come_back(model: Any, address: str, editor: Client) -> None:
    entry = model.objects.order_by("pk").last()
    response = editor.post(f"/cms/lijsten/{address}/delete/{entry.pk}/")
    assert response.status_code == 302
    load_lists()
    assert not model.objects.filter(slug=entry.slug).exists()
    assert AuditEntry.objects.get(deed="uit lijst verwijderd").key == entry.slug


def test_several_at_once_are_not_deleted(editor: Client, theme: Theme) -> None:
    address = f"/cms/bulk/practices/theme/delete/?id={theme.pk}"
    assert editor.post(address).status_code in {302, 403}
    assert Theme.objects.filter(pk=theme.pk).exists()


# --- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role])
def test_only_who_curates_keeps_the_lists(role: Role, sign_in: SignIn, theme: Theme) -> None:
    client = sign_in(role)
    for screen in ("", f"edit/{theme.pk}/", f"delete/{theme.pk}/", f"usage/{theme.pk}/", "add/"):
        status = client.get(f"/cms/lijsten/themas/{screen}").status_code
        assert (status == 200) == (role in {Role.EDITOR, Role.ADMINISTRATOR}), (role, screen)


def test_a_listing_leads_to_the_pages_that_have_an_entry(editor: Client, theme: Theme, used: PracticePage) -> None:
    listing = BeautifulSoup(editor.get("/cms/lijsten/themas/?q=huiselijk").content, "html.parser")
    link = listing.find("a", href=f"/cms/lijsten/themas/usage/{theme.pk}/")
    assert link is not None
    assert link.text.split() == ["1", "met", "Huiselijk", "geweld"]


def test_a_listing_asks_the_database_the_same_for_few_and_many(editor: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        editor.get("/cms/lijsten/themas/?q=geweld")
    with CaptureQueriesContext(connection) as many:
        editor.get("/cms/lijsten/themas/")
    assert abs(len(many) - len(few)) <= 1


def test_a_term_page_uses_a_domain_in_its_meanings(editor: Client, make: Make) -> None:
    domain = Domain.objects.create(slug="water", name="Water")
    term = make(TermPage, "vng", title="Peil")
    Meaning.objects.create(term=term, domain=domain, meaning="hoogte")
    assert editor.post(f"/cms/lijsten/domeinen/delete/{domain.pk}/").status_code == 409
