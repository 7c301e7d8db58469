"""What the forms have in common whose texts go online at once: the privacy guard, and a day that may be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from practices.models import SharedPage
from practices.models.guard import Known
from practices.models.texts import ASK_NAMES
from practices.rules.privacy.asking import REASON, lacks_reason, remedy, shown
from practices.rules.privacy.guard import Text

#: Fields that ask for the name of somebody, whatever the form.
_ASK_NAMES = frozenset(name.rpartition(".")[2] for name in ASK_NAMES)


class GuardedForm(forms.Form):
    """A form whose texts go online at once: certain personal data stops it, likely data needs a reason.

    today: the day on which it is filled in
    meant_to_be_shared: fields that ask for an address to reach somebody at, in which the guard does not look
    page: what it is about; what stands there already, or was allowed there before, is not asked about again
    remarks: what looks like personal data; `shown`: the same as marks, for the form to send along
    """

    use_required_attribute = False
    meant_to_be_shared: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, today: date, page: SharedPage | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.known = Known(page)
        self.remarks: list[str] = []
        self.shown = ""

    def clean(self) -> dict[str, Any]:
        """Look for personal data in every text."""
        found = self.known.new_in(self._texts())
        for each in found:
            if each.is_hard:
                self.add_error(each.field, f"{each.told} {remedy(each)}")
        soft = [each for each in found if not each.is_hard]
        self.remarks, self.shown = [each.told for each in soft], shown(soft)
        lacking = lacks_reason(soft, self.data)
        if lacking:
            raise ValidationError(lacking)
        return self.cleaned_data

    @property
    def privacy_answer(self) -> str:
        """Why it may be shared, as typed."""
        return str(self.data.get(REASON) or "")

    def _texts(self) -> Iterator[Text]:
        """Yield the texts of all fields but those that ask for an address of mail."""
        for name, value in self.cleaned_data.items():
            field = self.fields[name]
            if name not in self.meant_to_be_shared and not isinstance(field, forms.EmailField):
                texts = list(_texts_in(value, name))
                for number, (part, text) in enumerate(texts, start=1):
                    place = (
                        f"{field.label}, regel {number}" if isinstance(value, list) and len(texts) > 1 else field.label
                    )
                    yield Text(name, str(place), text, asks_name=part in _ASK_NAMES)


def _texts_in(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a value with the name of the innermost field, also of those in rows."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for part, each in value.items():
            yield from _texts_in(each, part)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts_in(each, name)
