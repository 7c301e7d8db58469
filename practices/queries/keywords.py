"""Reads the keywords: how often each is used, and what those that editors renamed or merged are called now."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from taggit.models import Tag

from practices.models import SharedPage
from practices.models.keyword import FormerKeyword


def keywords(text: str = "", *, by_name: bool = False) -> QuerySet[Tag]:
    """Return the keywords that hold this text, each with `uses`: on how many items it stands, drafts too."""
    found = Tag.objects.annotate(uses=Count("practices_sharedpagetag_items__content_object", distinct=True))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(slug__icontains=text))
    return found.order_by("name", "pk") if by_name else found.order_by("-uses", "name", "pk")


def keyword_called(name: str) -> Tag | None:
    """Return the keyword with this name or slug, now or in the past."""
    name = name.strip()
    there = Tag.objects.filter(Q(name__iexact=name) | Q(slug=name)).order_by("pk").first()
    if there is not None:
        return there
    former = FormerKeyword.objects.filter(Q(name__iexact=name) | Q(slug=name)).select_related("keyword").first()
    return former.keyword if former else None


def slugs_now(slugs: Iterable[str]) -> dict[str, str]:
    """Return the slug of today of those that a keyword had before."""
    rows = FormerKeyword.objects.filter(slug__in=list(slugs))
    return dict(rows.values_list("slug", "keyword__slug"))


def items_with(keyword: Tag) -> QuerySet[SharedPage]:
    """Return the items with this keyword, live or not, by title."""
    return SharedPage.objects.filter(tagged_items__tag=keyword).order_by("title", "pk").distinct()
