"""What is checked when an item is saved in /cms/, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from practices.rules.privacy.asking import REASON, remedy
from practices.rules.privacy.guard import LONGEST_REASON, Found, Text, is_reason
from practices.rules.visibility import VISITOR

#: Addresses that are meant to be shared.
_EXEMPT = frozenset({"contact_mailbox", "manager_mailbox", "mailbox", "url", "slug", REASON})
#: Fields that ask for the name of a colleague or an organisation.
_ASK_NAMES = frozenset(
    {"contact_name", "contact_deputy", "manager_name", "reviewed_by", "name", "decided_by", "partner"}
)


class SharedPageForm(WagtailAdminPageForm):
    """Stops personal data before it is published; a draft is kept as it was typed, so that nothing gets lost.

    Of other pages one chooses from those that one may see; what was chosen before by somebody who sees more, stays.
    """

    #: Fields in which one chooses pages.
    CHOICES_OF_PAGES = ("terms", "legal_cases", "practices")

    privacy_reason = forms.CharField(
        required=False, max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}), label="Reden"
    )

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
            self._check_texts()
        return cleaned

    def _post_clean(self) -> None:
        """Keep what was chosen and is not on the screen."""
        for name in self.CHOICES_OF_PAGES:
            if name in self.cleaned_data:
                shown = self.fields[name].queryset
                hidden = [page for page in getattr(self.instance, name).all() if not shown.filter(pk=page.pk).exists()]
                self.cleaned_data[name] = [*self.cleaned_data[name], *hidden]
        super()._post_clean()

    def _check_texts(self) -> None:
        """Say beside each field what it holds of persons; what is likely only needs a reason."""
        asked: list[Found] = []
        for form, place in self._parts():
            found = self.instance.personal_data_in(_texts(form, place))
            for each in found:
                if each.is_hard:
                    self._say(form, each)
            asked += [each for each in found if not each.is_hard]
        if asked and not is_reason(self.cleaned_data.get(REASON) or ""):
            self.add_error(None, "Hier staan misschien gegevens van personen. Kijk op het tabblad Delen bij “Reden”.")
            self.add_error(REASON, [each.told for each in asked])

    def _parts(self) -> Iterator[tuple[forms.BaseForm, str]]:
        yield self, ""
        for formset in self.formsets.values():
            rows = [form for form in formset.forms if form not in formset.deleted_forms]
            for number, form in enumerate(rows, start=1):
                name = str(form._meta.model._meta.verbose_name).capitalize()
                yield form, f"{name} {number}: " if len(rows) > 1 else f"{name}: "

    def _say(self, form: forms.BaseForm, found: Found) -> None:
        if found.field in form.fields:
            form.add_error(found.field, f"{found.told} {remedy(found)}")
        else:
            self.add_error(None, f"{found.told} {remedy(found)}")


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


def _texts(form: forms.BaseForm, place: str) -> Iterator[Text]:
    """Yield every text of a form with its place; of a list each part."""
    for name, value in getattr(form, "cleaned_data", {}).items():
        if name in _EXEMPT:
            continue
        label = f"{place}{form.fields[name].label}" if name in form.fields and form.fields[name].label else name
        asks_name = name in _ASK_NAMES
        if isinstance(value, str):
            yield Text(name, label, value, asks_name)
        elif isinstance(value, list):
            yield from (Text(name, f"{label}, regel {number}", str(part)) for number, part in enumerate(value, start=1))
        elif hasattr(value, "get_prep_value") and hasattr(value, "stream_block"):
            yield Text(name, label, str(value.get_prep_value()))
