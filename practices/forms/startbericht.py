"""The steps of the startbericht: what each asks, what of a request it keeps, and the whole of it when all is right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.text import slugify

from practices.actions.practice import StartReport
from practices.choices import Phase, QuestionType, Visibility
from practices.forms.fields import (
    CountedText,
    MunicipalitiesField,
    OrganisationField,
    OwnOrganisationField,
    QuestionsField,
    ThemesField,
    names_to_choose,
)
from practices.forms.step import StepForm, one_newline
from practices.models import OrganisationPage

LONGEST_SUMMARY = 500
LONGEST_TEXT = 20_000
#: Before this no practice on this site began; it catches typing errors such as the year 20.
FIRST_DAY = date(1990, 1, 1)


class WhatForm(StepForm):
    """Step 1: what it is, and of whom."""

    LISTS = frozenset({"municipalities"})

    title = forms.CharField(
        label="Titel",
        help_text="Zeg in één zin wat u probeert. Bijvoorbeeld: Eén regisseur voor gezinnen met veel hulpverleners.",
        error_messages={"required": "Vul een titel in."},
        validators=[MaxLengthValidator(255, "Deze titel is te lang: gebruik hoogstens 255 tekens.")],
    )
    summary = CountedText(
        longest=LONGEST_SUMMARY,
        counted=True,
        label="In het kort",
        help_text=f"Wat gaat u doen, voor wie, en waarom? Hoogstens {LONGEST_SUMMARY} tekens. Geen namen van inwoners.",
        error_messages={"required": "Vertel in het kort wat u gaat doen."},
    )
    municipalities = MunicipalitiesField(
        label="Gemeenten die meedoen", help_text="Een oude naam mag ook: die leidt naar de gemeente van nu."
    )
    lead = forms.CharField(
        label="Trekker",
        help_text="De organisatie die deze praktijk deelt en bijhoudt.",
        error_messages={"required": "Vul in welke organisatie trekker is."},
    )

    def __init__(self, values: Mapping[str, Any], **options: Any) -> None:
        super().__init__(values, **options)
        if self.editing or not self.viewer.is_signed_in:  # who signs in later belongs to an organisation then
            del self.fields["lead"]
            return
        texts: dict[str, Any] = {
            "label": self.fields["lead"].label,
            "help_text": self.fields["lead"].help_text,
            "error_messages": {
                "required": "Kies welke organisatie trekker is.",
                "invalid_choice": "Kies een organisatie uit de lijst.",
            },
        }
        if self.viewer.is_curator:
            self.fields["lead"] = OrganisationField(widget=forms.TextInput(attrs={"list": "organisaties"}), **texts)
        else:
            own = OrganisationPage.objects.filter(code__in=self.viewer.codes).order_by("title")
            self.fields["lead"] = OwnOrganisationField(list(own), **texts)

    @classmethod
    def typed_list(cls, name: str, post: QueryDict) -> list[Any] | None:
        """Return the names of municipalities, an unclear one replaced by the choice that was made for it."""
        texts = super().typed_list(name, post)
        if texts is None:
            return None
        return [post.get(choice_name(text)) or text for text in texts]

    @property
    def unclear(self) -> list[dict[str, Any]]:
        """The names that may be several municipalities: what was typed, the name of the choice, and what it may be."""
        value = self.data.get("municipalities") if self.is_bound else self.initial.get("municipalities")
        return [
            {"typed": name, "name": choice_name(name), "options": options} for name, options in names_to_choose(value)
        ]


class WhyForm(StepForm):
    """Step 2: why, about what, and how far it is."""

    LISTS = frozenset({"themes"})

    themes = ThemesField(label="Thema’s", help_text="Kies één tot drie thema’s. Het eerste is het hoofdthema.")
    background = CountedText(
        longest=LONGEST_TEXT,
        rows=6,
        label="Aanleiding",
        help_text="Waarom begint u hieraan? Wat gaat nu niet goed?",
        error_messages={"required": "Vertel wat de aanleiding is."},
    )
    phase = forms.ChoiceField(
        label="Fase",
        choices=Phase.choices,
        widget=forms.RadioSelect,
        help_text="Een idee is genoeg om te delen.",
        error_messages={"required": "Kies de fase.", "invalid_choice": "Kies een fase uit de lijst."},
    )
    phase_since = forms.DateField(
        label="In deze fase sinds",
        help_text="Bijvoorbeeld 21-03-2026.",
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Vul in sinds wanneer.",
            "invalid": "Dit is geen datum. Schrijf dag, maand en jaar, zoals 21-03-2026.",
        },
    )

    def clean_phase_since(self) -> date:
        return check_day(self.cleaned_data["phase_since"], today=self.today)


class QuestionsForm(StepForm):
    """Step 3: what one wants to learn."""

    LISTS = frozenset({"questions"})

    questions = QuestionsField(
        label="Leervragen",
        help_text="Wat wilt u weten als u klaar bent? Ook als u stopt of bijstuurt, heeft u dan iets geleerd.",
    )

    @classmethod
    def typed_list(cls, name: str, post: QueryDict) -> list[Any] | None:
        """Return the rows of questions, from the repeated parameters of their parts."""
        if "question" not in post:
            return None
        parts = ("question", "question_type", "question_id", "question_origin")
        rows = zip_longest(*(post.getlist(part) for part in parts), fillvalue="")
        count = len(post.getlist("question"))
        return [
            {"id": pk, "question": one_newline(text), "type": question_type, **({"origin": origin} if origin else {})}
            for text, question_type, pk, origin in list(rows)[:count]
        ]


class ContactForm(StepForm):
    """Step 4: whom to ask, and who may see it."""

    contact_role = forms.CharField(
        label="Rol van de contactpersoon",
        help_text="Bijvoorbeeld: projectleider zorg en veiligheid. Een naam hoeft niet.",
        error_messages={"required": "Vul de rol van de contactpersoon in."},
        validators=[MaxLengthValidator(200, "Deze tekst is te lang: gebruik hoogstens 200 tekens.")],
    )
    contact_mailbox = forms.EmailField(
        label="E-mailadres van uw team",
        help_text="Liefst een gezamenlijk adres: dat blijft werken als iemand een andere baan krijgt.",
        max_length=254,
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Schrijf het zoals team@gemeente.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
    )
    visibility = forms.ChoiceField(
        label="Wie mag dit zien?",
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        help_text="U kunt dit later altijd veranderen.",
        error_messages={"required": "Kies wie dit mag zien.", "invalid_choice": "Kies uit de lijst."},
    )

    def __init__(self, values: Mapping[str, Any], **options: Any) -> None:
        super().__init__(values, **options)
        if self.editing:
            del self.fields["visibility"]


#: The steps in order: part of the address, name on the screen, form.
STEPS: tuple[tuple[str, str, type[StepForm]], ...] = (
    ("wat", "Wat en wie", WhatForm),
    ("waarom", "Waarom", WhyForm),
    ("leren", "Leervragen", QuestionsForm),
    ("contact", "Contact en wie het ziet", ContactForm),
)
FORMS: Mapping[str, type[StepForm]] = {slug: form for slug, _, form in STEPS}
QUESTION_TYPES = QuestionType.choices


def check_day(since: date, *, today: date) -> date:
    """Return the day when it may be right; raises ValidationError when it lies in the future or before FIRST_DAY."""
    if since < FIRST_DAY:
        raise ValidationError(f"Deze datum ligt te ver terug. Kies een dag vanaf {FIRST_DAY:%d-%m-%Y}.")
    if since > today:
        raise ValidationError("Deze datum ligt in de toekomst. Kies de dag waarop deze fase begon.")
    return since


def choice_name(typed: str) -> str:
    """Return the name of the field in which one chooses which municipality an unclear name stands for."""
    return f"gemeente-{slugify(typed)[:60]}"


def report(forms_by_step: Mapping[str, StepForm]) -> StartReport:
    """Return the whole startbericht from the forms of all steps, which must all be valid."""
    values: dict[str, Any] = {}
    for form in forms_by_step.values():
        values |= form.cleaned_data
    return StartReport(
        title=values["title"],
        summary=values["summary"],
        municipalities=values["municipalities"],
        lead=values.get("lead"),
        themes=values["themes"],
        background=values["background"],
        phase=Phase(values["phase"]),
        phase_since=values["phase_since"],
        questions=values["questions"],
        contact_role=values["contact_role"],
        contact_mailbox=values["contact_mailbox"],
        visibility=Visibility(values.get("visibility", Visibility.MUNICIPALITIES)),
    )
