"""Lead times in words and places: beside the own milestones of a practice, and as a plan for who begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format

from practices.choices import MilestoneKind
from practices.models import SharedPage
from practices.queries import Card, LeadTime, Roads, cards_by_number, roads
from practices.rules.durations import between, length
from practices.rules.lead_times import FROM_START, START, Pair, pair_value, waits_for
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import Link, search_link
from practices.views.presenting.words import and_list, number_word

#: A milestone inside a sentence, as what one waits for.
AWAITED: Mapping[str, str] = {
    MilestoneKind.SIGNED: "handtekening",
    MilestoneKind.PLAN_READY: "plan",
    MilestoneKind.PROJECT_LEADER: "projectleider",
    MilestoneKind.BUDGET: "budget",
    MilestoneKind.FIRST_CASE: "eerste casus",
    MilestoneKind.FIRST_RESULT: "eerste resultaat",
    MilestoneKind.EMBEDDING: "besluit tot borging",
}
#: So many of those who wait for the same are named; the search has the rest.
MATES = 6


def name_of(pair: Pair) -> str:
    """Return a pair in words: "Van handtekening tot budget"."""
    return f"Van {AWAITED[pair[0]]} tot {AWAITED[pair[1]]}"


def practices_link(number: int, **chosen: str) -> Link:
    """Return a number of practices as a link to the search that finds them."""
    return search_link("1 praktijk" if number == 1 else f"{number} praktijken", soort="praktijk", **chosen)


def spread_context(lead_time: LeadTime, *, highest: float, own: int | None = None) -> dict[str, Any] | None:
    """Return median and quartiles in words, and as places on a line of `highest` days; None for too few practices."""
    found = lead_time.spread
    if found is None:
        return None
    return {
        "median": length(found.median),
        "half": between(found.lower, found.upper),
        "link": practices_link(lead_time.number, mijlpaal=pair_value(lead_time.pair)),
        "x": _place(found.lower, highest),
        "width": _place(max(found.upper - found.lower, highest / 200), highest),
        "middle": _place(found.median, highest),
        "own": _place(own, highest) if own is not None else "",
    }


def cases_context(
    lead_time: LeadTime, cards: Mapping[int, Card], *, without: int | None = None
) -> list[dict[str, Any]]:
    """Return the single cases of a lead time that the cards know, each with its page."""
    return [
        {"link": Link(cards[page].title, cards[page].url), "time": length(days), "days": days}
        for page, days in lead_time.cases
        if page in cards and page != without
    ]


def beside(own: Mapping[str, Any], page: SharedPage, viewer: Viewer, *, is_own: bool) -> dict[str, Any]:
    """Return what stands beside the milestones of a practice: how long it took elsewhere, and who waits as well.

    own: what `progress.milestones` tells of the practice itself
    """
    told = roads(viewer)
    awaited = waits_for(own["phase"], own["days"])
    pairs = [pair for pair in FROM_START if pair in own["lead_times"] or (own["signed"] and pair[1] == awaited)]
    others = [mate for mate in told.waiting.get(awaited, ()) if mate.page != page.pk]
    few = [case for pair in pairs for case, _ in told.lead_times[pair].cases]
    cards = cards_by_number({*few, *(mate.page for mate in others[:MATES])} - {page.pk}, viewer)
    rows = [_row(told, pair, own["lead_times"].get(pair), cards, page=page.pk) for pair in pairs]
    mates = [cards[mate.page] for mate in others[:MATES] if mate.page in cards]
    places = {place for mate in others for place in mate.municipalities} - set(own["municipalities"])
    return {
        "rows": rows,
        "whose": "bij u" if is_own else "bij deze praktijk",
        "compared": any(row["spread"] for row in rows),
        "waiting": _waiting(awaited, len(others), len(places), mates) if mates else None,
    }


def _row(told: Roads, pair: Pair, own: Any, cards: Mapping[int, Card], *, page: int | None) -> dict[str, Any]:
    lead_time = told.lead_times[pair]
    upper = lead_time.spread.upper if lead_time.spread else 0
    days = own["days"] if own else None
    return {
        "what": name_of(pair),
        "own": own["time"] if own else "",
        "spread": spread_context(lead_time, highest=max(upper, days or 0, 1) * 1.08, own=days),
        "cases": cases_context(lead_time, cards, without=page),
    }


def _waiting(awaited: str, others: int, places: int, mates: Sequence[Card]) -> dict[str, Any]:
    """Return who else waits for the next milestone: how many in words, the first of them, and the search for all."""
    if places:
        who = f"{number_word(places)} gemeente{'' if places == 1 else 'n'}"
    else:
        who = f"{number_word(others)} andere praktijk{'' if others == 1 else 'en'}"
    verb = "wacht" if (places or others) == 1 else "wachten"
    sentence = f"{who} {verb} nu ook op {AWAITED[awaited]}"
    return {
        "sentence": sentence[:1].upper() + sentence[1:],
        "mates": [{"link": Link(card.title, card.url), "who": and_list(card.municipalities[:3])} for card in mates],
        "link": search_link("Bekijk alle praktijken die hierop wachten", soort="praktijk", wacht=awaited),
        "more": others > len(mates),
    }


def realistic_plan(viewer: Viewer, *, today: date) -> list[dict[str, Any]]:
    """Return when one who signs today may expect each milestone, by the practices one may see.

    From five practices on by their median and spread; below that the single cases stand by themselves.
    """
    found = [told for pair, told in roads(viewer).lead_times.items() if pair[0] == START and told.number]
    cards = cards_by_number({page for told in found for page, _ in told.cases}, viewer)
    rows = [_planned(told, cards, today=today) for told in found]
    return [row for row in rows if row["median"] or row["cases"]]


def _planned(told: LeadTime, cards: Mapping[int, Card], *, today: date) -> dict[str, Any]:
    spread = told.spread
    return {
        "what": str(MilestoneKind(told.pair[1]).label),
        "median": length(spread.median) if spread else "",
        "half": between(spread.lower, spread.upper) if spread else "",
        "around": date_format(today + timedelta(days=spread.median), "F Y") if spread else "",
        "link": practices_link(told.number, mijlpaal=pair_value(told.pair)),
        "cases": cases_context(told, cards),
    }


def _place(days: float, highest: float) -> str:
    return f"{100 * days / highest:.2f}%"
