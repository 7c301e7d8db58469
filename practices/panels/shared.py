"""Parts of the form that every kind has, and the tabs around them."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from practices.panels.forms import SharedPageForm
from practices.panels.widgets import EntrySelect, Ticks

#: The right that only those who curate have.
CURATE = "practices.curate"

MARKDOWN = "Lege regel = nieuwe alinea; - voor een opsomming; **vet**."
ONE_A_LINE = "Eén per regel. Begin een regel met twee spaties om de regel erboven te vervolgen."


def title(example: str) -> Any:
    """Return the panel of the title."""
    return FieldPanel(
        "title", classname="title", help_text=f"Zeg in één zin waar het om gaat. Bijvoorbeeld: {example}."
    )


def summary(example: str) -> Any:
    """Return the panel of the text that stands on cards and in results."""
    return FieldPanel(
        "summary",
        help_text=(
            f"Hoogstens 500 tekens; staat ook in zoekresultaten. Geen namen van inwoners. Bijvoorbeeld: {example}"
        ),
    )


def themes() -> Any:
    """Return the panel of the themes."""
    return InlinePanel(
        "theme_choices",
        heading="Thema’s",
        label="thema",
        max_num=3,
        panels=[FieldPanel("theme", widget=EntrySelect)],
        help_text="Eén tot drie. Het eerste is het hoofdthema. Bijvoorbeeld: Huiselijk geweld, dan Jeugd.",
    )


def about(*fields: Any) -> Any:
    """Return the group of what it is about: themes, places and lists, with more fields in front."""
    return MultiFieldPanel(
        [
            *fields,
            FieldPanel("municipalities", widget=Ticks, help_text="Wie doen mee? Bijvoorbeeld: Zaanstad en Purmerend."),
            FieldPanel(
                "domains", widget=Ticks, help_text="Werelden die hier samenwerken. Bijvoorbeeld: zorg en veiligheid."
            ),
            FieldPanel("target_groups", widget=Ticks, help_text="Voor wie is het? Bijvoorbeeld: mensen met een lvb."),
            FieldPanel("laws", widget=Ticks, help_text="Wetten waar het om draait. Bijvoorbeeld: AVG, Wmo 2015."),
            FieldPanel("tags", help_text="Vrije woorden, met een komma ertussen. Bijvoorbeeld: wijkteam, nachtopvang."),
        ],
        heading="Waar gaat het over",
        help_text="Hierop filteren mensen in de zoekresultaten.",
    )


def attachments() -> Any:
    """Return the panel of the documents that belong to a page."""
    return InlinePanel(
        "document_links",
        heading="Documenten",
        label="document",
        panels=[
            FieldPanel("title", help_text="Zoals het op de pagina staat. Bijvoorbeeld: Convenant 2026 (pdf)."),
            FieldPanel("document", help_text="Wie de pagina mag zien, mag dit document openen. Anderen niet."),
            FieldPanel(
                "url",
                help_text=(
                    "Of een adres elders, als u geen bestand kiest. Bijvoorbeeld: https://www.vng.nl/handreiking."
                ),
            ),
        ],
        help_text="Een bestand hier, of een adres elders. Zet geen dossiers of namen van inwoners in een document.",
    )


def sharing() -> Any:
    """Return the groups of who sees it and how fresh it is."""
    return [
        MultiFieldPanel(
            [
                FieldPanel(
                    "visibility",
                    help_text=(
                        "Geldt overal: pagina, zoeken, API. Bijvoorbeeld: Medewerkers van gemeenten, regio’s en VNG."
                    ),
                ),
                FieldPanel(
                    "named_partners",
                    widget=Ticks,
                    help_text=(
                        "Zij zien mee als u alleen met uw organisatie en partners deelt. Bijvoorbeeld: politie-"
                        "eenheid Noord-Holland."
                    ),
                ),
            ],
            heading="Wie mag dit zien",
            help_text="Denk eraan: wat u schrijft kan onder de Wet open overheid vallen.",
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "confirmed_on",
                    help_text="Wanneer keek iemand voor het laatst of dit nog klopt? Bijvoorbeeld: vandaag.",
                ),
                FieldPanel("year", help_text="Alleen als het jaar anders is dan dat van de start. Bijvoorbeeld: 2024."),
            ],
            heading="Actueel",
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "privacy_reason",
                    heading="Reden",
                    help_text=(
                        "Alleen als bij het publiceren blijkt dat er misschien gegevens van personen staan. Waarom mag "
                        "dit gedeeld worden? Bijvoorbeeld: dit is het nummer van de balie. De reden komt in het "
                        "auditspoor."
                    ),
                ),
            ],
            heading="Gegevens van personen",
        ),
    ]


def tabs(*content: tuple[str, list[Any]]) -> Any:
    """Return the form as tabs of (heading, panels), with the moments of publishing at the end."""
    return TabbedInterface(
        [
            *(ObjectList(panels, heading=heading) for heading, panels in content),
            ObjectList([*sharing(), PublishingPanel()], heading="Delen"),
        ],
        base_form_class=SharedPageForm,
    )
