"""Asks for whom a link to read along is, and what its reader says."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator

from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm

_SHORT = MaxLengthValidator(100, "Deze tekst is te lang: gebruik hoogstens 100 tekens.")


class ReadingLinkForm(forms.Form):
    """For whom; only those who may edit see it."""

    use_required_attribute = False

    label = forms.CharField(
        label="Voor wie is de link?",
        help_text="Zo ziet u later wie hem opende. Bijvoorbeeld: wethouder, of jurist van de regio.",
        error_messages={"required": "Vul in voor wie de link is."},
        validators=[_SHORT],
    )


class RemarkForm(GuardedForm):
    """What a reader says."""

    #: Readers may sign with their own name.
    meant_to_be_shared = frozenset({"name"})

    text = CountedText(
        longest=5_000,
        rows=5,
        label="Uw opmerking",
        help_text="Wat is onduidelijk, wat klopt niet, wat mist u? Geen gegevens van inwoners.",
        error_messages={"required": "Schrijf uw opmerking op."},
    )
    name = forms.CharField(label="Uw naam of functie", required=False, validators=[_SHORT])
