"""Collects the names of the maintained lists, for whoever types or imports one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from practices.models import Law, Merger, Municipality, OrganisationPage
from practices.models.taxonomy import ListEntry
from practices.rules.names import NameList

_IN_BRACKETS = re.compile(r"\s*\(.*\)")


def municipality_names() -> NameList:
    """Return the names that lead to the slug of a municipality of today; an old name may lead to several."""
    rows = list(Municipality.objects.values_list("slug", "name", "code", "synonyms"))
    old_names = Merger.objects.order_by("old_name", "successors__name").values_list("successors__slug", "old_name")
    old_codes = Merger.objects.order_by("old_name", "successors__name").values_list("successors__slug", "old_code")
    return NameList(
        [
            [(slug, name) for slug, *names, _ in rows for name in (slug, *names)],
            [(slug, synonym) for slug, _, _, synonyms in rows for synonym in synonyms],
            [(slug, name) for slug, name in (*old_names, *old_codes) if slug],
            [(slug, _IN_BRACKETS.sub("", name)) for slug, name, *_ in rows if "(" in name],
        ]
    )


def entry_names(model: type[ListEntry]) -> NameList:
    """Return the names that lead to the slug of an entry of this list."""
    return NameList([_official_names(model), _synonyms(model)])


def organisation_names() -> NameList:
    """Return the names that lead to the code of an organisation that is there."""
    rows = list(OrganisationPage.objects.order_by("title").values_list("code", "title", "municipality__name"))
    return NameList(
        [
            [(code, name) for code, title, _ in rows for name in (code, title)],
            [(code, municipality) for code, _, municipality in rows if municipality],
        ]
    )


def _official_names(model: type[ListEntry]) -> Iterator[tuple[str, str]]:
    for slug, name in model._default_manager.values_list("slug", "name"):
        yield slug, slug
        yield slug, name
    if issubclass(model, Law):
        for slug, abbreviation in model.objects.exclude(abbreviation="").values_list("slug", "abbreviation"):
            yield slug, abbreviation


def _synonyms(model: type[ListEntry]) -> Iterator[tuple[str, str]]:
    for slug, synonyms in model._default_manager.values_list("slug", "synonyms"):
        for synonym in synonyms:
            yield slug, synonym
