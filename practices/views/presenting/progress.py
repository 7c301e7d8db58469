"""What the page of a practice shows of its way so far: phases, milestones, changes of course and log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format

from practices.choices import AdjustmentKind, LogKind, MilestoneKind, Phase
from practices.models import Milestone, PracticePage
from practices.rules.durations import elapsed
from practices.rules.lead_times import lead_times, reached
from practices.rules.steps import walk

_LINE = (Phase.IDEA, Phase.PREPARATION, Phase.EXECUTION, Phase.FINISHED, Phase.EMBEDDED)
#: So many entries of a log stand open; older ones wait behind a line that opens.
LOG_OPEN = 10
#: A way of fewer steps is not drawn.
SHORTEST_WAY = 4


def phases(page: PracticePage) -> list[dict[str, Any]]:
    """Return the line of phases; a stopped practice shows where it stopped, when that is known."""
    since = {change.phase: change.since for change in page.phase_changes.all()}
    if page.phase_since:
        since[page.phase] = page.phase_since
    stopped = page.phase == Phase.STOPPED
    reached = [index for index, phase in enumerate(_LINE) if phase in since or phase == page.phase]
    last = max(reached, default=0)
    line: list[dict[str, Any]] = []
    if not reached:  # it stopped, and nobody wrote down how far it came
        line.append({"phase": "", "label": "Begonnen", "state": "done", "since": page.started_on})
    for index, phase in enumerate(_LINE):
        state = "done" if index < last or (stopped and index == last) else "planned"
        if phase == page.phase:
            state = "current"
        if stopped and (index > last or not reached):
            continue
        line.append({"phase": phase, "label": phase.label, "state": state, "since": since.get(phase)})
    if stopped:
        since_stop = since.get(Phase.STOPPED)
        line.append({"phase": Phase.STOPPED, "label": Phase.STOPPED.label, "state": "stopped", "since": since_stop})
    return [{**step, "when": _since(step["since"]), "note": _took(step, line)} for step in line]


def _took(step: dict[str, Any], line: Sequence[dict[str, Any]]) -> str:
    """Return how long a phase took, when its own date and that of a later one are known."""
    if step["state"] != "done" or not step["since"]:
        return ""
    later = [other["since"] for other in line if other["since"] and other["since"] > step["since"]]
    return f"duurde {elapsed(step['since'], min(later))}" if later else ""


def milestones(page: PracticePage) -> dict[str, Any] | None:
    """Return the milestones in their order in time, with the time since the one before and since the first.

    days, lead_times: when each was reached, and what took how long, for what is told beside it to this reader
    """
    dated = sorted((item for item in page.milestones.all() if item.date), key=_moment)
    undated = [item.get_milestone_kind_display() for item in page.milestones.all() if not item.date]
    if not dated and not undated:
        return None
    steps = [
        {"label": item.get_milestone_kind_display(), "date": item.date, "between": between, "after": after}
        for item, between, after in zip(dated, _between(dated), _after(dated), strict=True)
    ]
    days = reached((item.milestone_kind, item.date) for item in page.milestones.all())
    return {
        "steps": steps,
        "undated": undated,
        "days": days,
        "lead_times": {pair: _took_from(days, pair, number) for pair, number in lead_times(days).items()},
        "signed": bool(days.get(MilestoneKind.SIGNED)),
        "phase": page.phase,
        "municipalities": [entry.pk for entry in page.municipalities.all()],
    }


def _took_from(days: Mapping[str, date | None], pair: tuple[str, str], number: int) -> dict[str, Any]:
    first, last = days[pair[0]], days[pair[1]]
    return {"days": number, "time": elapsed(first, last) if first and last else ""}


def _moment(item: Milestone) -> tuple[date, int]:
    order = list(MilestoneKind).index(MilestoneKind(item.milestone_kind))
    return item.date or date.max, order


def _between(dated: Sequence[Milestone]) -> list[str]:
    """Return the time since the milestone before, empty for the first."""
    return ["", *(_time(before, after) for before, after in pairwise(dated))] if dated else []


def _after(dated: Sequence[Milestone]) -> list[str]:
    return ["", *(_time(dated[0], item) for item in dated[1:])] if dated else []


def _time(first: Milestone, last: Milestone) -> str:
    return elapsed(first.date, last.date) if first.date and last.date else ""


def adjustments(page: PracticePage) -> list[dict[str, Any]]:
    """Return the changes of course, the newest first."""
    found = sorted(page.adjustments.all(), key=lambda item: (item.date or date.min, item.sort_order or 0), reverse=True)
    return [
        {
            "date": item.date,
            "kind": item.adjustment_kind,
            "kind_label": item.get_adjustment_kind_display(),
            "what": item.what,
            "decided_by": item.decided_by,
            "learnt": item.learnt,
            "question": item.question,
        }
        for item in found
    ]


def log(page: PracticePage) -> dict[str, Any] | None:
    """Return the log, the newest entry first, with how many there are of each kind."""
    found = sorted(page.log_entries.all(), key=lambda item: (item.date or date.min, item.sort_order or 0), reverse=True)
    if not found:
        return None
    entries = [
        {"date": entry.date, "kind": entry.log_kind, "kind_label": LogKind(entry.log_kind).label, "text": entry.text}
        for entry in found
    ]
    counted = Counter(entry.log_kind for entry in found)
    return {
        "way": _way(page),
        "counts": [
            {"kind": kind.value, "label": kind.label, "count": counted[kind]} for kind in LogKind if counted[kind]
        ],
        "usual": USUAL_WAY,
        "has_setbacks": bool(counted[LogKind.SETBACK]),
        "entries": entries[:LOG_OPEN],
        "older": entries[LOG_OPEN:],
    }


def _way(page: PracticePage) -> dict[str, Any] | None:
    """Return the log as a line with its steps back, as places in percents; None for a way too short to draw."""
    told = [(entry.date, entry.log_kind) for entry in page.log_entries.all() if entry.date]
    stops = (item for item in page.adjustments.all() if item.adjustment_kind != AdjustmentKind.RESUMED)
    adjusted = [item.date for item in stops if item.date]
    steps = walk(told, adjusted)
    if len(steps) < SHORTEST_WAY:
        return None
    back = sum(1 for step in steps if not step.forward)
    return {
        "forward": len(steps) - back,
        "back": back,
        "first": steps[0].day,
        "last": steps[-1].day,
        "lines": way_lines([step.level for step in steps]),
    }


def way_lines(levels: Sequence[int]) -> list[dict[str, Any]]:
    """Return the lines from step to step, from the beginning at level 0; places in percents of the drawing."""
    walked = [0, *levels]
    low, high = min(walked), max(walked)
    places = [
        (f"{2 + 96 * number / len(levels):.2f}%", f"{92 - 84 * (level - low) / max(high - low, 1):.2f}%")
        for number, level in enumerate(walked)
    ]
    return [
        {"x1": before[0], "y1": before[1], "x2": after[0], "y2": after[1], "forward": level > earlier}
        for (before, after), (earlier, level) in zip(pairwise(places), pairwise(walked), strict=True)
    ]


#: What "three steps forward, two back" looks like, beside the way of a practice.
USUAL_WAY = way_lines([1, 2, 3, 2, 1, 2, 3, 4, 3, 2, 3, 4, 5])


def _since(day: date | None) -> str:
    return f"sinds {date_format(day, 'F Y')}" if day else ""
