"""The form of a dossier (on screen: themapagina): blocks that editors put together."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from practices.panels import shared
from practices.panels.widgets import Ticks

_DOSSIER = [
    MultiFieldPanel(
        [
            shared.title("Veilig thuis zijn"),
            shared.summary(
                "Aanpakken, een uitgewerkte vraag, een netwerk en de woorden die partners verschillend gebruiken."
            ),
        ],
        heading="Waar gaat deze themapagina over",
    ),
    FieldPanel(
        "content",
        heading="Inhoud",
        help_text=(
            "Begin met waar de lezer voor komt. Bijvoorbeeld: een korte tekst, dan drie gekozen praktijken, dan een "
            "zoekvraag."
        ),
    ),
    shared.themes(),
    shared.about(
        FieldPanel("purpose", help_text="Voor de redactie: waarvoor is deze pagina? Bijvoorbeeld: bij de themamaand."),
        FieldPanel("partner_kinds", widget=Ticks, help_text="Bijvoorbeeld: politie, ggz."),
    ),
    shared.attachments(),
]

DOSSIER = shared.tabs(("Themapagina", _DOSSIER))
