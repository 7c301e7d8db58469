"""The parts of a description that one fills in after sharing, each with its own form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from practices.actions.description import SETS
from practices.choices import Evidence, PartnerRole
from practices.forms.fields import CountedText
from practices.forms.guarded import GuardedForm
from practices.forms.startbericht import LONGEST_TEXT
from practices.forms.step import one_newline
from practices.models import Domain, PartnerKind, SharedPage
from practices.models.fields import LinesField, MoneyField
from practices.queries.entries import offered
from practices.rules.visibility import Viewer

MOST_PARTNERS = 100
LONGEST_NAME = 200


class PartForm(GuardedForm):
    """A part of the description. Nothing in it is obligatory; `plain` is what the action takes."""

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, EntriesField):
                field.show(_choosable(name, viewer, self.initial.get(name, ())))

    def plain(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


class EntriesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's has no parameter
    """Entries of a list, to tick; the form says which ones there are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Domain.objects.none(), widget=forms.CheckboxSelectMultiple, required=False, **options)

    def show(self, entries: QuerySet[Any]) -> None:
        """Offer these entries."""
        self.queryset = entries


def _choosable(name: str, viewer: Viewer, chosen: Sequence[int]) -> QuerySet[Any]:
    """Return what one can tick: what a list offers, of pages those that one may see, and what stands there already."""
    model = SETS[name]
    if issubclass(model, SharedPage):
        seen = model.objects.visible_to(viewer).values("pk")
        return model.objects.filter(pk__in=seen).order_by("title") | model.objects.filter(pk__in=list(chosen))
    return offered(model, chosen)


def text(label: str, help_text: str = "", *, rows: int = 4) -> CountedText:
    """Return a text that may stay empty."""
    return CountedText(longest=LONGEST_TEXT, rows=rows, label=label, help_text=help_text, required=False)


def lines(label: str, help_text: str) -> LinesField:
    """Return a list of texts, one a line."""
    return LinesField(label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": 5}))


class PurposeForm(PartForm):
    purpose = text("Doel", "Wat wilt u bereiken? Bijvoorbeeld: elk gezin weet binnen een week wie de regie heeft.")
    target_groups = EntriesField(label="Voor wie is het?")
    domains = EntriesField(label="Welke domeinen doen mee?")


class ApproachForm(PartForm):
    approach = lines("Aanpak in stappen", "Eén stap per regel. Bijvoorbeeld: Startfoto bij elke partner.")
    help_wanted = text("Waar zoekt u hulp bij?", "Anderen zien dit bovenaan zolang u bezig bent.", rows=3)


class ResultsForm(PartForm):
    results = text("Resultaten tot nu toe", "Wat is er anders? Een indruk is ook iets waard.")
    measured_how = text("Hoe weet u dat?", "Bijvoorbeeld: geteld in de agenda van het casusoverleg.", rows=2)
    evidence = forms.ChoiceField(
        label="Hoe zeker is het?",
        choices=[("", "Weten we niet"), *Evidence.choices],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    family_effect = text("Wat merkt het gezin ervan, en hoe weet u dat?", rows=3)


class LearntForm(PartForm):
    lessons = text("Geleerde lessen", "Wat zou u een collega aanraden die morgen begint?")
    side_effects = text("Neveneffecten en tegenvallers", "Bijvoorbeeld: het wijkteam kreeg er werk bij.")
    preconditions = text("Voorwaarden voor succes", "Bijvoorbeeld: een wethouder die het uitlegt.", rows=3)
    local_circumstances = text("Lokale omstandigheden", "Wat is bij u anders dan elders?", rows=3)


class OnwardForm(PartForm):
    first_steps = lines("Zo begint een ander", "Eén stap per regel. Bijvoorbeeld: Bel drie partners.")
    embedding = text("Borging", "Hoe wordt het gewoon werk? Bijvoorbeeld: staat in de begroting van 2028.", rows=3)


class CostsForm(PartForm):
    costs = text(
        "Kosten",
        "Een orde van grootte is genoeg: tot 10.000 euro, 10.000 tot 50.000 euro, meer. Of: weten we niet.",
        rows=2,
    )
    hours = text("Uren", "Bijvoorbeeld: 16 uur per week, verdeeld over drie mensen. Of: weten we niet.", rows=2)
    funding = MoneyField(
        label="Wie betaalt het?",
        help_text="Eén per regel: wie betaalt, een streepje (|), het bedrag. Of: weten we niet.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RelatedForm(PartForm):
    terms = EntriesField(label="Begrippen die u gebruikt")
    legal_cases = EntriesField(label="Juridische vragen die u tegenkwam")


class RowsInput(forms.Widget):
    """Reads rows of partners from repeated parameters; the template draws them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        columns = {column: data.getlist(f"partner_{column}") for column in PARTNER_COLUMNS}
        count = min(max(len(values) for values in columns.values()), MOST_PARTNERS + 1)
        return [
            {column: one_newline(values[row]) if row < len(values) else "" for column, values in columns.items()}
            for row in range(count)
        ]


PARTNER_COLUMNS = ("id", "name", "partner_kind", "role", "contribution")


class PartnersField(forms.Field):
    """Rows of partners; rows in which nothing stands are left out."""

    widget = RowsInput

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = [row for row in value or [] if any(str(row[column]).strip() for column in PARTNER_COLUMNS[1:])]
        if len(rows) > MOST_PARTNERS:
            raise ValidationError(f"Noem hoogstens {MOST_PARTNERS} partners.")
        return [self._partner(number, row) for number, row in enumerate(rows, start=1)]

    def _partner(self, number: int, row: Mapping[str, str]) -> dict[str, Any]:
        name, kind = row["name"].strip(), number_in(row["partner_kind"])
        if kind is not None and not PartnerKind.objects.filter(pk=kind).exists():
            kind = None
        if not name and kind is None:
            raise ValidationError(f"Partner {number}: vul een naam in, of kies een soort.")
        if len(name) > LONGEST_NAME:
            raise ValidationError(f"Partner {number}: de naam is te lang, gebruik hoogstens {LONGEST_NAME} tekens.")
        if len(row["contribution"]) > LONGEST_TEXT:
            raise ValidationError(f"Partner {number}: de inbreng is te lang.")
        role = row["role"] if row["role"] in PartnerRole.values else ""
        told = {"name": name, "partner_kind": kind, "role": role, "contribution": row["contribution"].strip()}
        return {"id": number_in(row["id"]), **told}


class PartnersForm(PartForm):
    participations = PartnersField(
        label="Wie doen mee?", help_text="Organisaties, geen personen. Een naam of een soort is genoeg.", required=False
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the description: last part of its address, heading, form, and the fields of the record in it."""

    slug: str
    title: str
    form: type[PartForm]
    records: tuple[str, ...]


PARTS = (
    Part("doel", "Doel, doelgroep en domeinen", PurposeForm, ("doel", "doelgroepen", "domeinen")),
    Part("aanpak", "Aanpak en hulpvraag", ApproachForm, ("aanpak", "hulpvraag")),
    Part("partners", "Partners en wat zij inbrengen", PartnersForm, ("partners",)),
    Part("resultaten", "Resultaten tot nu toe", ResultsForm, ("resultaten", "hoeGemeten")),
    Part(
        "geleerd",
        "Wat u leerde",
        LearntForm,
        ("lessen", "neveneffecten", "voorwaarden", "lokaleOmstandigheden"),
    ),
    Part("verder", "Zo begint een ander, en borging", OnwardForm, ("zoBeginJe", "borging")),
    Part("kosten", "Kosten, uren en geld", CostsForm, ("kosten", "uren", "financiering")),
    Part("hoort-erbij", "Begrippen en juridische vragen", RelatedForm, ("begrippen", "casussen")),
)
BY_SLUG: Mapping[str, Part] = {part.slug: part for part in PARTS}


def _plain(value: Any) -> Any:
    if isinstance(value, QuerySet):
        return sorted(entry.pk for entry in value)
    return one_newline(value) if isinstance(value, str) else value


def number_in(typed: str) -> int | None:
    """Return the number of an entry that a request names, or None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None
