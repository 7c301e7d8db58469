"""Answers a search from the database, in a simple way, while the search engine is away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from practices.choices import PopulationSize
from practices.models import Municipality, SharedPage
from practices.queries.lead_times import WAY_SO_FAR, way_so_far_condition
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class DatabaseAnswer:
    """A page of keys from the database, and how many there are in all."""

    total: int
    keys: tuple[str, ...]


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
    "overname": "practicepage__adoptions__step__in",
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
    if facet in WAY_SO_FAR:
        return way_so_far_condition(facet, chosen)
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
