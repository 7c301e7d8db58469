"""What the steps of the startbericht have in common: what of a request they keep, and what they look for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from practices.models import SharedPage
from practices.models.guard import Known
from practices.rules.drafts import fingerprint
from practices.rules.privacy.asking import remedy
from practices.rules.privacy.guard import Found, Text
from practices.rules.visibility import Viewer

#: More rows than anybody types; the rest of a hostile request is not kept.
MOST_ROWS = 200
_NO_FREE_TEXT = frozenset({"contact_mailbox", "phase", "visibility"})


class StepForm(forms.Form):
    """A step. `LISTS` are its fields that are kept as lists; all others are kept as text."""

    LISTS: ClassVar[frozenset[str]] = frozenset()
    required_css_class = "required"

    def __init__(
        self,
        values: Mapping[str, Any],
        *,
        viewer: Viewer,
        today: date,
        editing: bool,
        check: bool,
        page: SharedPage | None = None,
    ) -> None:
        """Make the form of what is kept; `check`: also look for what is wrong. `page`: what is being edited."""
        super().__init__(data=dict(values) if check else None, initial=dict(values), use_required_attribute=False)
        self.viewer, self.today, self.editing = viewer, today, editing
        self.known = Known(page)
        #: What may be personal data; the last look asks why it may be shared.
        self.soft: tuple[Found, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Stop at personal data that must not be shared; keep what may be personal data for the last look."""
        found = self.known.new_in(self._texts())
        for each in found:
            if each.is_hard:
                self.add_error(each.field, f"{each.told} {remedy(each)}")
        self.soft = tuple(each for each in found if not each.is_hard)
        return self.cleaned_data

    def _texts(self) -> list[Text]:
        """Return the free texts of this step; the mailbox of the team is there to be seen."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in _NO_FREE_TEXT}
        questions = [
            Text("questions", f"Leervraag {number}", question.text)
            for number, question in enumerate(values.pop("questions", ()), start=1)
        ]
        texts = [(name, value) for name, value in values.items() if isinstance(value, str)]
        return [*(Text(name, str(self.fields[name].label), value) for name, value in texts), *questions]

    @classmethod
    def typed(cls, post: QueryDict) -> dict[str, Any]:
        """Return what a request says about the fields of this step; fields that it leaves out are left out."""
        values: dict[str, Any] = {}
        for name in cls.base_fields:
            if name in cls.LISTS:
                rows = cls.typed_list(name, post)
                if rows is not None:
                    values[name] = rows[:MOST_ROWS]
            elif name in post:
                values[name] = one_newline(str(post[name]))
        return values

    @classmethod
    def typed_list(cls, name: str, post: QueryDict) -> list[Any] | None:
        """Return the rows of a list field, or None when the request has none."""
        return [one_newline(text) for text in post.getlist(name)] if name in post else None

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(cls.base_fields)

    @property
    def marks(self) -> str:
        """What this window shows, as marks by field, for a hidden field."""
        return json.dumps({name: fingerprint(self.initial.get(name)) for name in self.names()})


def one_newline(text: str) -> str:
    """Return the text with line ends as one character: browsers send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
