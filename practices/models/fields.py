"""Lists and small tables that a page keeps as JSON, and how an editor types them: one item a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField

from practices.blocks.content import SEARCH, content_blocks
from practices.rules.lines import (
    NotANumber,
    join_lines,
    join_money,
    join_scores,
    split_lines,
    split_money,
    split_scores,
)


class LinesInput(AdminAutoHeightTextInput):
    """A text area that grows with its lines."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {})})


class _TypedField(forms.CharField):
    """A form field whose value is no text but what the text says."""

    widget = LinesInput

    def __init__(self, **options: Any) -> None:
        for model_only in ("encoder", "decoder"):
            options.pop(model_only, None)
        # Forms of the admin draw no hidden copy of the value; without it everything would count as changed.
        super().__init__(**{**options, "strip": False, "show_hidden_initial": False})

    def to_text(self, value: Any) -> str:
        raise NotImplementedError

    def to_value(self, text: str) -> Any:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else self.to_text(value)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.to_value(text if isinstance(text, str) else "")

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Nothing to add: what the text says was checked when it was read."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_value(data or "") != (initial or type(initial)()))
        except ValidationError:
            return True


class LinesField(_TypedField):
    """Texts, one a line; a line that begins with two spaces goes on with the text above it."""

    def to_text(self, value: Sequence[str] | None) -> str:
        return join_lines(value or [])

    def to_value(self, text: str) -> list[str]:
        return split_lines(text)


class MoneyField(_TypedField):
    """Who pays what, one a line: source, a bar, the amount."""

    def to_text(self, value: Sequence[dict[str, Any]] | None) -> str:
        return join_money(value or [])

    def to_value(self, text: str) -> list[dict[str, Any]]:
        return split_money(text)


class ScoresField(_TypedField):
    """Scores of 1 to 5, one a line: statement, a colon, the score."""

    def to_text(self, value: dict[str, int] | None) -> str:
        return join_scores(value or {})

    def to_value(self, text: str) -> dict[str, int]:
        try:
            return split_scores(text)
        except NotANumber as error:
            raise ValidationError(
                f"Zet achter “{error}” een heel getal van 1 tot en met 5, na een dubbele punt."
            ) from error


class _JSONField(models.JSONField):
    """A JSON field that migrations know as Django's own: only the form differs."""

    form_class: type[forms.Field]

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": self.form_class, **kwargs})

    def text_of(self, value: Any) -> str:
        """Return the value as an editor sees it, for comparing two revisions."""
        return str(self.formfield().prepare_value(value))


class TextListField(_JSONField):
    """A list of texts."""

    form_class = LinesField


class MoneyListField(_JSONField):
    """Money by source: a list of {"bron", "bedrag"}; the amount is a text or a number."""

    form_class = MoneyField


class ScoreTableField(_JSONField):
    """A score of 1 to 5 by statement."""

    form_class = ScoresField


class SlugListField(_JSONField):
    """Slugs of entries of a list, which one ticks."""

    def choices_now(self) -> list[tuple[str, str]]:
        """Return slug and name of each entry."""
        raise NotImplementedError

    def formfield(self, **kwargs: Any) -> Any:
        return forms.TypedMultipleChoiceField(
            choices=self.choices_now,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=capfirst(str(self.verbose_name)),
            help_text=self.help_text,
            empty_value=[],
        )

    def text_of(self, value: Any) -> str:
        names = dict(self.choices_now())
        return "\n".join(str(names.get(slug, slug)) for slug in value or [])


#: Each live search on a page asks the search engine once per visit.
MOST_SEARCHES = 3


class ContentField(StreamField):
    """The blocks of a dossier. Migrations name this class, so that a change of a block needs none."""

    def __init__(self, **options: Any) -> None:
        counts = {SEARCH: {"max_num": MOST_SEARCHES}}
        super().__init__(content_blocks(), **{"block_counts": counts, **options})

    def deconstruct(self) -> Any:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
