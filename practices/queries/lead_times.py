"""How far practices are on their road: lead times of all that a viewer may see, who waits for what, and as filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from practices.choices import MilestoneKind
from practices.models import Milestone, PhaseChange, PracticePage, SharedPage
from practices.queries.remembered import until_change
from practices.rules import lead_times as rules
from practices.rules.history import ONE_DEED, phase_when_shared
from practices.rules.lead_times import Pair, Spread
from practices.rules.visibility import Viewer

#: The facets that follow from milestones and from the history of the phase.
WAY_SO_FAR = ("mijlpaal", "wacht", "gedeeld")
#: The values of the facet of milestones: each milestone, and each pair of which a lead time is told.
MILESTONES: Mapping[str, str] = {kind.value: str(kind.label) for kind in MilestoneKind} | {
    rules.pair_value(pair): f"{MilestoneKind(pair[0]).label}, daarna {str(MilestoneKind(pair[1]).label).lower()}"
    for pair in rules.PAIRS
}


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long it took from one milestone to another.

    number: practices that passed both; spread: of them, when there are enough
    cases: (number of the page, days) of each while there are few, the shortest first
    """

    pair: Pair
    number: int
    spread: Spread | None
    cases: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A practice that waits for its next milestone; municipalities: numbers of those that take part."""

    page: int
    municipalities: frozenset[int]


@dataclass(frozen=True, slots=True)
class Roads:
    """What all practices together tell: every pair of milestones in order, and who waits, the latest first."""

    lead_times: Mapping[Pair, LeadTime]
    waiting: Mapping[str, tuple[Waiting, ...]]


def roads(viewer: Viewer) -> Roads:
    """Return lead times and who waits for what, of all practices that the viewer may see, in two queries."""
    return until_change("roads", viewer, lambda: _roads(viewer))


def _roads(viewer: Viewer) -> Roads:
    practices = PracticePage.objects.visible_to(viewer)
    milestones: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    phases: dict[int, str] = {}
    rows = Milestone.objects.filter(practice__in=practices.values("pk")).order_by("practice", "pk")
    for page, phase, kind, day in rows.values_list("practice", "practice__phase", "milestone_kind", "date"):
        milestones[page].append((kind, day))
        phases[page] = phase
    took: dict[Pair, list[tuple[int, int]]] = {pair: [] for pair in rules.PAIRS}
    waiting: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for page, told in milestones.items():
        days = rules.reached(told)
        for pair, number in rules.lead_times(days).items():
            took[pair].append((number, page))
        if awaited := rules.waits_for(phases[page], days):
            waiting[awaited].append((max((day for day in days.values() if day), default=date.min), page))
    return Roads(
        lead_times={pair: _lead_time(pair, sorted(cases)) for pair, cases in took.items()},
        waiting=_waiting(waiting, viewer),
    )


def _lead_time(pair: Pair, cases: list[tuple[int, int]]) -> LeadTime:
    found = rules.spread([days for days, _ in cases])
    return LeadTime(pair, len(cases), found, () if found else tuple((page, days) for days, page in cases))


def _waiting(found: Mapping[str, list[tuple[date, int]]], viewer: Viewer) -> dict[str, tuple[Waiting, ...]]:
    going_on = PracticePage.objects.visible_to(viewer).filter(phase__in=rules.GOING_ON)
    places: dict[int, set[int]] = defaultdict(set)
    rows = SharedPage.municipalities.through.objects.filter(sharedpage__in=going_on.values("pk"))
    for page, municipality in rows.values_list("sharedpage", "municipality"):
        places[page].add(municipality)
    return {
        kind: tuple(Waiting(page, frozenset(places[page])) for _, page in sorted(found[kind], reverse=True))
        for kind in rules.ROAD
        if kind in found
    }


def way_so_far(page: PracticePage) -> dict[str, list[str]]:
    """Return the values of WAY_SO_FAR of a practice."""
    days = rules.reached((item.milestone_kind, item.date) for item in page.milestones.all())
    awaited = rules.waits_for(page.phase, days)
    history = sorted((change.recorded_at, change.pk or 0, change.phase) for change in page.phase_changes.all())
    told = [(phase, at) for at, _, phase in history]
    return {
        "mijlpaal": [*days, *(rules.pair_value(pair) for pair in rules.lead_times(days))],
        "wacht": [awaited] if awaited else [],
        "gedeeld": [phase_when_shared(told, page.first_published_at, now=page.phase)],
    }


def way_so_far_condition(facet: str, chosen: list[str]) -> Q:
    """Return the condition that a practice has any of these values of one of WAY_SO_FAR."""
    if facet == "gedeeld":
        return Q(pk__in=_first_shared_in(chosen))
    one = _reached if facet == "mijlpaal" else _awaits
    condition = Q(pk__in=[])
    for value in chosen:
        condition |= one(value)
    return condition


def _reached(value: str) -> Q:
    first, _, last = value.partition("+")
    milestones = Milestone.objects.filter(milestone_kind=first, practice=OuterRef("pk"))
    if not last:
        return Q(Exists(milestones))
    if (first, last) not in rules.PAIRS:
        return Q(pk__in=[])
    later = Milestone.objects.filter(milestone_kind=last, practice=OuterRef("practice"), date__gte=OuterRef("date"))
    return Q(Exists(milestones.filter(Exists(later))))


def _awaits(value: str) -> Q:
    if value not in rules.ROAD[1:]:
        return Q(pk__in=[])
    position = rules.ROAD.index(value)
    reached = Milestone.objects.filter(practice=OuterRef("pk"))
    return (
        Q(practicepage__phase__in=rules.GOING_ON)
        & Q(Exists(reached.filter(milestone_kind=rules.ROAD[position - 1])))
        & ~Q(Exists(reached.filter(milestone_kind__in=rules.ROAD[position:])))
    )


def _first_shared_in(phases: list[str]) -> Subquery:
    """Return the practices whose phase when they were first shared is one of these, as `phase_when_shared` has it."""
    history = PhaseChange.objects.filter(practice=OuterRef("pk"))
    before = history.filter(recorded_at__lte=OuterRef("first_published_at") + ONE_DEED).order_by("-recorded_at", "-pk")
    told = Coalesce(
        Subquery(before.values("phase")[:1]),
        Subquery(history.order_by("recorded_at", "pk").values("phase")[:1]),
        F("phase"),
    )
    return Subquery(PracticePage.objects.annotate(told=told).filter(told__in=phases).order_by().values("pk"))
