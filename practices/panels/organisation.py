"""The form of an organisation: its name for all, its place for those who curate."""

from __future__ import annotations

from django.forms import Select
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from practices.panels.shared import CURATE, ONE_A_LINE
from practices.panels.widgets import EntrySelect

ORGANISATION = TabbedInterface(
    [
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        TitleFieldPanel("title", help_text="Zoals men u kent. Bijvoorbeeld: Gemeente Zaanstad."),
                        FieldPanel(
                            "mailbox",
                            help_text=(
                                "Waar men u bereikt als een contactpersoon weg is. Bijvoorbeeld: "
                                "zorgenveilig@gemeente.nl."
                            ),
                        ),
                    ],
                    heading="De organisatie",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel(
                            "slug",
                            permission=CURATE,
                            help_text="Laatste deel van het adres. Bijvoorbeeld: gemeente-zaanstad.",
                        ),
                        FieldPanel(
                            "code",
                            permission=CURATE,
                            help_text=(
                                "Blijft altijd gelijk. Bijvoorbeeld: GM0479 voor een gemeente, politie-nh voor een "
                                "partner."
                            ),
                        ),
                        FieldPanel(
                            "organisation_kind",
                            permission=CURATE,
                            help_text=(
                                "Bijvoorbeeld: Gemeente. Partners zien alleen wat openbaar is of waarin zij genoemd "
                                "zijn."
                            ),
                        ),
                        FieldPanel(
                            "municipality",
                            widget=Select,
                            permission=CURATE,
                            help_text="Verplicht bij een gemeente. Bijvoorbeeld: Zaanstad.",
                        ),
                        FieldPanel(
                            "safety_region",
                            widget=Select,
                            permission=CURATE,
                            help_text="Bij een regio. Bijvoorbeeld: Zaanstreek-Waterland.",
                        ),
                        FieldPanel(
                            "partner_kind",
                            widget=EntrySelect,
                            permission=CURATE,
                            help_text="Bij een partner. Bijvoorbeeld: Politie.",
                        ),
                        FieldPanel(
                            "mail_domains", permission=CURATE, help_text=f"{ONE_A_LINE} Bijvoorbeeld: zaanstad.nl"
                        ),
                    ],
                    heading="Plaats in het portaal",
                ),
            ],
            heading="Organisatie",
        ),
        ObjectList([PublishingPanel()], heading="Publiceren"),
    ]
)
