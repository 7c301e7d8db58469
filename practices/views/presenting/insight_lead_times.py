"""The figures of the insight page about lead times: from the signing to each milestone, and from step to step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from practices.choices import MilestoneKind
from practices.queries import Card, LeadTime, Roads, cards_by_number
from practices.rules.durations import DAYS_IN_MONTH, length
from practices.rules.lead_times import ENOUGH, FROM_START, START, STEP_BY_STEP, Pair, pair_value
from practices.rules.visibility import Viewer
from practices.views.presenting.figures import Cell, Download, Figure, Table
from practices.views.presenting.lead_times import AWAITED, cases_context, name_of, practices_link, spread_context

_NOTHING = "Nog geen praktijk die u mag zien, heeft twee mijlpalen met een datum."
_ABOUT = (
    "De streep is de mediaan, de middelste: de helft was sneller, de helft langzamer. In het blok zit de helft van "
    f"alle praktijken. Zijn het er minder dan {ENOUGH}, dan staan de losse gevallen er, als stippen."
)
#: Months between two marks of the axis: the smallest that leaves at most _MARKS of them.
_STEPS, _MARKS = (1, 2, 3, 6, 12, 24, 60), 7


def lead_time_figures(told: Roads, viewer: Viewer) -> list[Figure]:
    """Return both figures; one look at the cards names all single cases."""
    few = [page for lead_time in told.lead_times.values() for page, _ in lead_time.cases]
    cards = cards_by_number(few, viewer)
    return [
        _figure(told, FROM_START, cards, slug="doorlooptijd", title="Hoe lang het duurt, vanaf de handtekening"),
        _figure(told, STEP_BY_STEP, cards, slug="stap-voor-stap", title="Hoe lang elke stap duurt"),
    ]


def _figure(told: Roads, pairs: Sequence[Pair], cards: Mapping[int, Card], *, slug: str, title: str) -> Figure:
    found = [told.lead_times[pair] for pair in pairs if told.lead_times[pair].number]
    if not found:
        return Figure(slug, title, _NOTHING)
    return Figure(
        slug,
        title,
        _NOTHING,
        conclusion=_from_start(told) if pairs is FROM_START else _step_by_step(found),
        chart="spreads",
        about=_ABOUT if pairs is FROM_START else "",
        data=_chart(found, cards),
        table=Table(
            (("Doorlooptijd", False), ("Mediaan", True), ("De helft", True), ("Praktijken", True)),
            [_cells(lead_time) for lead_time in found],
        ),
        download=Download(
            ("van", "tot", "praktijken", "eerste_kwartiel_dagen", "mediaan_dagen", "derde_kwartiel_dagen"),
            [_plain(lead_time) for lead_time in found],
        ),
    )


def _from_start(told: Roads) -> str:
    """Return when half of the practices has a project leader and a budget, as far as there are enough of them."""
    kinds = (MilestoneKind.PROJECT_LEADER, MilestoneKind.BUDGET)
    known = [(kind, told.lead_times[START, kind.value].spread) for kind in kinds]
    parts = [f"{AWAITED[kind]} na {length(spread.median)}" for kind, spread in known if spread]
    if not parts:
        return "Er zijn nog te weinig praktijken voor een mediaan. U ziet de losse gevallen."
    return f"Reken na de handtekening op een {' en op '.join(parts)}: dat is de middelste praktijk."


def _step_by_step(found: Sequence[LeadTime]) -> str:
    known = [(lead_time.spread.median, lead_time.pair) for lead_time in found if lead_time.spread]
    if not known:
        return "Er zijn nog te weinig praktijken voor een mediaan. U ziet de losse gevallen."
    median, pair = max(known)
    name = name_of(pair)
    return f"{name} duurt het langst: {length(median)}."


def _chart(found: Sequence[LeadTime], cards: Mapping[int, Card]) -> dict[str, Any]:
    """Return the rows and the axis of the chart, all on one scale."""
    longest = [lead_time.spread.upper for lead_time in found if lead_time.spread]
    longest += [days for lead_time in found for _, days in lead_time.cases]
    months = max(max(longest) / DAYS_IN_MONTH, 1)
    step = next((each for each in _STEPS if months / each <= _MARKS), _STEPS[-1])
    highest = max(longest) * 1.04 or 1
    return {
        "rows": [_row(lead_time, highest, cards) for lead_time in found],
        "ticks": [
            {"label": f"{month}", "x": f"{100 * month * DAYS_IN_MONTH / highest:.2f}%"}
            for month in range(0, int(months) + 1, step)
        ],
    }


def _row(lead_time: LeadTime, highest: float, cards: Mapping[int, Card]) -> dict[str, Any]:
    cases = cases_context(lead_time, cards)
    return {
        "label": name_of(lead_time.pair),
        "spread": spread_context(lead_time, highest=highest),
        "cases": [{**case, "x": f"{100 * case['days'] / highest:.2f}%"} for case in cases],
        "link": practices_link(lead_time.number, mijlpaal=pair_value(lead_time.pair)),
    }


def _cells(lead_time: LeadTime) -> list[Cell]:
    row = spread_context(lead_time, highest=1)
    link = practices_link(lead_time.number, mijlpaal=pair_value(lead_time.pair))
    median, half = (row["median"], row["half"]) if row else ("–", "–")
    return [Cell(name_of(lead_time.pair)), Cell(median), Cell(half), Cell(str(lead_time.number), link.url)]


def _plain(lead_time: LeadTime) -> list[str | int | float]:
    spread = lead_time.spread
    days: list[str | int | float] = [spread.lower, spread.median, spread.upper] if spread else ["", "", ""]
    return [*lead_time.pair, lead_time.number, *days]
