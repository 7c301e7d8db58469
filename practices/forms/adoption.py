"""The form of "wij doen dit ook": how far a municipality is, what it changed and why, and whom one can ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from practices.choices import AdoptionStep
from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm
from practices.forms.startbericht import FIRST_DAY, LONGEST_TEXT
from practices.forms.updates import PastDay

_EXPLAINED = {
    AdoptionStep.INTEREST: "Interesse: wij willen er meer van weten",
    AdoptionStep.EXPLORING: "Verkennen: wij zoeken uit of het hier past",
    AdoptionStep.ADOPTED: "Aangepast overgenomen: wij doen het, op onze manier",
    AdoptionStep.STOPPED: "Gestopt: wij deden of onderzochten het, en nu niet meer",
}


class AdoptionForm(GuardedForm):
    """Only how far it is must be filled in."""

    meant_to_be_shared: ClassVar[frozenset[str]] = frozenset({"contact_mailbox"})

    step = forms.ChoiceField(
        label="Hoe ver bent u?",
        choices=[(step.value, _EXPLAINED[step]) for step in AdoptionStep],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe ver u bent.", "invalid_choice": "Kies uit de lijst."},
    )
    since = PastDay(label="Sinds wanneer?", required=False)
    what_differs = CountedText(
        longest=LONGEST_TEXT, label="Wat doet u anders?", help_text="Bijvoorbeeld: zonder de politie.", required=False
    )
    why = CountedText(
        longest=LONGEST_TEXT,
        label="Waarom doet u dat anders?",
        help_text="Daar leren de volgende gemeenten het meest van.",
        required=False,
    )
    own_practice: Any = forms.ModelChoiceField(
        label="Uw eigen praktijk",
        help_text="Heeft u beschreven hoe u het doet? Dan ziet iedereen die het mag zien, wat waaruit voortkwam.",
        queryset=None,
        required=False,
        empty_label="Geen, of nog niet",
        error_messages={"invalid_choice": "Kies een praktijk van uw eigen gemeente."},
    )
    contact_role = forms.CharField(
        label="Wie kunnen collega’s vragen?",
        help_text="Een rol, geen naam. Bijvoorbeeld: beleidsadviseur zorg en veiligheid.",
        required=False,
        validators=[MaxLengthValidator(200, "Deze tekst is te lang: gebruik hoogstens 200 tekens.")],
    )
    contact_mailbox = forms.EmailField(
        label="E-mailadres van uw team",
        help_text="Alleen medewerkers van gemeenten, regio’s en VNG zien dit.",
        required=False,
        max_length=254,
        error_messages={
            "invalid": "Dit is geen e-mailadres. Schrijf het zoals team@gemeente.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )
    hours_saved = forms.DecimalField(
        label="Hoeveel uur werk bespaarde dit u?",
        help_text="Een schatting is genoeg. Bijvoorbeeld: 40.",
        required=False,
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": "Vul een getal in, zoals 40 of 12,5.",
            "min_value": "Vul een getal van 0 of hoger in.",
            "max_digits": "Dit getal is te groot.",
            "max_whole_digits": "Dit getal is te groot.",
            "max_decimal_places": "Gebruik hoogstens één cijfer achter de komma.",
        },
    )

    def __init__(self, *args: Any, own_practices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["own_practice"].queryset = own_practices  # type: ignore[attr-defined]

    def clean_since(self) -> date | None:
        since: date | None = self.cleaned_data["since"]
        if since and not FIRST_DAY <= since <= self.today:
            raise ValidationError("Kies een dag die voorbij is, of vandaag.")
        return since
