"""What editors do with keywords: rename one, or merge two into one. What was meant before still leads there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from taggit.models import Tag, TaggedItem
from wagtail.models import Page, Revision

from practices.actions.audit import record
from practices.models import SharedPage
from practices.models.base import EXAMPLE_TAG, SharedPageTag
from practices.models.keyword import FormerKeyword
from practices.queries.keywords import keyword_called
from practices.rules.permissions import NotAllowed, require_curator
from practices.rules.visibility import Viewer
from search.outbox.enqueue import enqueue

LONGEST_KEYWORD = 100
_AT_ONCE = 500


class KeywordTaken(Exception):
    """Another keyword has this name, now or in the past; `keyword` is that one."""

    def __init__(self, keyword: Tag) -> None:
        super().__init__(str(keyword))
        self.keyword = keyword


@transaction.atomic
def rename_keyword(number: int, name: str, *, by: Viewer, at: datetime) -> Tag:
    """Give a keyword another name and address. Raises KeywordTaken, ValueError for no name, or Tag.DoesNotExist."""
    require_curator(by, "De trefwoorden zijn")
    keyword = Tag.objects.select_for_update().get(pk=number)
    _require_free(keyword)
    name = " ".join(name.split())
    slug = slugify(name)[:LONGEST_KEYWORD].strip("-")
    if not slug or len(name) > LONGEST_KEYWORD:
        raise ValueError("a keyword has letters or digits, and not too many")
    for other in filter(None, (keyword_called(name), keyword_called(slug))):
        if other.pk != keyword.pk:
            raise KeywordTaken(other)
    before = keyword.name
    FormerKeyword.objects.filter(slug=slug).delete()  # it gets back what it was called before
    if slug != keyword.slug:
        FormerKeyword.objects.create(slug=keyword.slug, name=before, keyword=keyword)
    keyword.name, keyword.slug = name, slug
    keyword.save(update_fields=["name", "slug"])
    enqueue(_live_keys(_numbers_with(keyword)))
    record(by=by, deed="trefwoord hernoemd", key=slug[:80], at=at, before=before, name=name)
    return keyword


@transaction.atomic
def merge_keywords(number: int, into: int, *, by: Viewer, at: datetime) -> tuple[Tag, int]:
    """Let everything with one keyword have another instead; return that one and how many items moved.

    Raises Tag.DoesNotExist, or ValueError when both are the same.
    """
    require_curator(by, "De trefwoorden zijn")
    if number == into:
        raise ValueError("a keyword is not merged with itself")
    both = Tag.objects.select_for_update().in_bulk(sorted({number, into}))
    if len(both) < 2:
        raise Tag.DoesNotExist
    keyword, target = both[number], both[into]
    _require_free(keyword)
    _require_free(target)
    pages = _numbers_with(keyword)
    _move(SharedPageTag.objects, keyword, target, "content_object_id")
    _move(TaggedItem.objects, keyword, target, "content_type_id", "object_id")  # images and documents
    _move_in_revisions(keyword, target, pages)
    FormerKeyword.objects.filter(keyword=keyword).update(keyword=target)
    FormerKeyword.objects.create(slug=keyword.slug, name=keyword.name, keyword=target)
    details = {"before": keyword.name, "name": target.name, "items": sorted(pages)}
    keyword.delete()
    enqueue(_live_keys(pages))
    record(by=by, deed="trefwoorden samengevoegd", key=target.slug[:80], at=at, **details)
    return target, len(pages)


def _move(rows: Any, keyword: Tag, target: Tag, *owner: str) -> None:
    """Point the rows of a keyword to another; what has both keeps one."""
    has_target = set(rows.filter(tag=target).values_list(*owner))
    both = [pk for pk, *where in rows.filter(tag=keyword).values_list("pk", *owner) if tuple(where) in has_target]
    for start in range(0, len(both), _AT_ONCE):
        rows.filter(pk__in=both[start : start + _AT_ONCE]).delete()
    rows.filter(tag=keyword).update(tag=target)


def _move_in_revisions(keyword: Tag, target: Tag, pages: Iterable[int]) -> None:
    """Do the same in everything that may still be published: an editor goes on with the last revision of a page."""
    waiting = Page.objects.filter(has_unpublished_changes=True).values_list("pk", flat=True)
    numbers = [str(number) for number in {*pages, *waiting}]
    for start in range(0, len(numbers), _AT_ONCE):
        revisions = Revision.page_revisions.filter(object_id__in=numbers[start : start + _AT_ONCE])
        for revision in revisions.iterator(chunk_size=100):
            rows = revision.content.get("tagged_items") or []
            if any(row["tag"] == keyword.pk for row in rows):
                has_target = any(row["tag"] == target.pk for row in rows)
                kept = [row for row in rows if row["tag"] != keyword.pk or not has_target]
                moved = [{**row, "tag": target.pk} if row["tag"] == keyword.pk else row for row in kept]
                Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "tagged_items": moved})


def _numbers_with(keyword: Tag) -> set[int]:
    return set(SharedPageTag.objects.filter(tag=keyword).values_list("content_object_id", flat=True))


def _live_keys(numbers: Iterable[int]) -> list[str]:
    rows = SharedPage.objects.filter(pk__in=list(numbers), live=True).values_list("kind", "pk")
    return [f"{kind}-{number}" for kind, number in rows]


def _require_free(keyword: Tag) -> None:
    if keyword.slug == EXAMPLE_TAG:
        raise NotAllowed(f"“{keyword.name}” merkt verzonnen inhoud. Dit trefwoord blijft zoals het is.")
