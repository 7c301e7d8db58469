"""The form of a term: what it means to whom."""

from __future__ import annotations

from django.forms import Select
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from practices.panels import shared
from practices.panels.widgets import Ticks

_TERM = [
    MultiFieldPanel(
        [
            shared.title("spoed"),
            shared.summary(
                "Hoe snel er iemand moet komen. Voor de politie is dat minuten, voor het sociaal werk dagen."
            ),
            FieldPanel(
                "body",
                help_text=f"Wat verder van belang is. {shared.MARKDOWN} Bijvoorbeeld: waar het woord vandaan komt.",
            ),
            FieldPanel("caution", help_text="Waar gaat het mis? Bijvoorbeeld: Deze tijden zijn een indruk, geen norm."),
        ],
        heading="Het begrip",
    ),
    InlinePanel(
        "meanings",
        heading="Wat een ander ermee bedoelt",
        label="betekenis",
        panels=[
            FieldPanel("domain", widget=Select, help_text="Bijvoorbeeld: Veiligheid."),
            FieldPanel("party", help_text="Bijvoorbeeld: politie."),
            FieldPanel("meaning", help_text="Bijvoorbeeld: Er rijdt meteen een auto."),
            FieldPanel("value", help_text="Een getal om mee te vergelijken. Bijvoorbeeld: 3."),
            FieldPanel("unit", help_text="Bijvoorbeeld: minuten."),
        ],
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "synonyms",
                help_text=f"{shared.ONE_A_LINE} Wie het ene zoekt, vindt ook het andere. Bijvoorbeeld: acute hulp",
            ),
            FieldPanel("abbreviations", help_text=f"{shared.ONE_A_LINE} Breidt het zoeken uit. Bijvoorbeeld: PGA"),
            FieldPanel(
                "related", help_text=f"{shared.ONE_A_LINE} Staat op de pagina, breidt niet uit. Bijvoorbeeld: crisis"
            ),
            FieldPanel(
                "not_to_confuse", help_text=f"{shared.ONE_A_LINE} Bijvoorbeeld: anonimiseren, bij pseudonimiseren"
            ),
        ],
        heading="Andere woorden",
        help_text="Een wijziging werkt binnen enkele tellen door in het zoeken.",
    ),
    shared.themes(),
    shared.about(
        FieldPanel("purpose", help_text="Waarvoor gebruikt men het? Bijvoorbeeld: afspraken over reactietijden."),
        FieldPanel("partner_kinds", widget=Ticks, help_text="Bijvoorbeeld: politie, ggz."),
    ),
    shared.attachments(),
]

TERM = shared.tabs(("Het begrip", _TERM))
