"""Makes an account for somebody, or gives one that is there another role: how an operator lets people in."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts import add_account, add_role
from portal.models import User
from portal.roles import NoSuchPlace, find_organisation
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
        try:
            page = find_organisation(organisation, at=timezone.now()) if organisation else None
        except NoSuchPlace as error:
            raise CommandError(str(error)) from error
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
