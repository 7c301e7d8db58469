"""Makes an account for somebody, or gives one that is there another role: how an operator lets people in."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts import add_account, add_role
from portal.bootstrap import SYSTEM
from portal.models import User
from practices.actions.organisations import organisation_of_municipality, organisation_of_region
from practices.models import Municipality, OrganisationPage, SafetyRegion
from practices.queries.names import entry_names, municipality_names, organisation_names
from practices.rules.visibility import Role


class Command(BaseCommand):
    help = "Maakt een account, of geeft een account dat er al is een rol erbij. Het wachtwoord kiest iemand zelf."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="mailadres waarmee iemand inlogt")
        parser.add_argument("--role", default=Role.MEMBER.value, choices=[role.value for role in Role], help="rol")
        parser.add_argument(
            "--organisation", default="", help="naam of code van een gemeente, veiligheidsregio of organisatie"
        )
        parser.add_argument("--name", default="", help="voornaam en achternaam")

    @transaction.atomic
    def handle(self, *args: Any, email: str, role: str, organisation: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is geen mailadres.") from error
        page = find_organisation(organisation, at=timezone.now()) if organisation else None
        if page is None and role != Role.ADMINISTRATOR:
            raise CommandError("Noem de organisatie waar deze persoon werkt met --organisation.")
        where = f"{role} van {page.title}" if page else role
        user = User.objects.filter(email__iexact=email).first()
        if user:
            add_role(user, role=Role(role), organisation=page)
            self.stdout.write(f"{user.email} is nu ook {where}.")
            return
        add_account(email, password=None, role=Role(role), organisation=page, name=name)
        self.stdout.write(f"Account {email} is gemaakt: {where}.")
        self.stdout.write(f"Een wachtwoord kiezen gaat op {reverse('account_reset_password')} van de site.")


def find_organisation(name: str, *, at: datetime) -> OrganisationPage:
    """Return the organisation with this name or code, made when a municipality or region has none yet."""
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
            raise CommandError(f"“{name}” kan van alles zijn: kies uit {', '.join(keys)}.")
        if keys:
            page: OrganisationPage = found(keys[0])
            return page
    raise CommandError(f"“{name}” is geen gemeente, veiligheidsregio of organisatie die wij kennen.")
