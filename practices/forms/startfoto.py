"""The forms of a startfoto: a round with its statements, a partner to ask, and the scores themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm
from practices.forms.startbericht import FIRST_DAY, LONGEST_TEXT
from practices.forms.updates import DAYS, PastDay
from practices.models import PartnerKind
from practices.rules.startfoto import HIGHEST, LONGEST_STATEMENT, LOWEST, MOST_OWN

#: A round lasts so long at most, and the next one is at most so far away.
_LONGEST_ROUND, _FARTHEST = timedelta(days=365), timedelta(days=5 * 366)
_NOT_A_DAY = {
    "required": "Vul een datum in.",
    "invalid": "Dit is geen datum. Schrijf dag, maand en jaar, zoals 21-03-2026.",
}


def _day(label: str, help_text: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=_NOT_A_DAY,
    )


class RoundForm(GuardedForm):
    """A round: its dates, and what is asked beside the six statements that are the same everywhere."""

    on = PastDay(label="Van welke dag is deze foto?", help_text="Meestal vandaag. Deze dag staat bij de grafiek.")
    closes_on = _day("Invullen tot en met", "Een week voor deze dag krijgt wie nog niets vrijgaf één herinnering.")
    asks_family = forms.BooleanField(label="Vraag ook: “Wat merkt het gezin ervan, en hoe weet u dat?”", required=False)
    again_on = _day(
        "Herinner mij aan de volgende foto op",
        "U krijgt die dag een mail. Bijvoorbeeld: over een half jaar.",
        required=False,
    )

    def __init__(self, *args: Any, has_date: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        own = {f"own_{number}": _statement(number) for number in range(1, MOST_OWN + 1)}
        order = ["on", "closes_on", *own, "asks_family", "again_on"]
        self.fields.update(own)
        self.order_fields(order)
        if not has_date:
            del self.fields["on"]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not FIRST_DAY <= day <= self.today:
            raise ValidationError("Kies vandaag, of een dag die voorbij is.")
        return day

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        if not self.today <= day <= self.today + _LONGEST_ROUND:
            raise ValidationError("Kies een dag van vandaag of later, hoogstens een jaar vooruit.")
        return day

    def clean_again_on(self) -> date | None:
        day: date | None = self.cleaned_data["again_on"]
        stays = day == self.initial.get("again_on")  # a day that was right once may have passed since
        if day and not stays and not self.today < day <= self.today + _FARTHEST:
            raise ValidationError("Kies een dag na vandaag, hoogstens vijf jaar vooruit.")
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        own = [told.get(f"own_{number}", "") for number in range(1, MOST_OWN + 1)]
        told["own_statements"] = [text for text in own if text]
        if len({text.casefold() for text in told["own_statements"]}) < len(told["own_statements"]):
            self.add_error("own_1", "Twee eigen stellingen zijn hetzelfde.")
        return told


def _statement(number: int) -> forms.CharField:
    longest = f"Deze stelling is te lang: gebruik hoogstens {LONGEST_STATEMENT} tekens."
    help_text = "Zo geschreven dat hoger beter is. Bijvoorbeeld: Wij kennen elkaars werk" if number == 1 else ""
    return _OneLine(
        label=f"Eigen stelling {number}",
        help_text=help_text,
        required=False,
        validators=[MaxLengthValidator(LONGEST_STATEMENT, longest)],
    )


class _OneLine(forms.CharField):
    """A text of one line, without spaces that nobody sees."""

    def to_python(self, value: Any) -> Any:
        return " ".join(str(super().to_python(value) or "").split())


class PartnerForm(GuardedForm):
    """A partner to ask."""

    meant_to_be_shared: ClassVar[frozenset[str]] = frozenset({"mailbox"})

    partner = _OneLine(
        label="Welke partner?",
        help_text="De naam van de organisatie, geen persoon. Bijvoorbeeld: Veilig Thuis.",
        validators=[MaxLengthValidator(200, "Deze naam is te lang: gebruik hoogstens 200 tekens.")],
        error_messages={"required": "Schrijf op welke partner u vraagt."},
    )
    partner_kind = forms.ModelChoiceField(
        label="Soort organisatie",
        queryset=PartnerKind.objects.filter(is_retired=False),
        required=False,
        empty_label="Kies een soort",
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    mailbox = forms.EmailField(
        label="E-mailadres",
        help_text=(
            "Wij sturen de persoonlijke link naar dit adres, en wissen het uiterlijk een half jaar na de ronde. "
            "Laat u dit leeg? Dan krijgt u de link zelf, om door te geven."
        ),
        required=False,
        max_length=254,
        error_messages={
            "invalid": "Dit is geen e-mailadres. Schrijf het zoals team@organisatie.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )


class ScoreForm(GuardedForm):
    """A score of 1 to 5 per statement, each of which may be left out, and words beside them."""

    def __init__(self, *args: Any, statements: Sequence[tuple[str, str]], asks_family: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.statements = list(statements)
        for number, (_, text) in enumerate(self.statements):
            self.fields[f"score_{number}"] = forms.TypedChoiceField(
                label=text,
                choices=[*((str(score), str(score)) for score in range(LOWEST, HIGHEST + 1)), ("", "Weet ik niet")],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies een cijfer van 1 tot en met 5."},
            )
        self.fields["remark"] = CountedText(
            longest=LONGEST_TEXT,
            label="Toelichting",
            help_text="Wat maakt dat het zo gaat? Geen namen van inwoners of collega’s.",
            required=False,
        )
        if asks_family:
            self.fields["family_effect"] = CountedText(
                longest=LONGEST_TEXT,
                label="Wat merkt het gezin ervan, en hoe weet u dat?",
                help_text="Vertel het zo dat niemand te herkennen is.",
                required=False,
            )

    @property
    def score_fields(self) -> list[Any]:
        """Return the fields of the statements, to be drawn in a row each."""
        return [self[f"score_{number}"] for number in range(len(self.statements))]

    @property
    def text_fields(self) -> list[Any]:
        """Return the fields of the words beside them."""
        return [self[name] for name in ("remark", "family_effect") if name in self.fields]

    @property
    def scores(self) -> dict[str, int]:
        """Return what was scored, by the name of the statement."""
        given = {name: self.cleaned_data.get(f"score_{number}") for number, (name, _) in enumerate(self.statements)}
        return {name: score for name, score in given.items() if score is not None}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors and not self.scores:
            raise ValidationError("Geef ten minste één stelling een cijfer.")
        return told


def as_typed(statements: Sequence[tuple[str, str]], scores: dict[str, int]) -> dict[str, Any]:
    """Return what a form of scores begins with."""
    return {f"score_{number}": str(scores[name]) for number, (name, _) in enumerate(statements) if name in scores}
