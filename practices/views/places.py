"""The pages of who shares: municipalities, on the map and each for itself, and other organisations."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices import queries
from practices.choices import Kind
from practices.models import Municipality, OrganisationPage
from practices.rules.visibility import Viewer
from practices.views.paging import KeptPaginator, page_links, page_number
from practices.views.presenting.gathered import Place, gathered_context, how_many, municipality_places
from practices.views.presenting.places import municipality_facts, organisation_facts
from practices.views.presenting.shared import Link
from search.alerts.following import button_for_topic
from search.querystring import SearchRequest
from search.service import Counted, count

MUNICIPALITIES = {"title": "Gemeenten", "url": "/gemeenten/"}
ORGANISATIONS = {"title": "Organisaties", "url": "/organisaties/"}
PER_PAGE = 24
#: A longer name than any municipality has.
LONGEST_NAME = 100


@require_safe
def municipalities(request: HttpRequest) -> HttpResponse:
    """Show all municipalities, on the map and by province; `naam` leads to the one with that name."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name = request.GET.get("naam", "").strip()[:LONGEST_NAME]
    called = queries.municipalities_called(name) if name else []
    if len(called) == 1:
        return HttpResponseRedirect(called[0].get_absolute_url())
    counted = count(SearchRequest(), viewer, facets=("gemeente",))
    everywhere = queries.municipalities()
    places = municipality_places(everywhere, counted)
    by_slug = {place.value: place for place in places}
    provinces = [
        (province, [by_slug[entry.slug] for entry in members])
        for province, members in groupby(everywhere, key=lambda entry: entry.province)
    ]
    context = {
        "places": sorted(places, key=lambda place: (-place.count, place.label)),
        "provinces": provinces,
        "sharing": sum(1 for place in places if place.count),
        "counted": counted is not None,
        "asked": name,
        "called": called,
        "breadcrumbs": [{**MUNICIPALITIES, "url": ""}],
    }
    return render(request, "practices/municipalities.html", context)


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a municipality shares, adopts and asks; the name of one of the past leads on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.municipality_at(slug)
    if found is None:
        return _no_longer_there(request, slug)
    # The counts of the facet ignore its own choice, so that the neighbours are counted too.
    counted = count(SearchRequest(chosen={"gemeente": (slug,)}), viewer, facets=("soort", "gemeente"))
    neighbours = sorted(
        municipality_places(queries.neighbours_of(found), counted), key=lambda place: (-place.count, place.label)
    )
    gathered = queries.gather(queries.of_municipality(found), viewer)
    context = {
        **gathered_context(gathered, counted, gemeente=slug),
        "municipality": found,
        "follow": button_for_topic("gemeente", slug, what="deze gemeente", back=request.path, person=viewer),
        "facts": municipality_facts(found, queries.predecessors_of(found)),
        "mailbox": queries.mailbox_of(found),
        "adopted": queries.adopted_by(found, viewer),
        "also_asked": queries.also_asked_by(found, viewer),
        "neighbours": neighbours,
        "nearest": _nearest(found, counted) if gathered.is_empty else [],
        "breadcrumbs": [MUNICIPALITIES, {"title": found.name, "url": ""}],
    }
    return render(request, "practices/municipality.html", context)


def _nearest(municipality: Municipality, counted: Counted | None) -> list[Place]:
    """Return where something is shared close by, for the page of a municipality that shares nothing."""
    busy = [slug for slug, number in (counted.by_value("gemeente") if counted else {}).items() if number]
    return municipality_places(queries.nearest_of(municipality, busy, limit=4), counted)


def _no_longer_there(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on from an old name or another spelling; ask which, where a municipality was divided."""
    called = queries.municipalities_called(slug)
    if not called:
        raise Http404("Deze gemeente kennen wij niet.")
    if len(called) == 1:
        return HttpResponsePermanentRedirect(called[0].get_absolute_url())
    mergers = queries.mergers_at(slug)
    name = mergers[0].old_name if mergers else slug
    context = {
        "name": name,
        "date": mergers[0].date if mergers else None,
        "called": called,
        "breadcrumbs": [MUNICIPALITIES, {"title": name, "url": ""}],
    }
    return render(request, "practices/former_municipality.html", context)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations that may share, by kind."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    shared = queries.shared_per_organisation(viewer)
    groups: dict[str, list[dict[str, Any]]] = {}
    for page in queries.organisations():
        row = {"name": page.title, "url": page.get_absolute_url(), "count": shared.get(page.path, 0)}
        groups.setdefault(page.get_organisation_kind_display(), []).append(row)
    context = {"groups": groups, "breadcrumbs": [{**ORGANISATIONS, "url": ""}]}
    return render(request, "practices/organisations.html", context)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation and what it shares that the viewer may see; a municipality has its own page."""
    found = queries.organisation_at(slug)
    if found is None:
        return _no_longer_an_organisation(slug)
    if found.municipality:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return show_organisation(request, found)


def show_organisation(request: HttpRequest, found: OrganisationPage) -> HttpResponse:
    """Show an organisation and what it shares; also as it was typed and is not saved."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    kind = request.GET.get("soort", "")
    pages = queries.shared_by(found, viewer)
    totals = queries.totals_shared_by(found, viewer)
    kind = kind if kind in Kind.values else ""
    if kind:
        pages = pages.filter(kind=kind)
    paginator = KeptPaginator(f"shared by {found.pk} {kind}", pages, viewer, PER_PAGE)
    number = page_number(request, paginator)
    parameters = {"soort": kind} if kind else {}
    context = {
        "page": found,
        "facts": organisation_facts(found),
        "members": _members(found),
        "figures": [_figure(kind, total) for kind, total in totals.items() if total],
        "chosen_kind": Kind(kind).plural_label if kind else "",
        "cards": paginator.cards(number),
        "breadcrumbs": [ORGANISATIONS, {"title": found.title, "url": ""}],
        **page_links(paginator, number, parameters),
    }
    return render(request, "practices/organisation_page.html", context)


def _no_longer_an_organisation(slug: str) -> HttpResponse:
    """Lead on from a former name, and from the organisation of a municipality that never shared or is no more."""
    renamed = queries.organisation_before(slug)
    if renamed:
        return HttpResponsePermanentRedirect(renamed.get_absolute_url())
    name = slug.removeprefix("gemeente-")
    if name != slug and queries.municipalities_called(name):
        return HttpResponsePermanentRedirect(f"{MUNICIPALITIES['url']}{name}/")
    raise Http404("Deze organisatie kennen wij niet.")


def _members(organisation: OrganisationPage) -> list[Municipality]:
    region = organisation.safety_region
    return list(region.municipalities.order_by("name", "slug")) if region else []


def _figure(kind: Kind, total: int) -> Link:
    return Link(how_many(kind, total), f"?soort={kind.value}")
