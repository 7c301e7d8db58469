"""The insight page: what all practices together tell, each figure with its table, its download and its search."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from practices import queries
from practices.queries.insight import numbers
from practices.rules.visibility import Viewer
from practices.views.presenting import insight as figures
from practices.views.presenting.figures import Figure, as_csv
from practices.views.presenting.insight_lead_times import lead_time_figures
from search.querystring import SearchRequest
from search.service import Counted, count

#: The figures that the engine counts; the others come from the database and are always there.
COUNTED = ("fasen", "voor-het-einde", "wachten", "leervragen", "domeinen", "overname", "gemeenten")
_AWAY = "De zoekmachine is even weg. Straks staan deze cijfers hier weer."


@require_safe
def insight(request: HttpRequest) -> HttpResponse:
    """Show all figures of what the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    counted = count(SearchRequest(), viewer, facets=figures.FACETS)
    context = {
        "figures": _figures(viewer, counted),
        "counted": counted is not None,
        "breadcrumbs": [{"title": "Inzicht", "url": ""}],
    }
    return render(request, "practices/insight.html", context)


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """Give the numbers of one figure as CSV, as far as the viewer may see them."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    counted = count(SearchRequest(), viewer, facets=figures.FACETS)
    figure = next((each for each in _figures(viewer, counted) if each.slug == name), None)
    if figure is None and name in COUNTED:
        response = HttpResponse(_AWAY, status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "60"
        return response
    if figure is None:
        raise Http404("Dit cijfer is er niet.")
    response = HttpResponse(as_csv(figure.download), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="praktijkplein-{figure.slug}.csv"'
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _figures(viewer: Viewer, counted: Counted | None) -> Sequence[Figure]:
    """Return the figures in their order; without the engine only those of the database."""
    lead_times = lead_time_figures(queries.roads(viewer), viewer)
    if counted is None:
        return lead_times
    found = numbers(viewer)
    return [
        *lead_times,
        figures.waiting(counted),
        figures.phases(counted),
        figures.shared_early(counted),
        figures.learning_questions(counted, found),
        figures.domains(counted, queries.pairs_of_domains()),
        figures.adoption(counted, found),
        figures.municipalities(counted, len(queries.tile_places())),
    ]
