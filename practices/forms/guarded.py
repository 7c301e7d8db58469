"""What the forms have in common whose texts go online at once: the privacy guard, and a day that may be right."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from practices.rules.privacy import find

#: Under this name somebody says that what looks like personal data is none.
NO_PERSON = "geen_persoon"


def look_for_personal_data(form: forms.Form, name: str, text: str) -> list[str]:
    """Stop a form at certain personal data in the text of a field; return what to ask about likely data."""
    remarks = []
    for found in find(text):
        remark = f"Dit lijkt een {found.label}: {found.masked}."
        if found.severity == "block":
            form.add_error(name, f"{remark} Haal het weg: gegevens van personen mag u hier niet delen.")
        else:
            remarks.append(remark)
    return remarks


class GuardedForm(forms.Form):
    """A form whose texts go online at once: certain personal data stops it, likely data asks once more.

    today: the day on which it is filled in
    meant_to_be_shared: fields that ask for an address to reach somebody at, in which the guard does not look
    remarks: what looks like personal data, until the person says that it is none
    """

    use_required_attribute = False
    meant_to_be_shared: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.remarks: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Look for personal data in every text."""
        for name, text in self._texts():
            for remark in look_for_personal_data(self, name, text):
                self.remarks.append(f"{self.fields[name].label}: {remark[0].lower()}{remark[1:]}")
        if self.remarks and self.data.get(NO_PERSON) != "ja":
            raise ValidationError("Kijk hieronder na of u geen gegeven van een persoon deelt.")
        return self.cleaned_data

    def _texts(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for name, value in self.cleaned_data.items():
            if name in self.meant_to_be_shared:
                continue
            found += [(name, text) for text in _texts_in(value)]
        return found


def _texts_in(value: Any) -> list[str]:
    """Return the texts of a value, also of those in rows."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts_in(each)]
    if isinstance(value, (list, tuple)):
        return [text for each in value for text in _texts_in(each)]
    return []
