"""What things are about: the themes, and the pairs of domains that work together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from django.db.models import Exists, OuterRef

from practices.models import Domain, Meaning, TermPage, Theme
from practices.queries.gathered import TERMS, Term
from practices.queries.names import entry_names
from practices.queries.remembered import until_change
from practices.rules.visibility import Viewer

PairOfDomains = tuple[Domain, Domain]


def themes() -> list[Theme]:
    """Return the themes that are offered by group, place and name; the groups in the order of the list."""
    found = list(Theme.objects.filter(is_retired=False).order_by("position", "pk"))
    groups = {group: number for number, group in enumerate(dict.fromkeys(theme.group for theme in found))}
    return sorted(found, key=lambda theme: (groups[theme.group], theme.position, theme.name.casefold()))


def theme_at(slug: str) -> Theme | None:
    """Return the theme with this slug, with its domains."""
    return Theme.objects.filter(slug=slug).prefetch_related("domains").first()


def themes_called(name: str) -> list[Theme]:
    """Return the themes that a name or synonym stands for."""
    return list(Theme.objects.filter(slug__in=entry_names(Theme).find(name)).order_by("name", "slug"))


def related_themes(theme: Theme) -> list[Theme]:
    """Return the other themes of the same group that are offered, in the order of the list."""
    return list(Theme.objects.filter(group=theme.group, is_retired=False).exclude(pk=theme.pk))


def pairs_of_domains() -> list[PairOfDomains]:
    """Return every pair of domains, each in the order of the alphabet of their slugs."""
    return pairs_of(Domain.objects.all())


def pairs_of(domains: Iterable[Domain]) -> list[PairOfDomains]:
    """Return every pair of these domains, each in the order of the alphabet of their slugs."""
    return list(combinations(sorted(domains, key=lambda domain: domain.slug), 2))


def domains_at(slugs: tuple[str, ...]) -> list[Domain]:
    """Return the domains with these slugs, in the order of the alphabet of their slugs."""
    return list(Domain.objects.filter(slug__in=slugs).order_by("slug"))


def terms_of_both(pair: PairOfDomains, viewer: Viewer) -> list[Term]:
    """Return terms that have a meaning of their own in both domains: first those whose meanings are compared."""
    name = f"terms of {[domain.pk for domain in pair]}"
    return until_change(name, viewer, lambda: _terms_of_both(pair, viewer))


def _terms_of_both(pair: PairOfDomains, viewer: Viewer) -> list[Term]:
    pages = TermPage.objects.visible_to(viewer)
    for domain in pair:
        pages = pages.filter(pk__in=TermPage.objects.filter(meanings__domain=domain).values("pk"))
    compared = Exists(Meaning.objects.filter(term=OuterRef("pk"), value__isnull=False))
    found = pages.order_by(compared.desc(), "title", "pk")[:TERMS]
    return [Term(page.title, page.get_absolute_url()) for page in found]
