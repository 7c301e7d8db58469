"""Documents follow the visibility of their pages; scaled images are for everybody, originals for nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from practices.models import DocumentLink, DossierPage, PracticePage
from practices.rules.visibility import Role
from tests.practices.cms.conftest import Make, SignIn
from tests.practices.cms.forms import filled
from tests.practices.cms.test_forms import rows

pytestmark = pytest.mark.django_db


def attach(page: Any, document: Any) -> None:
    page.document_links.add(DocumentLink(title="Verslag", document=document))
    page.save()


def block_with(document: Any) -> list[dict[str, Any]]:
    return [{"type": "document", "value": {"titel": "Verslag", "document": document.pk, "adres": ""}}]


@pytest.mark.parametrize(
    ("visibility", "opens"),
    [
        ("openbaar", {"visitor", "breda", "zaanstad", "editor"}),
        ("gemeenten", {"breda", "zaanstad", "editor"}),
        ("organisatie", {"zaanstad", "editor"}),
    ],
)
@pytest.mark.parametrize("how", ["attached", "block"])
def test_a_document_opens_for_who_may_see_its_page(
    visibility: str, opens: set[str], how: str, make: Make, document: Any, sign_in: SignIn
) -> None:
    if how == "attached":
        attach(make(PracticePage, "zaanstad", visibility=visibility), document)
    else:
        make(DossierPage, "zaanstad", visibility=visibility, content=block_with(document))
    people = {
        "visitor": Client(),
        "breda": sign_in(Role.MEMBER, "breda"),
        "zaanstad": sign_in(Role.MEMBER, "zaanstad"),
        "editor": sign_in(Role.EDITOR, "vng"),
    }
    answers = {name: client.get(document.url).status_code for name, client in people.items()}
    assert answers == {name: 200 if name in opens else 404 for name in people}


@pytest.mark.parametrize("how", ["attached", "block"])
def test_a_document_goes_when_its_page_goes(how: str, make: Make, document: Any, sign_in: SignIn) -> None:
    if how == "attached":
        page = make(PracticePage, "zaanstad", visibility="openbaar")
        attach(page, document)
    else:
        page = make(DossierPage, "zaanstad", visibility="openbaar", content=block_with(document))
    assert Client().get(document.url).status_code == 200
    page.unpublish()
    assert Client().get(document.url).status_code == 404
    assert sign_in(Role.MEMBER, "zaanstad").get(document.url).status_code == 200, "it is a draft of theirs"
    assert sign_in(Role.MEMBER, "breda").get(document.url).status_code == 404


def test_a_document_that_is_taken_out_of_a_dossier_is_no_longer_there(make: Make, document: Any) -> None:
    page = make(DossierPage, "vng", visibility="openbaar", content=block_with(document))
    assert Client().get(document.url).status_code == 200
    DossierPage.objects.filter(pk=page.pk).update(content=[])  # Wagtail's index of references does not hear of this
    assert Client().get(document.url).status_code == 404


def test_a_document_of_no_page_opens_for_who_uploaded_it_and_for_who_curates(document: Any, sign_in: SignIn) -> None:
    manager = sign_in(Role.MANAGER, "zaanstad")
    document.uploaded_by_user = manager.user  # type: ignore[attr-defined]
    document.save()
    assert manager.get(document.url).status_code == 200
    assert sign_in(Role.EDITOR).get(document.url).status_code == 200
    assert sign_in(Role.MANAGER, "breda").get(document.url).status_code == 404
    assert sign_in(Role.MEMBER, "zaanstad").get(document.url).status_code == 404
    assert Client().get(document.url).status_code == 404


def test_no_shared_cache_keeps_a_document_and_another_name_does_not_open_it(make: Make, document: Any) -> None:
    attach(make(PracticePage, visibility="openbaar"), document)
    response = Client().get(document.url)
    assert set(response.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert b"".join(response) == b"inhoud"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    for other in (f"/documenten/{document.pk}/anders.pdf", "/documenten/99999/verslag.pdf", "/documenten/1/..%2fx"):
        assert Client().get(other).status_code == 404


def test_a_document_is_attached_in_the_form_and_shown_with_its_address(
    make: Make, document: Any, editor: Client
) -> None:
    page = make(PracticePage, visibility="openbaar")
    address = f"/cms/pages/{page.pk}/edit/"
    both = rows("document_links", {"title": "x", "document": str(document.pk), "url": "https://x.example"})
    refused = editor.post(address, {**filled(editor, address), **both, "action-publish": "1"})
    assert "Niet allebei" in refused.content.decode()
    one = rows("document_links", {"title": "Het verslag", "document": str(document.pk), "url": ""})
    editor.post(address, {**filled(editor, address), **one, "action-publish": "1"})
    assert f'href="{document.url}"' in Client().get(page.get_absolute_url()).content.decode()


def test_a_manager_sees_and_chooses_files_of_the_own_organisation_only(
    sign_in: SignIn, document: Any, image: Any
) -> None:
    mine, other = sign_in(Role.MANAGER, "zaanstad"), sign_in(Role.MANAGER, "breda")
    for file, name in ((document, "documents"), (image, "images")):
        file.title, file.uploaded_by_user = "Eigen-bestand", mine.user  # type: ignore[attr-defined]
        file.save()
        assert "Eigen-bestand" in mine.get(f"/cms/{name}/").content.decode()
        assert "Eigen-bestand" in sign_in(Role.MANAGER, "zaanstad").get(f"/cms/{name}/chooser/").content.decode()
        for address in (f"/cms/{name}/", f"/cms/{name}/chooser/", f"/cms/{name}/chooser/chosen/{file.pk}/"):
            assert "Eigen-bestand" not in other.get(address).content.decode(), address


def test_a_scaled_image_is_for_everybody_and_an_original_for_nobody(image: Any) -> None:
    scaled = image.get_rendition("width-100|format-webp")
    response = Client().get(scaled.url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert Client().get(image.file.url).status_code == 404
    for path in ("/media/images/..%2foriginal_images%2fx.png", "/media/images/x.html", "/media/documents/verslag.pdf"):
        assert Client().get(path).status_code == 404


def test_a_file_of_a_kind_that_runs_is_refused(editor: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = SimpleUploadedFile("x.html", b"<script>alert(1)</script>", content_type="text/html")
    answer = editor.post("/cms/documents/add/", {"title": "x", "file": page})
    assert "niet toegestaan" in answer.content.decode()
