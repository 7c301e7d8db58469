"""The visibility rule as SQL, and the prefetches that lists need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from practices.choices import Visibility
from practices.models.organisation import OrganisationPage
from practices.models.taxonomy import Municipality
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer

if TYPE_CHECKING:
    from practices.models.base import SharedPage


def visible_to(viewer: Viewer) -> Q:
    """Return the condition under which a shared page shows to the viewer; the same rule as `rules.visibility`."""
    if viewer.is_curator:
        return Q(live=True)
    seen = Q(visibility=Visibility.PUBLIC) | close_to(viewer)
    if viewer.is_municipal:
        seen |= Q(visibility=Visibility.MUNICIPALITIES)
    return Q(live=True) & seen


def close_to(viewer: Viewer) -> Q:
    """Return the condition under which a live page shows however little it is shared: it is one's own, or names one."""
    close = Q(pk__in=[])
    for affiliation in viewer.affiliations:
        close |= Q(path__startswith=affiliation.path)
    if viewer.codes:
        # Subqueries, not joins: a join would list a page once per name that matches.
        municipalities = Municipality.objects.filter(code__in=viewer.codes)
        partners = OrganisationPage.objects.filter(code__in=viewer.codes)
        named = Q(pk__in=municipalities.values("pages")) | Q(pk__in=partners.values("named_in"))
        close |= Q(visibility=Visibility.ORGANISATION) & named
    return close


class SharedPageQuerySet(PageQuerySet):
    """Reads shared pages; every list for a person goes through `visible_to`."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Keep what the viewer may see."""
        return self.filter(visible_to(viewer))

    def drafts_of(self, viewer: Viewer) -> Self:
        """Keep the pages with something unpublished in it that the viewer may see."""
        pages = self.filter(Q(live=False) | Q(has_unpublished_changes=True))
        if viewer.is_curator:
            return pages
        own = Q(pk__in=[])
        for affiliation in viewer.affiliations:
            if may(viewer, Deed.SEE_DRAFT, affiliation.path):
                own |= Q(path__startswith=affiliation.path)
        return pages.filter(own)

    def with_terms(self) -> Self:
        """Fetch the lists that a card and a search document show, in a constant number of queries."""
        return self.prefetch_related("municipalities", "theme_choices__theme", "tags")


class SharedPageManager(PageManager.from_queryset(SharedPageQuerySet)):  # type: ignore[misc]
    """Manager over shared pages; see the queryset."""

    if TYPE_CHECKING:

        def visible_to(self, viewer: Viewer) -> SharedPageQuerySet: ...
        def get(self, *args: object, **kwargs: object) -> SharedPage: ...
