"""What editors type about an item: a question, a reason, the notes of a label; and what a reader reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from practices.choices import Criterion, ReportKind
from practices.forms.guarded import GuardedForm
from practices.rules.curation import MOST_FEATURED

LONGEST = 2_000
#: A field that people do not see: who fills it in is a program.
TRAP = "website"


class ReasonForm(GuardedForm):
    """A reason that the owner reads."""

    reason = forms.CharField(
        label="Reden",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf de reden op. De eigenaar leest die."},
    )


class FeatureForm(GuardedForm):
    """Where an item stands on the first page, and until when."""

    position = forms.IntegerField(
        label="Plaats op de eerste pagina",
        min_value=1,
        max_value=99,
        initial=1,
        error_messages={"required": "Vul een plaats in, bijvoorbeeld 1."},
        help_text=f"1 komt eerst. Een bezoeker ziet er hoogstens {MOST_FEATURED}.",
    )
    until = forms.DateField(
        label="Tot en met",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Kies tot welke dag.", "invalid": "Vul een datum in, zoals 31-12-2026."},
    )

    def clean_until(self) -> Any:
        """Refuse a day that is over."""
        until = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError("Deze dag is al voorbij.")
        return until


#: What an editor asks oneself per criterion.
ASKED: Mapping[Criterion, str] = {
    Criterion.RECOGNISABLE: "Ziet een collega elders de eigen opgave erin terug?",
    Criterion.TRANSFERABLE: "Staat er genoeg in om er zelf mee te beginnen?",
    Criterion.HONEST: "Lezen wij ook wat niet lukte, en wat dat leerde?",
    Criterion.CURRENT: "Is dit zoals het nu gaat, en wie bevestigde dat?",
}


class LabelForm(GuardedForm):
    """A note on each criterion."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for criterion in Criterion:
            self.fields[criterion.value] = forms.CharField(
                label=criterion.label,
                max_length=LONGEST,
                help_text=ASKED[criterion],
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": "Schrijf op wat u zag. Lezers zien dit bij het label."},
            )

    @property
    def notes(self) -> dict[Criterion, str]:
        """The notes as typed, once they were checked."""
        return {criterion: self.cleaned_data[criterion.value] for criterion in Criterion}


class ReportForm(GuardedForm):
    """What a reader says is wrong. No name and no address: who wants an answer gets in touch with the owner."""

    kind = forms.ChoiceField(
        label="Wat is er aan de hand?",
        choices=ReportKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er aan de hand is.", "invalid_choice": "Kies een van deze vijf."},
    )
    text = forms.CharField(
        label="Waar staat het, en wat klopt er niet?",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Noem geen namen of nummers van mensen, ook niet die u op de pagina zag. Schrijf waar het staat.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the kind says too little."""
        cleaned = super().clean()
        if cleaned.get("kind") in {ReportKind.WRONG, ReportKind.OTHER} and not cleaned.get("text", "").strip():
            self.add_error("text", "Schrijf in een paar woorden wat er niet klopt.")
        return cleaned

    @property
    def is_by_program(self) -> bool:
        """Somebody filled in what people do not see."""
        return bool(self.data.get(TRAP))


#: How long somebody is featured when an editor says nothing else.
FEATURED_FOR = timedelta(days=14)
