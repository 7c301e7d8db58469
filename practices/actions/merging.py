"""Lets one item go into another: what it has moves, its address leads on, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Revision

from practices.actions.audit import record
from practices.actions.sharing import update
from practices.models import DossierPage, Featured, FormerAddress, MergedItem, SharedPage, Waiting
from practices.queries.curation import specific_items
from practices.queries.merging import Plan, links, others, plan, why_not_merged
from practices.rules.permissions import NotAllowed, require_curator
from practices.rules.visibility import Viewer
from search.alerts.moving import move_followers, take_back_followers
from search.editorial import move_decisions, take_back_decisions
from search.outbox.enqueue import enqueue

_MINE = "Items samenvoegen is"


@transaction.atomic
def merge_items(page: SharedPage, into: SharedPage, *, by: Viewer, at: datetime) -> MergedItem:
    """Let an item go into another of its kind, and return what was done. Both as their own kind.

    The first stays, offline, with the texts that the other has as well. Raises NotAllowed.
    """
    require_curator(by, _MINE)
    _require_fitting(page, into)
    locked = type(page).objects.select_for_update().in_bulk(sorted({page.pk, into.pk}))
    page, into = locked[page.pk], locked[into.pk]
    _require_fitting(page, into)  # as they are now
    made, was_live = plan(page, into), page.live
    named_in = _rename_in_texts(page, into)  # before the links move: they say which pages name it
    moved: dict[str, Any] = {
        "live": was_live,
        "rows": _move_rows(page, into, made),
        "others": {
            label: _point(model, name, made.others[label], into.pk) for label, model, name in others(type(page))
        },
        "links": {label: _point(model, name, made.links[label], into.pk) for label, model, name in links(type(page))},
        "followers": move_followers(page.key, into.key),
        "decisions": move_decisions(page.key, into.key),
        "named_in": named_in,
        "sets": made.sets,
        "texts": made.texts,
    }
    moved["addresses"] = list(FormerAddress.objects.filter(page_id=page.pk).values_list("pk", flat=True))
    FormerAddress.objects.filter(page_id=page.pk).update(page_id=into.pk)
    FormerAddress.objects.create(kind=page.kind, address=page.address, page_id=into.pk)
    _take_offline(page)
    _write(into, made, by=by, at=at)
    row = MergedItem.objects.create(page_id=page.pk, into_id=into.pk, at=at, by_id=by.user_id, moved=moved)
    enqueue([page.key, into.key, *_keys(named_in)])
    record(by=by, deed="samengevoegd", key=page.key, at=at, into=into.key, followers=made.followers)
    return row


def _require_fitting(page: SharedPage, into: SharedPage) -> None:
    if refused := why_not_merged(page, into):
        raise NotAllowed(refused)


def _take_offline(page: SharedPage) -> None:
    fresh = type(page).objects.get(pk=page.pk)
    fresh.live = False
    fresh.has_unpublished_changes = True
    fresh.save()
    Featured.objects.filter(pk=page.pk).delete()
    Waiting.objects.filter(page_id=page.pk).delete()


def _write(into: SharedPage, made: Plan, *, by: Viewer, at: datetime) -> None:
    """Save the item that stays with what it got, so that its next edit begins with that."""
    fresh = type(into).objects.get(pk=into.pk)
    for name, value in made.texts.items():
        setattr(fresh, name, value)
    for name, numbers in made.sets.items():
        if numbers:
            getattr(fresh, name).add(*fresh._meta.get_field(name).related_model.objects.filter(pk__in=numbers))
    update(fresh, deed="aangevuld door samenvoegen", by=by, at=at)


def _move_rows(page: SharedPage, into: SharedPage, made: Plan) -> dict[str, list[int]]:
    moved = {}
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if made.rows.get(name):
            moved[name] = _point(relation.related_model, relation.field.name, made.rows[name], into.pk)
            _put_behind(relation.related_model, relation.field.name, moved[name], into.pk)
    return moved


def _put_behind(model: Any, parent: str, numbers: list[int], into: int) -> None:
    """Let rows that came from elsewhere follow those that were there, in the order that they had."""
    if "sort_order" not in {column.name for column in model._meta.fields}:
        return
    own = model._default_manager.filter(**{parent: into}).exclude(pk__in=numbers)
    last = own.aggregate(last=models.Max("sort_order"))["last"]
    begin = (last if last is not None else -1) + 1
    for number, pk in enumerate(numbers):
        model._default_manager.filter(pk=pk).update(sort_order=begin + number)


def _point(model: Any, name: str, numbers: Iterable[int], to: int) -> list[int]:
    """Let rows refer to another page, and return which do; one that is there already stays where it is."""
    moved = []
    for number in numbers:
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=number).update(**{name: to})
        except IntegrityError:
            continue
        moved.append(number)
    return moved


def _rename_in_texts(page: SharedPage, into: SharedPage) -> list[int]:
    """Let theme pages that chose the item choose the other, and what is not published yet name it; return the pages."""
    changed = set()
    for dossier in DossierPage.objects.all():
        if page.pk in dossier.numbers_of_items():
            raw = _renumbered(list(dossier.content.raw_data), page.pk, into.pk)
            DossierPage.objects.filter(pk=dossier.pk).update(content=raw)
            changed.add(dossier.pk)
    for label, through, name in links(type(page)):
        field = label.partition(".")[2]
        naming = next(each for each in through._meta.fields if each.is_relation and each.name != name)
        numbers = through._default_manager.filter(**{name: page.pk}).values_list(naming.attname, flat=True)
        for revision in _latest(numbers):
            listed = revision.content.get(field) or []
            if page.pk in listed:
                kept = [into.pk if number == page.pk else number for number in listed]
                Revision.objects.filter(pk=revision.pk).update(content={**revision.content, field: kept})
    return sorted(changed)


def _latest(numbers: Iterable[int]) -> Any:
    latest = SharedPage.objects.filter(pk__in=list(numbers)).values("latest_revision")
    return Revision.page_revisions.filter(pk__in=latest)


def _renumbered(raw: Any, before: int, after: int) -> Any:
    """Return the blocks of a theme page with one chosen item for another."""
    if isinstance(raw, list):
        return [_renumbered(each, before, after) for each in raw]
    if isinstance(raw, dict):
        return {
            name: [_chosen(each, before, after) for each in value]
            if name == "onderdelen" and isinstance(value, list)
            else _renumbered(value, before, after)
            for name, value in raw.items()
        }
    return raw


def _chosen(item: Any, before: int, after: int) -> Any:
    if isinstance(item, dict):
        return {**item, "value": after} if item.get("value") == before else item
    return after if item == before else item


def _keys(numbers: Iterable[int]) -> list[str]:
    rows = SharedPage.objects.filter(pk__in=list(numbers), live=True).values_list("kind", "pk")
    return [f"{kind}-{number}" for kind, number in rows]


@transaction.atomic
def undo_merge(page: SharedPage, *, by: Viewer, at: datetime) -> SharedPage:
    """Take a merge back: the item is online again as it was, and has what it had; return it. Raises NotAllowed.

    What was added to the other meanwhile stays there.
    """
    require_curator(by, _MINE)
    row = MergedItem.objects.select_for_update().filter(pk=page.pk).first()
    if row is None:
        raise NotAllowed("Dit is niet samengevoegd, of dat is al teruggedraaid.")
    (into,) = specific_items([row.into_id])
    moved = row.moved
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(page)}
    for name, numbers in moved["rows"].items():
        _point_back(relations[name].related_model, relations[name].field.name, numbers, into.pk, page.pk)
    for part, known in (("others", others(type(page))), ("links", links(type(page)))):
        for label, model, name in known:
            _point_back(model, name, moved[part].get(label, []), into.pk, page.pk)
    take_back_followers(moved["followers"], before=page.key, after=into.key)
    take_back_decisions(moved["decisions"], before=page.key, after=into.key)
    for dossier in DossierPage.objects.filter(pk__in=moved["named_in"]):
        raw = _renumbered(list(dossier.content.raw_data), into.pk, page.pk)
        DossierPage.objects.filter(pk=dossier.pk).update(content=raw)
    FormerAddress.objects.filter(kind=page.kind, address=page.address, page_id=into.pk).delete()
    FormerAddress.objects.filter(pk__in=moved["addresses"], page_id=into.pk).update(page_id=page.pk)
    row.delete()
    _give_back(into, moved, by=by, at=at)
    fresh = type(page).objects.get(pk=page.pk)
    update(fresh, deed="samenvoegen teruggedraaid", by=by, at=at, live=moved["live"])
    enqueue([page.key, into.key, *_keys(moved["named_in"])])
    return fresh


def _point_back(model: Any, name: str, numbers: Iterable[int], before: int, after: int) -> None:
    own = model._default_manager.filter(pk__in=list(numbers), **{name: before}).values_list("pk", flat=True)
    _point(model, name, list(own), after)


def _give_back(into: SharedPage, moved: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Take from the item that stayed what it only got by the merge, where nobody changed it since."""
    fresh = type(into).objects.get(pk=into.pk)
    for name, value in moved["texts"].items():
        if getattr(fresh, name) == value:
            setattr(fresh, name, fresh._meta.get_field(name).get_default())
    names = {relation.name for relation in get_all_child_m2m_relations(fresh)}
    for name, numbers in moved["sets"].items():
        if name in names and numbers:
            getattr(fresh, name).remove(*fresh._meta.get_field(name).related_model.objects.filter(pk__in=numbers))
    update(fresh, deed="samenvoegen teruggedraaid", by=by, at=at, live=fresh.live)
