"""The pages of what things are about: themes, and pairs of domains that work together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices import queries
from practices.choices import QuestionStatus
from practices.models import Domain, Theme
from practices.rules.visibility import Viewer
from practices.views.presenting.gathered import gathered_context, places
from practices.views.presenting.shared import Link
from search.alerts.following import button_for_topic
from search.querystring import SearchRequest
from search.service import Counted, count

THEMES = {"title": "Thema’s", "url": "/themas/"}
DOMAINS = {"title": "Domeinen", "url": "/domeinen/"}
#: What is counted for the page of a subject.
FACETS = ("soort", "gemeente", "leervraag")


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """List the themes by group, with how much is shared about each."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    counted = count(SearchRequest(), viewer, facets=("thema",))
    found = counted.by_value("thema") if counted else {}
    groups = [
        (group, [_row(theme, theme.get_absolute_url(), found.get(theme.slug, 0)) for theme in members])
        for group, members in groupby(queries.themes(), key=lambda theme: theme.group)
    ]
    used = sum(1 for number in found.values() if number)
    context = {"groups": groups, "used": used, "counted": counted is not None, "breadcrumbs": [_here(THEMES)]}
    return render(request, "practices/themes.html", context)


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is shared about a theme; another name for it leads to the theme."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.theme_at(slug)
    if found is None:
        called = queries.themes_called(slug)
        if len(called) == 1:
            return HttpResponsePermanentRedirect(called[0].get_absolute_url())
        raise Http404("Dit thema kennen wij niet.")
    counted = count(SearchRequest(chosen={"thema": (slug,)}), viewer, facets=(*FACETS, "thema"))
    context = {
        **gathered_context(queries.gather(queries.of_theme(found), viewer), counted, thema=slug),
        "theme": found,
        "follow": button_for_topic("thema", slug, what="dit thema", back=request.path, person=viewer),
        "places": places(counted, thema=slug),
        "asking": _asking(counted),
        "domain_pairs": [_pair_link(pair) for pair in queries.pairs_of(found.domains.all())],
        "related": _with_counts(queries.related_themes(found), counted),
        "breadcrumbs": [THEMES, {"title": found.name, "url": ""}],
    }
    return render(request, "practices/theme.html", context)


@require_safe
def domain_pairs(request: HttpRequest) -> HttpResponse:
    """List the domains and their pairs, with how much is shared on each border."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    counted = count(SearchRequest(), viewer, facets=("domein",))
    found = counted.by_value("domein") if counted else {}
    pairs = queries.pairs_of_domains()
    rows = [(found.get(_value(pair), 0), _pair_link(pair)) for pair in pairs]
    context = {
        "pairs": sorted(rows, key=lambda row: -row[0]),
        "domains": dict.fromkeys(domain for pair in pairs for domain in pair),
        "counted": counted is not None,
        "breadcrumbs": [_here(DOMAINS)],
    }
    return render(request, "practices/domain_pairs.html", context)


@require_safe
def domain_pair(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Show what is shared where two domains meet; the other order of the two leads to this one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.domains_at((first, second))
    if len(found) != 2:
        raise Http404("Deze twee domeinen kennen wij niet.")
    pair = (found[0], found[1])
    link = _pair_link(pair)
    if request.path != link.url:
        return HttpResponsePermanentRedirect(link.url)
    counted = count(SearchRequest(chosen={"domein": (_value(pair),)}), viewer, facets=(*FACETS, "thema"))
    context = {
        **gathered_context(queries.gather(queries.of_domains(*pair), viewer), counted, domein=_value(pair)),
        "title": link.title,
        "pair": pair,
        "follow": button_for_topic("domein", _value(pair), what="dit paar", back=request.path, person=viewer),
        "both": queries.terms_of_both(pair, viewer),
        "places": places(counted, domein=_value(pair)),
        "asking": _asking(counted),
        "top_themes": _top_themes(counted),
        "breadcrumbs": [DOMAINS, {"title": link.title, "url": ""}],
    }
    return render(request, "practices/domain_pair.html", context)


def _pair_link(pair: queries.PairOfDomains) -> Link:
    first, second = pair
    return Link(f"{first.name} en {second.name.lower()}", f"/domeinen/{first.slug}-en-{second.slug}/")


def _value(pair: queries.PairOfDomains) -> str:
    """Return the pair as the facet has it."""
    return "+".join(domain.slug for domain in pair)


def _here(crumb: dict[str, str]) -> dict[str, str]:
    return {**crumb, "url": ""}


def _row(entry: Theme | Domain, url: str, number: int) -> dict[str, Any]:
    return {"name": entry.name, "url": url, "count": number}


def _with_counts(themes: Iterable[Theme], counted: Counted | None) -> list[dict[str, Any]]:
    """Return themes with how much is shared about each; the counts of the facet ignore the theme that was chosen."""
    found = counted.by_value("thema") if counted else {}
    return [_row(theme, theme.get_absolute_url(), found.get(theme.slug, 0)) for theme in themes]


def _top_themes(counted: Counted | None) -> list[dict[str, Any]]:
    """Return the themes that occur most where the two domains meet, each with its page."""
    choices = counted.facets["thema"].choices[:8] if counted else ()
    return [
        {"name": choice.label, "url": f"/themas/{choice.value}/", "count": choice.count}
        for choice in choices
        if choice.known
    ]


def _asking(counted: Counted | None) -> int:
    """Return how many practices have an open learning question."""
    return counted.by_value("leervraag").get(QuestionStatus.OPEN.value, 0) if counted else 0
