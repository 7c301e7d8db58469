"""Signing in with a link in a mail: which account an address has, or gets because of its domain."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from portal.accounts import account_is_usable, add_account, viewer_of
from portal.models import User
from practices.actions.audit import record
from practices.queries.mail_domains import organisation_of_address
from practices.rules.visibility import Role


def account_of(address: str) -> User | None:
    """Return the account with this mail address that may be used now."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    return user if account_is_usable(user) else None


@transaction.atomic
def account_for(address: str, *, at: datetime) -> User | None:
    """Return the account of whoever proved to have this address: the one that is there, or a new one of a colleague.

    New ones are made only on a mail domain that editors wrote down for one organisation. None for anybody else, and for
    somebody whose account was switched off, or who signs in with another address than this one of theirs.
    """
    if (
        User.objects.filter(email__iexact=address).exists()
        or EmailAddress.objects.filter(email__iexact=address).exists()
    ):
        return account_of(address)
    organisation = organisation_of_address(address)
    if organisation is None:
        return None
    user = add_account(address, password=None, role=Role.MEMBER, organisation=organisation)
    record(by=viewer_of(user), deed="account door maildomein", at=at, organisation=organisation.code)
    return user
