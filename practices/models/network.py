"""A contact network: people who can be called, what for, and how to join them."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from practices.choices import Kind, NetworkAccess, NetworkKind
from practices.models.base import SharedPage
from practices.models.fields import SlugListField, TextListField
from practices.models.taxonomy import Domain
from practices.panels.network import NETWORK


class DomainListField(SlugListField):
    """Slugs of domains."""

    def choices_now(self) -> list[tuple[str, str]]:
        return list(Domain.objects.values_list("slug", "name"))


class NetworkPage(SharedPage):
    """A network. `open_questions` is a list of texts: what its members would like to know now."""

    KIND = Kind.NETWORK

    network_kind = models.CharField("soort netwerk", max_length=12, choices=NetworkKind, blank=True)
    access = models.CharField("toegang", max_length=16, choices=NetworkAccess, blank=True)
    rhythm = models.CharField("ritme", max_length=200, blank=True)
    manager_name = models.CharField("naam van de beheerder", max_length=200, blank=True)
    manager_role = models.CharField("rol van de beheerder", max_length=200, blank=True)
    manager_mailbox = models.EmailField("mailadres van het netwerk", blank=True)
    open_questions = TextListField("open vragen", default=list, blank=True)

    practices = ParentalManyToManyField(
        "practices.PracticePage", blank=True, related_name="networks", verbose_name="praktijken"
    )
    legal_cases = ParentalManyToManyField(
        "practices.LegalCasePage", blank=True, related_name="networks", verbose_name="juridische vragen"
    )

    is_creatable = True
    template = "practices/network_page.html"
    edit_handler = NETWORK

    class Meta:
        verbose_name = "netwerk"
        verbose_name_plural = "netwerken"
        constraints = [
            models.CheckConstraint(
                name="network_kind_is_known", condition=models.Q(network_kind__in=[*NetworkKind.values, ""])
            ),
            models.CheckConstraint(
                name="network_access_is_known", condition=models.Q(access__in=[*NetworkAccess.values, ""])
            ),
        ]


class NetworkMember(Orderable):
    """A member; the name is shown only to signed-in municipal staff. `domains` are slugs of domains."""

    network = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="members")
    name = models.CharField("naam", max_length=200, blank=True)
    role = models.CharField("rol", max_length=200, blank=True)
    organisation = models.CharField("organisatie", max_length=200, blank=True)
    domains = DomainListField("domeinen", default=list, blank=True)
    call_me_about = models.TextField("bel mij over", blank=True)


class Meeting(Orderable):
    """A meeting of a network; `online` is the address where one can join from a distance."""

    network = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="meetings")
    date = models.DateField("datum")
    time = models.TimeField("tijd", null=True, blank=True)
    title = models.CharField("titel", max_length=200, blank=True)
    place = models.CharField("plaats", max_length=200, blank=True)
    online = models.URLField("online", max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
