"""What editors fill in once for several items: each deed asks what it needs."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from practices.forms.curating import FeatureForm, ReasonForm
from practices.forms.guarded import GuardedForm

LONGEST_KEYWORD = 100


class NothingForm(GuardedForm):
    """Nothing to fill in."""


class KeywordForm(GuardedForm):
    """A keyword that several items get."""

    keyword = forms.CharField(
        label="Trefwoord",
        max_length=LONGEST_KEYWORD,
        error_messages={"required": "Vul een trefwoord in, bijvoorbeeld wijkteam."},
        help_text="Een oud trefwoord wordt vanzelf het nieuwe.",
    )


class UntilForm(FeatureForm):
    """Until when several items stand on the first page, in the order in which they were chosen."""


#: What one can do with several items: the name in the address, what it is called, and what it asks.
TOGETHER: Mapping[str, tuple[str, type[GuardedForm]]] = {
    "gezien": ("Gezien", NothingForm),
    "bevestiging": ("Vraag of het nog klopt", NothingForm),
    "trefwoord": ("Geef een trefwoord", KeywordForm),
    "uitlichten": ("Licht uit op de eerste pagina", UntilForm),
    "offline": ("Haal offline", ReasonForm),
}
