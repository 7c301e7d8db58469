"""Who somebody is: sign-in, and the viewer that the rules see."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from portal.models import Membership, User
from practices.rules.visibility import VISITOR, Affiliation, Role, Viewer

#: Roles that need a second factor, because they see or change what others wrote.
ROLES_WITH_SECOND_FACTOR = frozenset({Role.EDITOR, Role.LAWYER, Role.ADMINISTRATOR})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation, not by anybody who comes along."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs people in by mail address; example accounts exist only where DEBUG is on."""

    def user_can_authenticate(self, user: User | None) -> bool:
        return bool(super().user_can_authenticate(user)) and account_is_usable(user)

    def get_user(self, user_id: Any) -> User | None:
        user: User | None = super().get_user(user_id)
        return user if user is not None and account_is_usable(user) else None


def account_is_usable(user: User | None) -> bool:
    """Tell whether this account may be used here: example accounts lose access when DEBUG goes off."""
    return user is not None and (settings.EXAMPLE_ACCOUNTS or not user.is_example)


def viewer_of(user: Any) -> Viewer:
    """Return the viewer of a signed-in user (one query), or the visitor for anybody else."""
    if not isinstance(user, User) or not user.is_active:
        return VISITOR
    roles: set[Role] = {Role.ADMINISTRATOR} if user.is_superuser else set()
    affiliations: dict[str, Affiliation] = {}
    for membership in Membership.objects.filter(user=user).select_related("organisation"):
        roles.add(Role(membership.role))
        organisation = membership.organisation
        if organisation.live:
            affiliations[organisation.code] = Affiliation(
                code=organisation.code, path=organisation.path, municipal=organisation.is_municipal
            )
    return Viewer(
        user_id=user.pk,
        name=str(user),
        email=user.email,
        roles=frozenset(roles),
        affiliations=tuple(affiliations.values()),
    )
