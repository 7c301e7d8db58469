"""The accounts to try the portal with: they exist only where DEBUG is on, and lose access when it goes off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from portal.accounts import add_account
from portal.bootstrap import SYSTEM
from portal.models import User
from practices.actions.organisations import organisation_of_municipality, organisation_vng
from practices.models import Municipality, OrganisationPage
from practices.rules.visibility import Role

EXAMPLE_PASSWORD = "praktijkplein"  # noqa: S105 - printed at every start; the accounts work only where DEBUG is on


@dataclass(frozen=True, slots=True)
class ExampleAccount:
    """An account of the example. `municipality`: slug of where it belongs, empty for VNG."""

    email: str
    name: str
    role: Role
    municipality: str
    description: str


EXAMPLE_ACCOUNTS = (
    ExampleAccount("beheerder@voorbeeld.nl", "Bea Beheerder", Role.ADMINISTRATOR, "", "beheerder van het portaal"),
    ExampleAccount("redacteur@voorbeeld.nl", "Ravi Redacteur", Role.EDITOR, "", "VNG-redactie"),
    ExampleAccount("jurist@voorbeeld.nl", "Jip Jurist", Role.LAWYER, "", "jurist"),
    ExampleAccount("fg@voorbeeld.nl", "Fenna Privacy", Role.PRIVACY_OFFICER, "", "privacy officer of FG"),
    ExampleAccount("zaanstad@voorbeeld.nl", "Zeynep Zaanstad", Role.MEMBER, "zaanstad", "medewerker van Zaanstad"),
    ExampleAccount("breda@voorbeeld.nl", "Bram Breda", Role.MEMBER, "breda", "medewerker van Breda"),
    ExampleAccount(
        "coordinator.zaanstad@voorbeeld.nl",
        "Coby Zaanstad",
        Role.MANAGER,
        "zaanstad",
        "organisatiebeheerder van Zaanstad",
    ),
)


@transaction.atomic
def add_example_accounts(*, at: datetime) -> int:
    """Make the example accounts that are not there, where the settings allow them, and return how many were made."""
    if not settings.EXAMPLE_ACCOUNTS:
        return 0
    wanted = [account for account in EXAMPLE_ACCOUNTS if not User.objects.filter(email=account.email).exists()]
    for account in wanted:
        add_account(
            account.email,
            password=EXAMPLE_PASSWORD,
            role=account.role,
            organisation=_organisation(account, at=at),
            name=account.name,
            is_example=True,
        )
    return len(wanted)


def _organisation(account: ExampleAccount, *, at: datetime) -> OrganisationPage:
    if not account.municipality:
        return organisation_vng(by=SYSTEM, at=at)
    municipality = Municipality.objects.get(slug=account.municipality)
    return organisation_of_municipality(municipality, by=SYSTEM, at=at)
