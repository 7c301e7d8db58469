"""The texts of an item as they stand in its data: each with its place in Dutch, for the privacy guard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.models import Tag
from wagtail.fields import StreamField
from wagtail.models import Page

from practices.rules.privacy.guard import Text

#: What is no text of somebody: addresses of the web, mailboxes that are there to be seen, keys and places.
_NO_TEXT = (models.EmailField, models.URLField, models.SlugField, models.UUIDField)
_NO_TEXT_NAMES = frozenset({"url", "url_path", "path", "draft_title", "domains"})
#: Fields that ask for the name of a colleague or an organisation.
ASK_NAMES = frozenset(
    {
        *("contact_name", "contact_deputy", "manager_name", "reviewed_by"),
        *("members.name", "participations.name", "adjustments.decided_by", "measurements.partner"),
    }
)
#: What a part of a page is called on the screen.
_PARTS = {
    "questions": "Leervraag",
    "log_entries": "Logboek",
    "adjustments": "Bijstelling",
    "participations": "Partner",
    "measurements": "Startfoto",
    "adoptions": "Wij doen dit ook",
    "matrix_rows": "Rij",
    "positions": "Standpunt",
    "citations": "Citaat",
    "members": "Lid",
    "meetings": "Bijeenkomst",
    "meanings": "Betekenis",
    "document_links": "Document",
}
#: What hangs on a page and is never shown, or is read in another way.
_NO_PARTS = frozenset({"wagtail_admin_comments", "tagged_items"})
#: Keys of a block that hold no text.
_NO_BLOCK_TEXT = frozenset({"type", "id", "vraag"})


def texts_of(page: Page, data: Mapping[str, Any]) -> Iterator[Text]:
    """Yield the texts of a page from its data as a revision keeps it: its fields, its parts, its keywords."""
    model: type[models.Model] = type(page)
    yield from _of_fields(model, data, "", "")
    for name, child in _children(model):
        rows = data.get(name) or []
        for number, row in enumerate(rows, start=1):
            label = _PARTS.get(name, str(child._meta.verbose_name).capitalize())
            yield from _of_fields(child, row, f"{name}.", f"{label} {number}: " if len(rows) > 1 else f"{label}: ")
    numbers = [row["tag"] for row in data.get("tagged_items") or [] if row.get("tag")]
    if numbers:
        for name in Tag.objects.filter(pk__in=numbers).order_by("name").values_list("name", flat=True):
            yield Text("tags", "Trefwoorden", name)


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text in plain values, also those of a list of blocks that is kept as one text."""
    if isinstance(value, str):
        parsed = parsed_blocks(value)
        if parsed is None:
            yield value
        else:
            yield from strings_in(parsed)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in _NO_BLOCK_TEXT:
                yield from strings_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings_in(part)


def _of_fields(model: type[models.Model], data: Mapping[str, Any], prefix: str, place: str) -> Iterator[Text]:
    for name, label in _text_fields(model):
        found = list(strings_in(data.get(name)))
        shown = f"{place}{label}" if not place else f"{place}{label.lower()}"
        for number, text in enumerate(found, start=1):
            where = f"{shown}, regel {number}" if len(found) > 1 else shown
            yield Text(prefix + name, where, text, asks_name=prefix + name in ASK_NAMES)


@lru_cache(maxsize=64)
def _text_fields(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """Return name and label of the fields of a model in which somebody writes."""
    return tuple(
        (field.name, _label(field.name, str(field.verbose_name)))
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField, StreamField))
        and not isinstance(field, _NO_TEXT)
        and not field.choices
        and field.editable
        and field.name not in _NO_TEXT_NAMES
    )


def _label(name: str, verbose: str) -> str:
    return "Titel" if name == "title" else verbose[:1].upper() + verbose[1:]


@lru_cache(maxsize=16)
def _children(model: type[models.Model]) -> tuple[tuple[str, type[models.Model]], ...]:
    relations = ((relation.get_accessor_name(), relation.related_model) for relation in get_all_child_relations(model))
    return tuple((str(name), child) for name, child in relations if name not in _NO_PARTS)


def parsed_blocks(text: str) -> Any:
    """Return the blocks that a text holds, or None for a text of somebody."""
    if not text.startswith(("[{", "[]")):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
