"""The figures of the insight page that are counted: phases, questions, domains, adoption and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from practices.choices import AdoptionStep, MilestoneKind, Phase, QuestionStatus
from practices.queries.insight import Numbers
from practices.queries.subjects import PairOfDomains
from practices.rules.lead_times import GOING_ON, ROAD
from practices.views.presenting.figures import Bar, Cell, Download, Figure, Table, bars, share
from practices.views.presenting.gathered import Place, municipality_links
from practices.views.presenting.lead_times import AWAITED, practices_link
from practices.views.presenting.shared import Link, search_link
from search.service import Counted

#: Facets that are counted for the figures, in one question to the engine.
FACETS = ("fase", "gedeeld", "leervraag", "wacht", "domein", "overname", "gemeente")
#: In these phases a practice was not yet at its end.
EARLY = tuple(phase for phase in Phase if phase in GOING_ON)


def _practices(facet: str, value: str) -> str:
    return search_link("", soort="praktijk", **{facet: value}).url


def _counted_table(
    head: str, rows: Iterable[Bar], *, unit: str = "Praktijken", column: str = "praktijken"
) -> dict[str, Any]:
    """Return table and download of bars that count practices."""
    found = list(rows)
    cells = [(Cell(bar.label), Cell(str(bar.number), bar.url if bar.number else "")) for bar in found]
    return {
        "table": Table(((head, False), (unit, True)), cells),
        "download": Download((head.lower().replace(" ", "_"), column), [(bar.label, bar.number) for bar in found]),
    }


def phases(counted: Counted) -> Figure:
    """Return how many practices are in each phase."""
    found = counted.by_value("fase")
    rows = [
        Bar(str(phase.label), found.get(phase.value, 0), _practices("fase", phase.value), tone=phase.value)
        for phase in Phase
    ]
    total, busy = sum(bar.number for bar in rows), sum(found.get(phase.value, 0) for phase in EARLY)
    empty = Figure("fasen", "Hoe ver praktijken zijn", "Er is nog geen praktijk gedeeld die u mag zien.")
    if not total:
        return empty
    stopped = found.get(Phase.STOPPED.value, 0)
    ended = {0: "", 1: " Eén stopte: ook daarvan leert u."}.get(stopped, f" {stopped} stopten: ook daarvan leert u.")
    return replace(
        empty,
        conclusion=f"{share(busy, total)} praktijken zijn nog bezig.{ended}",
        data={"rows": bars(rows, one="praktijk", many="praktijken")},
        **_counted_table("Fase", rows),
    )


def shared_early(counted: Counted) -> Figure:
    """Return in which phase practices were first shared: the promise of the portal is that this is early."""
    found = counted.by_value("gedeeld")
    rows = [
        Bar(
            str(phase.label),
            found.get(phase.value, 0),
            _practices("gedeeld", phase.value),
            tone="" if phase in EARLY else "later",
        )
        for phase in Phase
    ]
    total, early = sum(bar.number for bar in rows), sum(found.get(phase.value, 0) for phase in EARLY)
    empty = Figure("voor-het-einde", "Gedeeld vóór het einde", "Er is nog geen praktijk gedeeld die u mag zien.")
    if not total:
        return empty
    link = Link(
        f"Bekijk {'deze praktijk' if early == 1 else f'deze {early} praktijken'}",
        search_link("", soort="praktijk").url + "".join(f"&gedeeld={phase.value}" for phase in EARLY),
    )
    return replace(
        empty,
        conclusion=f"{share(early, total)} praktijken stonden hier al voordat ze klaar waren.",
        more=link if early else None,
        about="De fase waarin een praktijk was toen zij voor het eerst werd gedeeld.",
        data={"rows": bars(rows, one="praktijk", many="praktijken")},
        **_counted_table("Fase bij het delen", rows),
    )


def learning_questions(counted: Counted, numbers: Numbers) -> Figure:
    """Return the learning questions by state, each with the practices that ask them."""
    return _questions_or_adoptions(
        Figure("leervragen", "Leervragen", "Er is nog geen leervraag die u mag zien."),
        facet="leervraag",
        labels={status.value: str(status.label) for status in QuestionStatus},
        numbers=numbers.questions,
        practices=counted.by_value("leervraag"),
        words=("leervraag", "leervragen"),
        conclude=_about_questions,
    )


def _about_questions(numbers: Mapping[str, int]) -> str:
    total, still_open = sum(numbers.values()), numbers.get(QuestionStatus.OPEN, 0)
    answered = numbers.get(QuestionStatus.ANSWERED, 0) + numbers.get(QuestionStatus.PROVISIONAL, 0)
    return f"{share(still_open, total)} leervragen staan nog open. Op {answered} is een antwoord, al is het voorlopig."


def adoption(counted: Counted, numbers: Numbers) -> Figure:
    """Return how often another municipality does a practice too, by step."""
    return _questions_or_adoptions(
        Figure(
            "overname",
            "Wij doen dit ook",
            "Er is nog niets overgenomen dat u mag zien. Doet u iets na? Zeg het de gemeente die begon.",
        ),
        facet="overname",
        labels={step.value: str(step.label) for step in AdoptionStep},
        numbers=numbers.adoptions,
        practices=counted.by_value("overname"),
        words=("keer", "keer"),
        conclude=_about_adoption,
    )


def _about_adoption(numbers: Mapping[str, int]) -> str:
    total, adopted = sum(numbers.values()), numbers.get(AdoptionStep.ADOPTED, 0)
    return f"{total} keer keek een andere gemeente mee, en {adopted} keer nam zij het over en paste het aan."


def _questions_or_adoptions(
    empty: Figure,
    *,
    facet: str,
    labels: Mapping[str, str],
    numbers: Mapping[str, int],
    practices: Mapping[str, int],
    words: tuple[str, str],
    conclude: Callable[[Mapping[str, int]], str],
) -> Figure:
    """Return bars of what practices have several of; the link below each label leads to those practices."""
    if not sum(numbers.values()):
        return empty
    links = {value: practices_link(practices.get(value, 0), **{facet: value}) for value in labels}
    rows = [
        Bar(label, numbers.get(value, 0), note=Link(f"in {links[value].title}", links[value].url))
        for value, label in labels.items()
    ]
    head = "Stand" if facet == "leervraag" else "Stap"
    return replace(
        empty,
        conclusion=conclude(numbers),
        data={"rows": bars(rows, one=words[0], many=words[1])},
        table=Table(
            ((head, False), (words[1].capitalize(), True), ("Praktijken", True)),
            [
                (Cell(label), Cell(str(numbers.get(value, 0))), Cell(str(practices.get(value, 0)), links[value].url))
                for value, label in labels.items()
            ],
        ),
        download=Download(
            (head.lower(), words[1], "praktijken"),
            [(label, numbers.get(value, 0), practices.get(value, 0)) for value, label in labels.items()],
        ),
    )


def waiting(counted: Counted) -> Figure:
    """Return how many practices wait for each milestone."""
    found = counted.by_value("wacht")
    kinds = [MilestoneKind(value) for value in ROAD[1:]]
    rows = [Bar(str(kind.label), found.get(kind.value, 0), _practices("wacht", kind.value)) for kind in kinds]
    empty = Figure(
        "wachten", "Waar praktijken nu op wachten", "Geen praktijk die u mag zien, wacht nu op een volgende mijlpaal."
    )
    if not any(bar.number for bar in rows):
        return empty
    most = max(kinds, key=lambda kind: found.get(kind.value, 0))
    return replace(
        empty,
        conclusion=f"De meeste praktijken die bezig zijn, wachten nu op {AWAITED[most]}.",
        about="De mijlpaal na de verste die een praktijk bereikte. Wacht u op hetzelfde? Bel elkaar.",
        data={"rows": bars(rows, one="praktijk", many="praktijken")},
        **_counted_table("Mijlpaal", rows),
    )


def domains(counted: Counted, pairs: list[PairOfDomains]) -> Figure:
    """Return how much is shared on each border of two domains; a cell leads to the page of the pair."""
    found = counted.by_value("domein")
    named = [
        (pair, f"{pair[0].name} en {pair[1].name.lower()}", found.get(f"{pair[0].slug}+{pair[1].slug}", 0))
        for pair in pairs
    ]
    empty = Figure("domeinen", "Waar domeinen elkaar raken", "Er is nog niets gedeeld op de grens van twee domeinen.")
    most = max(named, key=lambda row: row[2], default=None)
    if most is None or not most[2]:
        return empty
    ranked = sorted(named, key=lambda row: (-row[2], row[1]))
    urls = {name: search_link("", domein=f"{first.slug}+{second.slug}").url for (first, second), name, _ in named}
    return replace(
        empty,
        conclusion=f"{most[1]} komen elkaar het vaakst tegen: {most[2]} keer gedeeld.",
        chart="matrix",
        about="Hoe groter de stip, hoe meer er is gedeeld: praktijken, vragen, netwerken en begrippen.",
        data=_matrix(named, highest=most[2]),
        table=Table(
            (("Domeinen", False), ("Gedeeld", True)),
            [(Cell(name), Cell(str(number), urls[name] if number else "")) for _, name, number in ranked],
        ),
        download=Download(
            ("domein", "ander_domein", "gedeeld"),
            [(first.name, second.name, number) for (first, second), _, number in ranked],
        ),
    )


def _matrix(named: Iterable[tuple[PairOfDomains, str, int]], *, highest: int) -> dict[str, Any]:
    """Return the triangle of pairs: a row per domain but the first, a column per domain but the last."""
    cells = {
        (pair[1].slug, pair[0].slug): {
            "url": f"/domeinen/{pair[0].slug}-en-{pair[1].slug}/",
            "said": f"{name}: {number} keer gedeeld",
            "number": number,
            "radius": f"{18 * (number / highest) ** 0.5:.2f}",
        }
        for pair, name, number in named
    }
    names = {domain.slug: domain.name for pair, _, _ in named for domain in pair}
    order = sorted(names)
    return {
        "columns": [names[slug] for slug in order[:-1]],
        "rows": [
            {"name": names[row], "cells": [cells.get((row, column)) for column in order[:-1]]} for row in order[1:]
        ],
    }


def municipalities(counted: Counted, total: int) -> Figure:
    """Return where something is shared, on the map of tiles; each tile leads to the search for it there."""
    places = [
        Place(place.value, place.label, place.count, search_link("", gemeente=place.value).url)
        for place in municipality_links(counted)
    ]
    empty = Figure("gemeenten", "Welke gemeenten delen", "Er is nog niets gedeeld dat u mag zien.")
    if not places:
        return empty
    return replace(
        empty,
        conclusion=f"Bij {len(places)} van de {total} gemeenten is iets gedeeld.",
        chart="map",
        data={"places": places},
        table=Table(
            (("Gemeente", False), ("Gedeeld", True)),
            [(Cell(place.label), Cell(str(place.count), place.url)) for place in places],
        ),
        download=Download(
            ("gemeente", "naam", "gedeeld"), [(place.value, place.label, place.count) for place in places]
        ),
    )
