"""People and the pages that belong to the site itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from practices.rules.markup import to_html
from practices.rules.visibility import Role


class UserManager(BaseUserManager["User"]):
    """Makes users, who sign in with their mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new user; raises ValueError without an address."""
        if not email:
            raise ValueError("a user needs a mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person with an account. What one may do follows from memberships, not from fields of the user."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("mailadres", unique=True)
    is_example = models.BooleanField("voorbeeldaccount", default=False, help_text="Werkt alleen waar DEBUG aan staat.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Membership(models.Model):
    """Ties a user to an organisation in a role."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name="gebruiker")
    organisation = models.ForeignKey(
        "practices.OrganisationPage", on_delete=models.CASCADE, related_name="memberships", verbose_name="organisatie"
    )
    role = models.CharField("rol", max_length=24, choices=[(role.value, role.value.capitalize()) for role in Role])

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        ordering = ["user", "organisation", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="role_once_per_organisation"),
            models.CheckConstraint(
                name="membership_role_is_known", condition=models.Q(role__in=[role.value for role in Role])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.role} bij {self.organisation}"


class HomePage(Page):
    """The first page of the site, above all organisations. Its content is composed in `portal.views.home`."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["practices.OrganisationPage", "portal.ContentPage"]
    template = "portal/home_page.html"

    class Meta:
        verbose_name = "startpagina"


class ContentPage(Page):
    """A page of the site itself, such as privacy or accessibility."""

    intro = models.TextField("inleiding", blank=True)
    body = models.TextField("tekst", blank=True, help_text="Markdown: # voor een kop, lege regel tussen alinea’s.")

    parent_page_types = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "portal/content_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "html": mark_safe(to_html(self.body, top=2)),  # noqa: S308 - to_html cleans what editors wrote
            "breadcrumbs": [{"title": self.title, "url": ""}],
            "contact": settings.CONTACT_EMAIL,
        }

    class Meta:
        verbose_name = "pagina van de site"
        verbose_name_plural = "pagina’s van de site"
