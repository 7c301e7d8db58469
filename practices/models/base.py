"""What all shared items have in common: one table, so that one query lists items of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import Tag, TaggedItemBase
from wagtail import hooks
from wagtail.models import Orderable, Page

from practices.choices import Kind, Visibility
from practices.models.access import RuledByRoles
from practices.models.guard import Known, Online, Passage, online_now, open_gate_for
from practices.models.history import forget_what_was_fixed, stands_in_address
from practices.models.keyword import FormerKeyword
from practices.models.organisation import OrganisationPage
from practices.models.querysets import SharedPageManager
from practices.models.taxonomy import Domain, Law, Municipality, PartnerKind, TargetGroup, Theme
from practices.panels.forms import ItemCopyForm
from practices.rules.privacy.guard import Found, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: An address of the web, or of a file in this portal or in the one that an item came from.
is_web_address = RegexValidator(r"^(https?://|/documenten/)\S+$", "Begin het adres met https://.")

#: Endings of documents that are photos: shown on the page, and made fit to share when somebody adds them.
PICTURES = frozenset({"jpg"})

#: The tag that marks invented content.
EXAMPLE_TAG = "voorbeeld"

#: The visibilities that begin or go on with each audience.
_AUDIENCES = {
    "live_since": frozenset(Visibility.values),
    "members_since": frozenset({Visibility.MUNICIPALITIES, Visibility.PUBLIC}),
    "public_since": frozenset({Visibility.PUBLIC}),
}


class SharedPage(RuledByRoles, Page):
    """A page that an organisation shares: the part of it that every kind has.

    address: last part of `/praktijken/<address>/`; unique per kind, independent of the place in the tree
    source_id: the key at its source (`id` in a record, `bronId` in the API), unique per kind; made up for what is
        made here
    changed_at: moment of the last save, also of a draft; a reader of the index compares it with what was indexed
    live_since, members_since, public_since: when it was first online at all, for municipalities or more, and for
        everybody; they never move, so that hiding and showing again makes nothing new
    """

    KIND: ClassVar[Kind]
    #: Whoever sets this checked the values: a full clean costs a query per constraint, too much for an import.
    #: It also asks the gate of the privacy guard itself, when all parts of the page are there.
    values_are_checked = False

    kind = models.CharField("soort", max_length=10, choices=Kind, editable=False)
    address = models.SlugField("adres", max_length=200, editable=False)
    source_id = models.CharField("sleutel bij de bron", max_length=200, blank=True, editable=False)
    visibility = models.CharField(
        "wie mag dit zien", max_length=12, choices=Visibility, default=Visibility.MUNICIPALITIES
    )
    summary = models.TextField("in het kort", max_length=500, blank=True)
    purpose = models.TextField("doel", blank=True)
    body = models.TextField("meer informatie", blank=True)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    confirmed_on = models.DateField("laatst bevestigd op", null=True, blank=True)
    changed_at = models.DateTimeField("gewijzigd op", editable=False, default=timezone.now, db_index=True)
    live_since = models.DateTimeField(null=True, editable=False, db_index=True)
    members_since = models.DateTimeField(null=True, editable=False, db_index=True)
    public_since = models.DateTimeField(null=True, editable=False, db_index=True)
    vng_label = models.BooleanField(
        "VNG-label", default=False, help_text="Bekeken en goed bevonden door de VNG-redactie."
    )

    municipalities = ParentalManyToManyField(Municipality, blank=True, related_name="pages", verbose_name="gemeenten")
    domains = ParentalManyToManyField(Domain, blank=True, related_name="pages", verbose_name="domeinen")
    target_groups = ParentalManyToManyField(TargetGroup, blank=True, related_name="pages", verbose_name="doelgroepen")
    partner_kinds = ParentalManyToManyField(
        PartnerKind, blank=True, related_name="pages", verbose_name="soorten partners"
    )
    laws = ParentalManyToManyField(Law, blank=True, related_name="pages", verbose_name="wetten")
    named_partners = ParentalManyToManyField(
        OrganisationPage,
        blank=True,
        related_name="named_in",
        verbose_name="partnerorganisaties die meekijken",
        help_text="Zij zien dit ook als u alleen met uw organisatie en partners deelt.",
    )
    tags = ClusterTaggableManager(through="practices.SharedPageTag", blank=True, verbose_name="trefwoorden")

    objects = SharedPageManager()

    parent_page_types = ["practices.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    is_creatable = False
    promote_panels: ClassVar[list[Any]] = []
    copy_form_class = ItemCopyForm
    #: A copy gets an address and a key of its own, and earns its label itself.
    exclude_fields_in_copy: ClassVar[list[str]] = ["address", "source_id", "vng_label", *_AUDIENCES]
    #: Who may see a page is one of its own fields.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "item"
        verbose_name_plural = "items"
        constraints = [
            models.UniqueConstraint(fields=["kind", "address"], name="one_page_per_address"),
            models.UniqueConstraint(
                fields=["kind", "source_id"], name="one_page_per_source_key", condition=~models.Q(source_id="")
            ),
            models.CheckConstraint(name="page_kind_is_known", condition=models.Q(kind__in=Kind.values)),
            models.CheckConstraint(name="visibility_is_known", condition=models.Q(visibility__in=Visibility.values)),
        ]

    @property
    def key(self) -> str:
        """The name in search and API, such as "praktijk-17"."""
        return f"{self.kind}-{self.pk}"

    @property
    def organisation(self) -> OrganisationPage:
        """The organisation that this belongs to: the page above it in the tree."""
        return OrganisationPage.objects.select_related("municipality").get(path=self.path[: -self.steplen])

    @property
    def is_example(self) -> bool:
        """Invented content, marked as such wherever it is shown."""
        return any(tag.slug == EXAMPLE_TAG for tag in self.tags.all())

    @property
    def keywords(self) -> list[Tag]:
        """Return the tags by name: a database gives them in any order, and equal pages make equal documents."""
        return sorted(self.tags.all(), key=lambda tag: (tag.name.casefold(), tag.slug))

    @staticmethod
    def keywords_now(names: Iterable[str]) -> list[str]:
        """Return keywords as they are called now: who types one that editors renamed or merged means what it became."""
        slugs = {name: slugify(name) for name in names}
        former = FormerKeyword.objects.filter(slug__in=slugs.values()).values_list("slug", "keyword__name")
        now = dict(former)
        there = set(Tag.objects.filter(slug__in=now).values_list("slug", flat=True))
        return [now[slug] if slug in now and slug not in there else name for name, slug in slugs.items()]

    @property
    def main_theme(self) -> Theme | None:
        """The first chosen theme."""
        return next((choice.theme for choice in self.theme_choices.all()), None)

    def get_absolute_url(self) -> str:
        """The address for people."""
        return Kind(self.kind or self.KIND).url(self.address)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], self.get_absolute_url()) if parts else None

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.values_are_checked:
            super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        if not self.values_are_checked:
            super().minimal_clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.KIND
        if not self.source_id:
            self.source_id = uuid4().hex  # what is made here can be exported and imported again, too
        if not self.address:
            self.address = self._free_address()
        if not kwargs.get("update_fields"):
            self.changed_at = timezone.now()
            self._note_audience()
        if self.values_are_checked:
            kwargs.setdefault("log_action", None)  # its action writes a line of its own
        if not self.live or self.values_are_checked or not _may_change_text(kwargs.get("update_fields")):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            now, online = self.serializable_data(), online_now(self)
            passage = open_gate_for(self, now, online)
            super().save(*args, **kwargs)
            self.passed(passage, now, online)

    def personal_data_in(self, texts: Iterable[Text]) -> tuple[Found, ...]:
        """Return the finds in texts for this page about which a form must say something."""
        return Known(self).new_in(texts)

    def passed(self, passage: Passage, now: dict[str, Any], online: Online | None) -> None:
        """Keep what the gate allowed, and take what was mended out of the history; once the page is written."""
        passage.keep(self.key, at=self.changed_at)
        values = forget_what_was_fixed(self, now, online, at=self.changed_at)
        if stands_in_address(values, self.address, self.slug):
            self._leave_address(values)

    def _leave_address(self, values: Collection[str]) -> None:
        """Take another address: the one of now was made of a title that held personal data, so it leads nowhere."""
        for former in self.former_addresses.all():
            if stands_in_address(values, former.address):
                former.delete()
        self.address = ""
        self.address = self._free_address()
        page: Any = self  # Wagtail has no types
        above = page.url_path[: -len(page.slug) - 1]
        page.slug = f"{self.KIND}-{self.pk}"
        page.url_path = f"{above}{page.slug}/"
        SharedPage.objects.filter(pk=self.pk).update(address=self.address, slug=page.slug, url_path=page.url_path)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the page as a revision has it; its address, key, label and since when who saw it are its own."""
        page = super().with_content_json(content)
        for name in ("kind", "address", "source_id", "vng_label", *_AUDIENCES):
            setattr(page, name, getattr(self, name))
        return page

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show what was typed as the public will see it. Who draws it lies above the models, and registers itself."""
        self.kind = self.KIND  # one that was never saved has none
        (draw,) = hooks.get_hooks("draw_preview")
        response: HttpResponseBase = draw(request, self)
        return response

    def _note_audience(self) -> None:
        """Note since when this many people can see it; whatever puts a page online or shows it to more saves it."""
        for name, visibilities in _AUDIENCES.items():
            if self.live and self.visibility in visibilities and getattr(self, name) is None:
                setattr(self, name, self.changed_at)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead from the place in the tree to the one address that people use."""
        return HttpResponsePermanentRedirect(self.get_absolute_url())

    def _free_address(self) -> str:
        """Return the title as an address that no page or former address of this kind has."""
        wanted = slugify(self.title)[:180].strip("-") or str(self.KIND)
        taken = set(
            SharedPage.objects.filter(kind=self.KIND, address__startswith=wanted)
            .exclude(pk=self.pk)
            .values_list("address", flat=True)
        )
        taken |= set(
            FormerAddress.objects.filter(kind=self.KIND, address__startswith=wanted).values_list("address", flat=True)
        )
        return first_free(wanted, taken)


def _may_change_text(fields: Iterable[str] | None) -> bool:
    """Tell whether a save that writes these fields only may put a text online."""
    return fields is None or bool(set(fields) - {"latest_revision", "live_revision", "latest_revision_created_at"})


def first_free(wanted: str, taken: Collection[str]) -> str:
    """Return the wanted address, or the first of wanted-2, wanted-3, ... that is not taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


class ThemeChoice(Orderable):
    """A theme of a page; the first is its main theme."""

    page = ParentalKey(SharedPage, on_delete=models.CASCADE, related_name="theme_choices")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="choices", verbose_name="thema")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "theme"],
                name="theme_once_per_page",
                violation_error_message="Dit thema staat er al.",
            )
        ]


class SharedPageTag(TaggedItemBase):
    """A free keyword (trefwoord) of a page."""

    content_object = ParentalKey(SharedPage, on_delete=models.CASCADE, related_name="tagged_items")


class DocumentLink(Orderable):
    """A document that belongs to a page: a file here, which whoever sees the page may open, or an address elsewhere."""

    page = ParentalKey(SharedPage, on_delete=models.CASCADE, related_name="document_links")
    title = models.CharField("titel", max_length=200)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="links",
        verbose_name="bestand",
    )
    url = models.CharField("adres elders", max_length=500, blank=True, validators=[is_web_address])

    class Meta(Orderable.Meta):
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints = [
            models.CheckConstraint(
                name="document_is_file_or_address",
                condition=models.Q(document__isnull=False, url="")
                | (models.Q(document__isnull=True) & ~models.Q(url="")),
                violation_error_message="Kies een bestand, of vul een adres elders in. Niet allebei.",
            )
        ]

    @property
    def is_picture(self) -> bool:
        """A photo, whose title says what there is to see."""
        return bool(self.document and self.document.file_extension.lower() in PICTURES)

    @property
    def address(self) -> str:
        """Where it can be opened."""
        return str(self.document.url) if self.document else self.url


class FormerAddress(models.Model):
    """An address that a page had before: visitors are led on to where it is now."""

    kind = models.CharField(max_length=10, choices=Kind)
    address = models.SlugField(max_length=200)
    page = models.ForeignKey(SharedPage, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "address"], name="one_page_per_former_address")]
        ordering = ["kind", "address"]

    def __str__(self) -> str:
        return Kind(self.kind).url(self.address)
