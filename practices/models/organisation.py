"""The organisations of the page tree: what one shares lies below its page, so that rights follow the tree."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from wagtail import hooks
from wagtail.models import Page

from practices.choices import OrganisationKind
from practices.models.access import RuledByRoles
from practices.models.fields import TextListField
from practices.models.taxonomy import Municipality, PartnerKind, SafetyRegion
from practices.panels.organisation import ORGANISATION


class OrganisationPage(RuledByRoles, Page):
    """A municipality, region, VNG or partner.

    code: unique and lasting: "GM0479" for a municipality, "VR11" for a region, "VNG", or a word of one's own
    mail_domains: domains whose verified addresses belong to this organisation
    """

    code = models.CharField(max_length=40, unique=True)
    organisation_kind = models.CharField("soort organisatie", max_length=20, choices=OrganisationKind)
    municipality = models.OneToOneField(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisation",
        verbose_name="gemeente",
    )
    safety_region = models.OneToOneField(
        SafetyRegion, null=True, blank=True, on_delete=models.PROTECT, related_name="organisation", verbose_name="regio"
    )
    partner_kind = models.ForeignKey(
        PartnerKind, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="soort partner"
    )
    mailbox = models.EmailField("gezamenlijk mailadres", blank=True)
    mail_domains = TextListField("maildomeinen", default=list, blank=True)

    parent_page_types = ["portal.HomePage"]
    subpage_types = [
        "practices.PracticePage",
        "practices.LegalCasePage",
        "practices.NetworkPage",
        "practices.TermPage",
        "practices.DossierPage",
    ]
    edit_handler = ORGANISATION
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known", condition=models.Q(organisation_kind__in=OrganisationKind.values)
            ),
            models.CheckConstraint(
                name="municipality_organisation_has_its_municipality",
                condition=~models.Q(organisation_kind=OrganisationKind.MUNICIPALITY)
                | models.Q(municipality__isnull=False),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            before = OrganisationPage.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.slug:
                FormerSlug.objects.update_or_create(slug=before, defaults={"organisation": self})

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], self.get_absolute_url()) if parts else None

    def get_absolute_url(self) -> str:
        """The address for people: a municipality has one page, whether it shares or not."""
        return self.municipality.get_absolute_url() if self.municipality else f"/organisaties/{self.slug}/"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponsePermanentRedirect:
        """Lead from the place in the tree to the one address that people use."""
        return HttpResponsePermanentRedirect(self.get_absolute_url())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show what was typed as the public will see it. Who draws it lies above the models, and registers itself."""
        (draw,) = hooks.get_hooks("draw_preview")
        response: HttpResponseBase = draw(request, self)
        return response

    @property
    def is_municipal(self) -> bool:
        """Municipalities, regions and VNG share with each other; partners see what is public or names them."""
        return self.organisation_kind != OrganisationKind.PARTNER


class FormerSlug(models.Model):
    """A slug that an organisation had before it was renamed: visitors are led on to where it is now."""

    slug = models.SlugField(max_length=255, unique=True)
    organisation = models.ForeignKey(OrganisationPage, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
