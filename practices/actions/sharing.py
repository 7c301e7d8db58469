"""Puts a page in the tree, publishes it, changes who sees it, withdraws or moves it: for every kind alike."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from practices.actions.audit import record
from practices.actions.waiting import tell_editors
from practices.models import FormerAddress, OrganisationPage, SharedPage
from practices.queries.curation import why_kept_offline
from practices.rules.permissions import Deed, NotAllowed, require
from practices.rules.visibility import Viewer

P = TypeVar("P", bound=SharedPage)


class AddressTaken(Exception):
    """Another page of this kind has the address."""


@transaction.atomic
def share(page: P, *, organisation: OrganisationPage, by: Viewer, at: datetime, live: bool = True) -> P:
    """Put a new page below the organisation and publish it, or keep it as a draft when not `live`.

    Raises NotAllowed when the person may not share for this organisation, ValidationError when a field is wrong.
    """
    require(by, Deed.SHARE, organisation.path)
    page.live = live
    page.has_unpublished_changes = not live
    if live:
        page.first_published_at = page.last_published_at = at
    page.owner_id = by.user_id
    organisation.add_child(instance=page)
    _keep_revision(page, by=by)
    record(by=by, deed="gedeeld" if live else "concept bewaard", key=page.key, at=at, visibility=page.visibility)
    tell_editors(page, first=live, by=by, at=at)
    return page


@transaction.atomic
def update(page: P, *, by: Viewer, at: datetime, live: bool = True, deed: str = "gewijzigd") -> P:
    """Save a page that was changed in memory, and publish it, or make it a draft when not `live`.

    deed: what the audit trail calls it
    Raises NotAllowed or ValidationError as `share` does.
    """
    require(by, Deed.EDIT, page.path)
    if live and not page.live:
        _require_free(page)
    first = live and page.first_published_at is None
    page.live = live
    page.has_unpublished_changes = not live
    if live:
        page.first_published_at = page.first_published_at or at
        page.last_published_at = at
    page.save()
    _keep_revision(page, by=by)
    record(by=by, deed=deed, key=page.key, at=at)
    tell_editors(page, first=first, by=by, at=at, deed=deed)
    return page


def keep_word_of_others(page: P, *, by: Viewer, deed: str, at: datetime, **details: str) -> P:
    """Save what somebody else than the owner added to a page: whether they may is up to the action that calls this.

    It says nothing about what the owner wrote, so it confirms nothing. A newer draft of an editor stays the newest.
    Call it in a transaction, with the page locked.
    """
    page.values_are_checked = True  # of what the owner wrote nothing changes
    page.save()
    if not page.has_unpublished_changes:
        _keep_revision(page, by=by)
    record(by=by, deed=deed, key=page.key, at=at, **details)
    return page


@transaction.atomic
def change_visibility(page: P, *, visibility: str, by: Viewer, at: datetime) -> P:
    """Let others see the page from now on, or no longer. Raises NotAllowed, or ValidationError for an unknown value."""
    require(by, Deed.CHANGE_VISIBILITY, page.path)
    before, page.visibility = page.visibility, visibility
    page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name != "visibility"])
    page.save()
    _keep_revision(page, by=by)
    record(by=by, deed="zichtbaarheid gewijzigd", key=page.key, at=at, before=before, after=visibility)
    return page


@transaction.atomic
def withdraw(page: P, *, by: Viewer, at: datetime) -> P:
    """Take the page offline; it stays as a draft, so that it can be shared again. Raises NotAllowed."""
    require(by, Deed.WITHDRAW, page.path)
    page.live = False
    page.has_unpublished_changes = True
    page.save()
    record(by=by, deed="ingetrokken", key=page.key, at=at)
    return page


@transaction.atomic
def share_again(page: P, *, by: Viewer, at: datetime) -> P:
    """Put a withdrawn page online again as it was. Raises NotAllowed, also for what the editors took offline."""
    require(by, Deed.SHARE, page.path)
    _require_free(page)
    first = page.first_published_at is None
    page.live = True
    page.has_unpublished_changes = False
    page.first_published_at = page.first_published_at or at
    page.last_published_at = at
    page.save()
    record(by=by, deed="opnieuw gedeeld", key=page.key, at=at)
    tell_editors(page, first=first, by=by, at=at)
    return page


@transaction.atomic
def move(page: P, *, organisation: OrganisationPage, by: Viewer, at: datetime) -> P:
    """Give the page to another organisation. Raises NotAllowed unless the person may at both places."""
    require(by, Deed.MOVE, page.path)
    require(by, Deed.MOVE, organisation.path)
    page.move(organisation, pos="last-child")
    page.refresh_from_db()
    record(by=by, deed="verplaatst", key=page.key, at=at, to=organisation.code)
    return page


@transaction.atomic
def change_address(page: P, *, address: str, by: Viewer, at: datetime) -> P:
    """Give the page another address; the old one leads on. Raises NotAllowed or AddressTaken."""
    require(by, Deed.EDIT, page.path)
    if address == page.address:
        return page
    if FormerAddress.objects.filter(kind=page.kind, address=address).exclude(page_id=page.pk).exists():
        raise AddressTaken(address)
    FormerAddress.objects.filter(kind=page.kind, address=address).delete()
    FormerAddress.objects.create(kind=page.kind, address=page.address, page_id=page.pk)
    page.address = address
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError as error:
        raise AddressTaken(address) from error
    record(by=by, deed="adres gewijzigd", key=page.key, at=at, address=address)
    return page


def _require_free(page: SharedPage) -> None:
    """Raise NotAllowed for what the editors took offline, or merged into something else."""
    if kept := why_kept_offline(page.pk):
        raise NotAllowed(kept)


def _keep_revision(page: SharedPage, *, by: Viewer) -> None:
    """Write one revision, so that there is history, and say that it is what is live.

    Wagtail's own publish would save the page a second time, which doubles the work of an import.
    """
    revision = page.save_revision(user=_user(by), changed=False, clean=False)
    if page.live:
        page.live_revision = revision
        SharedPage.objects.filter(pk=page.pk).update(live_revision=revision)


def _user(by: Viewer) -> AbstractBaseUser | None:
    return get_user_model().objects.filter(pk=by.user_id).first() if by.user_id else None
