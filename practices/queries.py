"""Read questions about the domain; each that serves a person takes the viewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q
from taggit.models import Tag

from practices.choices import Kind, Phase, PopulationSize
from practices.models import (
    LegalCasePage,
    Municipality,
    NetworkPage,
    OrganisationPage,
    PartnerKind,
    PracticePage,
    SharedPage,
    TargetGroup,
    TermPage,
    Theme,
)
from practices.rules.visibility import Viewer

#: The page model of each kind.
MODELS: Mapping[Kind, type[SharedPage]] = {model.KIND: model for model in SharedPage.__subclasses__()}

#: What a search document needs of each kind, fetched together with the pages.
_COMMON_RELATED = (
    "municipalities__province",
    "municipalities__safety_region",
    "theme_choices__theme",
    "domains",
    "target_groups",
    "partner_kinds",
    "laws",
    "tags",
    "named_partners",
)
_OWN_RELATED: Mapping[type[SharedPage], tuple[str, ...]] = {
    PracticePage: ("questions", "log_entries", "adjustments", "participations"),
    LegalCasePage: ("matrix_rows__giver_kind", "matrix_rows__receiver_kind", "positions"),
    NetworkPage: ("members",),
    TermPage: ("meanings",),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a page. `stamp` tells which save it comes from."""

    key: str
    kind: Kind
    kind_label: str
    title: str
    summary: str
    url: str
    organisation: str
    municipalities: tuple[tuple[str, str], ...]  # slug and name
    themes: tuple[tuple[str, str], ...]  # slug and name, the main one first
    phase: str
    phase_label: str
    source_id: str
    published_at: datetime | None
    confirmed_on: date | None
    is_example: bool
    vng_label: bool
    visibility: str
    stamp: str


@dataclass(frozen=True, slots=True)
class DatabaseAnswer:
    """A page of keys from the database, and how many there are in all."""

    total: int
    keys: tuple[str, ...]


def split_key(key: str) -> tuple[Kind, int] | None:
    """Return kind and number of a key such as "praktijk-17", or None when it is none."""
    kind, _, number = key.rpartition("-")
    if kind not in Kind.values or not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    return Kind(kind), int(number)


def live_keys() -> Iterator[str]:
    """Walk over the keys of all live pages, by number."""
    rows = SharedPage.objects.filter(live=True).order_by("pk").values_list("kind", "pk")
    return (f"{kind}-{pk}" for kind, pk in rows.iterator(chunk_size=2_000))


def pages_to_index(keys: Iterable[str]) -> Iterator[tuple[SharedPage, str]]:
    """Yield the live pages of these keys with all that a search document needs, and the code of their organisation."""
    numbers: dict[Kind, list[int]] = defaultdict(list)
    for key in keys:
        if parts := split_key(key):
            numbers[parts[0]].append(parts[1])
    pages: list[SharedPage] = []
    for kind, pks in numbers.items():
        model = MODELS[kind]
        related = (*_COMMON_RELATED, *_OWN_RELATED.get(model, ()))
        pages += model.objects.filter(pk__in=pks, live=True).prefetch_related(*related)
    codes = organisation_values(pages, "code")
    for page in pages:
        yield page, codes[page.path[: -page.steplen]]


def organisation_values(pages: Iterable[SharedPage], field: str) -> dict[str, str]:
    """Return a field of the organisations above these pages, by their path in the tree."""
    paths = {page.path[: -page.steplen] for page in pages}
    return dict(OrganisationPage.objects.filter(path__in=paths).values_list("path", field))


def cards(keys: Iterable[str], viewer: Viewer) -> dict[str, Card]:
    """Return the cards of those keys that the viewer may see now, in a constant number of queries."""
    pks = [parts[1] for key in keys if (parts := split_key(key))]
    return {card.key: card for card in cards_of(SharedPage.objects.filter(pk__in=pks), viewer)}


def cards_of(pages: Any, viewer: Viewer) -> list[Card]:
    """Return the cards of the pages in this queryset that the viewer may see, in its order."""
    found = list(pages.visible_to(viewer).with_terms())
    phases = dict(PracticePage.objects.filter(pk__in=[page.pk for page in found]).values_list("pk", "phase"))
    organisations = organisation_values(found, "title")
    return [_card(page, phases.get(page.pk, ""), organisations.get(page.path[: -page.steplen], "")) for page in found]


def _card(page: SharedPage, phase: str, organisation: str) -> Card:
    kind = Kind(page.kind)
    return Card(
        key=page.key,
        kind=kind,
        kind_label=str(kind.label),
        title=page.title,
        summary=page.summary,
        url=page.get_absolute_url(),
        organisation=organisation,
        municipalities=tuple(sorted((item.slug, item.name) for item in page.municipalities.all())),
        themes=tuple((choice.theme.slug, choice.theme.name) for choice in page.theme_choices.all()),
        phase=phase,
        phase_label=str(Phase(phase).label) if phase else "",
        source_id=page.source_id,
        published_at=page.first_published_at,
        confirmed_on=page.confirmed_on,
        is_example=page.is_example,
        vng_label=page.vng_label,
        visibility=page.visibility,
        stamp=page.changed_at.isoformat(),
    )


# --- lists ----------------------------------------------------------------------------------------------------------


def names_of(model: type[Model], slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of entries of a list, by slug; unknown slugs are left out."""
    rows = model._default_manager.filter(slug__in=list(slugs)).values_list("slug", "name")
    return dict(rows)


def tag_names(slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of tags by slug."""
    return dict(Tag.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))


def synonym_groups() -> list[tuple[str, ...]]:
    """Return what the terms, themes, target groups and partner kinds call the same; related words are no synonyms."""
    groups = [
        (title, *synonyms, *abbreviations)
        for title, synonyms, abbreviations in TermPage.objects.filter(live=True).values_list(
            "title", "synonyms", "abbreviations"
        )
    ]
    for model in (Theme, TargetGroup, PartnerKind):
        groups += [(name, *synonyms) for name, synonyms in model.objects.values_list("name", "synonyms")]
    return [group for group in groups if len(group) > 1]


def keys_with_term(entry: Model) -> list[str]:
    """Return the keys of the live pages that show this entry of a list."""
    relation = _RELATIONS[entry._meta.model_name or ""]
    rows = SharedPage.objects.filter(live=True).filter(**{relation: entry.pk}).distinct().values_list("kind", "pk")
    return [f"{kind}-{pk}" for kind, pk in rows.order_by("pk")]


_RELATIONS = {
    "domain": "domains",
    "law": "laws",
    "municipality": "municipalities",
    "partnerkind": "partner_kinds",
    "province": "municipalities__province",
    "safetyregion": "municipalities__safety_region",
    "targetgroup": "target_groups",
    "theme": "theme_choices__theme",
}


def keys_below(page: Any) -> list[str]:
    """Return the keys of all shared pages at or below a page of the tree."""
    rows = SharedPage.objects.filter(path__startswith=page.path).order_by("pk").values_list("kind", "pk")
    return [f"{kind}-{pk}" for kind, pk in rows]


# --- without an engine ----------------------------------------------------------------------------------------------

_FILTERS: Mapping[str, str] = {
    "soort": "kind__in",
    "thema": "theme_choices__theme__slug__in",
    "gemeente": "municipalities__slug__in",
    "provincie": "municipalities__province__slug__in",
    "regio": "municipalities__safety_region__slug__in",
    "doelgroep": "target_groups__slug__in",
    "partner": "partner_kinds__slug__in",
    "wet": "laws__slug__in",
    "trefwoord": "tags__slug__in",
    "jaar": "year__in",
    "fase": "practicepage__phase__in",
    "leervraag": "practicepage__questions__status__in",
    "bijstelling": "practicepage__adjustments__adjustment_kind__in",
    "antwoord": "legalcasepage__answer__in",
    "status": "legalcasepage__status__in",
    "verstrekker": "legalcasepage__matrix_rows__giver_kind__slug__in",
    "ontvanger": "legalcasepage__matrix_rows__receiver_kind__slug__in",
}

_MOMENTS = {"nieuwste": "-first_published_at", "bevestigd": "-confirmed_on", "relevantie": "-first_published_at"}
_LONGEST_WORDS = 8


def search_database(
    text: str, filters: Mapping[str, Iterable[str]], viewer: Viewer, *, sort: str, offset: int, limit: int
) -> DatabaseAnswer:
    """Answer a search by a plain comparison of words with title and summary: for while the engine is away.

    Words are compared as they stand, without stems or synonyms; the page says so.
    """
    pages = SharedPage.objects.visible_to(viewer)
    for facet, chosen in filters.items():
        pages = pages.filter(_condition(facet, list(chosen)))
    for word in text.replace('"', " ").split()[:_LONGEST_WORDS]:
        word_found = Q(title__icontains=word.lstrip("-")) | Q(summary__icontains=word.lstrip("-"))
        pages = pages.exclude(word_found) if word.startswith("-") else pages.filter(word_found)
    numbers = pages.order_by(_MOMENTS[sort], "-pk").values_list("kind", "pk")
    unique = list(dict.fromkeys(numbers))
    return DatabaseAnswer(total=len(unique), keys=tuple(f"{kind}-{pk}" for kind, pk in unique[offset : offset + limit]))


def _condition(facet: str, chosen: list[str]) -> Q:
    """Return the condition of one facet: any of the chosen values."""
    if facet == "jaar":
        years = [int(value) for value in chosen if value.isascii() and value.isdigit() and len(value) == 4]
        return Q(year__in=years) | Q(practicepage__started_on__year__in=years, year__isnull=True)
    if facet == "label":
        return Q(vng_label=True) if "vng" in chosen else Q(pk__in=[])
    if facet == "inwoners":
        return _population_condition(chosen)
    if facet == "domein":
        condition = Q(pk__in=[])
        for value in chosen:
            together = Q()
            for part in value.split("+"):
                together &= Q(pk__in=SharedPage.objects.filter(domains__slug=part).values("pk"))
            condition |= together
        return condition
    return Q(**{_FILTERS[facet]: chosen})


def _population_condition(chosen: list[str]) -> Q:
    """Return the condition that a municipality of one of these sizes takes part."""
    condition = Q(pk__in=[])
    for value in chosen:
        if value not in PopulationSize.values:
            continue
        lower, upper = PopulationSize(value).bounds
        within = Q(population__gte=lower) & (Q(population__lt=upper) if upper else Q())
        municipalities = Municipality.objects.filter(within)
        condition |= Q(municipalities__in=municipalities)
    return condition
