"""Who somebody is: sign-in, and the viewer that the rules see."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from portal.models import Membership, User
from practices.models import OrganisationPage
from practices.rules.editing import may_enter
from practices.rules.visibility import VISITOR, Role, Viewer

#: Rights in Wagtail's admin beside those on pages and files, which follow from the roles by themselves.
_EDITED_LISTS = ("theme", "law", "partnerkind", "targetgroup", "domain", "abbreviation")
_EDITOR_MAY = frozenset(
    {
        "practices.curate",
        *(f"practices.{deed}_{name}" for name in _EDITED_LISTS for deed in ("add", "change", "delete", "view")),
        *(f"practices.{deed}_municipality" for deed in ("change", "view")),
        *(f"taggit.{deed}_tag" for deed in ("add", "change", "delete", "view")),
    }
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation, not by anybody who comes along."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account staat uit.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Het wachtwoord klopt niet.",
        "incorrect_code": "De code klopt niet.",
        "rate_limited": "U probeert het te vaak. Wacht even en probeer het dan opnieuw.",
        "unverified_primary_email": "Bevestig eerst uw e-mailadres.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class AccountBackend(AuthenticationBackend):
    """Signs people in by mail address; example accounts exist only where DEBUG is on."""

    def user_can_authenticate(self, user: User | None) -> bool:
        return bool(super().user_can_authenticate(user)) and account_is_usable(user)

    def get_user(self, user_id: Any) -> User | None:
        user: User | None = super().get_user(user_id)
        return user if user is not None and account_is_usable(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Add what follows from the roles of a person: a role that ends, ends at once everywhere."""
        granted: set[str] = super().get_all_permissions(user_obj, obj)
        if obj is not None or not user_obj.is_active or not isinstance(user_obj, User):
            return granted
        if may_enter(user_obj.viewer):
            granted = granted | {"wagtailadmin.access_admin"}
        return granted | _EDITOR_MAY if user_obj.viewer.is_curator else granted


class SecondFactorAdapter(DefaultMFAAdapter):
    """Speaks Dutch as the rest of the site does."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "U kunt geen e-mailadres toevoegen aan een account met een tweede stap.",
        "cannot_delete_authenticator": "U kunt de tweede stap niet uitzetten.",
        "cannot_generate_recovery_codes": "Zet eerst de authenticator-app aan.",
        "incorrect_code": "De code klopt niet. Wacht op de volgende code en vul die in.",
        "unverified_email": "Bevestig eerst uw e-mailadres. Daarna kunt u de tweede stap aanzetten.",
    }


#: The longest name that the table of attempts holds.
_LONGEST_NAME = 255


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the mail address somebody tries to sign in with: attempts are counted per pair of this and the network.

    allauth calls the address `email` or `login`, Django's own sign-in `username`; without one common name all accounts
    of a town hall would be counted, and locked, as one.
    """
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("login") or request.POST.get("login") or ""
    return str(name).strip().lower()[:_LONGEST_NAME]


def account_is_usable(user: User | None) -> bool:
    """Tell whether this account may be used here: example accounts lose access when DEBUG goes off."""
    return user is not None and (settings.EXAMPLE_ACCOUNTS or not user.is_example)


def viewer_of(user: Any) -> Viewer:
    """Return the viewer of a signed-in user (one query), or the visitor for anybody else."""
    if not isinstance(user, User) or not user.is_active:
        return VISITOR
    return user.find_viewer()


@transaction.atomic
def add_account(
    email: str,
    *,
    password: str | None,
    role: Role,
    organisation: OrganisationPage | None,
    name: str = "",
    is_example: bool = False,
) -> User:
    """Return a new account that can sign in at once: whoever makes it vouches for the address.

    An administrator may be without an organisation, others not (ValueError).
    """
    first_name, _, last_name = name.partition(" ")
    user = User.objects.create_user(email, password, first_name=first_name, last_name=last_name, is_example=is_example)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    add_role(user, role=role, organisation=organisation)
    return user


@transaction.atomic
def add_role(user: User, *, role: Role, organisation: OrganisationPage | None) -> None:
    """Let somebody act in this role too; repeating it changes nothing. Raises ValueError as `add_account`."""
    if organisation is None and role != Role.ADMINISTRATOR:
        raise ValueError("only an administrator may be without an organisation")
    if role == Role.ADMINISTRATOR:
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
    if organisation is not None:
        Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
