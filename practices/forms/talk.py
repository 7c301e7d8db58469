"""The forms of a request to talk: the message, and the answer."""

from __future__ import annotations

from django import forms

from practices.choices import TalkAnswer
from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm

LONGEST_MESSAGE = 1_000


class TalkForm(GuardedForm):
    """What one writes to somebody whom one does not know yet."""

    message = CountedText(
        longest=LONGEST_MESSAGE,
        rows=6,
        counted=True,
        label="Uw bericht",
        help_text="Kort is goed. Geen telefoonnummer: zegt de ander ja, dan krijgt u elkaars mailadres.",
        error_messages={"required": "Schrijf een bericht."},
    )


class TalkAnswerForm(GuardedForm):
    """Yes or no, with a word beside it."""

    answer = forms.ChoiceField(
        label="Wilt u praten?",
        choices=[(TalkAnswer.YES, "Ja, geef ons elkaars mailadres"), (TalkAnswer.NO, "Nee, nu niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    reply = CountedText(
        longest=LONGEST_MESSAGE,
        label="Wilt u er iets bij zeggen?",
        help_text="Bijvoorbeeld wanneer u kunt, of wie de ander beter kan bellen.",
        required=False,
    )
