"""Writes a whole item at once from values that were checked before: what the importer does for the operator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.models.pages import get_default_page_content_type
from wagtail.signal_handlers import disable_reference_index_auto_update

from practices.actions.audit import record
from practices.models import OrganisationPage, SharedPage
from practices.models.guard import Online, online_now, open_gate_for
from practices.queries.curation import why_kept_offline
from practices.rules.permissions import Deed, require
from practices.rules.visibility import Viewer


@dataclass(slots=True)
class Content:
    """What an item holds, or those parts of it that change.

    attributes: of the page itself
    sets: entries by the name of a many-to-many relation
    rows: attributes of each child, in order, by the name of the relation
    tags: keywords, or None when they stay
    """

    attributes: dict[str, Any] = field(default_factory=dict)
    sets: dict[str, list[Model]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tags: list[str] | None = None


@transaction.atomic
def add_item(
    model: type[SharedPage], content: Content, *, organisation: OrganisationPage, live: bool, by: Viewer, at: datetime
) -> SharedPage:
    """Put a new item below the organisation, live or as a draft, and return its page.

    The values must have been checked: they are not checked again, other than by the database.
    Raises NotAllowed.
    """
    require(by, Deed.IMPORT, organisation.path)
    page = model(**content.attributes)
    page.values_are_checked = True
    page.slug = f"{model.KIND}-{page.address}"
    page.draft_title = page.title
    page.locale_id = organisation.locale_id
    page.owner_id = by.user_id
    _set_state(page, live=live, at=at)
    with disable_reference_index_auto_update():
        organisation.add_child(instance=page)
        _write_relations(page, content, known=True)
    _keep_revision(page, online=None, by=by, at=at)
    record(by=by, deed="geïmporteerd", key=page.key, at=at, source_id=page.source_id, visibility=_shown_to(page))
    return page


@transaction.atomic
def change_item(page: SharedPage, content: Content, *, live: bool, by: Viewer, at: datetime) -> SharedPage:
    """Change parts of an item; what `content` does not name stays. Values must have been checked. Raises NotAllowed."""
    require(by, Deed.IMPORT, page.path)
    page.values_are_checked = True
    for name, value in content.attributes.items():
        setattr(page, name, value)
    page.draft_title = page.title
    online = online_now(page)
    # What the editors took offline or merged stays offline: its record may be older than that.
    _set_state(page, live=live and (page.live or not why_kept_offline(page.pk)), at=at)
    with disable_reference_index_auto_update():
        page.save()
        _write_relations(page, content, known=False)
    _keep_revision(page, online=online, by=by, at=at)
    changed = sorted(
        {*content.attributes, *content.sets, *content.rows, *(["tags"] if content.tags is not None else [])}
    )
    record(by=by, deed="opnieuw geïmporteerd", key=page.key, at=at, visibility=_shown_to(page), changed=changed)
    return page


def _set_state(page: SharedPage, *, live: bool, at: datetime) -> None:
    page.live = live
    page.has_unpublished_changes = not live
    if live:
        page.first_published_at = page.first_published_at or at
        page.last_published_at = at


def _shown_to(page: SharedPage) -> str:
    return str(page.visibility) if page.live else ""


def _write_relations(page: SharedPage, content: Content, *, known: bool) -> None:
    """Write children and lists in few queries, and keep them in memory for the revision.

    known: the page is new, so that relations which are not named are empty and need no query
    """
    children = {relation.get_accessor_name(): relation for relation in get_all_child_relations(page)}
    rows = dict(content.rows)
    if content.tags is not None:
        rows["tagged_items"] = [{"tag_id": pk} for pk in _tag_numbers(content.tags)]
    for name, relation in children.items():
        if name in rows:
            found = _write_children(page, relation, rows[name], known=known)
            getattr(page, name).set(found)
        elif known:
            getattr(page, name).set([])
    for relation in get_all_child_m2m_relations(page):
        if relation.name in content.sets:
            _write_set(page, relation, content.sets[relation.name], known=known)
        elif known:
            getattr(page, relation.name).set([])


def _write_children(page: SharedPage, relation: Any, rows: Sequence[Mapping[str, Any]], *, known: bool) -> list[Model]:
    model, parent = relation.related_model, relation.field.name
    if not known:
        model._default_manager.filter(**{parent: page.pk}).delete()
    ordered = any(column.name == "sort_order" for column in model._meta.fields)
    found = []
    for number, row in enumerate(rows):
        child = model(**row, **({"sort_order": number} if ordered else {}))
        setattr(child, relation.field.attname, page.pk)
        found.append(child)
    return list(model._default_manager.bulk_create(found)) if found else []


def _write_set(page: SharedPage, relation: Any, entries: Sequence[Model], *, known: bool) -> None:
    through = relation.remote_field.through
    own, other = relation.m2m_column_name(), relation.m2m_reverse_name()
    if not known:
        through._default_manager.filter(**{own: page.pk}).delete()
    if entries:
        through._default_manager.bulk_create([through(**{own: page.pk, other: entry.pk}) for entry in entries])
    getattr(page, relation.name).set(entries)


def _tag_numbers(names: Sequence[str]) -> list[int]:
    """Return the keys of the keywords, made where they are new."""
    there = dict(Tag.objects.filter(name__in=names).values_list("name", "pk")) if names else {}
    return [there.get(name) or Tag.objects.create(name=name).pk for name in names]


def _keep_revision(page: SharedPage, *, online: Online | None, by: Viewer, at: datetime) -> None:
    """Write one revision and say that it is the latest, and live when the page is; first it passes the gate.

    Wagtail's own `save_revision` and `publish` would save the page twice more.
    """
    data = page.serializable_data()
    if page.live:
        page.passed(open_gate_for(page, data, online), data, online)
    revision = Revision.objects.create(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        base_content_type=get_default_page_content_type(),
        object_id=str(page.pk),
        user_id=by.user_id,
        content=data,
        object_str=str(page),
        created_at=at,
    )
    ReferenceIndex.create_or_update_for_object(page)
    numbers = {
        "latest_revision": revision,
        "latest_revision_created_at": at,
        "live_revision": revision if page.live else None,
    }
    Page.objects.filter(pk=page.pk).update(**numbers)
    for name, value in numbers.items():
        setattr(page, name, value)
    # What is in memory is written: a later save must not write it again.
    page.__dict__.pop("_cluster_related_objects", None)
