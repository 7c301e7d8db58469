"""What is checked when an item is saved in /cms/, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from practices.rules.privacy import find
from practices.rules.visibility import VISITOR

#: Addresses that are meant to be shared.
_EXEMPT = frozenset({"contact_mailbox", "manager_mailbox", "mailbox", "url", "slug"})


class SharedPageForm(WagtailAdminPageForm):
    """Stops personal data before it is published; a draft is kept as it was typed, so that nothing gets lost.

    Of other pages one chooses from those that one may see; what was chosen before by somebody who sees more, stays.
    """

    #: Fields in which one chooses pages.
    CHOICES_OF_PAGES = ("terms", "legal_cases", "practices")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.CHOICES_OF_PAGES:
            if name in self.fields:
                field = self.fields[name]
                field.queryset = field.queryset.visible_to(getattr(self.for_user, "viewer", VISITOR)).order_by("title")

    def clean_tags(self) -> Any:
        """Take keywords that were renamed or merged for what they are called now."""
        return self.instance.keywords_now(self.cleaned_data["tags"])

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self._check_texts(self)
            for formset in self.formsets.values():
                for form in formset.forms:
                    if form not in formset.deleted_forms:
                        self._check_texts(form)
        return cleaned

    def _post_clean(self) -> None:
        """Keep what was chosen and is not on the screen."""
        for name in self.CHOICES_OF_PAGES:
            if name in self.cleaned_data:
                shown = self.fields[name].queryset
                hidden = [page for page in getattr(self.instance, name).all() if not shown.filter(pk=page.pk).exists()]
                self.cleaned_data[name] = [*self.cleaned_data[name], *hidden]
        super()._post_clean()

    def _check_texts(self, form: forms.BaseForm) -> None:
        for name, text in list(_texts(getattr(form, "cleaned_data", {}))):
            kinds = sorted(
                {f"{finding.kind} ({finding.masked})" for finding in find(text) if finding.severity == "block"}
            )
            if kinds and name in form.fields:
                form.add_error(
                    name, f"Hier staat een persoonsgegeven: {', '.join(kinds)}. Haal het weg voor u publiceert."
                )
            elif kinds:
                self.add_error(None, f"Er staat een persoonsgegeven in de tekst: {', '.join(kinds)}.")


class ItemCopyForm(CopyForm):
    """Copies below an organisation that one works for; no alias, which would have the address of another item."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        places = self.page.get_parent().get_siblings().filter(content_type=self.page.get_parent().content_type_id)
        able = [place.pk for place in places.specific() if place.permissions_for_user(self.user).can_add_subpage()]
        field = self.fields["new_parent_page"]
        field.queryset, field.widget = places.filter(pk__in=able).order_by("title"), forms.Select()
        field.widget.choices = field.choices
        field.label, field.help_text = "Organisatie", "De kopie hoort bij deze organisatie."


def _texts(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a form with the name of its field; of a list each part."""
    for name, value in values.items():
        if name in _EXEMPT:
            continue
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, list):
            yield from ((name, str(part)) for part in value)
        elif hasattr(value, "get_prep_value") and hasattr(value, "stream_block"):
            yield name, str(value.get_prep_value())
