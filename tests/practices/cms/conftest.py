"""People in /cms/, and pages to work with: drafts and live, of one's own organisation and of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from practices.models import (
    DossierPage,
    LegalCasePage,
    NetworkPage,
    OrganisationPage,
    PracticePage,
    SharedPage,
    TermPage,
)
from practices.rules.visibility import Role
from tests.factories import make_user

MODELS: tuple[type[SharedPage], ...] = (PracticePage, LegalCasePage, NetworkPage, TermPage, DossierPage)

SignIn = Callable[..., Client]
Organisation = Callable[[str], OrganisationPage]
Make = Callable[..., Any]


@pytest.fixture
def sign_in(organisation: Organisation) -> SignIn:
    """Return a function that signs somebody in with this role at this organisation; `client.user` is who."""

    def enter(role: Role, at: str = "vng") -> Client:
        user = make_user(role, organisation(at))
        client = Client()
        client.force_login(user, backend="portal.accounts.AccountBackend")
        client.user = user  # type: ignore[attr-defined]
        return client

    return enter


@pytest.fixture
def editor(sign_in: SignIn) -> Client:
    """A VNG editor."""
    return sign_in(Role.EDITOR)


@pytest.fixture
def make(organisation: Organisation) -> Make:
    """Return a function that makes a page of a model below an organisation, with a revision; live or not."""

    def add(model: type[SharedPage], at: str = "zaanstad", *, live: bool = True, **fields: Any) -> Any:
        page = model(**{"title": f"Een {model._meta.verbose_name}", "visibility": "gemeenten", **fields})
        page.live = live
        page.has_unpublished_changes = not live
        organisation(at).refresh_from_db()
        parent = OrganisationPage.objects.get(pk=organisation(at).pk)
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return model.objects.get(pk=page.pk)

    return add


@pytest.fixture
def image(db: None) -> Any:
    """A small picture."""
    return get_image_model().objects.create(title="Tafel", file=get_test_image_file(size=(640, 480)))


@pytest.fixture(autouse=True)
def files_on_disk(settings: Any, tmp_path: Any) -> None:
    """Keep files in a folder of the test: Wagtail serves documents from a disk only."""
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": on_disk}


@pytest.fixture
def document(db: None) -> Any:
    """A document that nothing refers to yet."""
    return get_document_model().objects.create(title="Verslag", file=ContentFile(b"inhoud", name="verslag.pdf"))
