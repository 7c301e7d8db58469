"""Tells where an entry of a list is used: on which pages, drafts too, and in which other lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision

from practices.models.taxonomy import ChosenEntry, ListEntry


@dataclass(frozen=True, slots=True)
class Uses:
    """Where an entry is used. pages: numbers of pages, live or not; entries: entries of other lists."""

    pages: frozenset[int]
    entries: tuple[ListEntry, ...]

    @property
    def count(self) -> int:
        return len(self.pages) + len(self.entries)


def uses_of(entry: ListEntry) -> Uses:
    """Return every use of an entry, also in what an editor or owner has not published yet."""
    pages: set[int] = set(_in_drafts(entry))
    entries: list[ListEntry] = []
    for model, name, page in _places(type(entry)):
        if page:
            pages.update(model._default_manager.filter(**{name: entry.pk}).values_list(page, flat=True))
        else:
            found: Any = model._default_manager.filter(**{name: entry.pk})
            entries += found
    return Uses(frozenset(pages), tuple(entries))


def use_counts(entries: Iterable[ListEntry]) -> dict[int, int]:
    """Return on how many pages each of these entries of one list stands, by its number; drafts of changes not counted.

    The number of queries is that of the places where the list is used.
    """
    found = {entry.pk: entry for entry in entries}
    pages: dict[int, set[int]] = defaultdict(set)
    for model, name, page in _places(type(next(iter(found.values())))) if found else ():
        if page:
            rows = model._default_manager.filter(**{f"{name}__in": list(found)})
            for number, where in rows.values_list(name, page):
                pages[number].add(where)
    return {number: len(pages[number]) for number in found}


def _places(model: type[ListEntry]) -> Iterator[tuple[type[Model], str, str]]:
    """Yield the models that refer to a list, with the name of the field and of the column with the page, if any."""
    for relation in model._meta.get_fields(include_hidden=True):
        other: Any = relation.related_model if relation.auto_created and not relation.concrete else None
        if other is None or other._meta.auto_created:
            continue
        yield other, relation.field.name, _page_column(other)  # type: ignore[union-attr]


def _page_column(model: type[Model]) -> str:
    if issubclass(model, Page):
        return "pk"
    return next((field.attname for field in model._meta.fields if isinstance(field, ParentalKey)), "")


def _in_drafts(entry: ListEntry) -> Iterator[int]:
    """Yield the numbers of pages whose unpublished changes hold the entry."""
    paths = [
        (name, "" if issubclass(model, Page) else _children(model))
        for model, name, page in _places(type(entry))
        if page
    ]
    waiting = Page.objects.filter(has_unpublished_changes=True)
    drafts = Revision.objects.filter(pk__in=waiting.values("latest_revision")).order_by("pk")
    for number, content in drafts.values_list("object_id", "content").iterator(chunk_size=100):
        if any(_holds(content, name, children, entry.pk) for name, children in paths):
            yield int(number)


def _children(model: type[Model]) -> str:
    """Return the name under which a revision keeps the children of this model."""
    parent: Any = next(field for field in model._meta.fields if isinstance(field, ParentalKey))
    return str(parent.remote_field.get_accessor_name())


def _holds(content: dict[str, Any], name: str, children: str, number: int) -> bool:
    rows = content.get(children, ()) if children else (content,)
    return any(row.get(name) == number or (isinstance(row.get(name), list) and number in row[name]) for row in rows)


def offered(model: type[ListEntry], chosen: Iterable[int] = ()) -> QuerySet[Any]:
    """Return the entries of a list that one can choose, in its order: no retired one but those chosen already."""
    entries: QuerySet[Any] = model._default_manager.all()
    return entries.filter(Q(is_retired=False) | Q(pk__in=list(chosen))) if issubclass(model, ChosenEntry) else entries


def pages_of(uses: Uses) -> Any:
    """Return the pages of these uses, the last changed first."""
    return Page.objects.filter(pk__in=uses.pages).order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")
