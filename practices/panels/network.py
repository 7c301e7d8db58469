"""The form of a contact network: what for, who leads it, who can be called."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from practices.panels import shared
from practices.panels.widgets import Ticks

_NETWORK = [
    MultiFieldPanel(
        [
            shared.title("Leerkring durven delen"),
            FieldPanel(
                "purpose", help_text="In één zin. Bijvoorbeeld: Elkaar helpen bij twijfel over het delen van gegevens."
            ),
            shared.summary("Privacy officers uit negen gemeenten bespreken elke maand één lastige vraag."),
            FieldPanel("network_kind", help_text="Bijvoorbeeld: Leerkring."),
            FieldPanel("access", help_text="Hoe komt men erbij? Bijvoorbeeld: Op verzoek."),
            FieldPanel("rhythm", help_text="Bijvoorbeeld: elke eerste dinsdag van de maand, online."),
            FieldPanel(
                "body", help_text=f"Wat verder van belang is. {shared.MARKDOWN} Bijvoorbeeld: ## Hoe wij werken"
            ),
        ],
        heading="Het netwerk",
    ),
    shared.themes(),
    shared.about(FieldPanel("partner_kinds", widget=Ticks, help_text="Bijvoorbeeld: politie, ggz.")),
]

_PEOPLE = [
    MultiFieldPanel(
        [
            FieldPanel("manager_role", help_text="Bijvoorbeeld: coördinator leerkring."),
            FieldPanel(
                "manager_name",
                help_text="Alleen zichtbaar voor ingelogde collega’s. Bijvoorbeeld: de naam van de coördinator.",
            ),
            FieldPanel("manager_mailbox", help_text="Een postbus, geen persoon. Bijvoorbeeld: leerkring@regio.nl."),
        ],
        heading="Wie houdt het bij",
    ),
    InlinePanel(
        "members",
        heading="Leden",
        label="lid",
        panels=[
            FieldPanel(
                "name",
                help_text=(
                    "Alleen met toestemming; alleen ingelogde collega’s zien de naam. Bijvoorbeeld: voor- en "
                    "achternaam."
                ),
            ),
            FieldPanel("role", help_text="Bijvoorbeeld: privacy officer."),
            FieldPanel("organisation", help_text="Bijvoorbeeld: gemeente Breda."),
            FieldPanel("domains", help_text="Bijvoorbeeld: zorg en veiligheid."),
            FieldPanel("call_me_about", help_text="Bijvoorbeeld: convenanten met de politie."),
        ],
    ),
    InlinePanel(
        "meetings",
        heading="Bijeenkomsten",
        label="bijeenkomst",
        panels=[
            FieldPanel("date", help_text="Bijvoorbeeld: 3 maart 2027."),
            FieldPanel("time", help_text="Bijvoorbeeld: 14:00."),
            FieldPanel("title", help_text="Bijvoorbeeld: Delen bij een crisis."),
            FieldPanel("place", help_text="Bijvoorbeeld: stadhuis van Zaanstad, zaal 2."),
            FieldPanel(
                "online", help_text=("Adres om mee te doen. Bijvoorbeeld: https://overleg.voorbeeld.nl/leerkring")
            ),
        ],
        help_text="Zet alleen een adres neer dat de lezers van deze pagina mogen kennen.",
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "open_questions",
                help_text=f"{shared.ONE_A_LINE} Bijvoorbeeld: Wie heeft een convenant met de ggz?",
            ),
            FieldPanel(
                "practices", widget=Ticks, help_text=("Praktijken waar het over gaat. Bijvoorbeeld: De tien dagen.")
            ),
            FieldPanel(
                "legal_cases", widget=Ticks, help_text="Vragen waar het over gaat. Bijvoorbeeld: Mag ik dit melden?"
            ),
        ],
        heading="Waar het over gaat",
    ),
    shared.attachments(),
]

NETWORK = shared.tabs(("Het netwerk", _NETWORK), ("De mensen", _PEOPLE))
