"""The maintained lists: municipalities and mergers, themes, domains, target groups, partner kinds and laws."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import F

from practices.choices import LawStatus, PopulationSize
from practices.models.fields import TextListField


class ListsVersion(models.Model):
    """Counts the changes of all lists, in one row: what is kept of them somewhere is known to be old at once."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def count_up(cls) -> None:
        """Say, in the transaction of a change, that the lists differ from now on."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            ListsVersion.objects.bulk_create([ListsVersion(pk=1, number=1)], ignore_conflicts=True)


class RemovedEntry(models.Model):
    """An entry that an editor deleted: loading the files of a release must not bring it back."""

    list_name = models.CharField(max_length=40)
    slug = models.SlugField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list_name", "slug"], name="entry_removed_once")]

    def __str__(self) -> str:
        return f"{self.list_name}: {self.slug}"


class ListEntry(models.Model):
    """An entry of a maintained list. Saving and deleting are atomic, so that what must follow can join in.

    edited_fields: names of the fields that an editor changed: these are the editor's, and no release overwrites them
    """

    slug = models.SlugField("sleutel", max_length=80, unique=True)
    name = models.CharField("naam", max_length=200)
    synonyms = TextListField("synoniemen", default=list, blank=True, help_text="Andere namen voor hetzelfde.")
    position = models.PositiveSmallIntegerField("plaats in de lijst", default=0)
    edited_fields = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "name", "slug"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            ListsVersion.count_up()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            ListsVersion.count_up()
            return super().delete(*args, **kwargs)


class ChosenEntry(ListEntry):
    """An entry that one chooses for an item. A retired one stays on items that have it, and is no longer offered."""

    is_retired = models.BooleanField("niet meer aanbieden", default=False)

    class Meta(ListEntry.Meta):
        abstract = True


class Domain(ListEntry):
    """One of the six worlds that work together: zorg, veiligheid, sociaal, justitie, onderwijs, bestuur."""

    description = models.TextField("omschrijving", blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "domein"
        verbose_name_plural = "domeinen"


class Theme(ChosenEntry):
    group = models.CharField("groep", max_length=100, blank=True)
    related = TextListField("verwante woorden", default=list, blank=True)
    domains = models.ManyToManyField(Domain, verbose_name="domeinen", blank=True, related_name="+")
    top_uris = TextListField("adressen in de TOP-lijst", default=list, blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema’s"

    def get_absolute_url(self) -> str:
        """The address for people."""
        return f"/themas/{self.slug}/"


class TargetGroup(ChosenEntry):
    related = TextListField("verwante woorden", default=list, blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class PartnerKind(ChosenEntry):
    """A kind of organisation, such as the police. `organisations` are bodies of that kind, not synonyms."""

    related = TextListField("verwante woorden", default=list, blank=True)
    organisations = TextListField("organisaties", default=list, blank=True)
    domains = models.ManyToManyField(Domain, verbose_name="domeinen", blank=True, related_name="+")

    class Meta(ListEntry.Meta):
        verbose_name = "soort partner"
        verbose_name_plural = "soorten partners"


class Law(ChosenEntry):
    """A law; the slug is the key, because two laws may share an abbreviation (Wgs and WGS).

    `name` is the official title.
    """

    abbreviation = models.CharField("afkorting", max_length=40, blank=True)
    not_to_confuse = TextListField("niet verwarren met", default=list, blank=True)
    law_kind = models.CharField("soort regeling", max_length=60, blank=True)
    bwb_id = models.CharField("BWB-nummer", max_length=20, blank=True)
    celex = models.CharField("CELEX-nummer", max_length=20, blank=True)
    url = models.URLField("adres", max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=LawStatus, default=LawStatus.UNKNOWN)
    status_note = models.TextField("toelichting bij de status", blank=True)
    articles = models.TextField("aanknopingspunten", blank=True)
    purpose = models.TextField("waarvoor", blank=True)
    verification = models.CharField("controle van de gegevens", max_length=200, blank=True)

    class Meta(ListEntry.Meta):
        verbose_name = "wet"
        verbose_name_plural = "wetten"

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name


class Abbreviation(ListEntry):
    """An abbreviation (the one synonym) and what it stands for (the name). An ambiguous one never expands a search."""

    is_ambiguous = models.BooleanField("dubbelzinnig", default=False)

    class Meta(ListEntry.Meta):
        verbose_name = "afkorting"
        verbose_name_plural = "afkortingen"


class Province(ListEntry):
    code = models.CharField(max_length=10, unique=True)

    class Meta(ListEntry.Meta):
        verbose_name = "provincie"
        verbose_name_plural = "provincies"


class SafetyRegion(ListEntry):
    code = models.CharField(max_length=10, unique=True)

    class Meta(ListEntry.Meta):
        verbose_name = "veiligheidsregio"
        verbose_name_plural = "veiligheidsregio’s"


class Municipality(ListEntry):
    """A municipality of today; `synonyms` are its other spellings. Source: the TOOI register of municipalities."""

    code = models.CharField(max_length=10, unique=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="municipalities", verbose_name="provincie"
    )
    safety_region = models.ForeignKey(
        SafetyRegion, on_delete=models.PROTECT, related_name="municipalities", verbose_name="veiligheidsregio"
    )
    population = models.PositiveIntegerField("inwoners")
    population_date = models.DateField("peildatum inwoners")
    latitude = models.FloatField("breedtegraad")
    longitude = models.FloatField("lengtegraad")
    tooi_uri = models.URLField("TOOI-adres")
    tile_column = models.PositiveSmallIntegerField("tegelkolom")
    tile_row = models.PositiveSmallIntegerField("tegelrij")

    class Meta(ListEntry.Meta):
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints = [
            models.UniqueConstraint(fields=["tile_column", "tile_row"], name="one_municipality_per_tile"),
        ]

    def get_absolute_url(self) -> str:
        """The address for people."""
        return f"/gemeenten/{self.slug}/"

    @property
    def size(self) -> PopulationSize:
        """The class of its number of inhabitants."""
        return PopulationSize.of(self.population)


class Merger(models.Model):
    """A municipality that is no more, and those of today that hold its land. Source: the TOOI register."""

    old_code = models.CharField("oude code", max_length=10, unique=True)
    old_name = models.CharField("oude naam", max_length=200)
    old_slug = models.SlugField("oude sleutel", max_length=80)
    date = models.DateField("datum")
    successors = models.ManyToManyField(Municipality, related_name="predecessors", verbose_name="opvolgers")

    class Meta:
        verbose_name = "herindeling"
        verbose_name_plural = "herindelingen"
        ordering = ["old_name", "date"]

    def __str__(self) -> str:
        return f"{self.old_name} ({self.date:%Y})"
