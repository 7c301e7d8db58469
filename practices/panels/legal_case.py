"""The form of a legal question: from the question to what experts say of it."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from practices.panels import shared
from practices.panels.widgets import EntrySelect, Ticks

_QUESTION = [
    MultiFieldPanel(
        [
            shared.title("Mag de wijkagent horen dat iemand hulp weigert?"),
            FieldPanel(
                "question",
                help_text=(
                    "De vraag in één zin, die met ja of nee te beantwoorden is. Bijvoorbeeld: Mag ik de politie "
                    "vertellen dat mijn cliënt dreigt?"
                ),
            ),
            shared.summary("Een hulpverlener hoort een dreiging en twijfelt of zij die mag delen."),
            FieldPanel(
                "situation",
                help_text=(
                    "Zonder herkenbare personen. Bijvoorbeeld: Een man van middelbare leeftijd weigert hulp en de "
                    "buren klagen."
                ),
            ),
            FieldPanel("purpose", help_text="Waarvoor wilt u delen? Bijvoorbeeld: Voorkomen dat het misgaat in huis."),
            FieldPanel("status", help_text="Bijvoorbeeld: Bij deskundige, zodra een jurist ernaar kijkt."),
        ],
        heading="De vraag",
        help_text="Zou een dorpsgenoot weten over wie dit gaat? Haal dan meer weg.",
    ),
    MultiFieldPanel(
        [
            FieldPanel("data_kinds", help_text=f"{shared.ONE_A_LINE} Bijvoorbeeld: gegevens over gezondheid"),
            FieldPanel(
                "cooperation", help_text="In welk verband werkt u samen? Bijvoorbeeld: Zorg- en veiligheidshuis."
            ),
            FieldPanel("professional_secrecy", help_text="Wie heeft beroepsgeheim? Bijvoorbeeld: de huisarts."),
            FieldPanel("urgency", help_text="Bijvoorbeeld: Er moet vandaag iets gebeuren."),
            FieldPanel(
                "consequence_of_silence",
                help_text="Wat gebeurt er als u niets deelt? Bijvoorbeeld: Dan weet de school van niets.",
            ),
        ],
        heading="Wat speelt er",
    ),
    shared.themes(),
    shared.about(FieldPanel("partner_kinds", widget=Ticks, help_text="Bijvoorbeeld: politie, ggz.")),
]

_ANSWER = [
    MultiFieldPanel(
        [
            FieldPanel("answer", help_text="Bijvoorbeeld: Mag onder voorwaarden. Is het niet uitgemaakt? Zeg dat dan."),
            FieldPanel(
                "explanation",
                help_text=f"Waarom? Eerst de kern. Bijvoorbeeld: Ja, als er gevaar dreigt. {shared.MARKDOWN}",
            ),
            FieldPanel(
                "next_steps",
                help_text="Wat doet men morgen? Bijvoorbeeld: Bespreek het met uw leidinggevende en leg vast waarom.",
            ),
            FieldPanel(
                "barrier",
                help_text="Wat maakt het lastig? Bijvoorbeeld: Uitleg, als de wet het toelaat maar men het niet weet.",
            ),
        ],
        heading="Kort antwoord",
        help_text="Een jurist die niet de schrijver is, kijkt het na. De redactie publiceert.",
    ),
    InlinePanel(
        "matrix_rows",
        heading="Wie geeft wat aan wie",
        label="rij",
        panels=[
            FieldPanel("giver", help_text="Bijvoorbeeld: wijkteam."),
            FieldPanel(
                "giver_kind",
                widget=EntrySelect,
                heading="soort verstrekker",
                help_text="Hierop kan men filteren. Bijvoorbeeld: Gemeente.",
            ),
            FieldPanel("receiver", help_text="Bijvoorbeeld: wijkagent."),
            FieldPanel(
                "receiver_kind",
                widget=EntrySelect,
                heading="soort ontvanger",
                help_text="Hierop kan men filteren. Bijvoorbeeld: Politie.",
            ),
            FieldPanel("data", help_text="Bijvoorbeeld: dat iemand in behandeling is, niet waarvoor."),
            FieldPanel("purpose", help_text="Bijvoorbeeld: gevaar voor anderen afwenden."),
            FieldPanel("giver_ground", help_text="Bijvoorbeeld: AVG artikel 6, lid 1, onder e."),
            FieldPanel("receiver_ground", help_text="Bijvoorbeeld: Politiewet 2012, artikel 3."),
            FieldPanel("exception", help_text="Bijvoorbeeld: UAVG artikel 30, lid 3."),
            FieldPanel("secrecy", help_text="Bijvoorbeeld: conflict van plichten."),
            FieldPanel("verdict", help_text="Bijvoorbeeld: Mag onder voorwaarden."),
        ],
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "proportionality", help_text="Kan het met minder? Bijvoorbeeld: Alleen dat er zorg is, niet welke."
            ),
            FieldPanel("informing", help_text="Bijvoorbeeld: Vertel het de bewoner vooraf, tenzij dat gevaar geeft."),
            FieldPanel("dpia", help_text="Bijvoorbeeld: Staat in het convenant van 2025, bijlage 2."),
        ],
        heading="Zorgvuldigheid",
    ),
]

_EXPERTS = [
    InlinePanel(
        "positions",
        heading="Standpunten",
        label="standpunt",
        panels=[
            FieldPanel("role", help_text="Bijvoorbeeld: Privacy officer."),
            FieldPanel("position", help_text="Bijvoorbeeld: Mag."),
            FieldPanel(
                "position_text", help_text="Als de keuze hierboven niet past. Bijvoorbeeld: Mag, maar alleen mondeling."
            ),
            FieldPanel(
                "criteria",
                heading="gewogen criteria",
                help_text=f"{shared.ONE_A_LINE} Bijvoorbeeld: ernst van het gevaar",
            ),
            FieldPanel("explanation", help_text="Bijvoorbeeld: Het belang van het kind weegt zwaarder."),
            FieldPanel("date", help_text="Bijvoorbeeld: 3 november 2026."),
            FieldPanel(
                "source", help_text="Waar staat het? Bijvoorbeeld: advies van de Autoriteit Persoonsgegevens, 2024."
            ),
        ],
    ),
    InlinePanel(
        "citations",
        heading="Verwijzingen naar wetten",
        label="verwijzing",
        panels=[
            FieldPanel("law", widget=EntrySelect, help_text="Bijvoorbeeld: Algemene verordening gegevensbescherming."),
            FieldPanel("article", help_text="Bijvoorbeeld: 6."),
            FieldPanel("paragraph", help_text="Bijvoorbeeld: 1, onder e."),
        ],
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "reviewed_by", help_text="Rol en organisatie, geen naam. Bijvoorbeeld: FG van de gemeente Breda."
            ),
            FieldPanel("valid_on", help_text="Naar het recht van welke dag? Bijvoorbeeld: 1 november 2026."),
            FieldPanel("also_asked_by", widget=Ticks, help_text="Gemeenten met dezelfde vraag. Bijvoorbeeld: Tilburg."),
            FieldPanel(
                "body",
                help_text=f"Wat verder van belang is. {shared.MARKDOWN} Bijvoorbeeld: een uitspraak met ECLI-nummer.",
            ),
        ],
        heading="Beoordeling",
    ),
    shared.attachments(),
]

LEGAL_CASE = shared.tabs(("De vraag", _QUESTION), ("Het antwoord", _ANSWER), ("Standpunten en wetten", _EXPERTS))
