"""Reads the maintained lists: names, synonyms and what the API shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.core.cache import cache as kept
from django.db.models import Model
from taggit.models import Tag

from practices.models import (
    Abbreviation,
    Domain,
    Law,
    ListsVersion,
    Municipality,
    PartnerKind,
    Province,
    SafetyRegion,
    TargetGroup,
    TermPage,
    Theme,
)
from search.language import fold, read_line

_REFERENCE = Path(__file__).resolve().parent.parent / "reference"


def names_of(model: type[Model], slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of entries of a list, by slug; unknown slugs are left out."""
    names = all_names(model)
    return {slug: names[slug] for slug in slugs if slug in names}


#: Seconds after which a change of a list is seen by every process.
VERSION_KEPT = 0.5
#: Seconds that the names of one version of the lists are kept.
NAMES_KEPT = 60


def lists_version() -> int:
    """Return a number that changes with every change of a list: part of the name of what is kept of lists."""
    number: int | None = kept.get("practices.lists")
    if number is None:
        number = ListsVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0
        kept.set("practices.lists", number, VERSION_KEPT)
    return number


def all_names(model: type[Model]) -> dict[str, str]:
    """Return the names of all entries of a list by slug, kept per version: a search page asks ten lists."""
    kept_as = f"practices.names.{model._meta.model_name}.{lists_version()}"
    names: dict[str, str] | None = kept.get(kept_as)
    if names is None:
        names = dict(model._default_manager.values_list("slug", "name"))
        kept.set(kept_as, names, NAMES_KEPT)
    return names


def entries_that_complete(typed: str, lists: Mapping[str, type[Model]], *, limit: int) -> list[tuple[str, str, str]]:
    """Return entries of the lists whose name holds a word that begins like this, or whose slug does.

    As name of the list, slug and name; names that begin with it come first, then the shorter ones.
    """
    begun = fold(typed).strip()
    found = []
    for listed, model in lists.items():
        for slug, name in all_names(model).items():
            folded = fold(name)
            if folded.startswith(begun) or f" {begun}" in folded or slug.startswith(begun):
                found.append((not folded.startswith(begun), len(name), name, (listed, slug, name)))
    return [entry for *_, entry in sorted(found)[:limit]] if begun else []


def tag_names(slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of tags by slug."""
    return dict(Tag.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))


def synonym_groups() -> list[tuple[str, ...]]:
    """Return what the terms call the same, and each unambiguous abbreviation with what it stands for.

    Synonyms of themes and other lists lead to the entry of the list; they do not mean the same (privacy is no
    gegevensdeling).
    """
    terms = TermPage.objects.filter(live=True).order_by("pk")
    groups = [
        (title, *synonyms, *abbreviations)
        for title, synonyms, abbreviations in terms.values_list("title", "synonyms", "abbreviations")
    ]
    abbreviations = Abbreviation.objects.filter(is_ambiguous=False)
    groups += [(name, *synonyms) for name, synonyms in abbreviations.values_list("name", "synonyms")]
    return [group for group in (*groups, *everyday_synonyms()) if len(group) > 1]


def everyday_synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the groups of everyday words of the reference file."""
    return tuple(words for words, others in _everyday() if not others)


def leads() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return words with the words that they lead to: those of the reference file, and related words of the lists.

    A related word leads to the name of its entry, which stands among the labels of every page that has the entry.
    """
    related = [
        (tuple(words), (name,))
        for model in (Theme, TargetGroup, PartnerKind)
        for words, name in model._default_manager.order_by("pk").values_list("related", "name")
        if words
    ]
    return [*((words, others) for words, others in _everyday() if others), *related]


@cache
def _everyday() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    lines = (_REFERENCE / "synoniemen.txt").read_text(encoding="utf-8").splitlines()
    return tuple(read_line(entry) for line in lines if (entry := line.partition("#")[0].strip()))


#: The maintained lists by their name in the API, with the fields they show beside slug and name.
LISTS: Mapping[str, tuple[type[Model], Mapping[str, str]]] = {
    "gemeenten": (
        Municipality,
        {
            "code": "code",
            "provincie": "province__slug",
            "regio": "safety_region__slug",
            "inwoners": "population",
            "inwonersPeildatum": "population_date",
            "tooiUri": "tooi_uri",
        },
    ),
    "themas": (Theme, {"groep": "group", "synoniemen": "synonyms"}),
    "provincies": (Province, {"code": "code"}),
    "regios": (SafetyRegion, {"code": "code"}),
    "domeinen": (Domain, {"omschrijving": "description"}),
    "doelgroepen": (TargetGroup, {"synoniemen": "synonyms"}),
    "partners": (PartnerKind, {"synoniemen": "synonyms"}),
    "wetten": (
        Law,
        {"afkorting": "abbreviation", "bwbId": "bwb_id", "celex": "celex", "status": "status", "adres": "url"},
    ),
}


def list_entries(name: str) -> list[dict[str, Any]]:
    """Return a maintained list for the API: slug and name of each entry, and what else it has."""
    model, fields = LISTS[name]
    rows = model._default_manager.order_by("name", "slug").values("slug", "name", *fields.values())
    return [
        {"waarde": row["slug"], "naam": row["name"], **{label: row[field] for label, field in fields.items()}}
        for row in rows
    ]
