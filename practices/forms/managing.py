"""Forms of one question about a page that is there: its phase, and who may see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from practices.choices import Visibility
from practices.forms.startbericht import WhyForm, check_day
from practices.models.guard import PersonalDataFound
from practices.rules.privacy.asking import REASON, lacks_reason, remedy, shown


class PhaseForm(forms.Form):
    """The phase and since when."""

    phase = WhyForm.base_fields["phase"]
    phase_since = WhyForm.base_fields["phase_since"]
    use_required_attribute = False

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_phase_since(self) -> date:
        return check_day(self.cleaned_data["phase_since"], today=self.today)


class VisibilityForm(forms.Form):
    """Who may see the page."""

    visibility = forms.ChoiceField(
        label="Wie mag dit zien?",
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie dit mag zien.", "invalid_choice": "Kies uit de lijst."},
    )
    use_required_attribute = False


class FoundForm(forms.Form):
    """What the gate found in a page that goes online as it is: what must go, and what needs a reason."""

    def __init__(self, error: PersonalDataFound, *, data: Any) -> None:
        super().__init__(data)
        soft = [each for each in error.found if not each.is_hard]
        self.remarks, self.shown = [each.told for each in soft], shown(soft)
        self.privacy_answer = str(data.get(REASON) or "")
        for each in error.found:
            if each.is_hard:
                self.add_error(None, f"{each.told} {remedy(each)}")
        if lacking := lacks_reason(soft, data):
            self.add_error(None, lacking)
