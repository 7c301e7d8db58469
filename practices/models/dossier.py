"""A dossier (on screen: themapagina): a themed collection that editors put together."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from practices.choices import Kind
from practices.models.base import SharedPage


class DossierPage(SharedPage):
    KIND = Kind.DOSSIER

    search_query = models.CharField(
        "zoekvraag", max_length=500, blank=True, help_text="Het deel van een zoekadres na het vraagteken."
    )

    is_creatable = True
    template = "practices/dossier_page.html"
    content_panels = [
        *Page.content_panels,
        InlinePanel("items", label="onderdeel", heading="Gekozen onderdelen"),
        FieldPanel("search_query"),
        *SharedPage.common_panels,
    ]

    class Meta:
        verbose_name = "themapagina"
        verbose_name_plural = "themapagina’s"


class DossierItem(Orderable):
    """A page that an editor chose for a dossier."""

    dossier = ParentalKey(DossierPage, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="+", verbose_name="onderdeel")

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["dossier", "page"], name="item_once_per_dossier")]
