"""The form of a practice, in the order of a project's life."""

from __future__ import annotations

from django.forms import Select
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from practices.panels import shared
from practices.panels.widgets import EntrySelect, Ticks

_BEGIN = [
    MultiFieldPanel(
        [
            shared.title("Eén regisseur voor gezinnen met veel hulpverleners"),
            shared.summary(
                "Wijkteam, politie en Veilig Thuis maken samen één plan per gezin, met één vaste regisseur."
            ),
            FieldPanel(
                "background",
                help_text=(
                    f"Waarom begint u hieraan? Bijvoorbeeld: Gezinnen vertelden zeven keer hetzelfde verhaal. "
                    f"{shared.MARKDOWN}"
                ),
            ),
            FieldPanel(
                "purpose",
                help_text=(
                    "Wat wilt u bereiken, en voor wie? Bijvoorbeeld: Elk gezin weet binnen een week wie de regie heeft."
                ),
            ),
        ],
        heading="Waar begint het mee",
        help_text="Een idee is genoeg om te delen. Wat u nog niet weet, laat u leeg.",
    ),
    shared.themes(),
    shared.about(),
    InlinePanel(
        "questions",
        heading="Leervragen",
        label="leervraag",
        panels=[
            FieldPanel(
                "question", help_text="Wat wilt u leren? Bijvoorbeeld: Merkt het gezin het verschil na drie maanden?"
            ),
            FieldPanel(
                "question_type",
                help_text=(
                    "Over het resultaat, of over de weg ernaartoe. Bijvoorbeeld: de weg, als het om samenwerken gaat."
                ),
            ),
            FieldPanel(
                "status", help_text="Bijvoorbeeld: Voorlopig antwoord, zodra u iets ziet maar het nog niet zeker weet."
            ),
            FieldPanel("answer", help_text="Wat weet u nu? Bijvoorbeeld: Ja, bij zes van de acht gezinnen."),
        ],
        help_text="Schrijf ze op voordat u begint. Een proef die iets leert, is nooit mislukt.",
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "phase",
                help_text="Waar staat u nu? Een andere fase komt vanzelf in het verloop. Bijvoorbeeld: Voorbereiding.",
            ),
            FieldPanel("phase_since", help_text="Bijvoorbeeld: de dag waarop het college besloot."),
            FieldPanel(
                "started_on", help_text="Wanneer begon het, ook al was het een idee? Bijvoorbeeld: 1 september 2026."
            ),
        ],
        heading="Fase",
    ),
]

_APPROACH = [
    MultiFieldPanel(
        [
            FieldPanel("approach", help_text=f"{shared.ONE_A_LINE} Bijvoorbeeld: Startfoto bij elke partner"),
            FieldPanel(
                "body", help_text=f"Wat verder van belang is. {shared.MARKDOWN} Bijvoorbeeld: ## Het overleg op maandag"
            ),
            FieldPanel(
                "help_wanted",
                help_text=(
                    "Waar kunnen anderen u bij helpen? Bijvoorbeeld: Wie heeft een convenant met de zorgverzekeraar?"
                ),
            ),
        ],
        heading="Aanpak",
    ),
    InlinePanel(
        "participations",
        heading="Partners",
        label="partner",
        panels=[
            FieldPanel(
                "name",
                help_text="Naam van de organisatie, geen persoon. Bijvoorbeeld: Veilig Thuis Zaanstreek-Waterland.",
            ),
            FieldPanel(
                "partner_kind",
                widget=EntrySelect,
                help_text="Soort organisatie. Vul naam of soort in. Bijvoorbeeld: Veilig Thuis.",
            ),
            FieldPanel("role", help_text="Bijvoorbeeld: Uitvoering."),
            FieldPanel(
                "contribution",
                help_text="Wat brengt deze partner in? Bijvoorbeeld: Twee dagdelen per week een procesregisseur.",
            ),
        ],
    ),
    FieldPanel(
        "partner_kinds",
        widget=Ticks,
        help_text="Soorten partners waarop men kan filteren. Bijvoorbeeld: politie, ggz.",
    ),
    InlinePanel(
        "measurements",
        heading="Startfoto’s en vervolgfoto’s",
        label="foto",
        panels=[
            FieldPanel("date", help_text="Bijvoorbeeld: de dag van het gesprek."),
            FieldPanel("partner", help_text="Bijvoorbeeld: Reclassering."),
            FieldPanel(
                "scores",
                help_text=(
                    "Stelling, dubbele punt, cijfer van 1 tot en met 5; één per regel. Bijvoorbeeld: informatie-"
                    "delen: 2"
                ),
            ),
            FieldPanel("remark", help_text="Bijvoorbeeld: Men kent elkaar, maar niet elkaars werk."),
            FieldPanel("family_effect", help_text="Bijvoorbeeld: Minder loketten, zeggen zes van de acht gezinnen."),
            FieldPanel(
                "released",
                help_text="Zet dit pas aan als de partner het goed vindt. Bijvoorbeeld: na een mail van de partner.",
            ),
        ],
        help_text=(
            "Alleen u en de redactie zien een foto die niet is vrijgegeven. Wat een partner zelf vrijgaf met een "
            "persoonlijke link, verandert u hier niet."
        ),
    ),
    shared.attachments(),
]

_ON_THE_WAY = [
    InlinePanel(
        "log_entries",
        heading="Logboek",
        label="bericht",
        panels=[
            FieldPanel("date", help_text="Bijvoorbeeld: vandaag."),
            FieldPanel("log_kind", help_text="Bijvoorbeeld: Tegenslag. Dat hoort erbij en helpt anderen."),
            FieldPanel(
                "is_minor",
                help_text=("Zet aan als niemand hier bericht van hoeft. Bijvoorbeeld: een verschoven afspraak."),
            ),
            FieldPanel(
                "text", help_text="Wat gebeurde er? Bijvoorbeeld: De ggz stapte uit het overleg; het budget was op."
            ),
        ],
    ),
    InlinePanel(
        "adjustments",
        heading="Bijstellen of stoppen",
        label="bijstelling",
        panels=[
            FieldPanel("date", help_text="Bijvoorbeeld: de dag van het besluit."),
            FieldPanel("adjustment_kind", help_text="Bijvoorbeeld: Deel gestopt. De praktijk zelf gaat dan door."),
            FieldPanel("what", help_text="Bijvoorbeeld: De avonddienst stopte; overdag gaat het door."),
            FieldPanel("decided_by", help_text="Een rol of een groep, geen naam. Bijvoorbeeld: de stuurgroep."),
            FieldPanel("learnt", help_text="Bijvoorbeeld: Zonder vervoer komen ouders ’s avonds niet."),
            FieldPanel("question", help_text="Welke leervraag beantwoordt dit? Bijvoorbeeld: Helpt een avonddienst?"),
        ],
        help_text="Een bijstelling is geen fase. Zet bij stoppen ook de fase op Gestopt.",
    ),
    InlinePanel(
        "milestones",
        heading="Mijlpalen",
        label="mijlpaal",
        panels=[
            FieldPanel("milestone_kind", help_text="Bijvoorbeeld: Budget rond."),
            FieldPanel("date", help_text="Leeg als u die niet weet. Bijvoorbeeld: 12 maart 2026."),
        ],
        help_text="Hieruit rekent het portaal doorlooptijden.",
    ),
]

_RESULTS = [
    MultiFieldPanel(
        [
            FieldPanel(
                "results",
                help_text=f"Wat is er anders? Bijvoorbeeld: Besluiten vallen nu in één overleg. {shared.MARKDOWN}",
            ),
            FieldPanel("measured_how", help_text="Bijvoorbeeld: Geteld in de agenda van het casusoverleg."),
            FieldPanel("evidence", help_text="Hoe zeker is het? Bijvoorbeeld: Indruk, als u het van elkaar hoort."),
            FieldPanel(
                "family_effect",
                help_text="En hoe weet u dat? Bijvoorbeeld: Gezinnen noemen één naam als men vraagt wie helpt.",
            ),
            FieldPanel("side_effects", help_text="Ook tegenvallers. Bijvoorbeeld: Het wijkteam kreeg er werk bij."),
        ],
        heading="Resultaten tot nu toe",
    ),
]

_HANDING_OVER = [
    MultiFieldPanel(
        [
            FieldPanel(
                "preconditions", help_text="Bijvoorbeeld: Een wethouder die het uitlegt als het spannend wordt."
            ),
            FieldPanel(
                "local_circumstances",
                help_text="Wat is bij u anders dan elders? Bijvoorbeeld: Alle partners zitten in één gebouw.",
            ),
            FieldPanel("lessons", help_text="Bijvoorbeeld: Vraag het gezin eerst wie erbij moet zijn."),
            FieldPanel(
                "first_steps", help_text=f"{shared.ONE_A_LINE} Bijvoorbeeld: Bel drie partners en vraag wat zij al doen"
            ),
            FieldPanel(
                "embedding", help_text="Hoe wordt het gewoon werk? Bijvoorbeeld: Staat in de begroting van 2028."
            ),
        ],
        heading="Voor wie het ook wil",
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "costs", help_text="Bedrag, orde van grootte, of: weten we niet. Bijvoorbeeld: 40.000 euro per jaar."
            ),
            FieldPanel("hours", help_text="Bijvoorbeeld: 16 uur per week, verdeeld over drie mensen."),
            FieldPanel(
                "funding", help_text="Eén per regel: wie betaalt, streep, bedrag. Bijvoorbeeld: GGU-fonds | 25000"
            ),
        ],
        heading="Kosten en uren",
    ),
    MultiFieldPanel(
        [
            FieldPanel("terms", widget=Ticks, help_text="Woorden die uitleg vragen. Bijvoorbeeld: spoed."),
            FieldPanel(
                "legal_cases",
                widget=Ticks,
                help_text="Juridische vragen die u tegenkwam. Bijvoorbeeld: Mag het wijkteam melden?",
            ),
        ],
        heading="Hoort bij",
    ),
    InlinePanel(
        "adoptions",
        heading="Wij doen dit ook",
        label="gemeente",
        panels=[
            FieldPanel("municipality", widget=Select, help_text="Bijvoorbeeld: Breda."),
            FieldPanel("step", help_text="Bijvoorbeeld: Verkennen."),
            FieldPanel("since", help_text="Bijvoorbeeld: 1 mei 2026."),
            FieldPanel("what_differs", help_text="Bijvoorbeeld: Zonder politie, met de woningcorporatie."),
            FieldPanel("why", help_text="Bijvoorbeeld: De politie heeft daar geen wijkteam."),
            FieldPanel("hours_saved", help_text="Als men het weet. Bijvoorbeeld: 120."),
        ],
        help_text="Wat een gemeente zelf meldde met “Wij doen dit ook”, wijzigt alleen die gemeente.",
    ),
    MultiFieldPanel(
        [
            FieldPanel("contact_role", help_text="Bijvoorbeeld: projectleider zorg en veiligheid."),
            FieldPanel(
                "contact_mailbox",
                help_text="Een postbus van het team, geen persoon. Bijvoorbeeld: zorgenveilig@gemeente.nl.",
            ),
            FieldPanel(
                "contact_name",
                help_text="Alleen zichtbaar voor ingelogde collega’s. Bijvoorbeeld: de naam van de projectleider.",
            ),
            FieldPanel("contact_deputy", help_text="Wie neemt het over? Bijvoorbeeld: de teamleider."),
        ],
        heading="Wie kan men bellen",
        help_text="Een praktijk zonder mens om te bellen is een halve praktijk.",
    ),
]

PRACTICE = shared.tabs(
    ("Het begin", _BEGIN),
    ("Aanpak en partners", _APPROACH),
    ("Onderweg", _ON_THE_WAY),
    ("Resultaten", _RESULTS),
    ("Overdragen", _HANDING_OVER),
)
