"""People and the pages that belong to the site itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page

from portal.texts import HOME_HEADING, HOME_INTRO
from practices.models.access import RuledByRoles
from practices.rules.markup import to_html
from practices.rules.visibility import Affiliation, Role, Viewer


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

    @cached_property
    def viewer(self) -> Viewer:
        """This person as the rules know one, for as long as this object lives: one request."""
        return self.find_viewer()

    def find_viewer(self) -> Viewer:
        """Return this person as the rules know one, now (one query)."""
        roles: set[Role] = {Role.ADMINISTRATOR} if self.is_superuser else set()
        found: dict[str, Affiliation] = {}
        for membership in Membership.objects.filter(user=self).select_related("organisation"):
            role, organisation = Role(membership.role), membership.organisation
            roles.add(role)
            if organisation.live:
                before = found[organisation.code].roles if organisation.code in found else frozenset()
                found[organisation.code] = Affiliation(
                    code=organisation.code,
                    path=organisation.path,
                    municipal=organisation.is_municipal,
                    roles=before | {role},
                )
        return Viewer(
            user_id=self.pk,
            name=str(self),
            email=self.email,
            roles=frozenset(roles),
            affiliations=tuple(found.values()),
        )


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


class SitePage(RuledByRoles, Page):
    """A page of the site itself, which only those who curate change."""

    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True


class HomePage(SitePage):
    """The first page of the site, above all organisations. What it shows below is composed in `portal.views.home`."""

    heading = models.CharField("kop", max_length=120, default=HOME_HEADING)
    intro = models.TextField("inleiding", max_length=400, default=HOME_INTRO)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["practices.OrganisationPage", "portal.ContentPage"]
    template = "portal/home_page.html"
    content_panels = [
        FieldPanel("title", help_text="Naam van de site in /cms/. Bijvoorbeeld: Praktijkplein."),
        FieldPanel("heading", help_text="Staat groot bovenaan. Bijvoorbeeld: Deel wat u probeert."),
        FieldPanel(
            "intro",
            help_text="Eén of twee zinnen daaronder. Bijvoorbeeld: Gemeenten laten hier zien wat ze proberen.",
        ),
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = "startpagina"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the first page with what was typed. The view lies above the models, and registers itself."""
        (draw,) = hooks.get_hooks("draw_home_preview")
        response: HttpResponseBase = draw(request, self)
        return response


class ContentPage(SitePage):
    """A page of the site itself, such as privacy or accessibility."""

    intro = models.TextField("inleiding", blank=True)
    body = models.TextField("tekst", blank=True)

    parent_page_types = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        TitleFieldPanel("title", help_text="Bijvoorbeeld: Toegankelijkheid."),
        FieldPanel("intro", help_text="De kern in twee zinnen. Bijvoorbeeld: Deze site werkt ook zonder muis."),
        FieldPanel(
            "body",
            help_text=(
                "Lege regel = nieuwe alinea; # voor een kop; - voor een opsomming. Bijvoorbeeld: # Wat nog niet werkt"
            ),
        ),
    ]
    promote_panels = [FieldPanel("slug", help_text="Laatste deel van het adres. Bijvoorbeeld: toegankelijkheid.")]
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
