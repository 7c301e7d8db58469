"""Who gets and loses a role: what administrators do with accounts, each deed with its line in the audit trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from portal.accounts import add_account, add_role
from portal.bootstrap import SYSTEM
from portal.models import Membership, User
from practices.actions.audit import record
from practices.actions.organisations import (
    organisation_of_municipality,
    organisation_of_region,
    organisation_vng,
)
from practices.models import Municipality, OrganisationPage, SafetyRegion
from practices.queries.names import entry_names, municipality_names, organisation_names
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Role, Viewer

#: Roles that reach over all organisations: they are given at VNG only.
OVER_ALL = frozenset({Role.EDITOR, Role.ADMINISTRATOR})


class NoSuchPlace(Exception):
    """No organisation, or several, have this name; the message is a Dutch sentence."""


def place_for(role: Role, name: str, *, at: datetime) -> OrganisationPage:
    """Return where somebody gets this role: the organisation with this name, made when needed. Raises NoSuchPlace."""
    if role in OVER_ALL:
        if name.strip().upper() not in {"", "VNG"}:
            raise NoSuchPlace(f"Een {role.value} hoort bij VNG: deze rol geldt voor alle organisaties.")
        return organisation_vng(by=SYSTEM, at=at)
    if not name.strip():
        raise NoSuchPlace("Vul in bij welke organisatie.")
    return find_organisation(name, at=at)


def find_organisation(name: str, *, at: datetime) -> OrganisationPage:
    """Return the organisation with this name or code, made when a municipality or region has none yet.

    Raises NoSuchPlace.
    """
    for names, found in (
        (organisation_names(), lambda code: OrganisationPage.objects.get(code=code)),
        (
            municipality_names(),
            lambda slug: organisation_of_municipality(Municipality.objects.get(slug=slug), by=SYSTEM, at=at),
        ),
        (
            entry_names(SafetyRegion),
            lambda slug: organisation_of_region(SafetyRegion.objects.get(slug=slug), by=SYSTEM, at=at),
        ),
    ):
        keys = names.find(name)
        if len(keys) > 1:
            raise NoSuchPlace(f"“{name}” kan van alles zijn: kies uit {', '.join(keys)}.")
        if keys:
            page: OrganisationPage = found(keys[0])
            return page
    raise NoSuchPlace(f"“{name}” is geen gemeente, veiligheidsregio of organisatie die wij kennen.")


@transaction.atomic
def invite(email: str, *, name: str, role: Role, place: OrganisationPage, by: Viewer, at: datetime) -> User:
    """Make an account in this role; the person chooses a password by mail. The address must be new."""
    _require_administrator(by)
    user = add_account(email, password=None, role=role, organisation=place, name=name)
    record(by=by, deed="account gemaakt", key=_key(user), at=at, role=role.value, organisation=place.code)
    return user


@transaction.atomic
def give_role(user: User, *, role: Role, place: OrganisationPage, by: Viewer, at: datetime) -> None:
    """Let somebody act in this role too; repeating it changes nothing."""
    _require_administrator(by)
    if Membership.objects.filter(user=user, organisation=place, role=role).exists():
        return
    add_role(user, role=role, organisation=place)
    record(by=by, deed="rol gegeven", key=_key(user), at=at, role=role.value, organisation=place.code)


@transaction.atomic
def take_role(user: User, *, role: Role, place: OrganisationPage | None, by: Viewer, at: datetime) -> None:
    """End a role of somebody; it ends at the next request. `place`: None for an administrator without organisation.

    Raises NotAllowed for one's own role of administrator, so that there always is one.
    """
    _require_administrator(by)
    if role == Role.ADMINISTRATOR and user.pk == by.user_id:
        raise NotAllowed("U neemt uzelf de rol van beheerder niet af. Vraag dat een andere beheerder.")
    Membership.objects.filter(user=user, organisation=place, role=role).delete()
    if role == Role.ADMINISTRATOR:
        Membership.objects.filter(user=user, role=role).delete()
        user.is_staff = user.is_superuser = False
        user.save(update_fields=["is_staff", "is_superuser"])
    code = place.code if place else ""
    record(by=by, deed="rol afgenomen", key=_key(user), at=at, role=role.value, organisation=code)


@transaction.atomic
def switch_account(user: User, *, on: bool, by: Viewer, at: datetime) -> None:
    """Turn an account on or off: who is off cannot sign in, and keeps name and history. Raises NotAllowed."""
    _require_administrator(by)
    if user.pk == by.user_id:
        raise NotAllowed("Uw eigen account zet u niet uit.")
    user.is_active = on
    user.save(update_fields=["is_active"])
    record(by=by, deed="account aangezet" if on else "account uitgezet", key=_key(user), at=at)


def people(text: str, role: str) -> QuerySet[User]:
    """Return the accounts with this text in name or address and this role, with their memberships."""
    found = User.objects.prefetch_related("memberships__organisation").order_by("email")
    for word in text.split():
        found = found.filter(Q(email__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word))
    if role in set(Role):
        wanted = Q(memberships__role=role)
        found = found.filter(wanted | Q(is_superuser=True) if role == Role.ADMINISTRATOR else wanted).distinct()
    return found


def _key(user: User) -> str:
    return f"gebruiker-{user.pk}"


def _require_administrator(by: Viewer) -> None:
    if Role.ADMINISTRATOR not in by.roles:
        raise NotAllowed("Rollen geeft alleen een beheerder.")
