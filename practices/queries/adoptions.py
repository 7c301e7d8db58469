"""Reads who does a practice too: what they made of it, and which practices it came from, as far as one may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from practices.choices import AdoptionStep, Kind
from practices.models import Adoption, PracticePage
from practices.rules.visibility import Viewer

#: Practices of one generation that are drawn; more would be no picture.
_MOST = 12
#: Generations before and after a practice that are looked at.
_GENERATIONS = 2


@dataclass(frozen=True, slots=True)
class Relative:
    """A practice in the lineage of another.

    generation: -1 for what that was made of, -2 for what that came from; 1 and 2 for what was made of it
    of: number of the practice that stands one generation nearer; by, step: who adopted, and how far it is
    """

    number: int
    title: str
    url: str
    generation: int
    of: int
    by: str
    step: str


def lineage_of(page: PracticePage, viewer: Viewer) -> list[Relative]:
    """Return the practices before and after this one that the viewer may see, in at most four queries.

    One that may not be seen hides what lies behind it.
    """
    before, after, known = {page.pk}, {page.pk}, {page.pk}
    found: list[Relative] = []
    for generation in range(1, _GENERATIONS + 1):
        rows = _ties(before, after)
        older = [(source, -generation, own, name, step) for source, own, name, step in rows if own in before]
        newer = [(own, generation, source, name, step) for source, own, name, step in rows if source in after]
        fresh = {tie[0]: tie for tie in (*older[:_MOST], *newer[:_MOST]) if tie[0] not in known}
        links = practices_seen(fresh, viewer)
        if not links:
            break
        relatives = [
            Relative(number, *links[number], at, near, name, str(AdoptionStep(step).label))
            for number, at, near, name, step in fresh.values()
            if number in links
        ]
        found += relatives
        known |= set(links)
        before = {each.number for each in relatives if each.generation < 0}
        after = {each.number for each in relatives if each.generation > 0}
    return sorted(found, key=lambda each: (each.generation, each.by, each.number))


def practices_seen(numbers: Iterable[int], viewer: Viewer) -> dict[int, tuple[str, str]]:
    """Return title and address of those of these practices that the viewer may see, by number."""
    wanted = list(numbers)
    if not wanted:
        return {}
    rows = PracticePage.objects.visible_to(viewer).filter(pk__in=wanted).values_list("pk", "title", "address")
    return {number: (title, Kind.PRACTICE.url(address)) for number, title, address in rows}


def adopters_of(page: PracticePage, codes: Iterable[str]) -> set[str]:
    """Return the codes of those of these municipalities that do the practice too."""
    rows = Adoption.objects.filter(practice=page.pk, municipality__code__in=list(codes))
    return set(rows.values_list("municipality__code", flat=True))


def own_practices(path: str, *, without: PracticePage) -> Any:
    """Return the live practices below an organisation, by title, as a queryset: for its own staff to choose from."""
    pages = PracticePage.objects.filter(live=True, path__startswith=path).exclude(pk=without.pk)
    return pages.order_by("title", "pk")


def adopted_numbers(numbers: Iterable[int]) -> dict[int, int]:
    """Return how many municipalities do each of these practices too, those that stopped not counted."""
    rows = Adoption.objects.filter(practice__in=list(numbers)).exclude(step=AdoptionStep.STOPPED).order_by()
    return dict(rows.values_list("practice").annotate(Count("pk")))


def _ties(before: set[int], after: set[int]) -> list[tuple[int, int, str, str]]:
    """Return (source, what was made of it, by whom, step) of the practices that these were made of or made into."""
    rows = Adoption.objects.filter(own_practice__isnull=False).filter(
        Q(own_practice__in=before) | Q(practice__in=after)
    )
    columns = ("practice", "own_practice", "municipality__name", "step")
    return list(rows.order_by("municipality__name", "pk").values_list(*columns))
