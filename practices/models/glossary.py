"""A term with its meaning per domain or party, so that domains can speak each other's language."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from practices.choices import Kind
from practices.models.base import SharedPage
from practices.models.fields import TextListField
from practices.models.taxonomy import Domain
from practices.panels.glossary import TERM


class TermPage(SharedPage):
    """A term. Only `synonyms` and `abbreviations` expand a search; `related` and `not_to_confuse` are shown."""

    KIND = Kind.TERM

    synonyms = TextListField("synoniemen", default=list, blank=True)
    abbreviations = TextListField("afkortingen", default=list, blank=True)
    related = TextListField("verwant", default=list, blank=True)
    not_to_confuse = TextListField("niet verwarren met", default=list, blank=True)
    caution = models.TextField("let op", blank=True)

    is_creatable = True
    template = "practices/term_page.html"
    edit_handler = TERM

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"


class Meaning(Orderable):
    """What a term means in a domain or to a party; value and unit make meanings comparable (spoed: 3 minuten)."""

    term = ParentalKey(TermPage, on_delete=models.CASCADE, related_name="meanings")
    domain = models.ForeignKey(
        Domain, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="domein"
    )
    party = models.CharField("partij", max_length=200, blank=True)
    meaning = models.TextField("betekenis", blank=True)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField("eenheid", max_length=40, blank=True)
