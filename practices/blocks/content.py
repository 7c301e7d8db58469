"""The blocks of a dossier: text, chosen items, a live search, a figure, a quote, an image and a document.

What they show is prepared in `practices.views.presenting.blocks`; each has its template in `templates/blocks/`.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

#: Names of the blocks, as in a record.
TEXT, ITEMS, SEARCH, FIGURE, QUOTE, IMAGE, DOCUMENT = (
    "tekst",
    "onderdelen",
    "zoekvraag",
    "cijfer",
    "citaat",
    "afbeelding",
    "document",
)

_PAGE_TYPES = [
    "practices.PracticePage",
    "practices.LegalCasePage",
    "practices.NetworkPage",
    "practices.TermPage",
    "practices.DossierPage",
]
#: What a live search shows at most.
MOST_RESULTS = 12


def _heading(example: str) -> blocks.CharBlock:
    return blocks.CharBlock(
        label="Kop", required=False, max_length=200, help_text=f"Mag leeg blijven. Bijvoorbeeld: {example}."
    )


class ItemsBlock(blocks.StructBlock):
    """Items that an editor chose, in their order."""

    kop = _heading("Begin hier")
    onderdelen = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=_PAGE_TYPES, label="Onderdeel"),
        label="Onderdelen",
        help_text="Een lezer ziet alleen wat die mag zien. Bijvoorbeeld: drie praktijken en een juridische vraag.",
    )

    class Meta:
        icon = "list-ul"
        label = "Gekozen onderdelen"
        description = "Praktijken, vragen, netwerken en begrippen die u zelf kiest"


class SearchBlock(blocks.StructBlock):
    """What a search finds at the moment that somebody looks."""

    kop = _heading("Pas begonnen")
    vraag = blocks.CharBlock(
        label="Zoekvraag",
        max_length=500,
        help_text="Zoek op de site en plak hier wat in het adres achter het vraagteken staat. "
        "Bijvoorbeeld: thema=huiselijk-geweld&fase=idee",
    )
    aantal = blocks.IntegerBlock(
        label="Hoeveel",
        default=6,
        min_value=1,
        max_value=MOST_RESULTS,
        help_text="Daaronder komt een link naar alles. Bijvoorbeeld: 6.",
    )

    class Meta:
        icon = "search"
        label = "Zoekvraag"
        description = "Wat een zoekvraag nu vindt: blijft vanzelf bij"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["vraag"] = cleaned["vraag"].strip().rpartition("?")[2].lstrip("&")
        if not cleaned["vraag"]:
            raise StructBlockValidationError({"vraag": ValidationError("Hier staat geen zoekvraag.")})
        return cleaned


class FigureBlock(blocks.StructBlock):
    """One number that says something, with what it counts."""

    getal = blocks.CharBlock(label="Getal", max_length=40, help_text="Bijvoorbeeld: 4 van de 10.")
    uitleg = blocks.CharBlock(
        label="Wat het telt", max_length=300, help_text="Bijvoorbeeld: gezinnen die na een jaar één regisseur hebben."
    )
    bron = blocks.CharBlock(
        label="Bron", required=False, max_length=200, help_text="Bijvoorbeeld: monitor 2026, gemeente Breda."
    )

    class Meta:
        icon = "order"
        label = "Cijfer"
        description = "Eén getal met wat het telt en de bron"


class QuoteBlock(blocks.StructBlock):
    """What somebody said or wrote."""

    tekst = blocks.TextBlock(
        label="Citaat", max_length=1_000, help_text="Zonder aanhalingstekens. Bijvoorbeeld: Wij kenden elkaar niet."
    )
    wie = blocks.CharBlock(
        label="Van wie", max_length=200, help_text="Rol en organisatie. Bijvoorbeeld: wijkagent in Zaandam."
    )

    class Meta:
        icon = "openquote"
        label = "Citaat"
        description = "Wat iemand zei, met rol en organisatie"


class ImageBlock(blocks.StructBlock):
    """A picture with its alternative text. `adres`: of a picture that came with a record and is not here."""

    afbeelding = ImageChooserBlock(
        label="Afbeelding",
        required=False,
        help_text="Wie het adres van de afbeelding kent, kan die openen: kies niets wat besloten moet blijven.",
    )
    alt = blocks.CharBlock(
        label="Beschrijving",
        required=False,
        max_length=300,
        help_text="Wat ziet iemand die kijkt? Bijvoorbeeld: Zes mensen aan een tafel met kaarten.",
    )
    versiering = blocks.BooleanBlock(
        label="Alleen versiering",
        required=False,
        help_text="Dan leest een schermlezer niets voor. Bijvoorbeeld: een foto van een plein zonder betekenis.",
    )
    onderschrift = blocks.CharBlock(
        label="Onderschrift", required=False, max_length=300, help_text="Bijvoorbeeld: De werkplaats van april 2026."
    )
    adres = blocks.CharBlock(
        label="Bestand elders",
        required=False,
        max_length=500,
        help_text="Vult een import in als de afbeelding hier niet is. Bijvoorbeeld: original_images/tafel.jpg",
    )

    class Meta:
        icon = "image"
        label = "Afbeelding"
        description = "Een afbeelding met beschrijving voor wie die niet ziet"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if not cleaned["afbeelding"] and not cleaned["adres"]:
            errors["afbeelding"] = ValidationError("Kies een afbeelding.")
        if not cleaned["alt"] and not cleaned["versiering"]:
            errors["alt"] = ValidationError("Beschrijf de afbeelding, of zet aan dat het alleen versiering is.")
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned


class DocumentBlock(blocks.StructBlock):
    """A document: a file here, or an address elsewhere."""

    titel = blocks.CharBlock(label="Titel", max_length=200, help_text="Bijvoorbeeld: Handreiking melden (pdf).")
    document = DocumentChooserBlock(
        label="Bestand", required=False, help_text="Wie deze pagina mag zien, mag het openen. Anderen niet."
    )
    adres = blocks.CharBlock(
        label="Of een adres elders", required=False, max_length=500, help_text="Bijvoorbeeld: https://www.vng.nl/melden"
    )

    class Meta:
        icon = "doc-full"
        label = "Document"
        description = "Een bestand of een adres elders"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["document"]) == bool(cleaned["adres"]):
            message = "Kies een bestand, of vul een adres elders in. Niet allebei."
            raise StructBlockValidationError({"document": ValidationError(message)})
        if cleaned["adres"] and not cleaned["adres"].startswith(("https://", "http://", "/documenten/")):
            raise StructBlockValidationError({"adres": ValidationError("Begin het adres met https://.")})
        return cleaned


def content_blocks() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of a dossier, in the order in which an editor may choose them."""
    text = blocks.TextBlock(
        label="Tekst",
        icon="pilcrow",
        max_length=20_000,
        help_text="Lege regel = nieuwe alinea; ## voor een kop; - voor een opsomming; **vet**. "
        "Bijvoorbeeld: ## Staat u voor een besluit?",
        description="Lopende tekst met koppen, opsommingen en links",
    )
    return [
        (TEXT, text),
        (ITEMS, ItemsBlock()),
        (SEARCH, SearchBlock()),
        (FIGURE, FigureBlock()),
        (QUOTE, QuoteBlock()),
        (IMAGE, ImageBlock()),
        (DOCUMENT, DocumentBlock()),
    ]
