"""Fields of the startbericht that Django has not: names of municipalities, themes in order, rows of questions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from practices.actions.practice import Question
from practices.choices import QuestionType
from practices.models import Municipality, OrganisationPage, Theme
from practices.queries.names import municipality_names, organisation_names

_BETWEEN_NAMES = re.compile(r"[;\n]")
LONGEST_QUESTION = 2_000
MOST_MUNICIPALITIES = 100
MOST_QUESTIONS = 20
MOST_THEMES = 3


class ListInput(forms.Widget):
    """Hands on a list as it was kept; templates draw it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = data.get(name)
        return value if isinstance(value, list) else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class MunicipalitiesField(forms.Field):
    """A list of names as typed; gives the municipalities of today. A name that may be several must be chosen."""

    widget = ListInput

    def clean(self, value: Any) -> tuple[Municipality, ...]:
        typed = [name.strip() for text in value or [] for name in _BETWEEN_NAMES.split(str(text)) if name.strip()]
        if not typed:
            raise ValidationError("Vul ten minste één gemeente in.", code="required")
        if len(typed) > MOST_MUNICIPALITIES:
            raise ValidationError(f"Noem hoogstens {MOST_MUNICIPALITIES} gemeenten.")
        names, slugs, errors = municipality_names(), [], []
        for name in typed:
            found = names.find(name)
            if len(found) == 1:
                slugs.append(found[0])
            elif found:
                errors.append(f"“{_short(name)}” kan meer dan één gemeente zijn. Kies hieronder welke u bedoelt.")
            else:
                errors.append(f"“{_short(name)}” kennen wij niet als gemeente. Kies een naam uit de lijst.")
        if errors:
            raise ValidationError(errors)
        found_here = Municipality.objects.in_bulk(slugs, field_name="slug")
        return tuple(found_here[slug] for slug in dict.fromkeys(slugs))


def names_to_choose(value: Any) -> list[tuple[str, list[str]]]:
    """Return the typed names that may be several municipalities, each with the names of those."""
    typed = [str(text).strip() for text in value or []]
    names = municipality_names()
    unclear = {name: found for name in typed if len(found := names.find(name)) > 1}
    here = Municipality.objects.in_bulk([slug for found in unclear.values() for slug in found], field_name="slug")
    return [(name, [here[slug].name for slug in found]) for name, found in unclear.items()]


class OrganisationField(forms.CharField):
    """The name of any organisation or municipality: for those who share for others. Gives a page or a municipality."""

    def clean(self, value: Any) -> OrganisationPage | Municipality:
        name = super().clean(value)
        codes = organisation_names().find(name)
        if len(codes) == 1:
            page: OrganisationPage = OrganisationPage.objects.get(code=codes[0])
            return page
        slugs = municipality_names().find(name)
        if len(slugs) == 1:
            return Municipality.objects.get(slug=slugs[0])
        if codes or slugs:
            raise ValidationError(f"“{_short(name)}” kan meer dan één organisatie zijn. Schrijf de naam voluit.")
        raise ValidationError(f"“{_short(name)}” kennen wij niet als organisatie. Kies een naam uit de lijst.")


class OwnOrganisationField(forms.ChoiceField):
    """One of the organisations of the person that shares, by code."""

    def __init__(self, organisations: list[OrganisationPage], **options: Any) -> None:
        self._organisations = {page.code: page for page in organisations}
        choices = [("", "Kies een organisatie"), *((page.code, page.title) for page in organisations)]
        super().__init__(choices=choices[1:] if len(organisations) == 1 else choices, **options)

    def clean(self, value: Any) -> OrganisationPage:
        return self._organisations[super().clean(value)]


class ThemesField(forms.Field):
    """A list of slugs of themes; gives one to three different themes, the main one first."""

    widget = ListInput

    def clean(self, value: Any) -> tuple[Theme, ...]:
        slugs = list(dict.fromkeys(str(slug) for slug in value or [] if slug))
        if not slugs:
            raise ValidationError("Kies ten minste het hoofdthema.", code="required")
        if len(slugs) > MOST_THEMES:
            raise ValidationError(f"Kies hoogstens {MOST_THEMES} thema’s.")
        themes = Theme.objects.in_bulk(slugs, field_name="slug")
        if len(themes) < len(slugs):
            raise ValidationError("Kies een thema uit de lijst.")
        return tuple(themes[slug] for slug in slugs)


class QuestionsField(forms.Field):
    """Rows of a question, its type and the id of the question that it changes; rows without text are left out."""

    widget = ListInput

    def clean(self, value: Any) -> tuple[Question, ...]:
        rows = [row for row in value or [] if isinstance(row, dict) and str(row.get("question", "")).strip()]
        if not rows:
            raise ValidationError("Schrijf ten minste één leervraag op.", code="required")
        if len(rows) > MOST_QUESTIONS:
            raise ValidationError(f"Schrijf hoogstens {MOST_QUESTIONS} leervragen op.")
        return tuple(self._question(number, row) for number, row in enumerate(rows, start=1))

    def _question(self, number: int, row: dict[str, Any]) -> Question:
        text, question_type, pk = str(row["question"]).strip(), str(row.get("type", "")), str(row.get("id", ""))
        if len(text) > LONGEST_QUESTION:
            raise ValidationError(f"Leervraag {number} is te lang: gebruik hoogstens {LONGEST_QUESTION} tekens.")
        if question_type not in QuestionType.values:
            raise ValidationError(f"Kies bij leervraag {number} waar de vraag over gaat.")
        return Question(text, question_type, _number(pk), _number(str(row.get("origin", ""))))


class CountedText(forms.CharField):
    """Text with a longest length that the page counts down, but never cuts off."""

    def __init__(self, *, longest: int, rows: int = 4, counted: bool = False, **options: Any) -> None:
        attributes: dict[str, Any] = {"rows": rows}
        if counted:
            attributes["data-counter"] = longest
        super().__init__(widget=forms.Textarea(attrs=attributes), **options)
        self.validators.append(
            MaxLengthValidator(
                longest, f"Deze tekst is te lang: gebruik hoogstens {longest} tekens. Het zijn er nu %(show_value)d."
            )
        )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"
