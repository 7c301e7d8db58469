"""Who sees and does what in /cms/: every role, every view, own and foreign drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from practices.models import LegalCasePage, NetworkPage, PracticePage
from practices.rules.editing import CMS_ROLES
from practices.rules.visibility import Role
from tests.practices.cms.conftest import MODELS, Make, Organisation, SignIn
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db

#: Words that stand only in titles of drafts.
OWN, FOREIGN, CHANGED = "Zaanse-kladtekst", "Bredase-kladtekst", "Bredase-wijziging"
CURATORS = (Role.EDITOR, Role.ADMINISTRATOR)


@pytest.fixture
def drafts(make: Make) -> dict[str, Any]:
    """Drafts of Zaanstad and of Breda, a live page of Breda with a draft change, and a live legal question of Breda."""
    changed = make(PracticePage, "breda", title="Bredase praktijk", visibility="openbaar")
    draft = changed.get_latest_revision_as_object()
    draft.title = CHANGED
    draft.save_revision()
    return {
        "own": make(PracticePage, "zaanstad", title=OWN, live=False),
        "foreign": make(PracticePage, "breda", title=FOREIGN, live=False),
        "foreign case": make(LegalCasePage, "breda", title=f"{FOREIGN}-vraag", live=False),
        "live case": make(LegalCasePage, "breda", title="Open vraag van Breda"),
        "changed": changed,
    }


# --- every view -------------------------------------------------------------------------------------------------------


def views(resolver: Any, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the addresses below /cms/ as templates, with the names of their parts."""
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from views(part, prefix + str(part.pattern).lstrip("^"))
        elif isinstance(part, URLPattern) and prefix.startswith("cms/"):
            yield (
                prefix + str(part.pattern),
                list(part.pattern.converters)
                or list((getattr(part.pattern, "regex", None) and part.pattern.regex.groupindex) or ()),
            )


def addresses(drafts: dict[str, Any]) -> set[str]:
    """Return every address below /cms/, filled in with every draft, its revision and its organisation."""
    import re

    found = set()
    pages = [page for name, page in drafts.items() if name != "own"]
    for template, _ in views(get_resolver()):
        for page in pages:
            values = {
                "app_label": "practices",
                "content_type_app_name": "practices",
                "app_name": "practices",
                "model_name": page._meta.model_name,
                "content_type_model_name": page._meta.model_name,
                "revision_id": page.latest_revision_id,
                "revision_id_a": "earliest",
                "revision_id_b": "latest",
                "destination_id": page.get_parent().pk,
                "action": "publish",
                "action_name": "publish",
                "object_id": page.pk,
                "filter_spec": "original",
            }
            text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", template)
            text = re.sub(r"[\^$]|\\", "", text)
            for place in (page.pk, page.get_parent().pk):
                address = re.sub(
                    r"<(?:\w+:)?(\w+)>",
                    lambda match, values=values, place=place: str(values.get(match[1], place)),
                    text,
                )
                found.add(f"/{address}")
    page = drafts["foreign"]
    found |= {
        f"/cms/bulk/wagtailcore/page/{action}/?id={each.pk}"
        for action in ("delete", "move", "publish")
        for each in pages
    }
    found |= {
        f"/cms/choose-page/chosen-multiple/?id={page.pk}",
        "/cms/choose-page/search/?q=Bredase",
        f"/cms/choose-page/{page.get_parent().pk}/",
        "/cms/pages/search/?q=Bredase",
        f"/cms/pages/{page.get_parent().get_parent().pk}/?q=Bredase&search_all=1",
        "/cms/api/main/pages/?search=Bredase",
        "/cms/api/main/pages/?for_explorer=1",
        f"/cms/api/main/pages/?child_of={page.get_parent().pk}&for_explorer=1",
        "/cms/reports/page-types-usage/",
        "/cms/reports/site-history/",
        "/cms/casussen/?q=Bredase",
        "/cms/documents/?q=Bredase",
    }
    return {address for address in found if "failwhale" not in address and "logout" not in address}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LAWYER, Role.PRIVACY_OFFICER])
def test_no_view_shows_drafts_of_others_to_who_does_not_curate(
    role: Role, sign_in: SignIn, drafts: dict[str, Any]
) -> None:
    client = sign_in(role, "zaanstad")
    client.raise_request_exception = False
    shown, answers = [], []
    for address in sorted(addresses(drafts)):
        response = client.get(address)
        text = b"".join(response.streaming_content if response.streaming else [response.content]).decode(
            errors="replace"
        )
        text = text.replace("?q=Bredase", "").replace('value="Bredase"', "")
        answers.append(response.status_code)
        if FOREIGN in text or CHANGED in text:
            shown.append(address)
        assert response.status_code < 500, address
    assert shown == []
    assert answers.count(200) > 20, "the walk looks at pages that open"


@pytest.mark.parametrize("role", CURATORS)
def test_whoever_curates_sees_drafts_of_all(role: Role, sign_in: SignIn, drafts: dict[str, Any]) -> None:
    client = sign_in(role)
    listed = client.get("/cms/praktijken/").content.decode()
    assert OWN in listed
    assert FOREIGN in listed
    assert FOREIGN in client.get("/cms/").content.decode()
    assert client.get(f"/cms/pages/{drafts['foreign'].pk}/edit/").status_code == 200


def test_a_manager_sees_drafts_of_the_own_organisation(sign_in: SignIn, drafts: dict[str, Any]) -> None:
    client = sign_in(Role.MANAGER, "zaanstad")
    for address in ("/cms/", "/cms/praktijken/", f"/cms/pages/{drafts['own'].get_parent().pk}/"):
        assert OWN in client.get(address).content.decode(), address
    assert client.get(f"/cms/pages/{drafts['own'].pk}/edit/").status_code == 200


# --- what one may do --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role])
def test_only_some_roles_enter(role: Role, sign_in: SignIn) -> None:
    response = sign_in(role, "zaanstad").get("/cms/")
    assert response.status_code == (200 if role in CMS_ROLES else 403)


def test_a_visitor_is_asked_to_sign_in_at_the_sites_own_door(db: None) -> None:
    response = Client().get("/cms/pages/")
    assert response.headers["Location"] == "/account/login/?next=/cms/pages/"


def test_a_role_that_ends_ends_at_once(sign_in: SignIn) -> None:
    client = sign_in(Role.EDITOR)
    assert client.get("/cms/").status_code == 200
    client.user.memberships.all().delete()  # type: ignore[attr-defined]
    assert client.get("/cms/").status_code == 403


MENUS = {
    Role.MANAGER: {"Pagina's", "Praktijken", "Juridische vragen", "Netwerken", "Afbeeldingen", "Documenten"},
    Role.LAWYER: {"Pagina's", "Juridische vragen", "Afbeeldingen", "Documenten"},
}


@pytest.mark.parametrize(("role", "wanted"), MENUS.items())
def test_the_menu_shows_what_the_role_may_do(role: Role, wanted: set[str], sign_in: SignIn) -> None:
    import json
    import re

    page = sign_in(role, "zaanstad").get("/cms/").content.decode()
    props = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert props
    labels = set(re.findall(r'"label": ?"([^"]+)"', json.dumps(json.loads(props[1]), ensure_ascii=False)))
    assert wanted <= labels
    assert labels & {"Rapporten", "Instellingen", "Begrippen", "Themapagina’s", "Help", "Gebruikers"} == set()


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("role", "at", "where", "kinds"),
    [
        (Role.EDITOR, "vng", "zaanstad", {"praktijk", "casus", "netwerk"}),
        (Role.EDITOR, "vng", "vng", {"praktijk", "casus", "netwerk", "begrip", "dossier"}),
        (Role.MANAGER, "zaanstad", "zaanstad", {"praktijk", "casus", "netwerk"}),
        (Role.MANAGER, "zaanstad", "breda", set()),
        (Role.LAWYER, "zaanstad", "zaanstad", {"casus"}),
        (Role.LAWYER, "zaanstad", "breda", set()),
    ],
)
def test_one_makes_what_ones_role_makes(
    role: Role, at: str, where: str, kinds: set[str], model: Any, sign_in: SignIn, organisation: Organisation
) -> None:
    place = organisation(where)
    address = f"/cms/pages/add/practices/{model._meta.model_name}/{place.pk}/"
    response = sign_in(role, at).get(address)
    assert (response.status_code == 200) == (model.KIND in kinds)


def test_the_choice_of_kinds_is_that_of_the_role(sign_in: SignIn, organisation: Organisation) -> None:
    town = organisation("zaanstad")
    lawyer = sign_in(Role.LAWYER, "zaanstad").get(f"/cms/pages/{town.pk}/add_subpage/")
    assert lawyer.headers["Location"] == f"/cms/pages/add/practices/legalcasepage/{town.pk}/"
    manager = sign_in(Role.MANAGER, "zaanstad").get(f"/cms/pages/{town.pk}/add_subpage/").content.decode()
    assert "networkpage" in manager
    assert "dossierpage" not in manager


def test_a_manager_edits_publishes_and_withdraws_own_pages_of_colleagues_too(sign_in: SignIn, make: Make) -> None:
    page = make(PracticePage, "zaanstad")
    client = sign_in(Role.MANAGER, "zaanstad")
    address = f"/cms/pages/{page.pk}/edit/"
    client.post(address, {**filled(client, address, summary="Van ons"), "action-publish": "1"})
    page.refresh_from_db()
    assert page.summary == "Van ons"
    client.post(f"/cms/pages/{page.pk}/unpublish/")
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("deed", ["delete/", "move/"])
def test_only_those_who_may_delete_or_move(deed: str, sign_in: SignIn, make: Make) -> None:
    page = make(PracticePage, "zaanstad")
    statuses = {
        role: sign_in(role, "zaanstad").get(f"/cms/pages/{page.pk}/{deed}").status_code
        for role in (Role.MANAGER, Role.EDITOR, Role.ADMINISTRATOR)
    }
    assert statuses[Role.MANAGER] in {302, 403}
    assert statuses[Role.ADMINISTRATOR] == 200
    assert (statuses[Role.EDITOR] == 200) == (deed == "move/")


def test_a_lawyer_answers_a_live_question_of_another_organisation_and_leaves_publishing_to_the_editors(
    sign_in: SignIn, drafts: dict[str, Any]
) -> None:
    case = drafts["live case"]
    client = sign_in(Role.LAWYER, "vng")
    assert "Open vraag van Breda" in client.get("/cms/casussen/").content.decode()
    address = f"/cms/pages/{case.pk}/edit/"
    values = filled(client, address, answer="mag", explanation="Ja, omdat.")

    client.post(address, {**values, "action-publish": "1"})

    case.refresh_from_db()
    assert case.answer == ""
    assert case.get_latest_revision_as_object().answer == "mag"
    editor = sign_in(Role.EDITOR)
    editor.post(address, {**filled(editor, address), "action-publish": "1"})
    case.refresh_from_db()
    assert case.answer == "mag"


def test_a_lawyer_does_not_edit_practices(sign_in: SignIn, make: Make) -> None:
    page = make(PracticePage, "zaanstad")
    assert sign_in(Role.LAWYER, "zaanstad").get(f"/cms/pages/{page.pk}/edit/").status_code == 404


def test_a_manager_of_one_organisation_is_only_staff_of_the_other(
    sign_in: SignIn, make: Make, organisation: Organisation
) -> None:
    from portal.accounts import add_role

    page = make(PracticePage, "breda")
    client = sign_in(Role.MANAGER, "zaanstad")
    add_role(client.user, role=Role.MEMBER, organisation=organisation("breda"))  # type: ignore[attr-defined]
    assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 404


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EDITOR])
def test_the_label_is_not_a_box_to_tick_but_follows_from_a_review(role: Role, sign_in: SignIn, make: Make) -> None:
    page = make(PracticePage, "zaanstad")
    address = f"/cms/pages/{page.pk}/edit/"
    client = sign_in(role, "vng" if role == Role.EDITOR else "zaanstad")
    assert "vng_label" not in client.get(address).content.decode()
    client.post(address, {**filled(client, address), "vng_label": "on", "action-publish": "1"})
    page.refresh_from_db()
    assert not page.vng_label


def test_one_chooses_pages_that_one_sees_and_keeps_what_others_chose(sign_in: SignIn, make: Make) -> None:
    hidden = make(LegalCasePage, "breda", title=FOREIGN, live=False)
    shown = make(LegalCasePage, "breda", title="Zichtbare vraag")
    page = make(PracticePage, "zaanstad", live=False)
    page.legal_cases.set([hidden, shown])
    page.save()
    page.save_revision()
    client = sign_in(Role.MANAGER, "zaanstad")
    address = f"/cms/pages/{page.pk}/edit/"
    text = client.get(address).content.decode()
    assert "Zichtbare vraag" in text
    assert FOREIGN not in text

    client.post(address, {**filled(client, address, legal_cases=[]), "action-publish": "1"})

    assert [case.title for case in PracticePage.objects.get(pk=page.pk).legal_cases.all()] == [FOREIGN]


def test_a_copy_goes_only_where_one_works(sign_in: SignIn, make: Make, organisation: Organisation) -> None:
    page = make(NetworkPage, "zaanstad")
    breda = organisation("breda")
    client = sign_in(Role.MANAGER, "zaanstad")
    assert "Gemeente Breda" not in client.get(f"/cms/pages/{page.pk}/copy/").content.decode()
    values = {"new_title": "x", "new_slug": "x", "new_parent_page": breda.pk}
    assert client.post(f"/cms/pages/{page.pk}/copy/", values).status_code == 404
    assert NetworkPage.objects.count() == 1


def test_the_door_out_asks_first(sign_in: SignIn) -> None:
    client = sign_in(Role.EDITOR)
    assert client.get("/cms/logout/").headers["Location"] == "/account/logout/"
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize(
    ("role", "at", "listing", "where"),
    [
        (Role.EDITOR, "vng", "dossiers", "vng"),
        (Role.EDITOR, "vng", "begrippen", "vng"),
        (Role.MANAGER, "zaanstad", "praktijken", "zaanstad"),
        (Role.LAWYER, "zaanstad", "casussen", "zaanstad"),
    ],
)
def test_something_new_begins_where_it_belongs(
    role: Role, at: str, listing: str, where: str, sign_in: SignIn, organisation: Organisation
) -> None:
    place = organisation(where)
    response = sign_in(role, at).get(f"/cms/{listing}/choose_parent/")
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"/{place.pk}/")


def test_who_works_for_several_organisations_chooses_one(sign_in: SignIn, organisation: Organisation) -> None:
    town = organisation("zaanstad")
    editor = sign_in(Role.EDITOR)
    address = "/cms/praktijken/choose_parent/"
    assert "Gemeente Zaanstad" in editor.get(address).content.decode()
    sent = editor.post(address, {"parent_page": str(town.pk)})
    assert sent.headers["Location"] == f"/cms/pages/add/practices/practicepage/{town.pk}/"
    assert editor.post(address, {"parent_page": "999999"}).status_code == 200


def test_nobody_begins_something_at_an_organisation_of_others(sign_in: SignIn, organisation: Organisation) -> None:
    other = organisation("breda")
    manager = sign_in(Role.MANAGER, "zaanstad")
    assert manager.post("/cms/praktijken/choose_parent/", {"parent_page": str(other.pk)}).status_code in {200, 403, 404}
    assert manager.get(f"/cms/pages/add/practices/practicepage/{other.pk}/").status_code in {302, 403, 404}


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.MANAGER, set()),
        (Role.LAWYER, set()),
        (Role.EDITOR, {"Lijsten", "Trefwoorden"}),
        (Role.ADMINISTRATOR, {"Lijsten", "Trefwoorden", "Importeren", "Gebruikers en rollen"}),
    ],
)
def test_the_menu_shows_lists_keywords_importing_and_roles_to_who_does_that(
    role: Role, shown: set[str], sign_in: SignIn
) -> None:
    page = sign_in(role, "zaanstad").get("/cms/").content.decode()
    labels = {
        label for label in ("Lijsten", "Trefwoorden", "Importeren", "Gebruikers en rollen") if f'"{label}"' in page
    }
    assert labels == shown
