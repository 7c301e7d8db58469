"""The forms of the maintained lists: what an editor may change of an entry, with an example per field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from practices.panels.widgets import Ticks
from practices.rules.names import NameList


class EntryForm(WagtailAdminModelForm):
    """Makes the key of a new entry from its name, and refuses names that lead to another entry already."""

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if "name" in self.changed_data:
            self._check_free([name])
        if not self.instance.pk:
            self.instance.slug = slugify(name)[:80].strip("-")
            if not self.instance.slug:
                raise ValidationError("Gebruik letters of cijfers in de naam.")
            if self._meta.model.objects.filter(slug=self.instance.slug).exists():
                raise ValidationError(f"De sleutel “{self.instance.slug}” is er al. Kies een andere naam.")
        return name

    def clean_synonyms(self) -> list[str]:
        synonyms = list(self.cleaned_data["synonyms"])
        self._check_free([synonym for synonym in synonyms if synonym not in (self.initial.get("synonyms") or [])])
        return synonyms

    def _check_free(self, names: list[str]) -> None:
        """Raise ValidationError for names that another entry of the list has: an import would not know which."""
        rows = self._meta.model.objects.exclude(pk=self.instance.pk).values_list("name", "slug", "synonyms")
        taken = NameList([[(name, each) for name, slug, synonyms in rows for each in (name, slug, *synonyms)]])
        wrong = [f"“{name}” hoort al bij “{taken.find(name)[0]}”." for name in names if taken.find(name)]
        if wrong:
            raise ValidationError(wrong)


class MeaningForm(WagtailAdminModelForm):
    """An abbreviation may stand for several things, so its names need not be free; the key holds both."""

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.instance.pk and {"name", "synonyms"} <= cleaned.keys():
            slug = slugify(" ".join([*cleaned["synonyms"][:1], cleaned["name"]]))[:80].strip("-")
            if not slug or self._meta.model.objects.filter(slug=slug).exists():
                self.add_error("name", "Deze afkorting met deze betekenis is er al, of heeft geen letters.")
            self.instance.slug = slug
        return cleaned


_NAME = FieldPanel(
    "name",
    help_text=(
        "Zo staat het op pagina’s en in filters. De sleutel in adressen verandert niet mee, dus oude links blijven "
        "werken. Bijvoorbeeld: Huiselijk geweld."
    ),
)
_SYNONYMS = FieldPanel(
    "synonyms",
    help_text=(
        "Andere namen voor hetzelfde, één per regel: zoeken en importeren begrijpen ze. Bijvoorbeeld: partnergeweld."
    ),
)
_RELATED = FieldPanel(
    "related", help_text="Woorden die erbij horen en iets anders zijn, één per regel. Bijvoorbeeld: opvang."
)
_DOMAINS = FieldPanel("domains", widget=Ticks, help_text="Werelden waar het bij hoort. Bijvoorbeeld: zorg.")
_POSITION = FieldPanel(
    "position", help_text="Een lager getal staat eerder; bij hetzelfde getal telt het alfabet. Bijvoorbeeld: 10."
)
_RETIRED = FieldPanel(
    "is_retired",
    help_text=(
        "Zet aan als niemand dit nog moet kiezen. Het blijft staan bij wat het al heeft, en blijft te vinden. "
        "Bijvoorbeeld: een wet die is vervallen."
    ),
)


def _form(*panels: Any, form: type[WagtailAdminModelForm] = EntryForm) -> Any:
    return ObjectList(list(panels), base_form_class=form)


#: The form of each list, by the name of its model.
ENTRY_FORMS: Mapping[str, Any] = {
    "theme": _form(
        _NAME,
        FieldPanel("group", help_text="Kop waaronder het thema staat. Bijvoorbeeld: Zorg en ondersteuning."),
        _SYNONYMS,
        _RELATED,
        _DOMAINS,
        _POSITION,
        FieldPanel(
            "top_uris",
            help_text=(
                "Adressen in de Thema-indeling voor Officiële Publicaties, één per regel. "
                "Bijvoorbeeld: http://standaarden.overheid.nl/owms/terms/Jongeren."
            ),
        ),
        _RETIRED,
    ),
    "domain": _form(
        _NAME,
        FieldPanel("description", help_text="Waar deze wereld over gaat. Bijvoorbeeld: politie, handhaving en OM."),
        _SYNONYMS,
        _POSITION,
    ),
    "targetgroup": _form(_NAME, _SYNONYMS, _RELATED, _POSITION, _RETIRED),
    "partnerkind": _form(
        _NAME,
        _SYNONYMS,
        FieldPanel(
            "organisations",
            help_text="Organisaties van deze soort, één per regel; geen synoniem. Bijvoorbeeld: Leger des Heils.",
        ),
        _RELATED,
        _DOMAINS,
        _POSITION,
        _RETIRED,
    ),
    "law": _form(
        _NAME,
        FieldPanel("abbreviation", help_text="Bijvoorbeeld: Wmo 2015."),
        _SYNONYMS,
        FieldPanel(
            "not_to_confuse", help_text="Wetten die erop lijken, één per regel. Bijvoorbeeld: Wet politiegegevens."
        ),
        FieldPanel("law_kind", help_text="Bijvoorbeeld: wet."),
        FieldPanel("status", help_text="Bijvoorbeeld: Van kracht."),
        FieldPanel("status_note", help_text="Sinds wanneer, en waarop dat steunt. Bijvoorbeeld: sinds 1 maart 2025."),
        FieldPanel("bwb_id", help_text="Het nummer op wetten.overheid.nl. Bijvoorbeeld: BWBR0035362."),
        FieldPanel("celex", help_text="Alleen bij Europese regels. Bijvoorbeeld: 32016R0679."),
        FieldPanel("url", help_text="Bijvoorbeeld: https://wetten.overheid.nl/BWBR0035362."),
        FieldPanel("articles", help_text="Artikelen die er vaak toe doen. Bijvoorbeeld: artikel 5.1.1."),
        FieldPanel("purpose", help_text="Waarvoor men deze wet gebruikt. Bijvoorbeeld: ondersteuning thuis."),
        FieldPanel("verification", help_text="Hoe zeker de nummers zijn. Bijvoorbeeld: nagekeken op 1 oktober 2026."),
        _POSITION,
        _RETIRED,
    ),
    "abbreviation": _form(
        FieldPanel("name", help_text="Waar de afkorting voor staat. Bijvoorbeeld: multidisciplinair overleg."),
        FieldPanel("synonyms", heading="Afkorting", help_text="Eén per regel. Bijvoorbeeld: MDO."),
        FieldPanel(
            "is_ambiguous",
            help_text=(
                "Zet aan als het ook iets anders kan zijn: dan telt de afkorting alleen zoals u haar schrijft. "
                "Bijvoorbeeld: OM."
            ),
        ),
        form=MeaningForm,
    ),
    "municipality": _form(
        FieldPanel(
            "synonyms",
            heading="Andere schrijfwijzen",
            help_text="Eén per regel; naam en grenzen volgen het landelijke register. Bijvoorbeeld: ’s-Bosch.",
        ),
    ),
}
