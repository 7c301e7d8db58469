"""Checks what people type when they save a search."""

from __future__ import annotations

from django import forms

from search.models import Rhythm
from search.models.saved_search import LONGEST_NAME


class SubscriptionForm(forms.Form):
    """The name of a saved search, and how often it may send mail."""

    name = forms.CharField(
        label="Naam",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Geef de zoekvraag een naam.",
            "max_length": f"Gebruik hoogstens {LONGEST_NAME} tekens.",
        },
    )
    rhythm = forms.ChoiceField(
        label="Hoe vaak wilt u mail?",
        help_text="U krijgt alleen mail als er iets nieuws is.",
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe vaak u mail wilt.", "invalid_choice": "Kies uit de lijst."},
    )
    use_required_attribute = False

    def clean_name(self) -> str:
        """Return the name on one line: it may stand in the subject of a mail."""
        return " ".join(str(self.cleaned_data["name"]).split())


class RhythmForm(SubscriptionForm):
    """Only the rhythm: for what has a name of its own."""

    name = None  # type: ignore[assignment]
