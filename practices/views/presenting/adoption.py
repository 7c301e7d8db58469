"""Who does a practice too, on its page: the steps, the map, and the lineage both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from practices.choices import AdoptionStep
from practices.models import Adoption, PracticePage, SharedPage
from practices.queries.adoptions import Relative, adopters_of, lineage_of, practices_seen
from practices.rules.adoption import adopting
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from practices.views.presenting.shared import Action, Link, Section, mail_to, municipality_link

_STEPS = (AdoptionStep.INTEREST, AdoptionStep.EXPLORING, AdoptionStep.ADOPTED)
#: Sizes of the drawing of a lineage, in its own units: between practices and generations, and of a circle.
_APART, _DOWN, _CIRCLE = 44, 54, 15


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality on the map of who does this too; see `components/tile_map.html`."""

    value: str
    label: str
    count: int
    chosen: bool
    url: str
    text: str


def adoptions(page: PracticePage) -> dict[str, Any] | None:
    """Return who does this too with the map, the same for every reader; None when nobody does."""
    found = list(page.adoptions.all())
    if not found:
        return None
    own = {entry.slug for entry in page.municipalities.all()}
    doing = [each for each in found if each.step != AdoptionStep.STOPPED]
    places = [
        Place(each.municipality.slug, each.municipality.name, 1, False, *_on_map(each))
        for each in doing
        if each.municipality.slug not in own
    ]
    places += [
        Place(entry.slug, entry.name, 0, True, municipality_link(entry).url, f"{entry.name}: van deze praktijk")
        for entry in page.municipalities.all()
    ]
    return {"items": [_item(each) for each in found], "places": places if doing else [], "title": page.title}


def _on_map(adoption: Adoption) -> tuple[str, str]:
    where = municipality_link(adoption.municipality)
    return where.url, f"{where.title}: {adoption.get_step_display().lower()}"


def _item(adoption: Adoption) -> dict[str, Any]:
    return {
        "municipality": municipality_link(adoption.municipality),
        "code": adoption.municipality.code,
        "step_label": adoption.get_step_display(),
        "stopped": adoption.step == AdoptionStep.STOPPED,
        "steps": [{"label": step.label, "reached": _STEPS.index(step) <= _reached(adoption.step)} for step in _STEPS],
        "since": adoption.since,
        "what_differs": adoption.what_differs,
        "why": adoption.why,
        "hours_saved": adoption.hours_saved,
        "own_practice": adoption.own_practice_id,
        "contact_role": adoption.contact_role,
        "contact_mailbox": adoption.contact_mailbox,
    }


def _reached(step: str) -> int:
    return _STEPS.index(AdoptionStep(step)) if step in _STEPS else -1


def beside(data: dict[str, Any], page: SharedPage, viewer: Viewer, *, is_own: bool) -> list[dict[str, Any]]:
    """Return the items as this reader sees them: own practices and contacts as far as one may, and the way to edit."""
    seen = practices_seen((item["own_practice"] for item in data["items"] if item["own_practice"]), viewer)
    may_ask = viewer.is_municipal or may(viewer, Deed.SEE_PERSONS, page.path)
    mine = {affiliation.code for affiliation in adopting(viewer, page.path)}
    return [
        {
            **item,
            "own": Link(*seen[item["own_practice"]]) if item["own_practice"] in seen else None,
            "contact": _contact(item, data["title"]) if may_ask else None,
            "edit_url": _edit_url(page, item) if item["code"] in mine else "",
        }
        for item in data["items"]
    ]


def _contact(item: dict[str, Any], title: str) -> dict[str, str] | None:
    role, mailbox = item["contact_role"], item["contact_mailbox"]
    if not (role or mailbox):
        return None
    return {"role": role, "mailbox": mailbox, "url": mail_to(mailbox, f"Vraag over: {title}") if mailbox else ""}


def _edit_url(page: SharedPage, item: dict[str, Any]) -> str:
    slug = item["municipality"].url.strip("/").rpartition("/")[2]
    return f"{reverse('practices:adopt', args=[page.key])}?gemeente={slug}"


def adopt_action(page: PracticePage, viewer: Viewer) -> Action | None:
    """Return the button for staff of other municipalities: tell that one does this too, or how it goes now."""
    codes = [affiliation.code for affiliation in adopting(viewer, page.path)]
    if not codes or not page.pk:
        return None
    there = adopters_of(page, codes)
    label = "Wij doen dit ook: werk bij" if there == set(codes) else "Wij doen dit ook"
    return Action(label, reverse("practices:adopt", args=[page.key]), "copy-plus")


def lineage(page: PracticePage, viewer: Viewer) -> Section | None:
    """Return the section with what this practice was made of and what was made of it, or None without any."""
    relatives = lineage_of(page, viewer) if page.pk else []
    if not relatives:
        return None
    numbers = {page.pk: 0} | {each.number: position for position, each in enumerate(relatives, start=1)}
    groups = [
        ("Waar dit vandaan komt", [(numbers[each.number], each) for each in relatives if each.generation < 0]),
        ("Wat ervan gemaakt is", [(numbers[each.number], each) for each in relatives if each.generation > 0]),
    ]
    data = {
        "groups": [(title, found) for title, found in groups if found],
        "drawing": _drawing(page.pk, relatives, numbers),
        "titles": {each.number: each.title for each in relatives},
    }
    return Section("afkomst", "Van praktijk tot praktijk", "lineage", data)


def _drawing(own: int, relatives: list[Relative], numbers: dict[int, int]) -> dict[str, Any]:
    """Return circles and lines: a generation a row, the oldest on top, this practice as the filled circle."""
    rows: dict[int, list[int]] = {0: [own]}
    for each in relatives:
        rows.setdefault(each.generation, []).append(each.number)
    widest = max(len(row) for row in rows.values())
    width, places = widest * _APART, {}
    for position, generation in enumerate(sorted(rows)):
        row = rows[generation]
        for place, number in enumerate(row):
            x = (width - len(row) * _APART) / 2 + (place + 0.5) * _APART
            places[number] = (round(x), position * _DOWN + _CIRCLE + 4)
    return {
        "width": width,
        "height": (len(rows) - 1) * _DOWN + 2 * (_CIRCLE + 4),
        "radius": _CIRCLE,
        "lines": [(*places[each.of], *places[each.number]) for each in relatives],
        "circles": [
            {"x": places[number][0], "y": places[number][1], "label": numbers[number] or "", "own": number == own}
            for number in places
        ],
    }
