"""The forms of every kind: made, shown before they are saved, kept, published, compared and copied."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from practices.choices import Phase
from practices.models import AuditEntry, DossierPage, OrganisationPage, PracticePage, SharedPage
from search.models import OutboxRow
from tests.practices.cms.conftest import MODELS, Make, Organisation
from tests.practices.cms.forms import filled

pytestmark = pytest.mark.django_db


def add_address(model: type[Page], organisation: OrganisationPage) -> str:
    return f"/cms/pages/add/{model._meta.app_label}/{model._meta.model_name}/{organisation.pk}/"


def deeds(key: str) -> list[str]:
    return list(AuditEntry.objects.filter(key=key).order_by("pk").values_list("deed", flat=True))


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_makes_and_publishes_a_page_of_every_kind(
    model: type[SharedPage], editor: Client, organisation: Organisation
) -> None:
    vng = organisation("vng")
    address = add_address(model, vng)
    values = filled(editor, address, title="Samen op pad", summary="Kort.")

    shown = editor.post(f"{address}preview/", values)
    assert shown.json() == {"is_valid": True, "is_available": True}
    preview = editor.get(f"{address}preview/?mode=")
    assert preview.status_code == 200
    assert "Samen op pad" in preview.content.decode()

    response = editor.post(address, {**values, "action-publish": "action-publish"})
    assert response.status_code == 302, response.content.decode()[:3000]
    page = model.objects.get(title="Samen op pad")
    assert page.live
    assert page.get_absolute_url().endswith("/samen-op-pad/")
    assert deeds(page.key) == ["gedeeld"]
    assert OutboxRow.objects.filter(key=page.key).exists()
    assert Client().get(page.get_absolute_url()).status_code == 404, "gemeenten is the default"
    assert editor.get(page.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_change_is_kept_shown_compared_and_published(model: type[SharedPage], editor: Client, make: Make) -> None:
    page = make(model)
    address = f"/cms/pages/{page.pk}/edit/"
    values = filled(editor, address, summary="Een nieuwe samenvatting")

    editor.post(address, values)
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.summary == ""
    assert deeds(page.key) == ["concept bewaard"]
    editor.post(f"{address}preview/", values)
    assert "Een nieuwe samenvatting" in editor.get(f"{address}preview/").content.decode()
    assert "Een nieuwe samenvatting" in editor.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()
    compared = editor.get(f"/cms/pages/{page.pk}/revisions/compare/live...{page.latest_revision_id}/")
    assert "nieuwe samenvatting" in compared.content.decode()

    OutboxRow.objects.all().delete()
    before = page.changed_at
    editor.post(address, {**filled(editor, address), "action-publish": "1"})
    page.refresh_from_db()
    assert page.summary == "Een nieuwe samenvatting"
    assert page.changed_at > before
    assert OutboxRow.objects.filter(key=page.key).exists()
    assert deeds(page.key)[-1] == "gewijzigd"


def test_another_phase_is_history_once(editor: Client, make: Make) -> None:
    page = make(PracticePage, phase=Phase.IDEA)
    address = f"/cms/pages/{page.pk}/edit/"
    editor.post(address, filled(editor, address, phase="voorbereiding", phase_since="2026-11-01"))
    editor.post(address, filled(editor, address, phase="uitvoering", phase_since="2026-11-20"))
    assert [change.phase for change in page.phase_changes.all()] == ["idee"]

    editor.post(address, {**filled(editor, address), "action-publish": "1"})
    editor.post(address, {**filled(editor, address, title="Anders"), "action-publish": "1"})

    page = PracticePage.objects.get(pk=page.pk)
    assert [change.phase for change in page.phase_changes.all()] == ["idee", "uitvoering"]


def test_a_phase_told_on_the_site_survives_an_older_draft(editor: Client, make: Make) -> None:
    from practices.models import PhaseChange

    page = make(PracticePage, phase=Phase.IDEA)
    address = f"/cms/pages/{page.pk}/edit/"
    editor.post(address, filled(editor, address, title="Een concept"))
    PhaseChange.objects.create(practice=page, phase="voorbereiding", sort_order=1)

    editor.post(address, {**filled(editor, address), "action-publish": "1"})

    page = PracticePage.objects.get(pk=page.pk)
    assert [change.phase for change in page.phase_changes.all()] == ["idee", "voorbereiding", "idee"]


LISTS: dict[str, tuple[Any, str]] = {
    "approach": (["Startfoto", "Twee\n\nalinea’s"], "Startfoto\nTwee\n\n  alinea’s"),
    "funding": ([{"bron": "GGU | fonds", "bedrag": 25000}, {"bron": "Gemeente"}], "GGU | fonds | 25000\nGemeente"),
}


def test_lists_are_typed_one_a_line_and_come_back_as_they_were(editor: Client, make: Make) -> None:
    page = make(PracticePage, **{name: value for name, (value, _) in LISTS.items()})
    address = f"/cms/pages/{page.pk}/edit/"
    values = filled(editor, address)
    assert {name: values[name].replace("\r", "") for name in LISTS} == {name: text for name, (_, text) in LISTS.items()}

    editor.post(address, {**values, "action-publish": "1"})

    page.refresh_from_db()
    assert {name: getattr(page, name) for name in LISTS} == {name: value for name, (value, _) in LISTS.items()}


def rows(name: str, *forms: dict[str, str]) -> dict[str, str]:
    """Return rows of a formset as the browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": str(len(forms)), f"{name}-INITIAL_FORMS": "0"}
    for number, form in enumerate(forms):
        sent |= {f"{name}-{number}-{field}": value for field, value in form.items()}
        sent |= {f"{name}-{number}-ORDER": str(number + 1), f"{name}-{number}-id": ""}
    return sent


def test_scores_are_typed_by_statement_and_wrong_ones_are_said_beside_the_field(editor: Client, make: Make) -> None:
    page = make(PracticePage)
    address = f"/cms/pages/{page.pk}/edit/"
    wrong = rows("measurements", {"partner": "Politie", "scores": "verbinding: 7"})
    refused = editor.post(address, {**filled(editor, address), **wrong, "action-publish": "1"})
    assert "Zet achter “verbinding” een heel getal van 1 tot en met 5" in refused.content.decode()

    right = rows("measurements", {"partner": "Politie", "scores": "verbinding: 2\ntempo: 4"})
    editor.post(address, {**filled(editor, address), **right, "action-publish": "1"})
    assert [item.scores for item in page.measurements.all()] == [{"tempo": 4, "verbinding": 2}]


def test_the_same_theme_twice_is_refused_and_nothing_is_lost(editor: Client, make: Make) -> None:
    from practices.models import Theme

    page = make(PracticePage)
    address = f"/cms/pages/{page.pk}/edit/"
    theme = str(Theme.objects.first().pk)  # type: ignore[union-attr]
    twice = rows("theme_choices", {"theme": theme}, {"theme": theme})
    refused = editor.post(address, {**filled(editor, address, title="Getypt"), **twice, "action-publish": "1"})
    assert refused.status_code == 200
    assert "Getypt" in refused.content.decode()
    assert page.theme_choices.count() == 0


def test_personal_data_stops_publishing_and_not_a_draft(editor: Client, make: Make) -> None:
    page = make(PracticePage)
    address = f"/cms/pages/{page.pk}/edit/"
    values = filled(editor, address, lessons="Haar BSN is 111222333.")

    refused = editor.post(address, {**values, "action-publish": "1"})
    assert "Geleerde lessen: dit lijkt een burgerservicenummer (bsn): 11•••••33." in refused.content.decode()
    page.refresh_from_db()
    assert page.lessons == ""

    assert editor.post(address, values).status_code == 302
    bulk = f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&next=/cms/"
    editor.post(bulk, {"include_descendants": "on"})
    page.refresh_from_db()
    assert page.lessons == ""


def test_several_at_once_are_noted_one_by_one(editor: Client, make: Make) -> None:
    pages = [make(PracticePage, title=f"Praktijk {number}", live=False) for number in (1, 2)]
    query = "&".join(f"id={page.pk}" for page in pages)
    editor.post(f"/cms/bulk/wagtailcore/page/publish/?{query}&next=/cms/", {})
    assert [deeds(page.key)[-1] for page in pages] == ["gedeeld", "gedeeld"]
    editor.post(f"/cms/bulk/wagtailcore/page/unpublish/?{query}&next=/cms/", {})
    assert [deeds(page.key)[-1] for page in pages] == ["ingetrokken", "ingetrokken"]
    assert not SharedPage.objects.filter(pk__in=[page.pk for page in pages], live=True).exists()


def test_unpublishing_takes_it_away_at_once_and_is_noted(editor: Client, make: Make) -> None:
    page = make(PracticePage, visibility="openbaar")
    assert Client().get(page.get_absolute_url()).status_code == 200
    OutboxRow.objects.all().delete()

    editor.post(f"/cms/pages/{page.pk}/unpublish/")

    assert Client().get(page.get_absolute_url()).status_code == 410
    assert OutboxRow.objects.filter(key=page.key).exists()
    assert deeds(page.key) == ["ingetrokken"]


def test_a_move_keeps_address_and_key_and_is_noted(editor: Client, make: Make, organisation: Organisation) -> None:
    page = make(PracticePage)
    breda = organisation("breda")
    OutboxRow.objects.all().delete()

    editor.post(f"/cms/pages/{page.pk}/move/{breda.pk}/confirm/")

    moved = PracticePage.objects.get(pk=page.pk)
    assert moved.organisation == breda
    assert (moved.address, moved.source_id) == (page.address, page.source_id)
    assert OutboxRow.objects.filter(key=page.key).exists()
    assert deeds(page.key) == ["verplaatst"]


@pytest.mark.parametrize("model", MODELS)
def test_a_copy_has_an_address_and_a_key_of_its_own_also_in_its_revisions(
    model: type[SharedPage], editor: Client, make: Make
) -> None:
    page = make(model, vng_label=True)
    form = editor.get(f"/cms/pages/{page.pk}/copy/").content.decode()
    assert "alias" not in form.lower()

    values = {
        "new_title": page.title,
        "new_slug": "een-kopie",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    response = editor.post(f"/cms/pages/{page.pk}/copy/", values)

    assert response.status_code == 302, response.content.decode()[:2000]
    copy = model.objects.get(slug="een-kopie")
    assert copy.live
    assert copy.address == f"{page.address}-2"
    assert copy.source_id not in {"", page.source_id}
    assert not copy.vng_label
    address = f"/cms/pages/{copy.pk}/edit/"
    editor.post(address, {**filled(editor, address, summary="Eigen"), "action-publish": "1"})
    copy.refresh_from_db()
    assert (copy.summary, copy.address) == ("Eigen", f"{page.address}-2")
    assert deeds(copy.key)[0] == "gekopieerd"


def test_going_back_to_an_old_revision_keeps_the_address_of_today(editor: Client, make: Make) -> None:
    from django.utils import timezone

    from portal.bootstrap import SYSTEM
    from practices.actions.sharing import change_address

    page = make(PracticePage)
    old = page.latest_revision_id
    change_address(page, address="nieuw-adres", by=SYSTEM, at=timezone.now())
    address = f"/cms/pages/{page.pk}/edit/"
    editor.post(address, {**filled(editor, address, title="Later"), "action-publish": "1"})

    editor.post(
        address.replace("edit", f"revisions/{old}/revert"),
        {**filled(editor, f"/cms/pages/{page.pk}/revisions/{old}/revert/"), "action-publish": "1"},
    )

    page.refresh_from_db()
    assert page.address == "nieuw-adres"


def test_home_organisation_and_own_pages_are_edited_and_shown_before_they_are_saved(editor: Client) -> None:
    from portal.models import ContentPage, HomePage

    home, organisation, content = HomePage.objects.get(), OrganisationPage.objects.first(), ContentPage.objects.first()
    assert organisation
    assert content
    for page, field in ((home, "heading"), (organisation, "title"), (content, "intro")):
        address = f"/cms/pages/{page.pk}/edit/"
        values = filled(editor, address, **{field: "Een andere tekst"})
        assert editor.post(f"{address}preview/", values).json()["is_valid"]
        assert "Een andere tekst" in editor.get(f"{address}preview/").content.decode()
        editor.post(address, {**values, "action-publish": "1"})
        page.refresh_from_db()
        assert getattr(page, field) == "Een andere tekst"
    assert "Een andere tekst" in Client().get("/").content.decode()


def test_every_field_has_help_with_an_example(editor: Client, organisation: Organisation) -> None:
    from bs4 import BeautifulSoup

    without = []
    for model in MODELS:
        form = BeautifulSoup(editor.get(add_address(model, organisation("vng"))).content, "html.parser")
        for wrapper in form.select("[data-field-wrapper]"):
            field = wrapper.select_one("[name]")
            name = field.get("name") if field else None
            help_text = wrapper.select_one("[data-field-help]")
            if name and not str(name).endswith(("go_live_at", "expire_at")):
                text = help_text.text if help_text else ""
                if "ijvoorbeeld" not in text and not str(name).startswith("theme_choices"):
                    without.append(f"{model.__name__}.{name}")
    assert without == []


Stream = Callable[..., dict[str, str]]


def stream(*blocks: tuple[str, Any]) -> dict[str, str]:
    """Return blocks as the browser sends them: a text, or the parts of a block."""
    sent = {"content-count": str(len(blocks))}
    for number, (kind, value) in enumerate(blocks):
        prefix = f"content-{number}"
        sent |= {f"{prefix}-type": kind, f"{prefix}-deleted": "", f"{prefix}-order": str(number), f"{prefix}-id": ""}
        sent |= {f"{prefix}-value": value} if isinstance(value, str) else _parts(f"{prefix}-value", value)
    return sent


def _parts(prefix: str, value: Any) -> dict[str, str]:
    sent: dict[str, str] = {}
    for name, part in value.items():
        if isinstance(part, list):
            sent[f"{prefix}-{name}-count"] = str(len(part))
            for number, item in enumerate(part):
                row = f"{prefix}-{name}-{number}"
                sent |= {f"{row}-deleted": "", f"{row}-order": str(number), f"{row}-id": "", f"{row}-value": str(item)}
        else:
            sent[f"{prefix}-{name}"] = part
    return sent


def test_a_dossier_of_every_block_is_shown_kept_and_published(
    editor: Client, make: Make, organisation: Organisation, image: Any, document: Any
) -> None:
    practice = make(PracticePage, title="Gekozen praktijk", visibility="openbaar")
    hidden = make(PracticePage, title="Interne praktijk", visibility="organisatie")
    blocks = stream(
        ("tekst", "## Begin hier\n\nEen **tekst**."),
        ("onderdelen", {"kop": "Kijk eens", "onderdelen": [practice.pk, hidden.pk]}),
        ("zoekvraag", {"kop": "Nieuw", "vraag": "https://x.example/zoeken/?soort=praktijk", "aantal": "3"}),
        ("cijfer", {"getal": "4 van de 10", "uitleg": "gezinnen", "bron": "monitor"}),
        ("citaat", {"tekst": "Wij kenden elkaar niet.", "wie": "wijkagent"}),
        ("afbeelding", {"afbeelding": str(image.pk), "alt": "Zes mensen", "onderschrift": "In april", "adres": ""}),
        ("document", {"titel": "Handreiking", "document": str(document.pk), "adres": ""}),
    )
    address = add_address(DossierPage, organisation("vng"))
    values = {**filled(editor, address, title="Veilig thuis", visibility="openbaar"), **blocks}

    assert editor.post(f"{address}preview/", values).json()["is_valid"]
    preview = editor.get(f"{address}preview/").content.decode()
    response = editor.post(address, {**values, "action-publish": "1"})
    assert response.status_code == 302, response.content.decode()[:3000]
    page = DossierPage.objects.get(title="Veilig thuis")
    seen = Client().get(page.get_absolute_url()).content.decode()

    for text in (
        "Begin hier",
        "Gekozen praktijk",
        "4 van de 10",
        "Wij kenden elkaar niet",
        'alt="Zes mensen"',
        "Handreiking",
    ):
        assert text in preview, text
        assert text in seen, text
    assert "Interne praktijk" in preview
    assert "Interne praktijk" not in seen
    assert page.content.raw_data[2]["value"]["vraag"] == "soort=praktijk"
    compared = editor.get(f"/cms/pages/{page.pk}/revisions/compare/earliest...latest/")
    assert compared.status_code == 200


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (("afbeelding", {"afbeelding": "", "alt": "x", "onderschrift": "", "adres": ""}), "Kies een afbeelding"),
        (("document", {"titel": "x", "document": "", "adres": ""}), "Kies een bestand, of vul een adres elders in"),
        (("document", {"titel": "x", "document": "", "adres": "javascript:alert(1)"}), "Begin het adres met https"),
        (("zoekvraag", {"kop": "", "vraag": "?", "aantal": "3"}), "Hier staat geen zoekvraag"),
    ],
)
def test_a_block_that_is_wrong_is_refused_beside_its_field(
    block: tuple[str, Any], message: str, editor: Client, organisation: Organisation
) -> None:
    address = add_address(DossierPage, organisation("vng"))
    refused = editor.post(address, {**filled(editor, address, title="x"), **stream(block), "action-publish": "1"})
    assert refused.status_code == 200
    assert json.dumps(message)[1:-1] in refused.content.decode() or message in refused.content.decode()


def test_a_dossier_survives_what_its_blocks_refer_to(editor: Client, make: Make, image: Any, document: Any) -> None:
    practice = make(PracticePage, title="Weg", visibility="openbaar")
    raw = [
        {"type": "onderdelen", "value": {"kop": "", "onderdelen": [practice.pk, 999_999]}},
        {"type": "afbeelding", "value": {"afbeelding": 999_999, "alt": "x", "versiering": False, "adres": ""}},
        {"type": "document", "value": {"titel": "x", "document": 999_999, "adres": ""}},
        {"type": "zoekvraag", "value": {"kop": "", "vraag": "pagina=abc", "aantal": 3}},
        {"type": "cijfer", "value": {"getal": "1", "uitleg": "blijft"}},
    ]
    page = make(DossierPage, "vng", title="Met gaten", visibility="openbaar", content=raw)
    practice.delete()

    seen = Client().get(page.get_absolute_url())

    assert seen.status_code == 200
    assert "blijft" in seen.content.decode()
    assert editor.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
