"""What would go where if one item went into another: read from the models, so that a new one is not forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from practices.choices import Visibility
from practices.models import FormerAddress, MergedItem, SharedPage
from practices.queries.pages import MODELS
from practices.queries.parts import part_called
from search.alerts.following import number_of_followers
from search.editorial import decisions_about

#: What is of one text and not of its subject, so that it stays where it is.
_STAYS = frozenset({"Waiting", "Look", "Label", "ChangeRequest", "Featured", "TakenDown", "MergedItem"})
#: Rows of a page that stay: its history; and who may look on, which would open the other to them.
_ROWS_STAY, _SETS_STAY = frozenset({"phase_changes"}), frozenset({"named_partners"})
#: At most so many rows of a kind.
_MOST = {"theme_choices": 3}
#: Who sees it, from few to all.
_WIDTH = {Visibility.ORGANISATION.value: 0, Visibility.MUNICIPALITIES.value: 1, Visibility.PUBLIC.value: 2}
#: Texts of every item that are not taken over when the other has none.
_NO_TEXT = frozenset({"title", "slug", "draft_title", "url_path", "address", "source_id", "seo_title", "kind"})


@dataclass(slots=True)
class Plan:
    """What goes from one item into another, by number.

    rows: of each list of the page; sets: entries that are added to each list; texts: fields that were empty
    others: (model, field) of what other people have with the item; links: the same of pages that name it
    kept: names of texts that both have, of which those of the first stay with it
    """

    rows: dict[str, list[int]] = field(default_factory=dict)
    sets: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    others: dict[str, list[int]] = field(default_factory=dict)
    links: dict[str, list[int]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    followers: int = 0
    decisions: int = 0
    addresses: int = 1


def why_not_merged(page: SharedPage, into: SharedPage) -> str:
    """Return, in Dutch, why an item cannot go into another; empty when it can."""
    if page.pk == into.pk:
        return "Kies een ander item: dit is hetzelfde."
    if page.kind != into.kind:
        return "Dit zijn twee soorten. Alleen items van dezelfde soort kunnen samen."
    if MergedItem.objects.filter(pk__in=[page.pk, into.pk]).exists():
        return "Een van beide is al samengevoegd met iets anders."
    if not (page.live and into.live):
        return "Een van beide staat niet online. Alleen wat online staat kan samen."
    if page.has_unpublished_changes or into.has_unpublished_changes:
        return "Er is een wijziging die nog niet online staat. Publiceer die eerst, of gooi haar weg."
    narrower = _WIDTH[page.visibility] < _WIDTH[into.visibility]
    organisations = {each.path[: -each.steplen] for each in (page, into)}
    own_only = Visibility.ORGANISATION in {page.visibility, into.visibility} and len(organisations) > 1
    if narrower or own_only or _opens_to_named(page, into):
        return "Wat in een van beide staat, zouden dan meer mensen zien. Maak eerst gelijk wie beide ziet."
    return ""


def _opens_to_named(page: SharedPage, into: SharedPage) -> bool:
    """Tell whether who is named at one of two items of an organisation would see what only stands in the other."""
    if into.visibility != Visibility.ORGANISATION:
        return False  # whoever is named sees both, or `page` is for fewer people
    own = {page.organisation.code}
    going_along = {place.code for place in page.municipalities.all()}
    there = {place.code for place in into.municipalities.all()} | {each.code for each in into.named_partners.all()}
    looking_on = going_along | {each.code for each in page.named_partners.all()}
    opens_first = page.visibility == Visibility.ORGANISATION and there - looking_on - own
    return bool(opens_first or going_along - there - own)


def plan(page: SharedPage, into: SharedPage) -> Plan:
    """Return what would go from a page into another of its kind; both as their own kind."""
    made = Plan(followers=number_of_followers(page.key), decisions=decisions_about(page.key))
    made.addresses += FormerAddress.objects.filter(page_id=page.pk).count()
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name not in _ROWS_STAY:
            made.rows[name] = _new_rows(page, into, relation)
    for relation in get_all_child_m2m_relations(page):
        if relation.name not in _SETS_STAY:
            there = set(getattr(into, relation.name).values_list("pk", flat=True))
            own = getattr(page, relation.name).values_list("pk", flat=True)
            made.sets[relation.name] = [number for number in own if number not in there]
    for column in _texts(type(page)):
        ours, theirs = getattr(page, column.name), getattr(into, column.name)
        if ours and not theirs:
            made.texts[column.name] = ours
        elif ours and ours != theirs and column.name not in {"summary", "visibility"}:
            made.kept.append(str(column.verbose_name))
    for label, model, name in others(type(page)):
        made.others[label] = list(model._default_manager.filter(**{name: page.pk}).values_list("pk", flat=True))
    for label, model, name in links(type(page)):
        made.links[label] = list(model._default_manager.filter(**{name: page.pk}).values_list("pk", flat=True))
    return made


def _texts(model: type[SharedPage]) -> list[Any]:
    shared = {column.name for column in SharedPage.__mro__[2]._meta.get_fields()} - {"title"}
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, (models.TextField, models.CharField, models.JSONField))
        and column.editable
        and not column.choices
        and column.name not in _NO_TEXT
        and column.name not in shared
    ]


def _new_rows(page: SharedPage, into: SharedPage, relation: Any) -> list[int]:
    """Return the rows of a list that the other page has not: the same words, or the same thing, are there once."""
    name, parent = relation.get_accessor_name(), relation.field.name
    columns = [
        column.attname
        for column in relation.related_model._meta.concrete_fields
        if not column.primary_key and column.name not in {parent, "sort_order"}
    ]
    once = _once(relation.related_model, parent)
    there, keys = set(), set()
    rows_there = list(getattr(into, name).all())
    for row in rows_there:
        there.add(_values(row, columns))
        keys |= {_values(row, key) for key in once}
    found = []
    for row in getattr(page, name).all():
        if _values(row, columns) in there or any(_values(row, key) in keys for key in once):
            continue
        found.append(row.pk)
    return found[: max(0, _MOST[name] - len(rows_there))] if name in _MOST else found


def _values(row: Any, columns: Any) -> tuple[str, ...]:
    return tuple(repr(getattr(row, column)) for column in columns)


def _once(model: Any, parent: str) -> list[tuple[str, ...]]:
    """Return the fields of which a page has each value once, as the constraints of the model say; a tag, too."""
    found = [
        tuple(model._meta.get_field(name).attname for name in constraint.fields if name != parent)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and parent in constraint.fields and not constraint.condition
    ]
    names = {column.name for column in model._meta.fields}
    return found + [(model._meta.get_field(name).attname,) for name in ("tag", "milestone_kind") if name in names]


def others(model: type[SharedPage]) -> tuple[tuple[str, Any, str], ...]:
    """Return what refers to an item of this kind and is not a part of a page: (label, model, field)."""
    parts = {(relation.related_model, relation.field.name) for relation in get_all_child_relations(model)}
    return tuple(
        (f"{relation.related_model.__name__}.{relation.field.name}", relation.related_model, relation.field.name)
        for relation in _relations(model)
        if (relation.related_model, relation.field.name) not in parts
        and relation.related_model.__name__ not in {*_STAYS, "FormerAddress"}
    )


def _relations(model: type[SharedPage]) -> Iterator[Any]:
    """Yield the foreign keys of models of ours that point at an item of this kind."""
    for relation in model._meta.related_objects:
        plain = (relation.one_to_many or relation.one_to_one) and not relation.parent_link
        if plain and relation.related_model._meta.app_label == "practices" and not relation.field.auto_created:
            yield relation


def links(model: type[SharedPage]) -> tuple[tuple[str, Any, str], ...]:
    """Return how other pages name items of this kind: (label, through model, column of the item)."""
    found = []
    for naming in MODELS.values():
        for relation in get_all_child_m2m_relations(naming):
            if relation.related_model is model:
                column = relation.m2m_reverse_field_name()
                found.append((f"{naming.__name__}.{relation.name}", relation.remote_field.through, column))
    return tuple(found)


def words_for(made: Plan, model: type[SharedPage]) -> Mapping[str, int]:
    """Return how many of each thing go along, by what it is called on the screen."""
    told: dict[str, int] = {}
    for name, numbers in [*made.rows.items(), *made.sets.items()]:
        if numbers:
            told[part_called(model, name)] = len(numbers)
    for label, _, _ in others(model):
        if made.others.get(label):
            named = next(each for key, each, _ in others(model) if key == label)
            told[str(named._meta.verbose_name_plural)] = len(made.others[label])
    linked = sum(len(numbers) for numbers in made.links.values())
    if linked:
        told["pagina’s die hiernaar verwijzen"] = linked
    return told


def alike(page: SharedPage, *, limit: int = 8) -> list[SharedPage]:
    """Return other live items of the same kind whose title has the most words in common with this one."""
    own = {word.casefold() for word in page.title.split() if len(word) > _SHORT}
    if not own:
        return []
    found = models.Q(pk__in=[])
    for word in own:
        found |= models.Q(title__icontains=word)
    rows = SharedPage.objects.filter(found, kind=page.kind, live=True).exclude(pk=page.pk).order_by("-pk")[:_LOOKED_AT]
    shared = {row.pk: len(own & {word.casefold() for word in row.title.split()}) for row in rows}
    return sorted(rows, key=lambda row: -shared[row.pk])[:limit]


#: Words of fewer letters say too little; of so many titles the likest are shown.
_SHORT, _LOOKED_AT = 3, 200
