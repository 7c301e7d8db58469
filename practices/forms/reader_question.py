"""The forms of a question at a practice, and of its answer."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator

from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm

LONGEST_QUESTION = 2_000
LONGEST_ANSWER = 10_000


class AskForm(GuardedForm):
    """What a reader wants to know, and in which function."""

    text = CountedText(
        longest=LONGEST_QUESTION,
        counted=True,
        label="Uw vraag",
        help_text="Eén vraag, zo kort als het kan. Geen namen, en niets waaraan men een inwoner herkent.",
        error_messages={"required": "Schrijf uw vraag op."},
    )
    asked_as = forms.CharField(
        label="Uw functie",
        help_text="Zo weet de ander wie het vraagt. Bijvoorbeeld: beleidsadviseur jeugd. Uw naam hoeft niet.",
        required=False,
        validators=[MaxLengthValidator(200, "Deze tekst is te lang: gebruik hoogstens 200 tekens.")],
    )


class ReplyForm(GuardedForm):
    """The answer to a question of a reader."""

    text = CountedText(
        longest=LONGEST_ANSWER,
        rows=6,
        label="Uw antwoord",
        help_text="Weet u het ook niet? Dat is ook een antwoord. Geen namen van inwoners of collega’s.",
        error_messages={"required": "Schrijf uw antwoord op."},
    )
