"""The forms of one-minute updates: a log entry, an answer, a milestone, a change of course, a photo or document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from practices.choices import AdjustmentKind, LogKind, MilestoneKind, QuestionStatus
from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm
from practices.forms.startbericht import FIRST_DAY, LONGEST_TEXT
from practices.models import PICTURES, LearningQuestion
from practices.rules.pictures import NoPicture, tidy_picture

#: Ways to write a day.
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y"]
LARGEST_FILE = 10 * 1024 * 1024
_LINE = MaxLengthValidator(200, "Deze tekst is te lang: gebruik hoogstens 200 tekens.")


class PastDay(forms.DateField):
    """A day of today or before; its form checks that."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=DAYS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                "required": "Vul in wanneer.",
                "invalid": "Dit is geen datum. Schrijf dag, maand en jaar, zoals 21-03-2026.",
            },
            **options,
        )


class UpdateForm(GuardedForm):
    """An update about something that happened on a day."""

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < FIRST_DAY:
            raise ValidationError(f"Deze datum ligt te ver terug. Kies een dag vanaf {FIRST_DAY:%d-%m-%Y}.")
        if on > self.today:
            raise ValidationError("Deze datum ligt in de toekomst. Kies de dag waarop het gebeurde.")
        return on


class LogForm(UpdateForm):
    """What happened."""

    text = CountedText(
        longest=LONGEST_TEXT,
        label="Wat gebeurde er?",
        help_text="Twee zinnen zijn genoeg. Ook wat tegenzit: daar leren anderen het meest van. Geen namen.",
        error_messages={"required": "Schrijf op wat er gebeurde."},
    )
    log_kind = forms.ChoiceField(
        label="Wat voor bericht is dit?",
        choices=LogKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor bericht dit is.", "invalid_choice": "Kies uit de lijst."},
    )
    on = PastDay(label="Wanneer")
    is_minor = forms.BooleanField(label="Klein bericht: volgers krijgen hier geen mail over", required=False)


class AnswerForm(GuardedForm):
    """How far a learning question is."""

    question = forms.TypedChoiceField(
        label="Welke leervraag?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een leervraag.", "invalid_choice": "Deze leervraag is er niet meer."},
    )
    status = forms.ChoiceField(
        label="Hoe staat het ermee?",
        choices=QuestionStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het ermee staat.", "invalid_choice": "Kies uit de lijst."},
    )
    answer = CountedText(
        longest=LONGEST_TEXT,
        label="Wat weet u nu?",
        help_text="Ook een vermoeden helpt. Is de vraag vervallen? Schrijf dan waarom.",
        required=False,
    )

    def __init__(self, *args: Any, questions: Sequence[LearningQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["question"].choices = question_choices(questions)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("status") in {QuestionStatus.PROVISIONAL, QuestionStatus.ANSWERED} and not told.get("answer"):
            self.add_error("answer", "Schrijf het antwoord op.")
        return told


class MilestoneForm(UpdateForm):
    """A point on the road that was reached."""

    milestone = forms.ChoiceField(
        label="Welke mijlpaal?",
        choices=MilestoneKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de mijlpaal.", "invalid_choice": "Kies uit de lijst."},
    )
    on = PastDay(label="Wanneer was dat?")


class AdjustmentForm(UpdateForm):
    """A change of course: what, when, who decided, what was learnt. Only its kind, what and when are needed."""

    adjustment_kind = forms.ChoiceField(
        label="Wat gebeurde er?",
        choices=[choice for choice in AdjustmentKind.choices if choice[0] != AdjustmentKind.STOPPED],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er gebeurde.", "invalid_choice": "Kies uit de lijst."},
    )
    what = CountedText(
        longest=LONGEST_TEXT,
        label="Wat verandert er, en waarom?",
        error_messages={"required": "Schrijf op wat er verandert."},
    )
    on = PastDay(label="Wanneer is dat besloten?")
    decided_by = forms.CharField(
        label="Wie besloot dat?",
        help_text="Een rol of een groep, geen naam. Bijvoorbeeld: de stuurgroep.",
        required=False,
        validators=[_LINE],
    )
    learnt = CountedText(longest=LONGEST_TEXT, label="Wat leerde u ervan?", required=False)
    question = forms.TypedChoiceField(
        label="Welke leervraag beantwoordt dit?",
        help_text="Wat u leerde, wordt dan het antwoord op die vraag, als zij er nog geen had.",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Deze leervraag is er niet meer."},
    )

    def __init__(self, *args: Any, questions: Sequence[LearningQuestion], **options: Any) -> None:
        super().__init__(*args, **options)
        if questions:
            choices = [("", "Geen"), *question_choices(questions)]
            self.fields["question"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["question"]


class StopForm(AdjustmentForm):
    """A stop: nothing else is asked, and it never hides the practice."""

    adjustment_kind = None  # type: ignore[assignment]
    what = CountedText(
        longest=LONGEST_TEXT,
        label="Wat stopt er, en waarom?",
        error_messages={"required": "Schrijf op wat er stopt."},
    )
    learnt = CountedText(
        longest=LONGEST_TEXT,
        label="Wat leerde u ervan?",
        help_text="Wie stopt en vertelt waarom, helpt anderen meer dan wie niets deelt.",
        required=False,
    )


class PhotoForm(GuardedForm):
    """A photo with what there is to see on it."""

    file = forms.FileField(
        label="Foto",
        help_text="JPG, PNG, WebP of GIF, hoogstens 10 MB. Waar en wanneer de foto is gemaakt, halen wij eruit.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        error_messages={"required": "Kies een foto.", "empty": "Dit bestand is leeg."},
    )
    title = forms.CharField(
        label="Wat is er te zien?",
        help_text="Voor wie de foto niet ziet. Bijvoorbeeld: vijf mensen rond een tafel met een stadsplattegrond.",
        validators=[_LINE],
        error_messages={"required": "Beschrijf wat er te zien is."},
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Return name and content, made fit to share."""
        try:
            return _name_of(self.cleaned_data["file"], ".jpg"), tidy_picture(_content(self.cleaned_data["file"]))
        except NoPicture as error:
            raise ValidationError("Dit bestand kunnen wij niet als foto lezen. Kies een JPG of PNG.") from error


class FileForm(GuardedForm):
    """A document with a title."""

    file = forms.FileField(
        label="Document",
        help_text="PDF, of een bestand van een tekst- of rekenprogramma, hoogstens 10 MB. Zonder namen van inwoners.",
        error_messages={"required": "Kies een document.", "empty": "Dit bestand is leeg."},
    )
    title = forms.CharField(
        label="Titel",
        help_text="Wat vindt men erin? Bijvoorbeeld: Convenant gegevensdeling, versie van maart.",
        validators=[_LINE],
        error_messages={"required": "Geef het document een titel."},
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Return name and content."""
        ending = Path(self.cleaned_data["file"].name).suffix.lower()
        kinds = [kind for kind in settings.WAGTAILDOCS_EXTENSIONS if kind not in PICTURES]
        if ending.removeprefix(".") not in kinds:
            allowed = ", ".join(kinds)
            raise ValidationError(f"Dit soort bestand kunt u hier niet delen. Het mag zijn: {allowed}.")
        return _name_of(self.cleaned_data["file"], ending), _content(self.cleaned_data["file"])


def question_choices(questions: Sequence[LearningQuestion]) -> list[tuple[str, str]]:
    """Return number and text of learning questions."""
    return [(str(question.pk), question.question) for question in questions]


def _content(file: Any) -> bytes:
    if file.size > LARGEST_FILE:
        raise ValidationError("Dit bestand is te groot: hoogstens 10 MB.")
    content: bytes = file.read()
    return content


def _name_of(file: Any, ending: str) -> str:
    return f"{Path(file.name).stem[:60]}{ending}"
